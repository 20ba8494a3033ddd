"""The contour of a hum: its pitch in steps of 0.2 s, and how the matcher takes it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.pitch import HOP_S, Pitches

Floats = NDArray[np.float32]

STEP_S = 0.2
LEAST_CONFIDENCE = 0.4
LEAST_FRAMES = 3  # voiced ones, of the twelve in a step
LEAST_VOICED_S = 1.5  # less is no melody
LEAST_PITCHES = 3  # fewer are a tone, or a siren
LONGEST_S = 40.0  # of a hum; more is left out
HELD_DECAY = 0.6
SAME_NOTE = 0.7  # semitones
LONGEST_RUN = 12  # steps


@dataclass(frozen=True, slots=True, eq=False)
class Contour:
    """Pitch for each STEP_S, (n,) float32 in MIDI numbers, NaN where silent; begins and ends voiced."""

    pitch: Floats
    voiced_s: float

    @property
    def is_melody(self) -> bool:
        """Whether it is long enough, and has enough different notes, to be one tune rather than any."""
        known = self.pitch[np.isfinite(self.pitch)]
        return self.voiced_s >= LEAST_VOICED_S and len(np.unique(np.round(known))) >= LEAST_PITCHES

    def to_bytes(self) -> bytes:
        return np.asarray(self.pitch, "<f4").tobytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Contour:
        """Read what `to_bytes` gave. Raises ValueError."""
        pitch = np.frombuffer(kept, "<f4").astype(np.float32)
        return cls(pitch, float(np.isfinite(pitch).sum()) * STEP_S)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A contour as it is matched, silences filled.

    `classes` (n,) uint8 in 0..11 are its pitches on the grid of semitones, `weights` (n,) float32 how much
    each step counts, `pitch` (n,) float32 what was sung, `shift` how far that lies beside the grid.
    """

    classes: NDArray[np.uint8]
    weights: Floats
    pitch: Floats
    shift: float


def contour_of(pitches: Pitches) -> Contour:
    """The medians of what is voiced in each step; silences before and after are cut off."""
    count = int(min(len(pitches.midi) * HOP_S, LONGEST_S) / STEP_S)
    edges = np.round(np.arange(count + 1) * STEP_S / HOP_S).astype(int)
    pitch = np.full(count, np.nan, np.float32)
    voiced = pitches.confidence > LEAST_CONFIDENCE
    for step, (start, end) in enumerate(pairwise(edges)):
        heard = pitches.midi[start:end][voiced[start:end]]
        if len(heard) >= LEAST_FRAMES:
            pitch[step] = np.median(heard)
    known = np.flatnonzero(np.isfinite(pitch))
    if not len(known):
        return Contour(pitch[:0], 0.0)
    return Contour(pitch[known[0] : known[-1] + 1], float(len(known)) * STEP_S)


def prepared(contour: Contour) -> Prepared:
    """Fill silences with the note before, as people breathe where recordings go on, and weigh the steps.

    A held note says once which pitch it is, not anew in each step: the k-th step of a note counts
    HELD_DECAY^k. Without that, a few long notes outvote the tune. The whole is shifted onto the grid of
    semitones by the circular mean of its deviations.
    """
    pitch = contour.pitch.copy()
    for step in range(1, len(pitch)):
        if np.isnan(pitch[step]):
            pitch[step] = pitch[step - 1]
    deviation = float(np.angle(np.mean(np.exp(2j * np.pi * pitch))) / (2 * np.pi)) if len(pitch) else 0.0
    classes = (np.round(pitch - deviation).astype(int) % 12).astype(np.uint8)
    weights = np.array([HELD_DECAY ** _run(pitch, step) for step in range(len(pitch))], np.float32)
    return Prepared(classes, weights, pitch, deviation)


def _run(pitch: Floats, step: int) -> int:
    """How many steps before this one, at most LONGEST_RUN, had its pitch."""
    run = 0
    while run < min(step, LONGEST_RUN) and abs(pitch[step - run - 1] - pitch[step]) < SAME_NOTE:
        run += 1
    return run
