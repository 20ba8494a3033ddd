"""A picture's valence and energy from its colours and texture.

Half is Valdez and Mehrabian's formula, half a ridge regression fitted on rated photographs
(`resources/picture_mood.json`, made by `benchmarks/fit_picture.py`). Colours say little about what a
photograph shows: the file says how well each predicts the ratings of photographs of other subjects.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine import paths
from vectorbeats_desktop.engine.encoders.picture_description import MEASURES

RIDGE_SHARE = 0.5
FORMULAS = {"valence": "pleasure", "energy": "arousal"}
_FARTHEST = 2.5  # standard deviations; drawings and covers lie outside what photographs were fitted on
_SPREAD = 0.45  # how far one standard deviation of the estimate lies from the middle

Floats = NDArray[np.float64]


class ScaleRecord(TypedDict):
    """One scale of the resource file."""

    weights: dict[str, float]
    spread: float
    rho: float


@dataclass(frozen=True, slots=True)
class Estimator:
    """Estimates one scale: weights of the standardised measures, shape (len(MEASURES),)."""

    formula: int
    weights: Floats
    spread: float
    rho: float

    def estimate(self, standardised: Floats) -> Floats:
        """Return the estimates of pictures, (n, len(MEASURES)) → (n,), in standard deviations."""
        ridge = standardised @ self.weights / self.spread
        mixed: Floats = RIDGE_SHARE * ridge + (1 - RIDGE_SHARE) * standardised[:, self.formula]
        return mixed


@dataclass(frozen=True, slots=True)
class PictureMood:
    """Reads valence and energy out of measures; `certainty` is their mean rank correlation."""

    mean: Floats
    deviation: Floats
    valence: Estimator
    energy: Estimator

    def __call__(self, measures: Sequence[float] | NDArray[np.float32]) -> tuple[float, float]:
        """Return (valence, energy) in [-1, 1] of measures of shape (len(MEASURES),)."""
        standardised = standardise(np.asarray(measures, dtype=np.float64)[None, :], self.mean, self.deviation)
        estimates = (float(scale.estimate(standardised)[0]) for scale in (self.valence, self.energy))
        valence, energy = (float(np.tanh(_SPREAD * estimate)) for estimate in estimates)
        return valence, energy

    @property
    def certainty(self) -> float:
        return (self.valence.rho + self.energy.rho) / 2


def standardise(measures: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Return measures, (n, m), less their mean and in standard deviations, none farther than 2.5."""
    clipped: Floats = np.clip((measures - mean) / deviation, -_FARTHEST, _FARTHEST)
    return clipped


@cache
def load_picture_mood(path: Path | None = None) -> PictureMood:
    """Return the constants of a file, by default `resources/picture_mood.json`.

    Raises OSError, and ValueError or KeyError when the file does not fit this program.
    """
    record = json.loads((path or paths.resources() / "picture_mood.json").read_text(encoding="utf-8"))
    return PictureMood(
        mean=_in_order(record["mean"]),
        deviation=_in_order(record["deviation"]),
        valence=_estimator(record["valence"], "valence"),
        energy=_estimator(record["energy"], "energy"),
    )


def _estimator(record: ScaleRecord, scale: str) -> Estimator:
    formula = MEASURES.index(FORMULAS[scale])
    return Estimator(formula, _in_order(record["weights"]), float(record["spread"]), float(record["rho"]))


def _in_order(named: Mapping[str, float]) -> Floats:
    if named.keys() != set(MEASURES):
        raise ValueError(f"picture_mood.json does not name these measures: {sorted(named.keys() ^ set(MEASURES))}")
    return np.array([named[name] for name in MEASURES], dtype=np.float64)
