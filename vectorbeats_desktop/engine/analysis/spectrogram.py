"""One pass over a track's short-time spectra, in which all descriptors are measured frame by frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from vectorbeats_desktop.engine.analysis.chroma import CHROMA_HOP, CHROMA_SIZE, ChromaMeter
from vectorbeats_desktop.engine.analysis.decode import RATE, Samples
from vectorbeats_desktop.engine.analysis.filters import bin_frequencies, mel_filters
from vectorbeats_desktop.engine.analysis.framing import Framer, hann

Matrix = NDArray[np.float32]
Listener = Callable[[Matrix], None]
"""Is told the power of further frames, (n, SIZE / 2 + 1), as long as it does not keep them."""

SIZE = 2048
HOP = 512
FRAME_RATE = RATE / HOP
MELS = 64
CHROMA_STEP = CHROMA_HOP // HOP  # frames for each frame of chroma
SHAPE_STEP = 2  # the spectrum's shape changes slowly and is dear to measure: every other frame will do
BAND_EDGES_HZ = (250.0, 2500.0)
CONTRAST_EDGES_HZ = (0.0, 200.0, 400.0, 800.0, 1600.0, 3200.0, 6400.0)
ROLLOFF_SHARE = 0.85
POWER_FLOOR = 1e-10
RANGE_DB = 80.0


@dataclass(frozen=True, slots=True)
class Frames:
    """What was measured in each of m frames of 93 ms, 23 ms apart and centred as librosa's.

    `rms` (m,) linear; `zcr` (m,) sign changes per sample; `bands` (m, 3) power; `mel_db` (m, 64).
    For every other frame: `spectrum` (⌈m / 2⌉, 5): centroid, spread and rolloff in Hz, flatness and
    entropy in [0, 1]; and `contrast` (⌈m / 2⌉, 7) in dB. For every fourth: `chroma` (⌈m / 4⌉, 12).
    """

    rms: Matrix
    zcr: Matrix
    spectrum: Matrix
    bands: Matrix
    contrast: Matrix
    mel_db: Matrix
    chroma: Matrix


@dataclass(frozen=True, slots=True)
class _Bank:
    """Constants of the transform."""

    window: Matrix
    moments: Matrix  # (bins, 3): 1, f, f² with f as a share of the Nyquist frequency
    projection: Matrix  # (bins, mels + 3 bands)
    contrast_starts: NDArray[np.intp]
    contrast_sizes: Matrix


@cache
def _bank() -> _Bank:
    hertz = bin_frequencies(RATE, SIZE)
    share = hertz / (RATE / 2)
    low, high = BAND_EDGES_HZ
    bands = np.stack([hertz < low, (hertz >= low) & (hertz < high), hertz >= high], axis=1)
    starts = np.searchsorted(hertz, CONTRAST_EDGES_HZ)
    return _Bank(
        window=hann(SIZE),
        moments=np.stack([np.ones_like(share), share, share**2], axis=1),
        projection=np.concatenate([mel_filters(RATE, SIZE, MELS), bands.astype(np.float32)], axis=1),
        contrast_starts=starts,
        contrast_sizes=np.diff(np.append(starts, len(hertz))).astype(np.float32),
    )


def measure(blocks: Iterable[Samples], listener: Listener | None = None) -> Frames:
    """Measure every frame of a sound given in blocks of mono samples at 22,050 Hz; a listener is told their power.

    Memory is a block's spectra and about 500 bytes a frame (15 MB for twelve minutes). A sound
    of no samples gives one silent frame.
    """
    chroma = ChromaMeter()
    parts = []
    count = 0
    for fine_frames, coarse_frames in _framed(blocks):
        power = _power(fine_frames)
        if listener is not None:
            listener(power)
        parts.append(_measure_block(fine_frames, power, -count % SHAPE_STEP))
        chroma.add(coarse_frames)
        count += len(fine_frames)
    rms, zcr, spectrum, bands, contrast, mel_db = (np.concatenate(column) for column in zip(*parts, strict=True))
    np.maximum(mel_db, mel_db.max() - RANGE_DB, out=mel_db)
    return Frames(rms, zcr, spectrum, bands, contrast, mel_db, chroma.result())


def _framed(blocks: Iterable[Samples]) -> Iterator[tuple[Matrix, Matrix]]:
    """Fine and coarse frames, as far as each block completes them."""
    fine, coarse = Framer(SIZE, HOP), Framer(CHROMA_SIZE, CHROMA_HOP)
    for block in blocks:
        yield fine.push(block), coarse.push(block)
    yield fine.last(), coarse.last()


def _power(frames: Matrix) -> Matrix:
    spectra = fft.rfft(frames * _bank().window, axis=1)
    power = np.square(spectra.real)
    power += np.square(spectra.imag)
    return np.asarray(power, np.float32)


def _measure_block(frames: Matrix, power: Matrix, shape_start: int) -> tuple[Matrix, ...]:
    """All measures of some frames; the shape from the `shape_start`-th on, in steps."""
    bank = _bank()
    projected = power @ bank.projection
    mel_db = 10 * np.log10(np.maximum(projected[:, :MELS], POWER_FLOOR))
    rms = np.sqrt(np.einsum("ij,ij->i", frames, frames) / SIZE)
    negative = np.signbit(frames[:, : HOP + 1])
    zcr = (negative[:, 1:] != negative[:, :-1]).mean(axis=1, dtype=np.float32)
    shape, contrast = _shape(power[shape_start::SHAPE_STEP], bank)
    return rms, zcr, shape, projected[:, MELS:], contrast, mel_db


def _shape(power: Matrix, bank: _Bank) -> tuple[Matrix, Matrix]:
    """Centroid, spread, rolloff, flatness, entropy (m, 5); and the contrast of each octave (m, 7).

    Contrast is the strongest bin above the geometric mean of its octave, in dB, after Jiang et
    al., "Music type classification by spectral contrast feature" (2002); theirs sorts the bins.
    """
    magnitude = np.sqrt(power)
    total, first, second = (magnitude @ bank.moments).T
    total = np.maximum(total, POWER_FLOOR)
    centroid = first / total
    spread = np.sqrt(np.maximum(second / total - centroid**2, 0))
    power = np.maximum(power, POWER_FLOOR)
    log_power = np.log(power)
    energy = power.sum(axis=1)
    bins = power.shape[1]
    flatness = np.exp(log_power.mean(axis=1)) * bins / energy
    entropy = (np.log(energy) - np.einsum("ij,ij->i", power, log_power) / energy) / np.log(bins)
    nyquist = RATE / 2
    shape = np.stack([centroid * nyquist, spread * nyquist, _rolloff(magnitude), flatness, entropy], axis=1)
    peak = np.maximum.reduceat(log_power, bank.contrast_starts, axis=1)
    mean = np.add.reduceat(log_power, bank.contrast_starts, axis=1) / bank.contrast_sizes
    return shape.astype(np.float32), np.asarray((peak - mean) * (10 / np.log(10)), np.float32)


def _rolloff(magnitude: Matrix) -> Matrix:
    """The frequency below which 85 % of the magnitude lies, in Hz, shape (m,)."""
    cumulated = np.cumsum(magnitude, axis=1)
    below = (cumulated < ROLLOFF_SHARE * cumulated[:, -1:]).sum(axis=1)
    return np.asarray(below * (RATE / SIZE), np.float32)
