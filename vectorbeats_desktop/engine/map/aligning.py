"""A new layout turned so that it looks like the former one, and layouts brought to one size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MOST = 99  # percentile of the distances from the middle that comes to lie at 1
LEAST_SPREAD = 1e-9


def centred(places: Floats) -> Floats:
    """The places around (0, 0), nearly all within 1 of it; (n, 2)."""
    moved = places - np.median(places, axis=0)
    reach = float(np.percentile(np.linalg.norm(moved, axis=1), MOST))
    sized: Floats = (moved / max(reach, LEAST_SPREAD) if reach > LEAST_SPREAD else moved * 0).astype(np.float32)
    return sized


def aligned(places: Floats, rows: NDArray[np.intp], former: Floats) -> Floats:
    """Turn, mirror and move places so that some of them come as near as they can to where they were.

    Orthogonal Procrustes (Schönemann 1966), without scaling: both layouts have one size already.

    Args:
        places: the new layout, (n, 2).
        rows: which of them were on the former map, (m,).
        former: where they were, (m, 2).
    """
    if not len(rows):
        return places
    mine = places[rows]
    middle, before = mine.mean(axis=0), former.mean(axis=0)
    left, _, right = np.linalg.svd((mine - middle).T.astype(np.float64) @ (former - before))
    turned: Floats = ((places - middle) @ (left @ right) + before).astype(np.float32)
    return turned
