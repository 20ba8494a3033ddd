"""Onsets, tempo, metre and the fluctuation of the level, from what was measured frame by frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from vectorbeats_desktop.engine.analysis.spectrogram import FRAME_RATE

Matrix = NDArray[np.float32]

TEMPI = np.arange(60.0, 180.01, 0.25)
PRIOR_BPM = 120.0
PRIOR_OCTAVES = 0.8
COMB = 4  # multiples of a beat that must agree
LONGEST_LAG_S = 8.5  # eight beats at 60 per minute, and a little more
TRIPLE_MARGIN = 0.03
ONSET_DELTA_DB = 1.0
ONSET_NEIGHBOURS = 3  # frames on either side, 70 ms
FLUCTUATION_FRAMES = 256
FLUCTUATION_HZ = (0.5, 8.0)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Tempo and metre, and how plain they are.

    `tempo_bpm` in [60, 180]; `clarity` and `beat_strength` in [0, 1]; `triple` in [-1, 1] is how
    much more accents return every third (and sixth) beat than every second and fourth.
    """

    tempo_bpm: float
    clarity: float
    beat_strength: float
    triple: float
    onset_rate: float  # per second
    fluctuation: float
    fluctuation_hz: float

    @property
    def beats_in_bar(self) -> int:
        return 3 if self.triple > TRIPLE_MARGIN else 4


def onset_strength(mel_db: Matrix) -> Matrix:
    """Spectral flux: the mean rise of the mel bands, in dB per frame, shape (m,).

    Böck and Widmer, "Maximum filter vibrato suppression for onset detection" (2013), without
    the filter; as librosa's default. The first frame has none.
    """
    rise = np.maximum(np.diff(mel_db, axis=0, prepend=mel_db[:1]), 0)
    return np.asarray(rise.mean(axis=1), np.float32)


def rhythm(onsets: Matrix, rms: Matrix) -> Rhythm:
    """Find tempo and metre.

    Tempo is the beat whose first four multiples the autocorrelation of the onset strength agrees
    on best, times a log-normal preference for 120 beats per minute (Ellis, "Beat tracking by
    dynamic programming", 2007). Half and double tempo can be mistaken for each other, as by
    people. Metre compares accents, in onset strength and in level, at multiples of the beat.

    Args:
        onsets: onset strength, shape (m,), as `onset_strength`.
        rms: linear short-time level, shape (m,).
    """
    steady = autocorrelation(onsets)
    accents = autocorrelation(np.maximum(np.diff(rms, prepend=rms[:1]), 0))
    lags = 60 * FRAME_RATE / TEMPI
    comb = np.mean([_at(steady, lags * multiple) for multiple in range(1, COMB + 1)], axis=0)
    prior = np.exp(-0.5 * (np.log2(TEMPI / PRIOR_BPM) / PRIOR_OCTAVES) ** 2)
    best = int(np.argmax(np.maximum(comb, 0) * prior)) if comb.max() > 0 else int(np.argmax(prior))
    beat = float(lags[best])
    depth, hertz = _fluctuation(rms)
    return Rhythm(
        tempo_bpm=float(TEMPI[best]),
        clarity=float(np.clip(comb[best], 0, 1)),
        beat_strength=float(np.clip(_near(steady, beat), 0, 1)),
        triple=float(np.clip((_triple(steady, beat) + _triple(accents, beat)) / 2, -1, 1)),
        onset_rate=_onset_rate(onsets),
        fluctuation=depth,
        fluctuation_hz=hertz,
    )


def autocorrelation(signal: Matrix) -> NDArray[np.float64]:
    """Autocorrelation of a signal less its mean up to 8.5 s, 1 at lag 0; zeros for a constant one."""
    count = int(LONGEST_LAG_S * FRAME_RATE) + 2
    smooth = np.convolve(signal, np.array([0.25, 0.5, 0.25]), mode="same")
    centred = smooth - smooth.mean()
    size = fft.next_fast_len(len(centred) + count, real=True)
    spectrum = fft.rfft(centred, size)
    full = fft.irfft(np.square(np.abs(spectrum)), size)[:count]
    if full[0] <= 1e-9 * max(1.0, float(np.square(smooth).sum())):
        return np.zeros(count)
    overlap = np.maximum(len(centred) - np.arange(count), len(centred) / 4)
    return np.asarray(full / full[0] * len(centred) / overlap)


def _at(correlation: NDArray[np.float64], lags: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.interp(lags, np.arange(len(correlation)), correlation)


def _near(correlation: NDArray[np.float64], lag: float) -> float:
    """The greatest value within one frame of a lag."""
    centre = round(lag)
    return float(correlation[max(1, centre - 1) : centre + 2].max())


def _triple(correlation: NDArray[np.float64], beat: float) -> float:
    three, six, two, four = (_near(correlation, beat * count) for count in (3, 6, 2, 4))
    return (three + six - two - four) / 2


def _onset_rate(onsets: Matrix) -> float:
    """Peaks of the onset strength that stand out of their surroundings, per second."""
    around = ONSET_NEIGHBOURS
    padded = np.pad(onsets, around)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * around + 1)
    average = np.convolve(onsets, np.full(22, 1 / 22), mode="same")[: len(onsets)]  # over half a second
    peaks = (onsets >= windows.max(axis=1)) & (onsets > average + ONSET_DELTA_DB)
    return float(peaks.sum() * FRAME_RATE / len(onsets))


def _fluctuation(rms: Matrix) -> tuple[float, float]:
    """The strongest modulation of the level between 0.5 and 8 Hz, as a share of the level, and its rate."""
    size = FLUCTUATION_FRAMES
    level = np.pad(rms, (0, max(0, size - len(rms))))
    window = np.hanning(size)
    pieces = np.lib.stride_tricks.sliding_window_view(level, size)[:: size // 2]
    mean = (pieces * window).sum(axis=1, keepdims=True) / window.sum()
    depth = 2 * np.abs(fft.rfft((pieces - mean) * window, axis=1)).mean(axis=0) / window.sum()
    hertz = np.arange(len(depth)) * FRAME_RATE / size
    chosen = (hertz >= FLUCTUATION_HZ[0]) & (hertz <= FLUCTUATION_HZ[1])
    best = int(np.argmax(np.where(chosen, depth, -1.0)))
    average = float(mean.mean())
    return (float(depth[best]) / average if average > 1e-6 else 0.0), float(hertz[best])
