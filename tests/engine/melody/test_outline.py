"""Outlines against dynamic time warping written down as it is defined."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.engine.melody.tunes import contour, heard, tune
from vectorbeats_desktop.engine.melody import kernel, matching, outline
from vectorbeats_desktop.engine.melody.contour import prepared
from vectorbeats_desktop.engine.melody.kernel import Asked
from vectorbeats_desktop.engine.melody.lanes import FAR
from vectorbeats_desktop.engine.melody.shelf import Melodies
from vectorbeats_desktop.engine.melody.track import packed_melody


def outlined(steps: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    random = np.random.default_rng(seed)
    packed = packed_melody(heard(tune(random, steps), random).to_bytes())[0]
    made = np.empty((steps // outline.RATIO, 6), np.uint8)
    outline.outline(packed, kernel.WHOLE, made)
    return made


def levels(packed: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    found = np.empty((len(packed), 12), np.int64)
    found[:, 0::2], found[:, 1::2] = packed >> 4, packed & 15
    return found


def plain_cost(track: np.ndarray[tuple[int, int], np.dtype[np.int64]], hum: Asked, key: int) -> int:
    n, m = hum.places.shape[1], len(track)
    cost = 4_096 * track[:, hum.places[key]] * hum.weights.astype(int) >> 16
    cell = cost.sum(axis=2).T
    table = np.full((n, m), FAR)
    table[0] = cell[0]
    for i, j in itertools.product(range(1, n), range(1, m)):
        ways = [table[i - 1, j - 1]]
        if j >= 2:
            ways.append(table[i - 1, j - 2] + int(hum.price))
        if i >= 2:
            ways.append(table[i - 2, j - 1] + int(hum.price) + cell[i - 1, j])
        table[i, j] = min(FAR, min(ways) + cell[i, j])
    return int(table[n - 1].min())


@pytest.mark.parametrize("steps", [9, 50, 61])
def test_an_outline_costs_what_the_definition_says(steps: int) -> None:
    tracks = [outlined(150, 1), outlined(200, 2)]
    hum = outline.outlined(prepared(contour(tune(np.random.default_rng(steps), steps))))
    starts, ends = np.array([0, 50]), np.array([50, 116])
    found, keys = np.empty(2, np.uint16), np.empty(2, np.uint8)
    kernel.match_tracks(np.concatenate(tracks), starts, ends, None, hum, found, keys)
    expected = [[plain_cost(levels(track), hum, key) for key in range(12)] for track in tracks]
    assert found.tolist() == [min(costs) for costs in expected]
    assert [costs[key] for costs, key in zip(expected, keys, strict=True)] == found.tolist()
    assert found.max() < FAR


def test_a_step_asks_for_the_two_classes_that_count_most() -> None:
    hum = prepared(contour(np.array([60, 62, 64, 60, 60, 60, 71])))
    asked = outline.outlined(hum)
    assert asked.places[0].tolist() == [[0, 2], [0, 1], [11, 0]]
    weights = asked.weights / asked.weights.max()
    assert weights == pytest.approx(np.array([[1, 1], [1.96, 0], [1, 0]]) / 1.96, abs=1e-3)
    assert asked.places[3].tolist() == [[3, 5], [3, 4], [2, 3]]


def test_an_outline_lies_between_the_mean_and_the_cheapest_of_its_steps() -> None:
    random = np.random.default_rng(3)
    packed = packed_melody(heard(tune(random, 60), random).to_bytes())[0]
    costs = np.empty((60, kernel.ROW), np.float32)
    kernel.unpack_costs(packed, kernel.WHOLE, costs)
    each = costs[:, :12].reshape(20, 3, 12)
    made = np.empty((20, 6), np.uint8)
    outline.outline(packed, kernel.WHOLE, made)
    expected = (each.mean(axis=1) + each.min(axis=1)) / 2 * outline.LEVELS / outline.DEAREST
    assert np.abs(levels(made) - np.clip(expected, 0, outline.LEVELS)).max() <= 0.51


def test_a_track_too_short_is_far_and_the_longest_hum_does_not_overflow() -> None:
    hum = prepared(contour(tune(np.random.default_rng(4), 200)))
    dearest = np.full((200, 6), 255, np.uint8)
    outlines = Melodies.of([("long", dearest), ("short", dearest[:3])])
    costs = matching.outline_costs(outlines, hum, lambda: False)
    assert costs[0] == pytest.approx(outline.DEAREST, rel=1e-3)
    assert costs[1] == np.float32(kernel.NO_COST)
