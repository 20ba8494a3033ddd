"""Chroma at the recording's own tuning, from spectra fine enough to tell low notes apart."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from vectorbeats_desktop.engine.analysis.decode import RATE
from vectorbeats_desktop.engine.analysis.filters import chroma_filters
from vectorbeats_desktop.engine.analysis.framing import hann

Matrix = NDArray[np.float32]

CHROMA_SIZE = 8192  # 2.7 Hz a bin: semitones are apart from 60 Hz on
CHROMA_HOP = 2048
TUNINGS = (0.0, -0.2, 0.2, -0.4, 0.4)  # semitones from A = 440 Hz
TOP_BIN = int(5000 * CHROMA_SIZE / RATE)
PEAK_BINS = (int(100 * CHROMA_SIZE / RATE), int(2000 * CHROMA_SIZE / RATE))
TUNING_STEP = 4  # a recording's tuning stays: every fourth block of frames is enough to hear it
PEAK_SHARE = 0.1  # of the frame's strongest bin
FLOOR = 1e-10


@cache
def _banks() -> Matrix:
    """Filters of all tunings side by side, (TOP_BIN, 60)."""
    banks = [chroma_filters(RATE, CHROMA_SIZE, tuning)[:TOP_BIN] for tuning in TUNINGS]
    return np.concatenate(banks, axis=1)


@cache
def _window() -> Matrix:
    return hann(CHROMA_SIZE)


class ChromaMeter:
    """Measures chroma at several tunings, and hears meanwhile which of them is the recording's."""

    def __init__(self) -> None:
        self._parts: list[Matrix] = []
        self._deviation = 0j

    def add(self, frames: Matrix) -> None:
        """Measure further frames, (n, CHROMA_SIZE)."""
        if not len(frames):
            return
        spectra = fft.rfft(frames * _window(), axis=1)[:, :TOP_BIN]
        power = np.square(spectra.real) + np.square(spectra.imag)
        if len(self._parts) % TUNING_STEP == 0:
            self._deviation += _deviation(power[:, PEAK_BINS[0] - 1 : PEAK_BINS[1] + 1])
        self._parts.append((power @ _banks()).reshape(len(frames), len(TUNINGS), 12))

    @property
    def tuning(self) -> float:
        """How far the recording lies from A = 440 Hz, in semitones, [-0.5, 0.5]."""
        return float(np.angle(self._deviation) / (2 * np.pi)) if self._deviation else 0.0

    def result(self) -> Matrix:
        """Chroma at the nearest tuning, (frames, 12) from C; the strongest class of a frame is 1, of silence 0."""
        nearest = int(np.argmin(np.abs(np.array(TUNINGS) - self.tuning)))
        chroma = np.concatenate([part[:, nearest] for part in self._parts])
        return np.asarray(chroma / np.maximum(chroma.max(axis=1, keepdims=True), FLOOR), np.float32)


def _deviation(power: Matrix) -> complex:
    """Sum over spectral peaks of their strength, turned by how far each lies from its semitone.

    `power` has one bin more on either side of PEAK_BINS. A peak's frequency is that of a
    parabola through the logarithms of its bins.
    """
    strongest = power.max(axis=1, keepdims=True)
    middle = power[:, 1:-1]
    peaks = (middle > power[:, :-2]) & (middle >= power[:, 2:])
    peaks &= (middle > PEAK_SHARE**2 * strongest) & (middle > FLOOR)
    frame, place = np.nonzero(peaks)
    left, top, right = (np.log(power[frame, place + step] + FLOOR) for step in range(3))
    bend = np.minimum(left - 2 * top + right, -1e-6)
    hertz = (place + PEAK_BINS[0] + 0.5 * (left - right) / bend) * (RATE / CHROMA_SIZE)
    turn = np.exp(2j * np.pi * 12 * np.log2(hertz / 440.0))
    return complex((turn * np.sqrt(middle[frame, place])).sum())
