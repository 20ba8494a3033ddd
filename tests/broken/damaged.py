"""Files that were whole once: cut off, flipped bits, headers that lie or stand alone."""

from __future__ import annotations

import struct
from collections.abc import Callable

import numpy as np

from tests.broken.sounds import pcm, riff, sound, tune

LENGTH_S = 3.0
OGG_LENGTH_S = 10.0  # several pages, so that some of them stay whole
JUNK_BYTES = 1_000_000
FOUR_GB = 0xFFFFFFF0


def cut(kind: str, pitch_hz: float, share: float) -> bytes:
    """The first part of a file, as an aborted download leaves it."""
    whole = sound(kind, pitch_hz, OGG_LENGTH_S if kind == "ogg" else LENGTH_S)
    return whole[: int(len(whole) * share)]


def flipped(kind: str, pitch_hz: float, flips: int) -> bytes:
    """A file with bits turned over, evenly spread over its second half."""
    content = bytearray(sound(kind, pitch_hz, OGG_LENGTH_S if kind == "ogg" else LENGTH_S))
    places = np.linspace(len(content) * 0.5, len(content) * 0.95, flips).astype(int)
    for number, place in enumerate(places):
        content[place] ^= 1 << number % 8
    return bytes(content)


def overwritten(kind: str, pitch_hz: float, start: float, end: float) -> bytes:
    """A file of which one part is noise now, as a failing disk leaves it."""
    content = bytearray(sound(kind, pitch_hz))
    first, last = int(len(content) * start), int(len(content) * end)
    content[first:last] = np.random.default_rng(3).bytes(last - first)
    return bytes(content)


def flac_of_18_days() -> bytes:
    """STREAMINFO's 36 bits for the number of samples all set, with two seconds behind it."""
    content = bytearray(sound("flac", 310.0))
    (packed,) = struct.unpack(">Q", content[18:26])  # rate 20 bits, channels 3, depth 5, samples 36
    content[18:26] = struct.pack(">Q", packed | 2**36 - 1)
    return bytes(content)


def ogg_of_years() -> bytes:
    """The position in the last page is absurd; its checksum is wrong with it."""
    content = bytearray(sound("ogg", 311.0, OGG_LENGTH_S))
    last = content.rfind(b"OggS")
    content[last + 6 : last + 14] = struct.pack("<q", 2**55)
    return bytes(content)


def m4a_of_days() -> bytes:
    """All durations of the header are the largest there are."""
    content = bytearray(sound("m4a", 312.0))
    for box, offset in ((b"mvhd", 20), (b"tkhd", 24), (b"mdhd", 20)):
        place = content.find(box) + offset
        content[place : place + 4] = b"\x7f\xff\xff\xff"
    return bytes(content)


def junk_first() -> bytes:
    """A megabyte that is no music before the first frame of an MP3."""
    return np.random.default_rng(4).integers(0, 255, JUNK_BYTES, np.uint8).tobytes() + sound("mp3", 313.0)


CONTENT: dict[str, Callable[[], bytes]] = {
    "cut early.mp3": lambda: cut("mp3", 320.0, 0.1),
    "cut late.mp3": lambda: cut("mp3", 321.0, 0.9),
    "cut in the middle.flac": lambda: cut("flac", 322.0, 0.5),
    "cut in the middle.ogg": lambda: cut("ogg", 323.0, 0.5),
    "cut in the middle.opus": lambda: cut("opus", 324.0, 0.5),
    "cut in the middle.m4a": lambda: cut("m4a", 325.0, 0.5),
    "cut in its header.ogg": lambda: cut("ogg", 328.0, 0.1),
    "cut in the middle.wav": lambda: cut("wav", 326.0, 0.5),
    "header only.mp3": lambda: sound("mp3", 330.0)[:60],
    "header only.flac": lambda: sound("flac", 330.0)[:42],
    "header only.ogg": lambda: sound("ogg", 330.0)[:58],
    "header only.m4a": lambda: sound("m4a", 330.0)[:32],
    "header only.wav": lambda: riff(b"", size=20_000),
    "half a header.wav": lambda: riff(b"")[:30],
    "empty.mp3": lambda: b"",
    "one byte.flac": lambda: b"f",
    "claims 4 GB.wav": lambda: riff(pcm(tune(340.0)), size=FOUR_GB),
    "claims no data.wav": lambda: riff(pcm(tune(341.0)), size=0),
    "claims 18 days.flac": flac_of_18_days,
    "claims years.ogg": ogg_of_years,
    "claims days.m4a": m4a_of_days,
    "claims no channels.wav": lambda: riff(pcm(tune(342.0)), channels=0),
    "claims 65,535 channels.wav": lambda: riff(pcm(tune(343.0)), channels=65_535),
    "claims a rate of 0.wav": lambda: riff(pcm(tune(344.0)), rate=0),
    "claims a rate of 4 GHz.wav": lambda: riff(pcm(tune(345.0)), rate=FOUR_GB),
    "claims a rate of 800 MHz.wav": lambda: riff(pcm(tune(347.0)), rate=800_000_000),
    "claims an odd rate.wav": lambda: riff(pcm(tune(348.0)), rate=3_845_188),
    "claims 1 Hz.wav": lambda: riff(pcm(tune(346.0))[:2000], rate=1),
    "bits flipped.mp3": lambda: flipped("mp3", 350.0, 12),
    "bits flipped.flac": lambda: flipped("flac", 351.0, 3),
    "bits flipped.ogg": lambda: flipped("ogg", 352.0, 3),
    "bits flipped.m4a": lambda: flipped("m4a", 353.0, 6),
    "noise from the tenth on.mp3": lambda: overwritten("mp3", 354.0, 0.1, 1.0),
    "noise from the tenth on.flac": lambda: overwritten("flac", 355.0, 0.1, 1.0),
    "noise in the middle.m4a": lambda: overwritten("m4a", 356.0, 0.2, 0.8),
    "noise in the middle.wav": lambda: overwritten("wav", 357.0, 0.4, 0.6),
    "junk first.mp3": junk_first,
    "twice.mp3": lambda: sound("mp3", 358.0) + sound("mp3", 359.0),
}
