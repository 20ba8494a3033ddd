"""Neighbours, alignment, placing and the embedding by themselves, against what can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from vectorbeats_desktop.engine.map import neighbours
from vectorbeats_desktop.engine.map.aligning import aligned, centred
from vectorbeats_desktop.engine.map.embedding import embed, principal
from vectorbeats_desktop.engine.map.neighbours import nearest
from vectorbeats_desktop.engine.map.placing import ASIDE, place_beside

Floats = NDArray[np.float32]


def units(count: int, size: int = 16) -> Floats:
    rows = np.random.default_rng(3).normal(size=(count, size))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def test_neighbours_are_those_of_a_full_sort_also_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = units(50)
    monkeypatch.setattr(neighbours, "BLOCK_CELLS", 350)  # seven rows at once
    told: list[int] = []
    found, distances = nearest(vectors, vectors, 5, told.append)
    cosines = vectors @ vectors.T
    assert np.array_equal(found, np.argsort(-cosines, axis=1, kind="stable")[:, :5])
    assert np.allclose(distances, 1 - np.take_along_axis(cosines, found, 1), atol=1e-6)
    assert told == [7, 14, 21, 28, 35, 42, 49, 50]


def test_a_turned_mirrored_and_moved_layout_comes_back_to_where_it_was() -> None:
    places = np.random.default_rng(1).normal(size=(40, 2)).astype(np.float32)
    turn = np.array([[0.6, -0.8], [-0.8, -0.6]], np.float32)  # with a mirror in it: its determinant is −1
    moved = places @ turn + np.float32(3)
    rows = np.arange(10, 30)
    assert np.allclose(aligned(moved, rows, places[rows]), places, atol=1e-5)


def test_without_common_tracks_a_layout_stays_as_it_is() -> None:
    places = units(5, 2)
    assert np.array_equal(aligned(places, np.zeros(0, np.intp), np.zeros((0, 2), np.float32)), places)


def test_layouts_are_brought_to_one_size_around_the_middle() -> None:
    sized = centred(1000 * units(200, 2) + np.float32(77))
    assert np.abs(np.median(sized, axis=0)).max() < 1e-4
    assert 0.9 < np.percentile(np.linalg.norm(sized, axis=1), 99) < 1.1
    assert np.array_equal(centred(np.full((3, 2), 5, np.float32)), np.zeros((3, 2)))


def test_a_newcomer_that_sounds_like_one_track_lies_beside_it_and_not_between_islands() -> None:
    known = np.eye(4, 16, dtype=np.float32)
    places = np.array([[0, 0], [0.02, 0], [9, 9], [9.02, 9]], np.float32)
    alike = np.stack([known[0], known[2]])
    placed = place_beside(["one", "two"], alike, known, places, lambda _done: None)
    assert np.linalg.norm(placed[0] - places[0]) < 0.02 + ASIDE
    assert np.linalg.norm(placed[1] - places[2]) < 0.02 + ASIDE


def test_alike_newcomers_do_not_hide_each_other_and_always_lie_at_the_same_place() -> None:
    known, places = units(8), units(8, 2)
    ids = [f"t{number}" for number in range(20)]
    twins = np.repeat(known[:1], 20, axis=0)
    placed = place_beside(ids, twins, known, places, lambda _done: None)
    assert len(np.unique(placed, axis=0)) == 20
    assert np.array_equal(placed, place_beside(ids, twins, known, places, lambda _done: None))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 31])
def test_few_vectors_have_their_principal_components(count: int) -> None:
    vectors = units(count)
    places = embed(vectors, lambda *_told: None)
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert np.array_equal(places, principal(vectors))


def test_two_principal_components_keep_the_distances_of_what_lies_in_a_plane() -> None:
    plane = np.zeros((10, 16), np.float32)
    plane[:, [3, 9]] = np.random.default_rng(5).normal(size=(10, 2))
    places = principal(plane)
    apart = np.linalg.norm(plane[:, None] - plane[None], axis=2)
    assert np.allclose(np.linalg.norm(places[:, None] - places[None], axis=2), apart, atol=1e-5)
