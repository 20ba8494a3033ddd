"""Further vectors beside those that are there: how a model's vectors come into a store and leave it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import MUSIC, point_id, spaces

CONCEPTS, MODEL = "concepts_test", "clap_test"
FIRST, SECOND = point_id("first"), point_id("second")


def vector(seed: int, size: int = 512) -> NDArray[np.float32]:
    row = np.random.default_rng(seed).standard_normal(size).astype(np.float32)
    return row / np.float32(np.linalg.norm(row))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "store", spaces(CONCEPTS))
    yield opened
    opened.close()


def test_a_point_keeps_its_other_vectors_and_fields(store: VectorStore) -> None:
    store.upsert(MUSIC, [Point(FIRST, {CONCEPTS: vector(1)}, {"genre": "jazz", "mood": ["calm"]})])
    store.declare(MUSIC, MODEL, 16)
    store.merge(MUSIC, [Point(FIRST, {MODEL: vector(2, 16)}, {}), Point(SECOND, {MODEL: vector(3, 16)}, {})])
    store.merge(MUSIC, [Point(FIRST, {CONCEPTS: vector(4)}, {"mood": ["sad"]})])
    np.testing.assert_allclose(store.retrieve(MUSIC, [FIRST], CONCEPTS)[FIRST], vector(4), atol=1e-6)
    np.testing.assert_allclose(store.retrieve(MUSIC, [FIRST], MODEL)[FIRST], vector(2, 16), atol=1e-6)
    assert store.payloads(MUSIC, [FIRST])[FIRST] == {"genre": "jazz", "mood": ["sad"]}
    assert store.ids(MUSIC, MODEL) == {FIRST, SECOND}
    assert store.ids(MUSIC, CONCEPTS) == {FIRST}
    assert [hit.id for hit in store.nearest(MUSIC, MODEL, vector(3, 16), 2)] == [SECOND, FIRST]


def test_a_declared_vector_is_known_to_a_process_that_starts_later(store: VectorStore) -> None:
    store.declare(MUSIC, MODEL, 16)
    store.merge(MUSIC, [Point(FIRST, {MODEL: vector(2, 16)}, {})])
    assert store.pid is not None
    os.kill(store.pid, signal.SIGKILL)
    assert store.count(MUSIC, using=MODEL) == 1


def test_a_dropped_vector_leaves_the_others(store: VectorStore) -> None:
    store.declare(MUSIC, MODEL, 16)
    store.upsert(MUSIC, [Point(FIRST, {CONCEPTS: vector(1), MODEL: vector(2, 16)}, {"genre": "jazz"})])
    store.drop(MUSIC, MODEL)
    assert store.ids(MUSIC, CONCEPTS) == {FIRST}
    with pytest.raises(ValueError, match="no vector named"):
        store.retrieve(MUSIC, [FIRST], MODEL)
    store.drop(MUSIC, MODEL)  # again: nothing to do
    store.declare(MUSIC, MODEL, 8)  # the name is free for another size
    assert store.count(MUSIC, using=MODEL) == 0


def test_one_name_has_one_size(store: VectorStore) -> None:
    store.declare(MUSIC, MODEL, 16)
    with pytest.raises(ValueError, match="16 numbers"):
        store.declare(MUSIC, MODEL, 8)
