from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search.diversity import POOL, Diversity
from vectorbeats_desktop.engine.search.fusion import Ranking
from vectorbeats_desktop.engine.search.vectors import TrackVectors

NONE: frozenset[str] = frozenset()


class Known:
    """Vectors of tracks that are known beforehand."""

    size = 2

    def __init__(self, table: dict[str, tuple[float, float]]) -> None:
        self._table = table
        self.asked: list[str] = []

    def read(self, track_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        self.asked += track_ids
        return {track: np.array(self._table[track], np.float32) for track in track_ids if track in self._table}


def diversity(known: Known) -> Diversity:
    return Diversity(cast(TrackVectors, known))


def ranking(**scores: float) -> Ranking:
    ordered = sorted(scores, key=lambda track: -scores[track])
    values = np.array([scores[track] for track in ordered], np.float32)
    return Ranking(tuple(ordered), values, values[:, None])


TWINS = {"a": (1.0, 0.0), "b": (2.0, 0.0), "c": (0.0, 1.0)}
RANKED = ranking(a=3.0, b=2.9, c=2.0, d=0.0)


def test_without_diversity_the_order_stays_and_nobody_is_asked() -> None:
    known = Known(TWINS)
    assert diversity(known).order(RANKED, 0.0, NONE, 1) == ("a", "b", "c", "d")
    assert known.asked == []


def test_a_twin_of_the_best_waits_for_what_is_different() -> None:
    assert diversity(Known(TWINS)).order(RANKED, 0.5, NONE, 1)[:2] == ("a", "c")
    assert diversity(Known(TWINS)).order(RANKED, 0.1, NONE, 1)[:3] == ("a", "b", "c")


def test_what_has_no_vector_is_like_nothing() -> None:
    assert diversity(Known(TWINS)).order(RANKED, 1.0, NONE, 1) == ("a", "c", "d", "b")


def test_what_was_asked_for_by_name_or_heard_does_not_wait() -> None:
    assert diversity(Known(TWINS)).order(RANKED, 0.5, frozenset({"b"}), 1)[:3] == ("a", "b", "c")


def test_vectors_are_read_once_while_the_library_stays_the_same() -> None:
    known = Known(TWINS)
    ordering = diversity(known)
    for revision in (1, 1, 2):
        ordering.order(RANKED, 0.5, NONE, revision)
    assert len(known.asked) == 2 * len(RANKED.track_ids)


def test_beyond_the_best_few_hundred_the_order_stays() -> None:
    many = ranking(**{f"t{number:04}": 1000.0 - number for number in range(POOL + 5)})
    assert diversity(Known({})).order(many, 0.7, NONE, 1)[POOL:] == many.track_ids[POOL:]
