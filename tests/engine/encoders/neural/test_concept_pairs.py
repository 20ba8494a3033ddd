"""Words and what they say: what a trained model is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from vectorbeats_desktop.engine.encoders.neural.concept_pairs import LEAST_TOLD, concept_pairs, told_apart
from vectorbeats_desktop.engine.encoders.neural.records import Role
from vectorbeats_desktop.engine.encoders.neural.trials import SIDE, WINDOW


@pytest.mark.parametrize("role", list(Role))
def test_each_concept_is_said_and_shown_once(role: Role) -> None:
    sentences, items = concept_pairs(role)
    assert len(set(sentences)) == len(sentences) == len(items) >= 5
    assert {item.shape for item in items} == {(SIDE, SIDE, 3) if role is Role.PICTURES else (WINDOW,)}
    assert all(np.isfinite(item).all() and item.std() + item.max() > 0 for item in items)
    assert all(not np.array_equal(one, other) for n, one in enumerate(items) for other in items[:n])


def test_a_gap_between_the_sides_and_hubs_do_not_count() -> None:
    random = np.random.default_rng(5)
    common = random.standard_normal((7, 64))
    gap = 4 * random.standard_normal(64)
    hub = np.outer(np.linspace(0, 3, 7), random.standard_normal(64))
    said = common + 0.5 * random.standard_normal((7, 64)) - gap
    shown = common + 0.5 * random.standard_normal((7, 64)) + gap + hub
    assert told_apart(_unit(said), _unit(shown)) > 2 * LEAST_TOLD
    assert told_apart(_unit(said), _unit(np.roll(shown, 1, axis=0))) < LEAST_TOLD


def test_models_that_know_nothing_are_mostly_told() -> None:
    found = []
    for seed in range(200):
        random = np.random.default_rng(seed)
        found.append(told_apart(*(_unit(random.standard_normal((7, 64))) for _ in range(2))))
    assert abs(np.mean(found)) < 0.1
    assert np.mean(np.array(found) < LEAST_TOLD) > 0.65


def _unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
