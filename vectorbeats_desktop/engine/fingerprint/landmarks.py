"""What is kept of a recording to recognise it by, and of a query to recognise."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FINGERPRINT_VERSION = 1
"""Raise it when landmarks, or how they are paired, change: every track is then heard anew."""

RATE = 22_050
HOP = 512
FRAME_S = HOP / RATE
PITCHES_PER_OCTAVE = 48
PITCHES = 208  # steps of a quarter of a semitone from 200 Hz to 4 kHz
LEVEL_FRAMES = 86  # two seconds
LEVEL_BANDS = 5
LEVEL_STEP_DB = 0.5
LEAST_DB = -110.0
LARGEST = 32 * 2**20  # bytes, unpacked: those of a hundred days

_HEADER = struct.Struct("<BIII")  # format, frames, peaks, blocks of levels
_FORMAT = 1
_GAP = 255
"""A step of so many frames at which no peak lies: a longer silence takes several."""

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """The spectral peaks of a track, some eight a second.

    `frames` (n,) int64, rising, count FRAME_S; `pitches` (n,) uint8 count quarters of a semitone above 200 Hz.
    `levels` (blocks, 5) uint8: the power in five bands in each two seconds, in half decibels above -110 dBFS.
    `length` is the track's, in frames.
    """

    frames: NDArray[np.int64]
    pitches: Bytes
    levels: Bytes
    length: int

    def __len__(self) -> int:
        return len(self.frames)

    @property
    def duration_s(self) -> float:
        return self.length * FRAME_S

    def to_bytes(self) -> bytes:
        """About 3 kB for four minutes: steps in time, pitches, and levels, deflated."""
        steps = np.diff(self.frames, prepend=0)
        gaps, rest = np.divmod(steps, _GAP)
        places = np.repeat(np.arange(len(steps)), gaps)
        times = np.insert(rest, places, _GAP).astype(np.uint8)
        pitches = np.insert(self.pitches, places, 0)
        packed = zlib.compress(times.tobytes() + pitches.tobytes() + self.levels.tobytes())
        return _HEADER.pack(_FORMAT, self.length, len(times), len(self.levels)) + packed

    @classmethod
    def from_bytes(cls, kept: bytes) -> Landmarks:
        """Read what `to_bytes` gave. Raises ValueError."""
        try:
            version, length, count, blocks = _HEADER.unpack_from(kept)
            size = 2 * count + LEVEL_BANDS * blocks
            if size > LARGEST:  # they may come from a server, and a few bytes unpack to gigabytes
                raise ValueError("These are too many landmarks.")
            unpacking = zlib.decompressobj()
            every = np.frombuffer(unpacking.decompress(kept[_HEADER.size :], size + 1), np.uint8)
        except (struct.error, zlib.error) as error:
            raise ValueError("These are no landmarks.") from error
        if version != _FORMAT or len(every) != size or not unpacking.eof:
            raise ValueError("These are no landmarks.")
        times, pitches = every[:count], every[count : 2 * count]
        real = times != _GAP
        levels = every[2 * count :].reshape(blocks, LEVEL_BANDS)
        return cls(np.cumsum(times, dtype=np.int64)[real], pitches[real], levels, length)

    def between(self, first: int, last: int) -> Landmarks:
        """The peaks from frame `first` to frame `last`, without it; frames still count from the track's beginning."""
        part = slice(*np.searchsorted(self.frames, (first, last)))
        return Landmarks(self.frames[part], self.pitches[part], self.levels, self.length)


@dataclass(frozen=True, slots=True, eq=False)
class QueryPeaks:
    """The spectral peaks of a recording to be recognised, some 25 a second: more than a track's, for noise hides many.

    `times` (n,) float32, rising, in frames; `pitches` (n,) float32, in quarters of a semitone above 200 Hz, not
    rounded; `length` in frames.
    """

    times: NDArray[np.float32]
    pitches: NDArray[np.float32]
    length: int

    def __len__(self) -> int:
        return len(self.times)

    @property
    def duration_s(self) -> float:
        return self.length * FRAME_S

    def key(self) -> bytes:
        """What tells this query from others."""
        return self.times.tobytes() + self.pitches.tobytes()

    def between(self, first: int, last: int) -> QueryPeaks:
        """The piece from frame `first` to frame `last`, whose times then count from its own beginning."""
        part = slice(*np.searchsorted(self.times, (first, last)))
        shifted = self.times[part] - np.float32(first)
        return QueryPeaks(shifted, self.pitches[part], min(last, self.length) - first)

    def played_at(self, speed: float) -> QueryPeaks:
        """The same peaks if one second of the recording is `speed` seconds of the track.

        Times stretch by it, and a sound that took longer was lower by the same factor.
        """
        shift = PITCHES_PER_OCTAVE * np.log2(speed)
        times = self.times * np.float32(speed)
        return QueryPeaks(times, self.pitches - np.float32(shift), round(self.length * speed))
