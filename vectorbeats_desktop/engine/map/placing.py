"""Where a track goes that came after the map was made: among those that are like it, which all stay."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.map.neighbours import Told, nearest

Floats = NDArray[np.float32]

NEIGHBOURS = 5
LEAST = 1e-3  # cosine distance below which two sounds are one
ASIDE = 0.004  # of the map's half width: how far a newcomer lies beside the mean of its neighbours, at most


def place_beside(track_ids: Sequence[str], vectors: Floats, known: Floats, places: Floats, told: Told) -> Floats:
    """Places of newcomers, (n, 2): the mean of their nearest neighbours' places, nearer ones counting more.

    One that is far from the others of these is left out of it: the middle between two islands is sea. A small
    offset, which follows from the track's id, keeps alike newcomers from hiding each other.

    Args:
        track_ids: of the newcomers, n.
        vectors: theirs, (n, d), of unit length.
        known: vectors of the tracks on the map, (m, d), m ≥ 1.
        places: theirs, (m, 2).
        told: called with how many are placed.
    """
    rows, distances = nearest(vectors, known, min(NEIGHBOURS, len(known)), told)
    around = places[rows]  # (n, k, 2)
    weights = 1.0 / (distances + LEAST)
    weights *= _belongs(around)
    means = (around * weights[:, :, None]).sum(axis=1) / weights.sum(axis=1, keepdims=True)
    placed: Floats = (means + ASIDE * _offsets(track_ids)).astype(np.float32)
    return placed


def _belongs(around: Floats) -> NDArray[np.bool_]:
    """Which neighbours lie with the nearest one: within twice their median distance from it, (n, k)."""
    apart = np.linalg.norm(around - around[:, :1], axis=2)
    belongs: NDArray[np.bool_] = apart <= 2.0 * np.median(apart, axis=1, keepdims=True) + ASIDE
    return belongs


def _offsets(track_ids: Sequence[str]) -> Floats:
    """A point of the unit disc for each id, the same one each time."""
    digests = b"".join(blake2b(track_id.encode(), digest_size=8).digest() for track_id in track_ids)
    shares = np.frombuffer(digests, "<u4").reshape(-1, 2) / np.float64(2**32)
    radius, angle = np.sqrt(shares[:, 0]), 2 * np.pi * shares[:, 1]
    offsets: Floats = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).astype(np.float32)
    return offsets
