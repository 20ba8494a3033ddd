"""Key, mode, harmonic change and the rough pitch contour, from the chroma."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import PITCH_CLASSES

Matrix = NDArray[np.float32]

MAJOR = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
MINOR = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])
"""Key profiles of Krumhansl and Kessler (1982), from listeners' ratings, the tonic first."""

HARMONICS = (0, 12, 19, 24, 28, 31)  # semitones above the fundamental
HARMONIC_DECAY = 0.6
HARMONY_FRAMES = 5  # of chroma, half a second
CONTOUR_PIECES = 64


@dataclass(frozen=True, slots=True)
class Tonality:
    """The key that the chroma fits best. Correlations are in [-1, 1], `clarity` in [0, 1]."""

    key: str
    clarity: float
    major: float
    minor: float


def tonality(profile: Matrix) -> Tonality:
    """Correlate a mean chroma, shape (12,), with the 24 key profiles (Krumhansl 1990).

    The profiles say how well *notes* fit a key. What is measured are notes with their
    harmonics, which would make every C major look like E minor, so the profiles are given
    harmonics as well (Gómez, "Tonal description of music audio signals", 2006). A flat
    profile, such as that of silence or noise, has no clarity.
    """
    major, minor = _correlations(profile, MAJOR), _correlations(profile, MINOR)
    in_major = major.max() >= minor.max()
    best = major if in_major else minor
    tonic = int(np.argmax(best))
    return Tonality(
        key=f"{PITCH_CLASSES[tonic]} {'major' if in_major else 'minor'}",
        clarity=float(np.clip(best[tonic], 0, 1)),
        major=float(major.max()),
        minor=float(minor.max()),
    )


def _correlations(profile: Matrix, key: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pearson correlation of a chroma with a key profile on each of the twelve tonics."""
    centred = profile.astype(np.float64) - profile.mean(dtype=np.float64)
    norm = np.linalg.norm(centred)
    if norm < 1e-6:
        return np.zeros(12)
    with_harmonics = sum(HARMONIC_DECAY**n * np.roll(key, step) for n, step in enumerate(HARMONICS))
    shape = with_harmonics - np.mean(with_harmonics)
    shape /= np.linalg.norm(shape)
    return np.array([np.roll(shape, tonic) @ centred / norm for tonic in range(12)])


def harmonic_change(chroma: Matrix) -> NDArray[np.float64]:
    """How far the tonal centroid moves from each half second to the next, shape (pieces - 1,).

    Harte, Sandler and Gasser, "Detecting harmonic change in musical audio" (2006): chroma on
    circles of fifths, minor thirds and major thirds. One zero for less than a second.
    """
    count = len(chroma) // HARMONY_FRAMES
    if count < 2:
        return np.zeros(1)
    pieces = chroma[: count * HARMONY_FRAMES].reshape(count, HARMONY_FRAMES, 12).mean(axis=1)
    share = pieces / np.maximum(pieces.sum(axis=1, keepdims=True), 1e-6)
    classes = np.arange(12)
    angles = np.stack([classes * 7 * np.pi / 6, classes * 3 * np.pi / 2, classes * 2 * np.pi / 3])
    circles = np.concatenate([np.sin(angles), np.cos(angles)]) * np.tile([1.0, 1.0, 0.5], 2)[:, None]
    return np.asarray(np.linalg.norm(np.diff(share @ circles.T, axis=0), axis=1))


def pitch_contour(chroma: Matrix, sounding: NDArray[np.bool_]) -> tuple[float, ...]:
    """The strongest pitch class in each of up to 64 equal pieces, between classes by a parabola.

    Args:
        chroma: shape (m, 12).
        sounding: which frames are not silent, shape (m,).

    Returns:
        Numbers in [0, 12), C being 0; -1 where a piece is silent.
    """
    pieces = min(CONTOUR_PIECES, len(chroma))
    contour = []
    for part, loud in zip(np.array_split(chroma, pieces), np.array_split(sounding, pieces), strict=True):
        contour.append(_peak(part[loud].mean(axis=0)) if loud.any() else -1.0)
    return tuple(contour)


def _peak(profile: Matrix) -> float:
    top = int(np.argmax(profile))
    left, middle, right = (float(profile[(top + step) % 12]) for step in (-1, 0, 1))
    bend = left - 2 * middle + right
    offset = 0.5 * (left - right) / bend if bend < 0 else 0.0
    return round((top + offset) % 12, 2) % 12
