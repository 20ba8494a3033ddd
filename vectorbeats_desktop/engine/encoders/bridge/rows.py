"""Rows of vectors: at length 1, and centred by what they have in common."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def unit_rows(rows: NDArray[np.floating]) -> Floats:
    """Rows, (n, d), each at length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def centred(rows: Floats, mean: Floats) -> Floats:
    """Unit rows, (n, d), less a mean, (d,), and at length 1 again.

    What all vectors of one medium share says which medium it is, and is most of every cosine between two media
    (Liang et al. 2022, "Mind the Gap").
    """
    return unit_rows(unit_rows(rows) - mean)


def mean_of(rows: Floats) -> Floats:
    """The mean of rows at length 1, (d,)."""
    mean: Floats = unit_rows(rows).mean(axis=0, dtype=np.float64).astype(np.float32)
    return mean


def typical(cosines: Floats) -> float:
    """The size that cosines usually have, whatever their sign: the root of their mean square; 0 of none."""
    return float(np.sqrt(np.mean(np.square(cosines, dtype=np.float64)))) if cosines.size else 0.0
