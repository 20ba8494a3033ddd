from __future__ import annotations

import numpy as np
import pytest

from vectorbeats_desktop.engine.melody.calibration import PRIOR_TRACKS, USUAL_COST, reference, scores_of, sure_of


def others(count: int, seed: int = 1) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.random.default_rng(seed).normal(0.5, 0.05, count).astype(np.float32)


def test_scores_are_deviations_from_the_middle() -> None:
    costs = np.append(others(1_000), np.float32(0.25))
    assert scores_of(costs)[-1] == pytest.approx(5, abs=0.5)
    assert np.abs(np.median(scores_of(costs))) < 0.1


def test_a_track_without_melody_scores_nothing_and_changes_nothing() -> None:
    costs = others(100)
    with_one = np.append(costs, np.float32(1e9))
    assert scores_of(with_one)[-1] == 0
    assert scores_of(with_one)[:-1] == pytest.approx(scores_of(costs))
    assert sure_of(with_one, 10)[-1] == 0


def test_the_track_that_is_looked_for_does_not_move_the_middle() -> None:
    costs = others(200)
    moved = np.append(costs, np.float32(0.01))
    assert reference(moved) == pytest.approx(reference(costs), rel=0.05)


def test_a_small_library_is_filled_up_with_usual_tracks() -> None:
    middle, spread = reference(np.array([0.2], np.float32))
    assert abs(middle - USUAL_COST) < 1 / PRIOR_TRACKS
    assert spread > 0.01
    assert reference(np.zeros(0, np.float32))[0] == USUAL_COST


def test_only_one_that_stands_out_is_sure() -> None:
    alone = np.append(others(200), np.float32(0.1))
    assert sure_of(alone, 15)[-1] > 0.9
    assert sure_of(alone, 15)[:-1].max() < 0.1
    with_rival = np.append(alone, np.float32(0.1))
    assert sure_of(with_rival, 15)[-2:].max() < sure_of(alone, 15)[-1]
    assert sure_of(others(200), 15).max() < 0.5
    assert len(sure_of(np.zeros(0, np.float32), 15)) == 0
