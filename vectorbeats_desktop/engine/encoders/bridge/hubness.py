"""Hubs: tracks that are near to everything, and how to believe them less.

In spaces of many dimensions a few vectors are among the nearest of a large part of all queries, whatever is
asked (Radovanović, Nanopoulos and Ivanović 2010). Both corrections look at how near a track is to a bank of queries
that have nothing to do with the present one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 10
TEMPERATURE = 0.05

Floats = NDArray[np.float32]


def crowding(rows: Floats, bank: Floats, *, neighbours: int = NEIGHBOURS) -> Floats:
    """The mean cosine of each row with its nearest ones of a bank: (n, d), (b, d) unit rows → (n,).

    High for a hub. 0 when the bank is empty.
    """
    kept = min(neighbours, len(bank))
    if kept == 0:
        return np.zeros(len(rows), np.float32)
    nearest = np.partition(rows @ bank.T, len(bank) - kept, axis=1)[:, len(bank) - kept :]
    mean: Floats = nearest.mean(axis=1, dtype=np.float32)
    return mean


def csls(cosines: Floats, of_queries: Floats, of_tracks: Floats) -> Floats:
    """Cross-domain similarity local scaling: 2s − r_q − r_a (Conneau et al. 2018).

    `cosines`, (q, n), with the crowding of the queries among tracks, (q,), and of the tracks among queries, (n,).
    """
    scaled: Floats = (2 * cosines - of_queries[:, None] - of_tracks[None, :]).astype(np.float32)
    return scaled


def normalised_by_bank(cosines: Floats, of_bank: Floats, *, temperature: float = TEMPERATURE) -> Floats:
    """Query-bank normalisation: the logarithm of a softmax over queries.

    The method: Bogolin et al. 2022, "Cross Modal Retrieval with Querybank Normalisation", its inverted softmax.

    `cosines`, (q, n), and those of a bank of other queries with the same tracks, (b, n) → (q, n).
    """
    sharp = of_bank / np.float32(temperature)
    highest = sharp.max(axis=0)
    total = highest + np.log(np.exp(sharp - highest).sum(axis=0))
    normalised: Floats = (cosines / np.float32(temperature) - total).astype(np.float32)
    return normalised
