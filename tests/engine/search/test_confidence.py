from __future__ import annotations

import numpy as np
import pytest

from vectorbeats_desktop.engine.records import Confidence
from vectorbeats_desktop.engine.search.confidence import Spread, expected_best


@pytest.mark.parametrize(("size", "expected"), [(10, 1.539), (100, 2.508), (1000, 3.241)])
def test_the_expected_best_is_that_of_the_order_statistics_tables(size: int, expected: float) -> None:
    """Expected maxima of n normal draws: Harter 1961, table 1."""
    assert expected_best(size) == pytest.approx(expected, abs=0.02)


def test_the_same_distance_says_less_in_a_larger_library() -> None:
    out = 2.6
    assert Spread(0.0, 1.0, 100).confidence(out) is Confidence.STRONG
    assert Spread(0.0, 1.0, 20_000).confidence(out) is not Confidence.STRONG


def test_confidence_does_not_depend_on_the_scale_of_the_scores() -> None:
    scores = np.random.default_rng(5).normal(size=500).astype(np.float32)
    plain, scaled = Spread.of(scores, 500), Spread.of(scores * 40 + 7, 500)
    for score in (0.0, 1.5, 2.4, 3.5):
        assert plain.confidence(score) is scaled.confidence(score * 40 + 7)


def test_a_library_in_which_all_is_alike_gives_no_confidence() -> None:
    assert Spread.of(np.ones(50, np.float32), 50).confidence(1.0) is Confidence.FAINT
    assert Spread.of(np.ones(50, np.float32), 50).confidence(2.0) is Confidence.STRONG, "but to what is not alike"
    assert Spread.of(np.zeros(0, np.float32), 0).confidence(2.0) is Confidence.FAINT, "of an empty one nothing is known"


def test_most_tracks_of_a_library_are_faint() -> None:
    scores = np.random.default_rng(6).normal(size=1_000).astype(np.float32)
    spread = Spread.of(scores, 1_000)
    words = [spread.confidence(float(score)) for score in scores]
    assert words.count(Confidence.STRONG) < 10
    assert words.count(Confidence.FAINT) > 950
