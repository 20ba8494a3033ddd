"""The spectrum that the melody network sees: levels on a logarithmic frequency axis."""

from __future__ import annotations

import numpy as np
import scipy.fft
from numpy.typing import NDArray

Floats = NDArray[np.float32]

RATE = 16_000
HOP = 800  # samples: 20 frames a second
WINDOW = 2_048  # samples: 128 ms tell two notes apart from 130 Hz on, and follow eight notes a second
PADDED = 4_096
BINS_PER_OCTAVE = 36
LOWEST_HZ = 65.406  # C2
OCTAVES = 6.9
BINS = int(OCTAVES * BINS_PER_OCTAVE)
FLOOR_DB = -70.0
BLOCK = 64  # frames transformed at once, so that they stay in the cache


def log_spectrum(samples: Floats) -> Floats:
    """Levels of a recording, (frames, BINS) float32 in [0, 1]: 1 is its own loudest, 0 is 70 dB below and less.

    Args:
        samples: mono, 16 kHz, (n,).
    """
    frames = 1 + max(0, len(samples) - 1) // HOP
    around = np.pad(samples, (WINDOW // 2, WINDOW // 2 + HOP))
    windows = np.lib.stride_tricks.sliding_window_view(around, WINDOW)[::HOP][:frames]
    levels = np.empty((frames, BINS), np.float32)
    for start in range(0, frames, BLOCK):
        spectra = scipy.fft.rfft(windows[start : start + BLOCK] * _HANN, PADDED, axis=1)
        power = spectra.real**2 + spectra.imag**2
        levels[start : start + BLOCK] = power[:, _BELOW] * (1 - _SHARE) + power[:, _BELOW + 1] * _SHARE
    loudest = float(levels.max(initial=0.0))
    if loudest <= 0:
        return np.zeros_like(levels)
    levels *= np.float32(1 / loudest)
    np.maximum(levels, np.float32(10 ** (FLOOR_DB / 10)), out=levels)
    np.log10(levels, out=levels)
    levels *= np.float32(-10 / FLOOR_DB)
    levels += np.float32(1)
    return levels


_HANN = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
_PLACES = LOWEST_HZ * 2 ** (np.arange(BINS) / BINS_PER_OCTAVE) * PADDED / RATE
_BELOW = _PLACES.astype(int)
_SHARE = (_PLACES - _BELOW).astype(np.float32)
