"""Filter banks over the bins of a short-time spectrum: mel, chroma and the cosine transform."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

MEL_LINEAR_HZ = 200.0 / 3
MEL_BREAK_HZ = 1000.0
MEL_LOG_STEP = np.log(6.4) / 27
CHROMA_CENTRE_OCTAVE = 5.0
CHROMA_OCTAVE_WIDTH = 2.0


def bin_frequencies(rate: int, size: int) -> Matrix:
    """Centre frequencies of the bins of a real FFT, in Hz, shape (size / 2 + 1,)."""
    return np.asarray(np.fft.rfftfreq(size, 1 / rate), np.float32)


def _mel_to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Slaney's mel scale: linear below 1 kHz, logarithmic above."""
    break_mel = MEL_BREAK_HZ / MEL_LINEAR_HZ
    return np.where(mel < break_mel, mel * MEL_LINEAR_HZ, MEL_BREAK_HZ * np.exp(MEL_LOG_STEP * (mel - break_mel)))


def mel_filters(rate: int, size: int, bands: int) -> Matrix:
    """Triangular mel filters of equal area, shape (size / 2 + 1, bands).

    The scale and the norm of Slaney's Auditory Toolbox (1998), as librosa's defaults.
    """
    top = MEL_BREAK_HZ / MEL_LINEAR_HZ + np.log(rate / 2 / MEL_BREAK_HZ) / MEL_LOG_STEP
    edges = _mel_to_hz(np.linspace(0, top, bands + 2))
    frequencies = bin_frequencies(rate, size).astype(np.float64)[:, None]
    rising = (frequencies - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - frequencies) / np.diff(edges)[1:]
    area = 2 / (edges[2:] - edges[:-2])
    return np.asarray(np.maximum(0, np.minimum(rising, falling)) * area, np.float32)


def chroma_filters(rate: int, size: int, tuning: float = 0.0) -> Matrix:
    """Gaussian pitch-class filters, shape (size / 2 + 1, 12), class 0 being C.

    D. Ellis, "Chroma feature analysis and synthesis" (2007), with its octave weighting around
    the fifth octave above A0, as librosa's defaults. `tuning` is in semitones.
    """
    reference = 440.0 * 2 ** (tuning / 12) / 16
    frequencies = np.arange(1, size) * rate / size
    position = 12 * np.log2(frequencies / reference)
    position = np.concatenate(([position[0] - 18], position))  # 1.5 octaves below the first bin
    width = np.concatenate((np.maximum(np.diff(position), 1.0), [1.0]))
    distance = position[:, None] - np.arange(12)
    distance = np.remainder(distance + 6 + 120, 12) - 6
    weight = np.exp(-0.5 * (2 * distance / width[:, None]) ** 2)
    weight /= np.linalg.norm(weight, axis=1, keepdims=True)
    octave = (position / 12 - CHROMA_CENTRE_OCTAVE) / CHROMA_OCTAVE_WIDTH
    weight *= np.exp(-0.5 * octave**2)[:, None]
    return np.asarray(np.roll(weight, -3, axis=1)[: size // 2 + 1], np.float32)  # from A to C


def cosine_transform(size: int, count: int) -> Matrix:
    """The first `count` rows of the orthonormal DCT-II, shape (size, count)."""
    angles = np.pi * (np.arange(size)[:, None] + 0.5) * np.arange(count) / size
    matrix = np.cos(angles) * np.sqrt(2 / size)
    matrix[:, 0] /= np.sqrt(2)
    return np.asarray(matrix, np.float32)
