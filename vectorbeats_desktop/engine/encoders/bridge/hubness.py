"""Hubs: tracks that are near to everything, and how to believe them less.

In spaces of many dimensions a few vectors are among the nearest of a large part of all queries, whatever is
asked (Radovanović, Nanopoulos and Ivanović 2010). Both corrections look at how near a track is to a bank of queries
that have nothing to do with the present one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 10
TEMPERATURE = 0.15  # softer than the published .05, which lost a tenth of what is found (docs/QUALITY.md)

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


def soft_crowding(rows: Floats, bank: Floats, *, temperature: float = TEMPERATURE) -> Floats:
    """As `crowding`, over all of the bank, the nearest counting most: t · log mean exp(cosine / t), (n,)."""
    if not len(bank):
        return np.zeros(len(rows), np.float32)
    sharp = rows @ bank.T / np.float32(temperature)
    highest = sharp.max(axis=1)
    mean = np.exp(sharp - highest[:, None]).mean(axis=1)
    crowded: Floats = (temperature * (highest + np.log(mean))).astype(np.float32)
    return crowded


def normalised_by_bank(cosines: Floats, of_tracks: Floats) -> Floats:
    """Query-bank normalisation: the logarithm of a softmax over queries, times its temperature.

    The method: Bogolin et al. 2022, "Cross Modal Retrieval with Querybank Normalisation", its inverted softmax.
    `cosines`, (q, n), with the soft crowding of the tracks among other queries, (n,).
    """
    normalised: Floats = (cosines - of_tracks[None, :]).astype(np.float32)
    return normalised
