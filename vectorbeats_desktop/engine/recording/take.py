"""What was recorded, and what is heard while it is."""

from __future__ import annotations

import os
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
PitchLine = tuple[tuple[float, float | None], ...]
"""Points of (time in seconds from the take's begin, MIDI number or None where nothing is voiced)."""

LEAST_VOICED_S = 6.0
"""From here on a search makes sense."""
AIM_VOICED_S = 12.0
LONGEST_S = 30.0

PITCH_STEP_S = 0.016
"""From one point of a pitch line to the next: SwiftF0's frame period."""

_FULL_SCALE = 32767


@dataclass(frozen=True, slots=True)
class Heard:
    """What the microphone gave since the last one of these.

    `level_db` is the RMS of the newest 40 ms, in dB below full scale (-120 for digital silence).
    `pitch` has only the new points. Flags tell of the last seconds: `overloaded` of clipping,
    `too_quiet` of hardly any sound, `no_melody` of sound enough, but nothing sung in it.
    """

    elapsed_s: float
    level_db: float
    pitch: PitchLine
    voiced_s: float
    overloaded: bool
    too_quiet: bool
    no_melody: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """A recording: mono samples, shape (n,), nominally in [-1, 1], at `rate` Hz, with its pitch line."""

    samples: Samples
    rate: int
    pitch: PitchLine
    voiced_s: float

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate

    def trimmed(self, start_s: float, end_s: float) -> Take:
        """The piece from start to end, in seconds; its pitch line counts from the piece's begin.

        What lies outside of the take is left out, so the piece may be shorter than asked, or empty.
        """
        first = min(max(round(start_s * self.rate), 0), len(self.samples))
        last = min(max(round(end_s * self.rate), first), len(self.samples))
        begin, end = first / self.rate, last / self.rate
        pitch = tuple((time - begin, note) for time, note in self.pitch if begin <= time < end)
        return Take(self.samples[first:last], self.rate, pitch, voiced_s(pitch))

    def save(self, path: Path) -> None:
        """Write a WAV file of 16-bit PCM: whole or not at all. Raises OSError."""
        partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        whole = np.round(np.clip(self.samples, -1, 1) * _FULL_SCALE).astype("<i2")
        try:
            with partial.open("wb") as file:
                with wave.open(file, "wb") as wav:
                    wav.setnchannels(1)
                    wav.setsampwidth(2)
                    wav.setframerate(self.rate)
                    wav.writeframes(whole.tobytes())
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def voiced_s(pitch: PitchLine) -> float:
    """Seconds of a pitch line in which something is voiced."""
    return sum(note is not None for _time, note in pitch) * PITCH_STEP_S


class TakeBuilder:
    """Puts a take together from what is heard, piece by piece."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._pieces: list[Samples] = []
        self._pitch: list[tuple[float, float | None]] = []

    def add(self, heard: Heard, samples: Samples) -> None:
        """Add the samples, shape (n,), and the pitch of what was heard next."""
        self._pieces.append(samples)
        self._pitch.extend(heard.pitch)

    def take(self) -> Take:
        """All that was added so far; without anything, a take of no length."""
        samples = np.concatenate([np.zeros(0, np.float32), *self._pieces])
        pitch = tuple(self._pitch)
        return Take(samples, self._rate, pitch, voiced_s(pitch))
