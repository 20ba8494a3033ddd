"""Pictures made to harm whoever opens them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from tests.broken.pictures import picture
from tests.broken.tagged import PNG, _chunk
from tests.hostile.sound_kinds import MAXIMUM, box, noise, zip_of

HEADER = struct.Struct(">IIBBBBB")


def png(width: int, height: int, *chunks: bytes, bits: int = 1, colour: int = 0) -> bytes:
    """A PNG of zeros by hand, with more chunks after its header."""
    rows = zlib.compress(bytes((width * bits // 8 + 2) * height), 9)
    header = HEADER.pack(width, height, bits, colour, 0, 0, 0)
    body = _chunk(b"IHDR", header) + b"".join(chunks) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return PNG + body


def text_bomb() -> bytes:
    """A note of two hundred megabytes, packed."""
    packed = zlib.compress(bytes(200_000_000), 1)
    return png(8, 8, _chunk(b"zTXt", b"Comment\x00\x00" + packed))


def profile_bomb() -> bytes:
    return png(8, 8, _chunk(b"iCCP", b"p\x00\x00" + zlib.compress(bytes(100_000_000), 1)))


def frames(form: str, count: int, side: int = 16, **options: Any) -> bytes:
    """An animation."""
    shown = [Image.new("RGB", (side, side), (number % 256, number // 256, 99)) for number in range(count)]
    file = BytesIO()
    shown[0].save(file, form, save_all=True, append_images=shown[1:], **options)
    return file.getvalue()


def endless_apng() -> bytes:
    """It says that it has two thousand million pictures, and has one."""
    return png(16, 16, _chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)))


def gif_screen(width: int, height: int) -> bytes:
    """A GIF whose screen is large and whose one picture is small."""
    content = bytearray(picture("P", "GIF"))
    content[6:10] = struct.pack("<HH", width, height)
    return bytes(content)


def gif_outside() -> bytes:
    content = bytearray(picture("P", "GIF"))
    place = content.find(b",", 13 + 3 * 2)
    content[place + 1 : place + 5] = struct.pack("<HH", 65_000, 65_000)
    return bytes(content)


def jpeg_size(width: int, height: int, **options: Any) -> bytes:
    content = bytearray(picture(form="JPEG", **options))
    place = max(content.find(b"\xff\xc0"), content.find(b"\xff\xc2"))
    content[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def tiff_loop() -> bytes:
    """A TIFF whose directory says that the next one is itself."""
    content = bytearray(picture(form="TIFF"))
    (first,) = struct.unpack_from("<I", content, 4)
    (count,) = struct.unpack_from("<H", content, first)
    struct.pack_into("<I", content, first + 2 + 12 * count, first)
    return bytes(content)


def tiff_size(width: int, height: int) -> bytes:
    content = bytearray(picture(form="TIFF"))
    (first,) = struct.unpack_from("<I", content, 4)
    for number, value in ((256, width), (257, height)):
        mark = struct.pack("<H", number)
        place = next(at for at in range(first + 2, len(content), 12) if content[at : at + 2] == mark)
        content[place + 2 : place + 12] = struct.pack("<HII", 4, 1, value)
    return bytes(content)


def exif_loop() -> bytes:
    """Notes of a camera that point at themselves, and say that it stood in the ninety-ninth way."""
    notes = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x02\x00"
    notes += struct.pack("<HHII", 0x0112, 3, 1, 99) + struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    content = picture(form="JPEG")
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + content[2:]


def bmp_size(width: int, height: int) -> bytes:
    content = bytearray(picture(form="BMP"))
    content[18:26] = struct.pack("<ii", width, height)
    return bytes(content)


def icon_bomb() -> bytes:
    """An icon of 16 pixels that is a picture of thirty thousand."""
    from tests.broken.tagged import png_bomb

    inside = png_bomb()
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 16, 16, 0, 0, 1, 32, len(inside), 22) + inside


def webp_canvas() -> bytes:
    """An extended WebP whose canvas is as large as there is."""
    content = bytearray(frames("WEBP", 2))
    place = content.find(b"VP8X")
    content[place + 12 : place + 18] = b"\xff" * 6
    return bytes(content)


def heif_box(size: int) -> bytes:
    content = picture(form="HEIF")
    place = content.find(b"meta")
    return content[: place - 4] + struct.pack(">I", size) + content[place:]


def heif_size() -> bytes:
    content = bytearray(picture(form="HEIF"))
    place = content.find(b"ispe")
    content[place + 8 : place + 16] = struct.pack(">II", 2**31 - 1, 2**31 - 1)
    return bytes(content)


def rare_floats() -> bytes:
    file = BytesIO()
    pixels = np.full((16, 16), np.nan, np.float32)
    pixels[3, 3], pixels[4, 4] = np.inf, -np.inf
    Image.fromarray(pixels).save(file, "TIFF")
    return file.getvalue()


CONTENT: dict[str, Callable[[], bytes]] = {
    "100,000 pixels wide.png": lambda: png(100_000, 1),
    "100,000 pixels high.png": lambda: png(1, 100_000),
    "a note of 200 MB.png": text_bomb,
    "a profile of 100 MB.png": profile_bomb,
    "two thousand pictures.gif": lambda: frames("GIF", 2_000),
    "two hundred pictures.webp": lambda: frames("WEBP", 200),
    "two hundred pictures.png": lambda: frames("PNG", 200),
    "endless.png": endless_apng,
    "a screen of 65,535.gif": lambda: gif_screen(65_535, 65_535),
    "a picture outside.gif": gif_outside,
    "65,535 pixels wide and high.jpg": lambda: jpeg_size(65_535, 65_535),
    "more than there is.jpg": lambda: jpeg_size(2_000, 2_000),
    "progressive.jpg": lambda: jpeg_size(13_000, 13_000, progressive=True),
    "notes in a circle.jpg": exif_loop,
    "directories in a circle.tiff": tiff_loop,
    "2^31 pixels.tiff": lambda: tiff_size(2**31, 2),
    "floats that are no numbers.tiff": rare_floats,
    "upside down without end.bmp": lambda: bmp_size(64, -(2**31)),
    "2^31 pixels.bmp": lambda: bmp_size(2**31 - 1, 2**31 - 1),
    "an icon of 30,000 pixels.ico": icon_bomb,
    "a canvas of 16 million.webp": webp_canvas,
    "a box of nothing.heic": lambda: heif_box(0),
    "a box of 4 GB.heic": lambda: heif_box(2**32 - 1),
    "2^31 pixels.heic": heif_size,
    "boxes in boxes.avif": lambda: box(b"ftyp", b"avif\x00\x00\x00\x00avifmif1") + nested(b"meta", 2_000),
    "a size of 2^64.jp2": lambda: bytes.fromhex("0000000c6a5020200d0a870a") + struct.pack(">I4sQ", 1, b"jp2h", MAXIMUM),
    "a number without end.ppm": lambda: b"P6\n" + b"9" * 5_000 + b" 1\n255\n",
    "a picture and an archive.png": lambda: picture() + zip_of(b"x" * 999, "../../x.sh"),
    "a picture and a page.gif": lambda: picture("P", "GIF") + b"<script>fetch('http://127.0.0.1:9')</script>",
    "a drawing that reads files.jpg": lambda: b"push graphic-context\nimage over 0,0 0,0 'file:///etc/passwd'\n",
    "noise.webp": lambda: b"RIFF" + struct.pack("<I", 2_000) + b"WEBPVP8L" + noise(2_000, 20),
}


def nested(name: bytes, depth: int) -> bytes:
    inner = b""
    for _ in range(depth):
        inner = box(name, bytes(4) + inner)
    return inner
