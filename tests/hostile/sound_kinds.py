"""Music files made to harm whoever opens them: sizes that lie, boxes in boxes, bombs, and two formats in one."""

from __future__ import annotations

import io
import json
import os
import pickle
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.broken.damaged import FOUR_GB
from tests.broken.pictures import picture
from tests.broken.sounds import encoded, pcm, riff, sound, tune
from tests.broken.tagged import cover, id3, latin, vorbis_comments

MAXIMUM = 2**64 - 1
TAG_BYTES = 50_000_000


def synchsafe(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def id3_frame(name: str, data: bytes, flags: int = 0) -> bytes:
    return name.encode() + struct.pack(">IH", len(data), flags) + data


def id3_tag(body: bytes) -> bytes:
    return b"ID3\x03\x00\x00" + synchsafe(len(body)) + body


def tags_in_tags(pitch_hz: float) -> bytes:
    """Chapters in chapters in chapters, five hundred deep."""
    inner = id3_frame("TIT2", latin("deep"))
    for level in range(500):
        inner = id3_frame("CHAP", b"c%d\x00" % level + bytes(16) + inner)
    return id3_tag(inner) + sound("mp3", pitch_hz)


def packed_frame(pitch_hz: float) -> bytes:
    """A frame that says it holds two gigabytes, packed: 200 MB of nothing in 200 kB."""
    packed = zlib.compress(bytes(200_000_000), 1)
    return id3_tag(id3_frame("TXXX", struct.pack(">I", 2**31 - 1) + packed, 0x80)) + sound("mp3", pitch_hz)


def ape_tag(pitch_hz: float) -> bytes:
    """An APEv2 tag of two thousand million items."""
    footer = b"APETAGEX" + struct.pack("<IIII", 2000, 2**31 - 1, 2**31 - 1, 0) + bytes(8)
    return sound("mp3", pitch_hz) + footer


def xing(pitch_hz: float) -> bytes:
    """A header that tells of as many frames and bytes as can be told."""
    content = bytearray(sound("mp3", pitch_hz))
    for mark in (b"Xing", b"Info"):
        place = content.find(mark)
        if place > 0:
            content[place + 4 : place + 16] = struct.pack(">III", 3, 0xFFFFFFFF, 0xFFFFFFFF)
    return bytes(content)


def flac_with(block: bytes, kind: int, pitch_hz: float, times: int = 1, claimed: int | None = None) -> bytes:
    """A FLAC with metadata blocks of a kind after its first."""
    whole = sound("flac", pitch_hz)
    first = bytearray(whole[4:42])
    first[0] &= 0x7F
    size = len(block) if claimed is None else claimed
    blocks = (bytes([kind]) + size.to_bytes(3, "big") + block) * times
    last = b"\x81" + (0).to_bytes(3, "big")  # empty padding
    return b"fLaC" + bytes(first) + blocks + last + whole[_flac_frames(whole) :]


def _flac_frames(whole: bytes) -> int:
    place = 4
    while True:
        last, place = whole[place] & 0x80, place + 4 + int.from_bytes(whole[place + 1 : place + 4], "big")
        if last:
            return place


def flac_picture(width: int, claimed: int) -> bytes:
    kind = b"image/png"
    head = struct.pack(">II", 3, len(kind)) + kind + struct.pack(">IIIIII", 0, width, width, 32, 0, claimed)
    return head + picture()


def flac_header(offset: int, value: bytes, pitch_hz: float) -> bytes:
    content = bytearray(sound("flac", pitch_hz))
    content[offset : offset + len(value)] = value
    return bytes(content)


def ogg_chain(pitch_hz: float) -> bytes:
    """A hundred streams after each other, as internet radio writes them."""
    return sound("ogg", pitch_hz, 0.2) * 100


def ogg_braid() -> bytes:
    """Three hundred streams that begin at once and never go on."""
    first = sound("ogg", 900.0)
    first = first[: first.find(b"OggS", 4)]
    begun = b"".join(first[:14] + struct.pack("<I", serial) + first[18:] for serial in range(300))
    return begun + sound("ogg", 901.0)


def ogg_of_nothing(pitch_hz: float) -> bytes:
    """Ten thousand pages without a byte in them, before the sound."""
    empty = b"OggS\x00\x02" + struct.pack("<qIIIB", 0, 7, 0, 0, 0)
    return empty * 10_000 + sound("ogg", pitch_hz)


def opus_head(channels: int, family: int, pitch_hz: float) -> bytes:
    content = bytearray(sound("opus", pitch_hz))
    place = content.find(b"OpusHead")
    content[place + 9] = channels
    content[place + 10 : place + 12] = b"\xff\xff"
    content[place + 18] = family
    return bytes(content)


def box(name: bytes, inner: bytes, size: int | None = None) -> bytes:
    return struct.pack(">I", len(inner) + 8 if size is None else size) + name + inner


def boxes_in_boxes(depth: int) -> bytes:
    inner = b""
    for _ in range(depth):
        inner = box(b"moov", inner)
    return sound("m4a", 910.0)[:32] + inner


def m4a_table(name: bytes, entries: int, pitch_hz: float) -> bytes:
    """One of the tables says that it has so many entries."""
    content = bytearray(sound("m4a", pitch_hz))
    place = content.find(name)
    at = place + (12 if name == b"stsz" else 8)
    content[at : at + 4] = struct.pack(">I", entries)
    return bytes(content)


def m4a_box_size(name: bytes, size: bytes, pitch_hz: float) -> bytes:
    content = bytearray(sound("m4a", pitch_hz))
    place = content.find(name)
    content[place - 4 : place] = size
    return bytes(content)


def m4a_tags(depth: int, claimed: int, pitch_hz: float) -> bytes:
    """Tags in tags, and a title of two gigabytes."""
    data = box(b"data", struct.pack(">II", 1, 0) + b"x", claimed)
    inner = box(b"\xa9nam", data)
    for _ in range(depth):
        inner = box(b"ilst", inner)
    return sound("m4a", pitch_hz) + box(b"moov", box(b"udta", box(b"meta", bytes(4) + inner)))


def wav_chunks(chunks: bytes, pitch_hz: float, claimed: int | None = None) -> bytes:
    """A WAV with other chunks before its sound."""
    whole = riff(pcm(tune(pitch_hz)))
    size = len(whole) + len(chunks) - 8 if claimed is None else claimed
    return b"RIFF" + struct.pack("<I", size & 0xFFFFFFFF) + b"WAVE" + chunks + whole[12:]


def chunk(name: bytes, data: bytes, size: int | None = None) -> bytes:
    return name + struct.pack("<I", len(data) if size is None else size) + data


def lists_in_lists() -> bytes:
    inner = b""
    for _ in range(500):
        inner = chunk(b"LIST", b"INFO" + inner)
    return inner


def rf64(pitch_hz: float) -> bytes:
    """A WAV for more than 4 GB that says it holds all that can be said."""
    ds64 = chunk(b"ds64", struct.pack("<QQQI", MAXIMUM, MAXIMUM, MAXIMUM, 0))
    whole = riff(pcm(tune(pitch_hz)), size=0xFFFFFFFF)
    return b"RF64\xff\xff\xff\xffWAVE" + ds64 + whole[12:]


def wav_format(tag: int, channels: int, rate: int, align: int, bits: int, extra: bytes = b"") -> bytes:
    shape = struct.pack("<HHIIHH", tag, channels, rate, rate * align & 0xFFFFFFFF, align, bits) + extra
    body = b"WAVE" + chunk(b"fmt ", shape) + chunk(b"data", pcm(tune(920.0)))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def aiff(rate: bytes, frames: int, bits: int = 16) -> bytes:
    """An AIFF by hand; the rate is an 80-bit float."""
    samples = (tune(921.0) * 32_767).astype(">i2").tobytes()
    common = struct.pack(">hIh", 1, frames & 0xFFFFFFFF, bits) + rate
    inside = b"COMM" + struct.pack(">I", len(common)) + common
    inside += b"SSND" + struct.pack(">III", len(samples) + 8, 0, 0) + samples
    return b"FORM" + struct.pack(">I", len(inside) + 4) + b"AIFF" + inside


def noise(size: int, seed: int) -> bytes:
    return np.random.default_rng(seed).bytes(size)


def database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.sqlite"
        with sqlite3.connect(path) as made:
            made.execute("CREATE TABLE t (x)")
        made.close()
        return path.read_bytes()


class Opens:
    """What would run a program if it were unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("true",)


def zip_of(content: bytes, name: str = "x") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def two_rates() -> bytes:
    """An MP3 that changes its rate and channels in the middle."""
    low = encoded(tune(930.0, 1.0, 22_050)[np.newaxis], "mp3", "libmp3lame", rate=22_050)
    high = encoded(np.stack([tune(931.0), tune(932.0)]), "mp3", "libmp3lame", layout="stereo")
    return low + high + low


def doubles(value: float) -> bytes:
    samples = tune(933.0).astype("<f8")
    samples[::50] = value
    return riff(samples.tobytes(), tag=3, bits=64)


def animated_cover() -> bytes:
    from tests.broken.pictures import animation

    return animation()


CONTENT: dict[str, Callable[[], bytes]] = {
    # Tags that are attacks.
    "tags in tags.mp3": lambda: tags_in_tags(1000.0),
    "two hundred tags.mp3": lambda: id3_tag(id3_frame("TIT2", latin("again"))) * 200 + sound("mp3", 1001.0),
    "ten thousand frames.mp3": lambda: id3_tag(id3_frame("TXXX", b"\x00a\x00b") * 10_000) + sound("mp3", 1002.0),
    "a tag of 50 MB.mp3": lambda: id3_tag(id3_frame("TXXX", bytes(TAG_BYTES))) + sound("mp3", 1003.0),
    "a packed frame.mp3": lambda: packed_frame(1004.0),
    "an APE tag of 2^31 items.mp3": lambda: ape_tag(1005.0),
    "frames without number.mp3": lambda: xing(1006.0),
    "a tag that ends nowhere.mp3": lambda: b"ID3\x04\x00\x50" + b"\x7f" * 4 + sound("mp3", 1007.0),
    "a frame of no name.mp3": lambda: id3_tag(b"\x00" * 4000) + sound("mp3", 1008.0),
    "endless unsynchronised.mp3": lambda: b"ID3\x03\x00\x80" + synchsafe(60_000) + b"\xff\x00" * 30_000
    + sound("mp3", 1009.0),
    "a path for a title.mp3": lambda: id3({"TIT2": latin("../../../etc/passwd"), "TALB": latin("C:\\nul")}, 1010.0),
    "markup for a title.mp3": lambda: id3({"TIT2": latin("<img src=http://127.0.0.1:9/x>'; DROP TABLE t;--")}, 1011.0),
    "a cover of 100,000 pixels.flac": lambda: flac_with(flac_picture(100_000, len(picture())), 6, 1012.0),
    "a cover of 4 GB.flac": lambda: flac_with(flac_picture(10, 0xFFFFFFFF), 6, 1013.0),
    "an animated cover.mp3": lambda: id3({"APIC": cover(animated_cover(), "image/gif")}, 1014.0),
    "a cover that is a zip.mp3": lambda: id3({"APIC": cover(zip_of(bytes(10_000_000)), "image/png")}, 1015.0),
    "comments in UTF-7.flac": lambda: vorbis_comments([b"TITLE=+ADw-script+AD4-"], 1016.0),
    "a thousand covers.flac": lambda: flac_with(flac_picture(64, len(picture())), 6, 1017.0, times=1000),
    # Headers that lie.
    "a block beyond the end.flac": lambda: flac_with(b"x", 4, 1020.0, claimed=0xFFFFFF),
    "ten thousand blocks.flac": lambda: flac_with(b"", 1, 1021.0, times=10_000),
    "blocks of no samples.flac": lambda: flac_header(8, b"\x00\x00\x00\x00", 1022.0),
    "a rate of 0.flac": lambda: flac_header(18, b"\x00\x00\x00", 1023.0),
    "a seek table of noise.flac": lambda: flac_with(noise(18 * 500, 1), 3, 1024.0),
    "an endless chain.ogg": lambda: ogg_chain(1025.0),
    "three hundred streams.ogg": ogg_braid,
    "ten thousand empty pages.ogg": lambda: ogg_of_nothing(1026.0),
    "255 channels.opus": lambda: opus_head(255, 255, 1027.0),
    "no channels.opus": lambda: opus_head(0, 0, 1028.0),
    "boxes in boxes.m4a": lambda: boxes_in_boxes(2_000),
    "a box of 2^64.m4a": lambda: m4a_box_size(b"moov", b"\x00\x00\x00\x01", 1030.0),
    "a box of nothing.m4a": lambda: m4a_box_size(b"trak", b"\x00\x00\x00\x00", 1031.0),
    "2^31 samples.m4a": lambda: m4a_table(b"stsz", 2**31 - 1, 1032.0),
    "2^32 chunks.m4a": lambda: m4a_table(b"stco", 2**32 - 1, 1033.0),
    "2^32 times.m4a": lambda: m4a_table(b"stts", 2**32 - 1, 1034.0),
    "tags in tags.m4a": lambda: m4a_tags(300, 2**31 - 1, 1035.0),
    "lists in lists.wav": lambda: wav_chunks(lists_in_lists(), 1040.0),
    "ten thousand chunks.wav": lambda: wav_chunks(chunk(b"junk", b"") * 10_000, 1041.0),
    "a chunk of 4 GB.wav": lambda: wav_chunks(chunk(b"junk", b"", FOUR_GB), 1042.0),
    "all that can be said.rf64.wav": lambda: rf64(1043.0),
    "0 bits.wav": lambda: wav_format(1, 1, 44_100, 2, 0),
    "255 bits.wav": lambda: wav_format(1, 1, 44_100, 2, 255),
    "packed by nothing.wav": lambda: wav_format(2, 1, 44_100, 0, 4, struct.pack("<HH", 2, 0)),
    "an unknown coding.wav": lambda: wav_format(0xBEEF, 1, 44_100, 2, 16),
    "a rate that is no number.aiff": lambda: aiff(b"\x7f\xff\xc0" + bytes(7), 44_100),
    "a rate without end.aiff": lambda: aiff(b"\x7f\xff\x80" + bytes(7), 44_100),
    "2^32 frames.aiff": lambda: aiff(b"\x40\x0e\xac\x44" + bytes(6), 2**32 - 1),
    "a head of 4 GB.au": lambda: b".snd" + struct.pack(">IIIII", 0xFFFFFFF0, 0xFFFFFFFF, 3, 44_100, 1) + noise(2000, 2),
    "a chunk of 2^63.caf": lambda: b"caff\x00\x01\x00\x00desc" + struct.pack(">q", 2**63 - 1) + noise(2000, 3),
    "an object of 2^64.wma": lambda: bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + struct.pack("<QI", MAXIMUM, 6)
    + noise(2000, 4),
    "an element of 2^56.mka": lambda: b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska\x18\x53\x80\x67\x01" + b"\xff" * 7
    + noise(2000, 5),
    "2^32 frames.ape": lambda: b"MAC \x96\x0f\x00\x00" + struct.pack("<IIIIIII", 52, 24, 0, 0, 0xFFFFFFF0, 0, 0)
    + struct.pack("<HHIIIHHI", 2000, 0, 73_728, 1, 0xFFFFFFFF, 16, 2, 44_100),
    "a size of 2^64.dsf": lambda: b"DSD " + struct.pack("<QQQ4sQ", 28, MAXIMUM, MAXIMUM, b"fmt ", MAXIMUM),
    "a block of 4 GB.wv": lambda: b"wvpk" + struct.pack("<IHHIII", FOUR_GB, 0x410, 0, 2**31, 0, 99)
    + noise(2000, 6),
    "2^32 samples.tta": lambda: b"TTA1" + struct.pack("<HHHIII", 1, 2, 16, 44_100, 2**32 - 1, 0) + noise(2000, 7),
    # Two formats in one, and none.
    "a picture and a sound.mp3": lambda: picture(form="GIF") + sound("mp3", 1050.0),
    "a sound and an archive.mp3": lambda: sound("mp3", 1051.0) + zip_of(b"x" * 1000, "../../x.sh"),
    "a page and a sound.mp3": lambda: b"<html><script>fetch('http://127.0.0.1')</script></html>" + sound("mp3", 1052.0),
    "a sound and a document.wav": lambda: sound("wav", 1053.0) + b"%PDF-1.7\n" + noise(1000, 8),
    "a pickle.mp3": lambda: pickle.dumps([Opens()] * 100),
    "a database.flac": database,
    "an archive bomb.ogg": lambda: zip_of(bytes(20_000_000)),
    "a script.mp3": lambda: b"#!/bin/sh\ntouch /tmp/was-here\n" * 50,
    "a document.m4a": lambda: b"%PDF-1.7\n" + noise(3000, 9),
    "settings.wav": lambda: json.dumps({"search.limit": 1}).encode() * 20,
    "a tune without sound.mp3": lambda: b"MThd\x00\x00\x00\x06\x00\x01\xff\xffMTrk" + b"\xff" * 8 + noise(500, 10),
    # Sound that changes under way, or is none.
    "two rates.mp3": two_rates,
    "doubles without end.wav": lambda: doubles(np.inf),
    "doubles that are no numbers.wav": lambda: doubles(np.nan),
    "doubles of 1e300.wav": lambda: doubles(1e300),
    "the highest tone there is.wav": lambda: riff(pcm(np.tile(np.array([1, -1], np.float32), 40_000))),
    "one click.wav": lambda: riff(pcm(np.eye(1, 88_200, 40_000, dtype=np.float32)[0])),
}  # fmt: skip
