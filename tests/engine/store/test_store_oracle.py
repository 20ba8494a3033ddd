"""The store against an exact oracle in NumPy, on every operation that the program uses."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.engine.store.client import Point, Scored, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, point_id
from vectorbeats_desktop.engine.task import TaskContext

SPACES = {MUSIC: {"concepts": 24, "clap": 16}, AUDIO: {"sound_v1": 8}}
GENRES = ("jazz", "rock", "ambient", "Größe & 音楽")
MOODS = ("calm", "warm", "tense", "bright", "dark")
Vector = NDArray[np.float32]


class Oracle:
    """What the store must answer, worked out the slow and sure way."""

    def __init__(self) -> None:
        self.points: dict[str, Point] = {}

    def upsert(self, points: list[Point]) -> None:
        self.points.update((point.id, point) for point in points)

    def set_payload(self, payloads: Mapping[str, Mapping[str, Any]]) -> set[str]:
        for key in payloads.keys() & self.points.keys():
            old = self.points[key]
            self.points[key] = Point(old.id, old.vectors, {**old.payload, **payloads[key]})
        return payloads.keys() - self.points.keys()

    def delete(self, ids: list[str]) -> None:
        for key in ids:
            self.points.pop(key, None)

    def matching(self, where: Mapping[str, FilterValue], using: str | None = None) -> dict[str, Point]:
        return {
            key: point
            for key, point in self.points.items()
            if all(_matches(point.payload.get(field), value) for field, value in where.items())
            and (using is None or using in point.vectors)
        }

    def nearest(
        self, using: str, vector: Vector, limit: int, where: Mapping[str, FilterValue], ids: list[str] | None
    ) -> list[tuple[float, str]]:
        found = self.matching(where, using)
        scored = [
            (_cosine(point.vectors[using], vector), key) for key, point in found.items() if ids is None or key in ids
        ]
        return sorted(scored, key=lambda hit: -hit[0])[:limit]

    def facet(self, field: str, where: Mapping[str, FilterValue]) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for point in self.matching(where).values():
            value = point.payload.get(field, [])
            counts.update(set(value) if isinstance(value, list) else [value])
        return dict(counts)


def _cosine(one: Vector, other: Vector) -> float:
    a, b = one.astype(np.float64), other.astype(np.float64)
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def _matches(held: Any, wanted: FilterValue) -> bool:
    if isinstance(held, list):
        return any(_matches(value, wanted) for value in held)
    if not isinstance(wanted, tuple):
        return bool(held == wanted)
    if isinstance(wanted[0], str):
        return held in wanted
    low, high = wanted
    if not isinstance(held, int | float):
        return False
    return (low is None or held >= float(low)) and (high is None or held <= float(high))


class Pair:
    """The store and its oracle, told the same things."""

    def __init__(self, store: VectorStore, seed: int) -> None:
        self.store, self.oracle = store, Oracle()
        self.random = np.random.default_rng(seed)

    def key(self) -> str:
        return point_id(str(self.random.integers(400)))

    def keys(self) -> list[str]:
        return [self.key() for _ in range(int(self.random.integers(1, 60)))]

    def vector(self, size: int) -> Vector:
        return self.random.standard_normal(size).astype(np.float32) * np.float32(self.random.uniform(0.01, 100))

    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = {
            "track_id": self.key(),
            "genre": str(self.random.choice(GENRES)),
            "mood": sorted(set(self.random.choice(MOODS, 2).tolist())),
            "tempo": round(self.random.uniform(60, 180), 2),  # the store may change the last bit of a longer number
            "energy": float(self.random.integers(-10, 11)) / 10,
            "live": bool(self.random.integers(2)),
            "audio_features": {"key": "A minor", "clarity": 0.5},
        }
        for field in self.random.choice(list(payload), 2).tolist():
            payload.pop(field, None)
        return payload

    def point(self, key: str) -> Point:
        names = [name for name in SPACES[MUSIC] if self.random.random() < 0.7] or ["concepts"]
        return Point(key, {name: self.vector(SPACES[MUSIC][name]) for name in names}, self.payload())

    def where(self) -> dict[str, FilterValue]:
        low = float(self.random.uniform(60, 160))
        offered: dict[str, FilterValue] = {
            "genre": str(self.random.choice(GENRES)),
            "mood": tuple(self.random.choice(MOODS, 2).tolist()),
            "tempo": (low, low + 40),
            "energy": float(self.random.integers(-10, 11)) / 10,
        }
        chosen = self.random.choice(list(offered), int(self.random.integers(3)), replace=False)
        return {field: offered[field] for field in chosen.tolist()}

    def change(self) -> None:
        match int(self.random.integers(4)):
            case 0 | 1:
                points = [self.point(key) for key in dict.fromkeys(self.keys())]
                self.store.upsert(MUSIC, points)
                self.oracle.upsert(points)
            case 2:
                payloads = {key: self.payload() for key in self.keys()}
                assert self.store.set_payload(MUSIC, payloads) == self.oracle.set_payload(payloads)
            case _:
                keys = self.keys()[:20]
                self.store.delete(MUSIC, keys)
                self.oracle.delete(keys)

    def compare(self) -> None:
        store, oracle = self.store, self.oracle
        assert store.ids(MUSIC) == set(oracle.points)
        for using, size in SPACES[MUSIC].items():
            assert store.ids(MUSIC, using) == set(oracle.matching({}, using))
            self.compare_search(using, size)
        where = self.where()
        assert store.count(MUSIC, where) == len(oracle.matching(where))
        assert store.facet(MUSIC, "mood", where=where) == oracle.facet("mood", where)
        assert store.facet(MUSIC, "genre", where=where) == oracle.facet("genre", where)
        self.compare_points()

    def compare_search(self, using: str, size: int) -> None:
        query, where, limit = self.vector(size), self.where(), int(self.random.integers(1, 60))
        ids = self.keys() if self.random.random() < 0.3 else None
        found = self.store.nearest(MUSIC, using, query, limit, where, ids)
        expected = self.oracle.nearest(using, query, limit, where, ids)
        assert [hit.id for hit in found] == [key for _, key in expected]
        np.testing.assert_allclose([hit.score for hit in found], [score for score, _ in expected], atol=2e-6)
        assert [hit.payload for hit in found] == [self.oracle.points[key].payload for _, key in expected]

    def compare_points(self) -> None:
        keys = [*self.keys(), point_id("not there")]
        held = [key for key in dict.fromkeys(keys) if key in self.oracle.points]
        assert self.store.payloads(MUSIC, keys) == {key: self.oracle.points[key].payload for key in held}
        vectors = self.store.retrieve(MUSIC, keys, "clap")
        assert set(vectors) == {key for key in held if "clap" in self.oracle.points[key].vectors}
        for key, vector in vectors.items():
            original = self.oracle.points[key].vectors["clap"]
            np.testing.assert_allclose(vector, original / np.linalg.norm(original), atol=1e-6)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "store", SPACES)
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", [11, 12])
def test_store_agrees_with_the_oracle(store: VectorStore, seed: int) -> None:
    pair = Pair(store, seed)
    for step in range(60):
        pair.change()
        if step % 6 == 5:
            pair.compare()
        if step == 30:
            assert store.optimise(MUSIC, TaskContext())
            pair.compare()
        if step == 45 and store.pid is not None:
            os.kill(store.pid, signal.SIGKILL)  # nothing acknowledged may be lost with it
            pair.compare()
    assert len(pair.oracle.points) > 100


def test_store_agrees_with_the_oracle_after_it_was_closed(tmp_path: Path) -> None:
    pair = Pair(VectorStore(tmp_path / "store", SPACES), seed=13)
    for _ in range(10):
        pair.change()
    pair.store.close()
    pair.store = VectorStore(tmp_path / "store", SPACES)
    try:
        pair.compare()
    finally:
        pair.store.close()


def test_large_collections_are_searched_by_codes_and_scored_by_vectors(store: VectorStore) -> None:
    random = np.random.default_rng(5)
    matrix = random.standard_normal((20_500, 8)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    ids = [point_id(str(row)) for row in range(len(matrix))]
    store.upsert(AUDIO, [Point(key, {"sound_v1": row}) for key, row in zip(ids, matrix, strict=True)])
    found = wanted = 0
    for query in matrix[:20]:
        scores = matrix @ query
        best = {ids[row] for row in np.argsort(-scores)[:50]}
        hits: list[Scored] = store.nearest(AUDIO, "sound_v1", query, 50, with_payload=False)
        exact = {ids[row]: score for row, score in enumerate(scores)}
        np.testing.assert_allclose([hit.score for hit in hits], [exact[hit.id] for hit in hits], atol=2e-6)
        found, wanted = found + len(best & {hit.id for hit in hits}), wanted + len(best)
    assert found / wanted > 0.98


def test_points_of_a_track_have_the_same_id_everywhere() -> None:
    # By hand: sha1 of the namespace's bytes and "/a1-00", cut to 16 bytes, version and variant bits set.
    assert point_id("a1-00") == "20b80389-9f80-5731-aac7-960c1bebe0b0"
    assert point_id("a1-00", "windows") != point_id("a1-00")
