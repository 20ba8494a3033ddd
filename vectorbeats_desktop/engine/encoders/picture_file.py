"""Opening a picture safely: judged by its content, bounded in memory, upright and in plain RGB."""

from __future__ import annotations

import stat
import struct
import warnings
import zlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from vectorbeats_desktop.engine.errors import UnreadablePicture

WORKING_SIDE = 256  # pixels; colours and light need no more
MAX_FILE_BYTES = 200 * 1024**2
MAX_SIDE = 65_535
MAX_PIXELS = 80_000_000  # 320 MB decoded with transparency
MAX_PIXELS_JPEG = 170_000_000  # JPEG is decoded at an eighth of its size

# EPS, WMF and the like run other programs or are no photographs; TGA has no signature to judge by.
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF", "BMP", "DIB", "TIFF", "JPEG2000", "ICO", "PPM")
_BEHIND_GLASS = (128, 128, 128)  # mid grey, on which black and white drawings both stay visible
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    AttributeError, ZeroDivisionError, RuntimeError, struct.error, zlib.error,
)  # fmt: skip  # what Pillow's readers raise on damaged data; none of them promises one kind
_SAVE_AGAIN = "Open it in a picture viewer and save it again as JPEG or PNG."
_FORMATS_READ = "JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC and AVIF can be read."

pillow_heif.register_heif_opener()


def load_picture(source: Path | bytes, side: int = WORKING_SIDE) -> Image.Image:
    """Return a small working copy: RGB, upright, at most `side` pixels wide and high.

    Of an animation it is the first frame; what is transparent becomes mid grey. Raises
    UnreadablePicture for what is no picture, is damaged, or would take too much memory: the header
    is judged before anything is decoded.
    """
    try:
        with _opened(source) as stream:
            return _decode(stream, side)
    except UnidentifiedImageError as error:
        raise UnreadablePicture(f"{_called(source)} is not a picture.", _FORMATS_READ) from error
    except (Image.DecompressionBombError, _TooLarge, MemoryError) as error:
        raise _too_large(source) from error
    except _BROKEN as error:
        raise UnreadablePicture(f"{_called(source)} is damaged and cannot be decoded.", _SAVE_AGAIN) from error


class _TooLarge(Exception):
    """The header promises more pixels than may be decoded; it becomes an UnreadablePicture with the name."""


def _opened(source: Path | bytes) -> BinaryIO:
    if isinstance(source, bytes):
        _refuse_size(len(source), source)
        return BytesIO(source)
    try:
        found = source.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadablePicture(f"{_called(source)} is not a file.", "Choose a picture file.")
        _refuse_size(found.st_size, source)
        return source.open("rb")
    except FileNotFoundError as error:
        raise UnreadablePicture(f"{_called(source)} is not there any more.", "Check where it was moved.") from error
    except PermissionError as error:
        hint = "Allow your user to read it, or copy it elsewhere."
        raise UnreadablePicture(f"{_called(source)} may not be read.", hint) from error
    except (OSError, ValueError) as error:
        raise UnreadablePicture(
            f"{_called(source)} cannot be opened: {error}.", "Check the drive it lies on."
        ) from error


def _refuse_size(size: int, source: Path | bytes) -> None:
    if size == 0:
        raise UnreadablePicture(f"{_called(source)} is empty.", "Download or copy it again.")
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024**2
        raise UnreadablePicture(f"{_called(source)} is larger than {limit} MB.", "Use a smaller copy of the picture.")


def _decode(stream: BinaryIO, side: int) -> Image.Image:
    with warnings.catch_warnings():
        # Pillow warns of large sizes and odd notes; sizes are judged below, and broken data raises.
        warnings.simplefilter("ignore")
        image: Image.Image = Image.open(stream, formats=_FORMATS)
        with image:
            _refuse_pixels(image)
            plain = _without_table(image)
            plain.thumbnail((side, side), Image.Resampling.BOX, reducing_gap=2.0)
            return _on_grey(_upright(plain)).convert("RGB")


def _refuse_pixels(image: Image.Image) -> None:
    # A progressive JPEG keeps all its coefficients in memory, however small it is wanted.
    scalable = image.format in {"JPEG", "MPO"} and not image.info.get("progressive")
    limit = MAX_PIXELS_JPEG if scalable else MAX_PIXELS
    if image.width * image.height > limit or max(image.size) > MAX_SIDE:
        raise _TooLarge
    if min(image.size) < 1:
        raise ValueError("the picture has no pixels")


def _without_table(image: Image.Image) -> Image.Image:
    """Return a picture whose pixels can be averaged: no palette, no bitmap, 8 bits a channel."""
    if image.mode in {"P", "PA", "1"}:
        return image.convert("RGBA" if _transparent(image) else "RGB")
    if image.mode == "F" or image.mode.startswith("I"):
        return _eight_bits(image)
    if image.mode in {"L", "RGB"} and "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _transparent(image: Image.Image) -> bool:
    return image.mode == "PA" or "transparency" in image.info


def _eight_bits(image: Image.Image) -> Image.Image:
    """Pillow's own conversion of deeper greys clips them to white instead of scaling them."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32))
    full_scale = next((scale for scale in (1.0, 255.0, 65_535.0) if values.max() <= scale), float(values.max()))
    if image.mode.startswith("I;16"):
        full_scale = 65_535.0
    scaled = np.clip(values * (255 / full_scale), 0, 255).astype(np.uint8)
    return Image.fromarray(scaled)


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        return image  # broken notes about a picture do not make the picture unreadable


def _on_grey(image: Image.Image) -> Image.Image:
    if image.mode not in {"RGBA", "LA", "RGBa", "La"}:
        return image
    solid = image.convert("RGBA")
    ground = Image.new("RGBA", solid.size, (*_BEHIND_GLASS, 255))
    return Image.alpha_composite(ground, solid)


def _called(source: Path | bytes) -> str:
    return f"“{source.name}”" if isinstance(source, Path) else "What was dropped"


def _too_large(source: Path | bytes) -> UnreadablePicture:
    message = f"{_called(source)} has too many pixels to be opened safely."
    return UnreadablePicture(message, f"Use a copy with at most {MAX_PIXELS // 10**6} million pixels.")
