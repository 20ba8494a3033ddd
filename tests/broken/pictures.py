"""Pictures that are none, are broken, or are of an unusual kind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image

from tests.broken.sounds import sound
from tests.broken.tagged import png_bomb

pillow_heif.register_heif_opener()


def picture(mode: str = "RGB", form: str = "PNG", **options: Any) -> bytes:
    """A small picture with warm and cold colours."""
    pixels = np.zeros((48, 64, 3), np.uint8)
    pixels[:24], pixels[24:] = (230, 140, 60), (40, 60, 140)
    file = BytesIO()
    Image.fromarray(pixels).convert(mode).save(file, form, **options)
    return file.getvalue()


def sixteen_bits() -> bytes:
    file = BytesIO()
    Image.fromarray(np.linspace(0, 65_535, 64 * 48).astype(np.uint16).reshape(48, 64)).save(file, "PNG")
    return file.getvalue()


def animation() -> bytes:
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "green", "blue")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


def with_size(width: int, height: int) -> bytes:
    """A PNG whose header tells this size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = picture()
    return content[:12] + header + struct.pack(">I", zlib.crc32(header)) + content[33:]


CONTENT: dict[str, Callable[[], bytes]] = {
    "a text.jpg": lambda: b"This is no picture. " * 100,
    "empty.png": lambda: b"",
    "one byte.jpg": lambda: b"\xff",
    "music.jpg": lambda: sound("mp3", 800.0),
    "header only.png": lambda: picture()[:33],
    "cut.jpg": lambda: picture(form="JPEG")[:400],
    "cut.png": lambda: picture()[:-60],
    "no pixels.png": lambda: with_size(0, 0),
    "50,000 pixels wide and high.png": lambda: with_size(50_000, 50_000),
    "2,000,000,000 pixels wide.png": lambda: with_size(2_000_000_000, 1),
    "a bomb.png": png_bomb,
    "a script.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "a program.eps": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (r) file\n",
    "animated.gif": animation,
    "for print.jpg": lambda: picture("CMYK", "JPEG"),
    "16 bits.png": sixteen_bits,
    "transparent.png": lambda: picture("RGBA"),
    "all transparent.png": lambda: picture("LA"),
    "palette.png": lambda: picture("P"),
    "black and white.png": lambda: picture("1"),
    "from a telephone.heic": lambda: picture(form="HEIF"),
    "named wrongly.txt": lambda: picture(form="WEBP"),
    "floats.tiff": lambda: picture("F", "TIFF"),
}
