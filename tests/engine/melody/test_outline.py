"""Outlines against dynamic time warping written down as it is defined."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.engine.melody.tunes import contour, heard, tune
from vectorbeats_desktop.engine.melody import kernel, outline
from vectorbeats_desktop.engine.melody.contour import prepared
from vectorbeats_desktop.engine.melody.outline import HumOutline, match_outlines, outline_of
from vectorbeats_desktop.engine.melody.track import packed_melody


def outlined(steps: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    random = np.random.default_rng(seed)
    packed = packed_melody(heard(tune(random, steps), random).to_bytes())[0]
    made = np.empty((steps // outline.RATIO, 6), np.uint8)
    outline.outline(packed, made)
    return made


def levels(packed: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    found = np.empty((len(packed), 12), np.int64)
    found[:, 0::2], found[:, 1::2] = packed >> 4, packed & 15
    return found


def plain_cost(track: np.ndarray[tuple[int, int], np.dtype[np.int64]], hum: HumOutline, key: int) -> int:
    n, m = len(hum.classes), len(track)
    cell = np.array(
        [
            [(hum.weights[i].astype(int) * track[j, (hum.classes[i] + key) % 12]).sum() for j in range(m)]
            for i in range(n)
        ]
    )
    table = np.full((n, m), outline.FAR)
    table[0] = cell[0]
    for i, j in itertools.product(range(1, n), range(1, m)):
        ways = [table[i - 1, j - 1]]
        if j >= 2:
            ways.append(table[i - 1, j - 2] + int(hum.price))
        if i >= 2:
            ways.append(table[i - 2, j - 1] + int(hum.price) + cell[i - 1, j])
        table[i, j] = min(ways) + cell[i, j]
    return int(table[n - 1].min())


@pytest.mark.parametrize("steps", [9, 50, 61])
def test_an_outline_costs_what_the_definition_says(steps: int) -> None:
    tracks = [outlined(150, 1), outlined(200, 2)]
    starts, ends = np.array([0, 50]), np.array([50, 116])
    hum = outline_of(prepared(contour(tune(np.random.default_rng(steps), steps))))
    found = np.empty(2, np.int16)
    match_outlines(np.concatenate(tracks), starts, ends, hum.classes, hum.weights, hum.price, found)
    expected = [min(plain_cost(levels(track), hum, key) for key in range(12)) for track in tracks]
    assert found.tolist() == expected
    assert max(expected) < outline.FAR


def test_an_outline_lies_between_the_mean_and_the_cheapest_of_its_steps() -> None:
    random = np.random.default_rng(3)
    packed = packed_melody(heard(tune(random, 60), random).to_bytes())[0]
    costs = np.empty((60, kernel.ROW), np.float32)
    kernel.unpack_costs(packed, costs)
    each = costs[:, :12].reshape(20, 3, 12)
    made = np.empty((20, 6), np.uint8)
    outline.outline(packed, made)
    expected = (each.mean(axis=1) + each.min(axis=1)) / 2 * outline.LEVELS / outline.DEAREST
    assert np.abs(levels(made) - np.clip(expected, 0, outline.LEVELS)).max() <= 0.51


def test_a_track_too_short_is_far_and_the_longest_hum_does_not_overflow() -> None:
    hum = outline_of(prepared(contour(tune(np.random.default_rng(4), 200))))
    found = np.empty(2, np.int16)
    dearest = np.full((200, 6), 255, np.uint8)
    match_outlines(dearest, np.array([0, 0]), np.array([200, 3]), hum.classes, hum.weights, hum.price, found)
    assert 0 < found[0] < outline.FAR
    assert found[1] >= outline.FAR
