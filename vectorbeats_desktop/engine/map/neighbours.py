"""Nearest neighbours by cosine, exactly: at the sizes of libraries, matrix products are quick enough."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

BLOCK_CELLS = 25_000_000  # cosines held at once, 100 MB

Told = Callable[[int], None]
"""Called with how many rows are done."""


def nearest(vectors: Floats, among: Floats, count: int, told: Told) -> tuple[NDArray[np.int32], Floats]:
    """The `count` rows of `among` nearest to each of `vectors`, nearest first, and their cosine distances.

    Both are of unit length: (n, d) and (m, d), count ≤ m. Returns (n, count) each. Of equally near ones the first
    comes first, so that the same vectors always have the same neighbours.
    """
    found = np.empty((len(vectors), count), np.int32)
    distances = np.empty((len(vectors), count), np.float32)
    block = max(1, BLOCK_CELLS // max(len(among), 1))
    for start in range(0, len(vectors), block):
        rows = slice(start, min(start + block, len(vectors)))
        cosines = vectors[rows] @ among.T
        chosen = np.argpartition(cosines, len(among) - count, axis=1)[:, len(among) - count :]
        chosen.sort(axis=1)
        near = np.take_along_axis(cosines, chosen, 1)
        order = np.argsort(-near, axis=1, kind="stable")
        found[rows] = np.take_along_axis(chosen, order, 1)
        distances[rows] = np.maximum(1.0 - np.take_along_axis(near, order, 1), 0.0)
        told(rows.stop)
    return found, distances
