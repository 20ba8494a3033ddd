"""Music whose tags and covers are absurd or dangerous; the music itself is well."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.broken.sounds import sound

TITLE_BYTES = 5_000_000
BOMB_SIDE = 30_000
PNG = b"\x89PNG\r\n\x1a\n"
FRONT_COVER = 3


def id3(frames: Mapping[str, bytes], pitch_hz: float, claimed: int | None = None) -> bytes:
    """An MP3 with an ID3v2.3 tag; `claimed` is the size its header tells when not the truth."""
    body = b"".join(name.encode() + struct.pack(">IH", len(data), 0) + data for name, data in frames.items())
    size = len(body) if claimed is None else claimed
    seven_bits = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + seven_bits + body + sound("mp3", pitch_hz)


def latin(text: str) -> bytes:
    """The content of a text frame in Latin-1."""
    return b"\x00" + text.encode("latin-1", "replace")


def cover(picture: bytes, kind: str = "image/png") -> bytes:
    """The content of a picture frame."""
    return b"\x00" + kind.encode() + b"\x00" + bytes([FRONT_COVER]) + b"\x00" + picture


def vorbis_comments(comments: list[bytes], pitch_hz: float, claimed: int | None = None) -> bytes:
    """A FLAC with these comments; `claimed` is the first one's length when not the truth."""
    packed = b"".join(struct.pack("<I", len(each) if claimed is None else claimed) + each for each in comments)
    block = struct.pack("<I", 0) + struct.pack("<I", len(comments)) + packed
    whole = sound("flac", pitch_hz)
    stream_info, frames = bytearray(whole[4:42]), whole[_end_of_blocks(whole) :]
    stream_info[0] &= 0x7F  # it is not the last block any more
    return b"fLaC" + bytes(stream_info) + b"\x84" + len(block).to_bytes(3, "big") + block + frames


def _end_of_blocks(flac: bytes) -> int:
    place, last = 4, False
    while not last:
        last = bool(flac[place] & 0x80)
        place += 4 + int.from_bytes(flac[place + 1 : place + 4], "big")
    return place


@cache
def png_bomb(side: int = BOMB_SIDE) -> bytes:
    """A PNG of black and white that is small on the disk and enormous in memory."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((side // 8 + 1) * side), 1)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def cover_in_a_comment() -> bytes:
    """FLAC's picture block as base64 in a comment, cut in the middle."""
    return b"METADATA_BLOCK_PICTURE=" + base64.b64encode(struct.pack(">II", FRONT_COVER, 2**31))


CONTENT: dict[str, Callable[[], bytes]] = {
    "a title of 5 MB.mp3": lambda: id3({"TIT2": latin("long " * (TITLE_BYTES // 5)), "TPE1": latin("Someone")}, 500.0),
    "nul and control characters.mp3": lambda: id3({"TIT2": latin("be\x00fore\x07\x1b[31m after\r\nline")}, 501.0),
    "year and track.mp3": lambda: id3({"TYER": latin("99999999"), "TRCK": latin("-5/0"), "TPOS": latin("1e9")}, 502.0),
    "genre.mp3": lambda: id3({"TCON": latin("(255)(((4294967296)")}, 503.0),
    "broken UTF-16.mp3": lambda: id3({"TIT2": b"\x01\xff\xfe\x00\xd8\x00", "TPE1": b"\x01\xff"}, 504.0),
    "unknown encoding.mp3": lambda: id3({"TIT2": b"\x63text", "TALB": b""}, 505.0),
    "a tag larger than the file.mp3": lambda: id3({"TIT2": latin("x")}, 506.0, claimed=2**27),
    "a frame larger than the tag.mp3": lambda: id3({"TIT2": latin("x") + b"TPE1\x7f\xff\xff\xff\x00\x00"}, 507.0),
    "a comment of 4 GB.flac": lambda: vorbis_comments([b"TITLE=x"], 508.0, claimed=0xFFFFFFF0),
    "not UTF-8.flac": lambda: vorbis_comments([b"TITLE=\xff\xfe\xfd", b"ARTIST", b"=", b"\x00=\x00"], 509.0),
    "three thousand comments.flac": lambda: vorbis_comments([b"ARTIST=%d" % n for n in range(3_000)], 510.0),
    "half a cover.flac": lambda: vorbis_comments([cover_in_a_comment(), b"TITLE=half"], 511.0),
    "a cover bomb.mp3": lambda: id3({"APIC": cover(png_bomb())}, 512.0),
    "a cover that is no picture.mp3": lambda: id3({"APIC": cover(b"not a picture " * 50, "image/jpeg")}, 513.0),
    "an empty cover.mp3": lambda: id3({"APIC": cover(b"")}, 514.0),
}
