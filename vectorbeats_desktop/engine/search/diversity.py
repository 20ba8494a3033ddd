"""Diversity: a track counts less for sounding like those that stand above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search.fusion import Ranking
from vectorbeats_desktop.engine.search.vectors import TrackVectors, unit

Floats = NDArray[np.float32]

POOL = 300  # of the best; what lies beyond them is no better for being different
NOBODY: Mapping[str, Floats] = MappingProxyType({})
KEPT = 5_000  # vectors remembered: a slider asks for the same ones again and again


class Diversity:
    """Orders the best tracks anew by maximal marginal relevance (Carbonell and Goldstein 1998).

    Each place goes to the track with the largest (1 - d) · relevance - d · likeness, where likeness is the largest
    cosine of its sound with one that stands above it, and relevance its score, scaled to [0, 1] over the pool.
    Safe to use from several threads.
    """

    def __init__(self, vectors: TrackVectors) -> None:
        self._vectors = vectors
        self._known: dict[str, Floats | None] = {}
        self._revision = -1

    def order(
        self,
        ranking: Ranking,
        diversity: float,
        exempt: frozenset[str],
        revision: int,
        guests: Mapping[str, Floats] = NOBODY,
    ) -> tuple[str, ...]:
        """The ranking's tracks in their new order; `diversity` 0 leaves the old one, 1 asks for likeness only.

        `exempt` tracks count no less for being alike; `guests` are the sounds of those that are not in the library.
        Raises StoreUnavailable.
        """
        pool = ranking.track_ids[:POOL]
        if diversity <= 0 or len(pool) < 2:
            return ranking.track_ids
        penalised = np.array([track_id not in exempt for track_id in pool], np.float32)
        places = _marginal(_scaled(ranking.scores[:POOL]), self._units(pool, revision, guests), penalised, diversity)
        return (*(pool[place] for place in places), *ranking.track_ids[POOL:])

    def _units(self, track_ids: Sequence[str], revision: int, guests: Mapping[str, Floats]) -> Floats:
        """Vectors of length 1, (n, size); zeros for a track without one, which is like no other."""
        known = self._known if self._revision == revision and len(self._known) < KEPT else {}
        missing = [track_id for track_id in track_ids if track_id not in known and track_id not in guests]
        found = self._vectors.read(missing)
        known.update({track_id: found.get(track_id) for track_id in missing})
        self._known, self._revision = known, revision
        nothing = np.zeros(self._vectors.size, np.float32)
        either = {**known, **guests}
        rows = [nothing if (row := either[track_id]) is None else unit(row) for track_id in track_ids]
        return np.stack(rows)


def _scaled(scores: Floats) -> Floats:
    low, high = float(scores.min()), float(scores.max())
    scaled: Floats = (scores - low) / np.float32(high - low if high > low else 1)
    return scaled


def _marginal(relevance: Floats, vectors: Floats, penalised: Floats, diversity: float) -> list[int]:
    """The rows in the order in which they are chosen; of equal ones the first."""
    likeness = np.zeros(len(relevance), np.float32)  # with the most alike of those that were chosen; never below 0
    left = np.ones(len(relevance), dtype=bool)
    order: list[int] = []
    for _ in range(len(relevance)):
        worth = (1 - diversity) * relevance - diversity * penalised * likeness
        best = int(np.argmax(np.where(left, worth, -np.inf)))
        order.append(best)
        left[best] = False
        likeness = np.maximum(likeness, vectors @ vectors[best])
    return order
