from __future__ import annotations

import os
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vectorbeats_desktop.engine.encoders import picture_file
from vectorbeats_desktop.engine.encoders.picture_file import load_picture
from vectorbeats_desktop.engine.errors import UnreadablePicture

RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(width: int = 120, height: int = 80) -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return image


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    stream = BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def at(image: Image.Image, across: float, down: float) -> tuple[int, ...]:
    pixel = image.getpixel((int(across * (image.width - 1)), int(down * (image.height - 1))))
    assert isinstance(pixel, tuple)
    return pixel


def near(pixel: tuple[int, ...], colour: tuple[int, ...], tolerance: int = 12) -> bool:
    return all(abs(first - second) <= tolerance for first, second in zip(pixel, colour, strict=True))


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF", "JPEG2000", "PPM"])
def test_every_format_is_read_whatever_its_name(tmp_path: Path, form: str) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(encoded(halves(), form))
    image = load_picture(path)
    assert image.mode == "RGB"
    assert near(at(image, 0.5, 0.1), RED, 30)
    assert near(at(image, 0.5, 0.9), BLUE, 30)


@pytest.mark.parametrize("size", [(3000, 1000), (1000, 3000), (40, 20), (1, 1), (5000, 1)])
def test_the_working_copy_is_small_and_keeps_its_shape(size: tuple[int, int]) -> None:
    image = load_picture(encoded(Image.new("RGB", size, RED), "PNG"))
    assert max(image.size) <= 256
    assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.05) or min(image.size) == 1
    assert near(at(image, 0.5, 0.5), RED)


def test_a_photograph_taken_sideways_is_turned_upright() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # to be turned by 90 degrees clockwise
    image = load_picture(encoded(halves(), "JPEG", exif=notes))
    assert image.height > image.width
    assert near(at(image, 0.9, 0.5), RED, 25)
    assert near(at(image, 0.1, 0.5), BLUE, 25)


def test_of_an_animation_the_first_frame_is_read() -> None:
    frames = [Image.new("RGB", (30, 30), colour) for colour in (RED, BLUE)]
    for form in ("GIF", "WEBP", "PNG"):
        moving = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
        assert near(at(load_picture(moving), 0.5, 0.5), RED, 20), form


def test_black_and_white_drawings_on_glass_both_stay_visible() -> None:
    for ink in (0, 255):
        image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
        image.paste((ink, ink, ink, 255), (10, 10, 30, 30))
        loaded = load_picture(encoded(image, "PNG"))
        assert near(at(loaded, 0.5, 0.5), (ink,) * 3)
        assert near(at(loaded, 0, 0), (128,) * 3)


def test_a_palette_with_a_transparent_colour_is_understood() -> None:
    image = Image.new("P", (20, 20), 1)
    image.putpalette([*RED, *BLUE])
    image.paste(0, (0, 0, 20, 10))
    loaded = load_picture(encoded(image, "PNG", transparency=1))
    assert near(at(loaded, 0.5, 0.1), RED)
    assert near(at(loaded, 0.5, 0.9), (128,) * 3)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_are_scaled_and_not_clipped(form: str) -> None:
    ramp = np.linspace(0, 65_535, 64, dtype=np.uint16)[None, :].repeat(64, axis=0)
    loaded = np.asarray(load_picture(encoded(Image.fromarray(ramp), form)))[..., 0]
    assert loaded.mean() == pytest.approx(127, abs=3)
    assert loaded[0, 0] < 8
    assert loaded[0, -1] > 247


def test_floating_point_and_one_bit_pictures_are_read() -> None:
    ramp = np.linspace(0, 1, 64, dtype=np.float32)[None, :].repeat(8, axis=0)
    assert np.asarray(load_picture(encoded(Image.fromarray(ramp), "TIFF"))).mean() == pytest.approx(127, abs=3)
    assert near(at(load_picture(encoded(Image.new("1", (9, 9), 1), "PNG")), 0.5, 0.5), (255,) * 3)


def test_print_colours_come_back_as_seen() -> None:
    for form in ("JPEG", "TIFF"):
        loaded = load_picture(encoded(Image.new("CMYK", (30, 30), (0, 255, 255, 0)), form))
        red, green, blue = at(loaded, 0.5, 0.5)
        assert red > 200, form
        assert max(green, blue) < 60, form


def test_a_promised_giant_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "thumbnail", decoded)
    for width, height in ((100_000, 100_000), (100_000, 10), (12_000, 9_000)):
        with pytest.raises(UnreadablePicture, match="too many pixels") as raised:
            load_picture(png_header(width, height))
        assert "million" in raised.value.hint


def test_a_large_photograph_is_decoded_at_a_fraction_of_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    Image.new("L", (12_000, 9_000), 90).save(path, quality=30)
    assert load_picture(path).size == (256, 192)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"dear diary, today it rained", "is not a picture"),
        (b"%PDF-1.4 something", "is not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "is not a picture"),
        (b"\xff\xd8\xff\xe0", "damaged|not a picture"),
        (b"\x89PNG\r\n\x1a\n", "damaged|not a picture"),
        (png_header(0, 0), "damaged|not a picture"),
        (png_header(500, 500), "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_hint(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(content)
    with pytest.raises(UnreadablePicture, match=message) as raised:
        load_picture(path)
    assert "holiday.jpg" in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "HEIF", "AVIF"])
def test_cut_off_files_are_refused(form: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (90, 90, 3), dtype=np.uint8)
    whole = encoded(Image.fromarray(noise), form)
    with pytest.raises(UnreadablePicture):
        load_picture(whole[: len(whole) // 2])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"])
def test_damaged_bytes_never_raise_anything_else(form: str) -> None:
    whole = bytearray(encoded(halves(60, 60), form))
    random = np.random.default_rng(5)
    for _ in range(60):
        damaged = whole.copy()
        for place in random.integers(0, len(whole), 6):
            damaged[place] = random.integers(0, 256)
        with suppress(UnreadablePicture):
            assert load_picture(bytes(damaged)).mode == "RGB"


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePicture, match="not there any more"):
        load_picture(tmp_path / "gone.png")
    with pytest.raises(UnreadablePicture, match="not a file"):
        load_picture(tmp_path)
    with pytest.raises(UnreadablePicture):
        load_picture(tmp_path / ("x" * 400))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_does_not_hang_the_program(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(UnreadablePicture, match="not a file"):
        load_picture(tmp_path / "pipe.jpg")


def test_files_beyond_the_limit_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as stream:
        stream.truncate(picture_file.MAX_FILE_BYTES + 1)
    with pytest.raises(UnreadablePicture, match="larger than 200 MB"):
        load_picture(path)
