"""The pitch of a hum, moment by moment, by SwiftF0; and of a whistle that lies above its range.

SwiftF0 (Nieradzik 2025, MIT) is a small convolutional tracker that comes with its weights. It ends at
2,094 Hz, and people whistle up to an octave higher: a whistle is nearly a pure tone, so there the
spectrum's peak is its pitch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.onnx import pitch_tracker

if TYPE_CHECKING:
    from swift_f0 import SwiftF0

Floats = NDArray[np.float32]

RATE = 16_000
HOP = 256  # samples: a pitch each 16 ms
HOP_S = HOP / RATE
HUM_HZ = (47.0, 2_093.0)  # all that SwiftF0 can
WHISTLE_HZ = (1_500.0, 5_000.0)
PURE = 0.6  # share of the power above 300 Hz that a whistle has at its peak
WINDOW = 1_024
QUIETEST_DB = -60.0


@dataclass(frozen=True, slots=True, eq=False)
class Pitches:
    """Pitches, one each HOP_S unless told: MIDI numbers and the confidence in them, in [0, 1], both (n,)."""

    midi: Floats
    confidence: Floats


def hummed_pitch(samples: Floats) -> Pitches:
    """Follow the pitch of somebody humming, singing or whistling; samples at 16 kHz, (n,)."""
    if len(samples) < HOP:
        return Pitches(np.zeros(0, np.float32), np.zeros(0, np.float32))
    found = _tracker().detect(samples, RATE, *HUM_HZ)
    voice = Pitches(midi_number(found.pitch_hz), found.confidence.astype(np.float32))
    midi, purity = _whistle(samples, len(voice.midi))
    whistled = (purity > PURE) & (voice.confidence < purity)
    return Pitches(np.where(whistled, midi, voice.midi), np.where(whistled, purity, voice.confidence))


def midi_number(hz: NDArray[np.floating]) -> Floats:
    """MIDI numbers of frequencies, fractions included: 69 is 440 Hz."""
    numbers: Floats = (69 + 12 * np.log2(np.maximum(hz, 1e-3) / 440)).astype(np.float32)
    return numbers


def _whistle(samples: Floats, frames: int) -> tuple[Floats, Floats]:
    """The spectrum's peak in the range of whistles, as MIDI numbers, and its share of the power: both (frames,)."""
    around = np.pad(samples, (WINDOW // 2, WINDOW // 2 + HOP))
    windows = np.lib.stride_tricks.sliding_window_view(around, WINDOW)[::HOP][:frames]
    import scipy.fft  # a third of the time in which the command line starts, and few commands hear a voice

    spectra = scipy.fft.rfft(windows * np.hanning(WINDOW).astype(np.float32), axis=1)
    power = spectra.real**2 + spectra.imag**2
    width = RATE / WINDOW
    low, high = (round(hz / width) for hz in WHISTLE_HZ)
    peak = power[:, low:high].argmax(axis=1) + low
    rows = np.arange(frames)
    before, at, after = (power[rows, peak + side] for side in (-1, 0, 1))
    near = sum(power[rows, peak + side] for side in (-2, -1, 0, 1, 2))
    total = power[:, round(300 / width) :].sum(axis=1)
    # A parabola through the three levels finds the peak between two bins (Smith and Serra 1987).
    levels = [np.log(np.maximum(p, 1e-12)) for p in (before, at, after)]
    bend = levels[0] - 2 * levels[1] + levels[2]
    offset = np.where(bend < -1e-9, 0.5 * (levels[0] - levels[2]) / np.minimum(bend, -1e-9), 0.0)
    loud = total > WINDOW**2 / 16 * 10 ** (QUIETEST_DB / 10)
    purity = np.where(loud, near / np.maximum(total, 1e-12), 0.0).astype(np.float32)
    return midi_number((peak + np.clip(offset, -0.5, 0.5)) * width), purity


@cache
def _tracker() -> SwiftF0 | Any:
    return pitch_tracker()
