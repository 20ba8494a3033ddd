"""Which side of a sound counts: timbre, rhythm, harmony, dynamics, as factors of its descriptors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import (
    BANDS,
    DESCRIPTORS,
    INDEX,
    LEVEL,
    RHYTHM,
    SPECTRUM,
    TONALITY,
    descriptor_weights,
)
from vectorbeats_desktop.engine.records import Emphasis

Floats = NDArray[np.float32]

EMPHASISED_SHARE = 0.7  # of squared distances, for the side that is to count most
SPECTRUM_FACTOR, MFCC_FACTOR, TONALITY_FACTOR = 1.2, 0.85, 1.6
"""What each descriptor of these groups counts more or less than when the vectors were made. Coarse on purpose, and the
same direction helped by genre and by composer; see docs/QUALITY.md."""


def _named(*prefixes: str) -> tuple[str, ...]:
    return tuple(name for name in DESCRIPTORS if name.startswith(prefixes))


SIDES: Mapping[Emphasis, tuple[str, ...]] = {
    Emphasis.TIMBRE: (*SPECTRUM, *BANDS, *_named("mfcc", "contrast")),
    Emphasis.RHYTHM: RHYTHM,
    Emphasis.HARMONY: (*TONALITY, *_named("chroma")),
    Emphasis.DYNAMICS: LEVEL,
}
"""The descriptors of each side. Every descriptor is in one."""


@cache
def side(emphasis: Emphasis) -> NDArray[np.intp]:
    """The places of a side's descriptors in the vector of a sound."""
    return np.array([INDEX[name] for name in SIDES[emphasis]], np.intp)


@cache
def factors(emphasis: Emphasis) -> Floats:
    """By what each number of a sound's vector is multiplied before sounds are compared, (128,).

    An emphasised side has EMPHASISED_SHARE of what makes sounds differ; the others keep their proportions.
    """
    made = np.ones(len(DESCRIPTORS), np.float32)
    made[_places((*SPECTRUM, *BANDS))] = SPECTRUM_FACTOR
    made[_places(_named("mfcc"))] = MFCC_FACTOR
    made[_places(TONALITY)] = TONALITY_FACTOR
    if emphasis is Emphasis.BALANCED:
        return made
    shares = np.square(made * descriptor_weights())
    chosen = side(emphasis)
    share = float(shares[chosen].sum() / shares.sum())
    emphasised = np.full(len(DESCRIPTORS), np.sqrt((1 - EMPHASISED_SHARE) / (1 - share)), np.float32)
    emphasised[chosen] = np.sqrt(EMPHASISED_SHARE / share)
    return made * emphasised


def _places(names: tuple[str, ...]) -> list[int]:
    return [INDEX[name] for name in names]
