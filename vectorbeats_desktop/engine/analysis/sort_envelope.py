"""Figures of how loudness and colour change: speech comes in syllables, music in beats, noise in neither."""

from __future__ import annotations

import numpy as np
import scipy.fft
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from vectorbeats_desktop.engine.analysis.framing import hann
from vectorbeats_desktop.engine.melody.pitch import HOP, RATE

Floats = NDArray[np.float32]

SIZE = 512
FRAME_RATE = RATE / HOP
EDGES_HZ = (200, 350, 550, 800, 1_150, 1_600, 2_200, 3_000, 4_000)
FLOOR_DB = 35.0  # below the loudest tenth nothing changes
WINDOW = 256  # frames, 4 s
SYLLABLES_HZ, SLOW_HZ, FAST_HZ = (2.5, 8.0), (0.4, 2.5), (8.0, 20.0)
BEAT_S = (0.25, 1.3)

ENVELOPE = (
    "syllables",  # share of the modulation between .4 and 20 Hz that is at the rate of syllables
    "slow",
    "depth",  # deviation of the level in bands, dB
    "gaps",  # share of frames 20 dB below the loud ones
    "quiet",  # and of those below half the mean
    "level_spread",  # dB
    "onset",  # mean rise of the bands, dB a frame
    "onset_sharp",  # how far the strongest rises stand out
    "beat",  # likeness of the rises one beat apart
    "tilt_spread",  # how much treble against bass changes, dB
    "together",  # how far bands rise and fall together
    "colour_change",  # of the bands against their mean, within 100 ms, dB
)


def envelope_figures(samples: Floats, rms: Floats, loud: float) -> dict[str, float]:
    """The figures by the names in ENVELOPE; `rms` and `loud` are the level of each frame, and of the loud ones."""
    bands = _bands(samples)[: len(rms)]
    level = 20 * np.log10(np.maximum(rms / max(loud, 1e-9), 1e-3))
    rise = np.maximum(np.diff(bands, axis=0, prepend=bands[:1]), 0).mean(axis=1)
    sounding = bands[level > -FLOOR_DB]
    tilt = sounding[:, 5:].mean(axis=1) - sounding[:, :3].mean(axis=1)
    colour = sounding - sounding.mean(axis=1, keepdims=True)
    likeness = np.corrcoef(bands.T + 1e-6 * np.arange(len(bands))[None])
    return _modulation(bands) | {
        "depth": float(bands.std(axis=0).mean()),
        "gaps": float((level < -20).mean()),
        "quiet": float((rms < 0.5 * rms.mean()).mean()),
        "level_spread": float(level[level > -40].std()) if (level > -40).any() else 0.0,
        "onset": float(rise.mean()),
        "onset_sharp": float(np.log((np.percentile(rise, 98) + 0.1) / (np.median(rise) + 0.1))),
        "beat": _beat(rise),
        "tilt_spread": float(tilt.std()),
        "together": float(np.nan_to_num(likeness)[np.triu_indices(len(likeness), 2)].mean()),
        "colour_change": float(np.abs(colour[6:] - colour[:-6]).mean()) if len(colour) > 6 else 0.0,
    }


def _bands(samples: Floats) -> Floats:
    """The level in eight bands, each 16 ms, in dB: (frames, 8); floored FLOOR_DB below its loudest tenth."""
    around = np.pad(samples, (SIZE // 2, SIZE // 2))
    frames = np.lib.stride_tricks.sliding_window_view(around, SIZE)[::HOP]
    spectra = scipy.fft.rfft(frames * hann(SIZE), axis=1)
    power = np.square(spectra.real) + np.square(spectra.imag)
    edges = [round(hertz * SIZE / RATE) for hertz in EDGES_HZ]
    bands = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1)
    level = 10 * np.log10(bands + 1e-9)
    floored: Floats = np.maximum(level, np.percentile(level, 90) - FLOOR_DB).astype(np.float32)
    return floored


def _modulation(bands: Floats) -> dict[str, float]:
    """Where the modulation spectrum of the bands' levels lies; the syllables of speech are about four a second."""
    size = min(WINDOW, len(bands))
    pieces = np.lib.stride_tricks.sliding_window_view(bands, size, axis=0)[:: max(1, size // 2)]
    centred = (pieces - pieces.mean(axis=2, keepdims=True)) * np.hanning(size)
    power = np.square(np.abs(scipy.fft.rfft(centred, axis=2))).mean(axis=(0, 1))
    hertz = np.arange(len(power)) * FRAME_RATE / size

    def within(band: tuple[float, float]) -> float:
        return float(power[(hertz >= band[0]) & (hertz < band[1])].sum())

    syllables, slow, fast = within(SYLLABLES_HZ), within(SLOW_HZ), within(FAST_HZ)
    total = max(syllables + slow + fast, 1e-9)
    return {"syllables": syllables / total, "slow": slow / total}


def _beat(rise: Floats) -> float:
    """The greatest autocorrelation of the rises at the distances of beats, [0, 1]."""
    centred = uniform_filter1d(rise, 3) - rise.mean()
    size = scipy.fft.next_fast_len(2 * len(centred))
    full = scipy.fft.irfft(np.square(np.abs(scipy.fft.rfft(centred, size))), size)
    first, last = (round(seconds * FRAME_RATE) for seconds in BEAT_S)
    if full[0] <= 1e-9 or len(centred) <= last:
        return 0.0
    overlap = len(centred) / (len(centred) - np.arange(first, last))
    return float(np.clip((full[first:last] / full[0] * overlap).max(), 0, 1))
