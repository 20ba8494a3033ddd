"""Many MP3 files of realistic length in little time: few recordings, each in many files of another audio hash.

The files of a recording differ in the private bits of their frames, which no decoder looks at: what analysis finds is
the same to the last bit, and the hash of the encoded audio is not. Albums of ten lie in folders with a cover.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

RATE = 44_100
STEP_S = 0.25
ALBUM = 10
NUMBER_BITS = 24
GENRES = ("Ambient", "Folk", "Metal", "Techno", "Pop", "Jazz")
_KBIT = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # MPEG-1, layer III
_RATES_HZ = (44_100, 48_000, 32_000)


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and of which recording it is."""

    path: Path
    recording: int


def make_music(folder: Path, tracks: int, recordings: int, seconds: float) -> list[Made]:
    """Write the files, or take them as they are there; the first ones are of one recording each."""
    there = sorted(folder.rglob("*.mp3"))
    if len(there) == tracks:
        return [Made(path, number % min(recordings, tracks)) for number, path in enumerate(there)]
    sources = [_encoded(number, seconds) for number in range(min(recordings, tracks))]
    return [_write(folder, number, sources[number % len(sources)], number % len(sources)) for number in range(tracks)]


def _write(folder: Path, number: int, source: bytes, recording: int) -> Made:
    album = folder / f"album {number // ALBUM:04}"
    if not album.exists():
        album.mkdir(parents=True)
        _cover(album / "cover.jpg", number)
    path = album / f"{number:05}.mp3"
    path.write_bytes(_tag(number) + numbered(source, number))
    return Made(path, recording)


def _encoded(number: int, seconds: float) -> bytes:
    """A random melody with a beat and noise of its own, as MP3."""
    random = np.random.default_rng(number)
    time_s = np.arange(int(RATE * seconds)) / RATE
    steps = random.integers(-12, 13, int(seconds / STEP_S) + 1).cumsum() % 24
    pitch = 220 * 2 ** (steps[(time_s / STEP_S).astype(int)] / 12)
    lead = 0.2 * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)
    beat = np.exp(-8 * (time_s * random.uniform(1.2, 3.0) % 1.0)) * random.normal(size=time_s.size) * 0.1
    file = io.BytesIO()
    soundfile.write(file, np.stack([lead + beat, lead - beat], axis=1), RATE, format="MP3")
    return file.getvalue()


def numbered(mp3: bytes, number: int) -> bytes:
    """The same music with a number in the private bits of its last frames."""
    varied, frames = bytearray(mp3), list(_frames(mp3))
    for bit, place in enumerate(frames[-NUMBER_BITS:]):
        varied[place + 2] = varied[place + 2] & 0xFE | number >> bit & 1
    return bytes(varied)


def _frames(mp3: bytes) -> Iterator[int]:
    place = mp3.index(b"\xff\xfb")
    while place + 4 <= len(mp3) and mp3[place : place + 2] == b"\xff\xfb":
        yield place
        kbit, rate = _KBIT[mp3[place + 2] >> 4], _RATES_HZ[mp3[place + 2] >> 2 & 3]
        place += 144_000 * kbit // rate + (mp3[place + 2] >> 1 & 1)


def _tag(number: int) -> bytes:
    told = {
        "TIT2": f"Track {number}",
        "TPE1": f"Artist {number // ALBUM % 40}",
        "TALB": f"Album {number // ALBUM}",
        "TCON": GENRES[number // ALBUM % len(GENRES)],
    }
    body = b"".join(
        name.encode() + struct.pack(">IH", len(text) + 1, 0) + b"\x00" + text.encode() for name, text in told.items()
    )
    return b"ID3\x03\x00\x00" + bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0)) + body


def _cover(path: Path, number: int) -> None:
    pixels = np.random.default_rng(number).integers(0, 255, (60, 60, 3), np.uint8)
    Image.fromarray(pixels).resize((600, 600)).save(path, quality=85)
