"""Confidence in three words, from how far a hit stands out of this library for this query.

A fixed cut-off would be wrong for nearly every query: good distances differ from one to the next.
Every library has a best track for every query; only one that lies beyond what chance gives in a
library of this size says something.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Confidence

GOOD_SHARE = 0.7  # of the expected best
SMALLEST_LIBRARY = 8  # below it, chance alone gives anything
SURE, LIKELY = 0.9, 0.5  # that a track is the one that was hummed
_RISING = (Confidence.FAINT, Confidence.GOOD, Confidence.STRONG)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the fused scores of a query lie over the library: mean, deviation, and the library's size."""

    mean: float
    deviation: float
    size: int

    @classmethod
    def of(cls, scores: NDArray[np.float32], size: int) -> Spread:
        """The spread of a sample's scores, (n,), from a library of `size` tracks."""
        if not len(scores):
            return cls(0.0, 0.0, size)
        return cls(float(scores.mean()), float(scores.std()), size)

    def confidence(self, score: float) -> Confidence:
        """STRONG beyond the best that chance gives, GOOD near to it, else FAINT."""
        if self.deviation <= 0:  # all of the library is alike, such as one in which nobody bears the name that is asked
            return Confidence.STRONG if self.size and score > self.mean else Confidence.FAINT
        out = (score - self.mean) / self.deviation
        best = expected_best(max(self.size, SMALLEST_LIBRARY))
        if out >= best:
            return Confidence.STRONG
        return Confidence.GOOD if out >= GOOD_SHARE * best else Confidence.FAINT


def of_sureness(sure: float) -> Confidence:
    """Confidence in one track, from the probability that it is the one: in [0, 1]."""
    if sure >= SURE:
        return Confidence.STRONG
    return Confidence.GOOD if sure >= LIKELY else Confidence.FAINT


def bounded(by_score: Confidence, hummed: Confidence) -> Confidence:
    """Confidence where a hum is mixed with other parts: at most one word from what the hum says.

    A tune is one track's. However well a track fits the words, it is no strong match when it is not
    what was hummed; and what surely was hummed is no faint one, even if the words fit others better.
    """
    word = _RISING.index(hummed)
    return _RISING[min(max(_RISING.index(by_score), word - 1), word + 1)]


def expected_best(size: int) -> float:
    """The expected maximum of `size` draws from a standard normal distribution (Blom 1958)."""
    return NormalDist().inv_cdf((size - 0.375) / (size + 0.25))
