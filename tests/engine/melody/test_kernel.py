"""The compiled matcher against a plain one, and what it must not mind."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.melody.tunes import contour, heard, tune
from vectorbeats_desktop.engine.melody import kernel, matching
from vectorbeats_desktop.engine.melody.contour import prepared
from vectorbeats_desktop.engine.melody.shelf import Melodies
from vectorbeats_desktop.engine.melody.track import TrackMelody, packed_melody

Floats = NDArray[np.float32]


def packed(melody: TrackMelody) -> NDArray[np.uint8]:
    return packed_melody(melody.to_bytes())[0]


def costs_of(melody: TrackMelody) -> Floats:
    costs = np.empty((len(melody.line), kernel.ROW), np.float32)
    kernel.unpack_costs(packed(melody), kernel.WHOLE, costs)
    return costs


def plain_costs(costs: Floats, classes: NDArray[np.uint8], weights: Floats, key: int) -> float:
    """Subsequence DTW written down as it is defined, cell by cell."""
    n, m = len(classes), len(costs)
    cell = (weights[:, None] * costs[:, classes + key].T).tolist()  # lists: an array's elements are slow one by one
    table = [cell[0], *([np.inf] * m for _ in range(1, n))]
    for i, j in itertools.product(range(1, n), range(1, m)):
        ways = [table[i - 1][j - 1]]
        if j >= 2:
            ways.append(table[i - 1][j - 2] + kernel.STEP_PRICE)
        if i >= 2:
            ways.append(table[i - 2][j - 1] + kernel.STEP_PRICE + cell[i - 1][j])
        table[i][j] = min(ways) + cell[i][j]
    return float(min(table[n - 1]) / weights.sum())


def match(melodies: list[TrackMelody], sung: NDArray[np.int64] | Floats) -> tuple[Floats, NDArray[np.uint8]]:
    joined = Melodies.of((str(number), packed(melody)) for number, melody in enumerate(melodies))
    compared = matching.compare_each(joined, prepared(contour(sung)), lambda: False)
    return compared.costs, compared.keys


@pytest.mark.parametrize("length", [2, 17, 200])
def test_a_match_costs_what_the_definition_says(length: int) -> None:
    rng = np.random.default_rng(1)
    melodies = [heard(tune(rng, steps), rng) for steps in (50, 210, 120, *range(130, 160))]
    sung = tune(rng, length)
    hum = prepared(contour(sung))
    found, keys = match(melodies, sung)
    for melody, cost, key in list(zip(melodies, found, keys, strict=True))[:: 1 if length < 100 else 11]:
        costs = costs_of(melody)
        expected = [plain_costs(costs, hum.classes, hum.weights, key) for key in range(12)]
        if min(expected) == np.inf:
            assert cost == kernel.NO_COST
        else:
            assert cost == pytest.approx(min(expected), abs=1e-3)
            assert expected[key] == pytest.approx(min(expected), abs=1e-3)


def test_evidence_costs_what_its_formula_says() -> None:
    rng = np.random.default_rng(6)
    evidence = rng.integers(0, 16, (30, 12)).astype(np.uint8)
    level = np.where(evidence == 0, 0, 0.03 ** (1 - evidence / 15))
    blurred = level + 0.1 * (np.roll(level, 1, axis=1) + np.roll(level, -1, axis=1) - 2 * level)
    expected = (0.3 * np.log(level.sum(axis=1) + 0.3)[:, None] - np.log(np.maximum(blurred, 0.03))) / 3.5
    assert costs_of(TrackMelody(evidence, np.zeros(30, np.uint8)))[:, :12] == pytest.approx(expected, abs=2e-3)


def test_a_path_costs_what_the_match_costs_and_never_goes_back() -> None:
    rng = np.random.default_rng(2)
    melody, sung = heard(tune(rng, 80), rng), tune(rng, 20)
    (cost,), (key,) = match([melody], sung)
    costs, hum = costs_of(melody), prepared(contour(sung))
    path = np.zeros(20, np.int64)
    assert kernel.trace(costs, len(costs), hum.classes, hum.weights, key, path)
    assert set(np.diff(path)) <= {0, 1, 2}
    cells = sum(hum.weights[i] * costs[path[i], hum.classes[i] + key] for i in range(20))
    # Two of the hum's steps on one of the track's are one step (2, 1), so each leap and each pair costs its price.
    priced = np.count_nonzero(np.diff(path) == 2) + np.count_nonzero(np.diff(path) == 0)
    assert (cells + kernel.STEP_PRICE * priced) / hum.weights.sum() == pytest.approx(cost, abs=5e-4)


@pytest.mark.parametrize("shift", [0, 5, -7, 12, 31])
def test_a_hum_in_any_key_and_octave_costs_the_same(shift: int) -> None:
    rng = np.random.default_rng(3)
    pitches = tune(rng, 300)
    (cost,), (key,) = match([heard(pitches, rng, noise=0.1)], pitches[100:150] + shift)
    assert cost < 0.15
    assert key == -shift % 12


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda sung, _: np.repeat(sung, 2)[::3], id="a third faster"),
        pytest.param(lambda sung, _: np.repeat(sung, 4)[::3], id="a third slower"),
        pytest.param(lambda sung, _: np.concatenate([np.repeat(sung[:30], 2)[::3], sung[30:]]), id="uneven"),
        pytest.param(lambda sung, rng: sung + rng.normal(0, 0.25, len(sung)), id="unsteady"),
        pytest.param(lambda sung, _: sung + 0.37, id="between the keys of a piano"),
        pytest.param(lambda sung, rng: np.where(rng.random(len(sung)) < 0.1, sung + 1, sung), id="wrong notes"),
        pytest.param(lambda sung, _: np.delete(sung, range(20, 24)), id="a note left out"),
    ],
)
def test_a_hum_is_found_among_others_however_it_is_sung(change) -> None:  # type: ignore[no-untyped-def]
    right = 0
    for seed in range(5):
        rng = np.random.default_rng(seed)
        tunes = [tune(rng, 400) for _ in range(40)]
        costs, _ = match([heard(pitches, rng, noise=0.6) for pitches in tunes], change(tunes[17][150:210], rng))
        right += int(costs.argmin()) == 17
    assert right == 5


def test_a_tune_that_is_nowhere_costs_more_than_any_that_is_there() -> None:
    rng = np.random.default_rng(4)
    tunes = [tune(rng, 400) for _ in range(20)]
    melodies = [heard(pitches, rng) for pitches in tunes]
    there = max(match(melodies, pitches[50:110])[0].min() for pitches in tunes)
    nowhere = min(match(melodies, tune(rng, 60))[0].min() for _ in range(20))
    assert there < nowhere


def test_a_track_too_short_or_without_melody_matches_nothing() -> None:
    rng = np.random.default_rng(5)
    nothing = TrackMelody(np.zeros((0, 12), np.uint8), np.zeros(0, np.uint8))
    costs, _ = match([nothing, heard(tune(rng, 4), rng), heard(tune(rng, 100), rng)], tune(rng, 40))
    assert (costs[:2] > 1e6).all()
    assert costs[2] < 10
    path = np.zeros(40, np.int64)
    hum = prepared(contour(tune(rng, 40)))
    assert not kernel.trace(costs_of(heard(tune(rng, 4), rng)), 4, hum.classes, hum.weights, 0, path)
