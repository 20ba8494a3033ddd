"""Tunes for the tests of melodies: made by chance, hummed by a voice of tones, and played as evidence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.contour import STEP_S, Contour
from vectorbeats_desktop.engine.melody.evidence import quantised
from vectorbeats_desktop.engine.melody.track import TrackMelody

Floats = NDArray[np.float32]
RATE = 16_000


def tune(rng: np.random.Generator, steps: int) -> NDArray[np.int64]:
    """A tune of notes of two to six steps: a MIDI number for each of its steps, (steps,)."""
    notes: list[int] = []
    pitch = 62
    while len(notes) < steps:
        pitch = min(max(pitch + int(rng.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5])), 50), 76)
        notes += [pitch] * int(rng.integers(2, 7))
    return np.array(notes[:steps])


def heard(pitches: NDArray[np.int64], rng: np.random.Generator, noise: float = 0.3) -> TrackMelody:
    """What would be kept of a track with this melody, among other pitches of `noise` in loudness."""
    shares = rng.uniform(0, noise, (len(pitches), 12)).astype(np.float32)
    shares[np.arange(len(pitches)), pitches % 12] = 1
    return TrackMelody(quantised(shares), pitches.astype(np.uint8))


def contour(pitches: NDArray[np.int64] | Floats) -> Contour:
    return Contour(np.asarray(pitches, np.float32), len(pitches) * STEP_S)


def hummed(pitches: NDArray[np.int64] | Floats, overtones: int = 6) -> Floats:
    """A voice that holds each MIDI number for a step: mono samples at 16 kHz."""
    each = round(STEP_S * RATE)
    hz = np.repeat(440 * 2 ** ((np.asarray(pitches, float) - 69) / 12), each)
    phase = 2 * np.pi * np.cumsum(hz) / RATE
    voice = sum(np.sin(k * phase) / k for k in range(1, overtones + 1))
    return np.asarray(0.2 * voice, np.float32)
