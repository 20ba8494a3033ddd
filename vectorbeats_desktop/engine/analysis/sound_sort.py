"""What a recording is: how likely a voice alone, music, speech, noise, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vectorbeats_desktop.engine.records import SoundSort

UNSURE_MARGIN = 0.25
"""Of the two likeliest; when they lie nearer to each other, the recording is taken for both."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """How likely each sort is; the probabilities add up to 1."""

    probabilities: Mapping[SoundSort, float]

    @property
    def sort(self) -> SoundSort:
        """The likeliest."""
        return self.ordered()[0]

    @property
    def sure(self) -> float:
        """How likely the likeliest is, in [0, 1]."""
        return self.probabilities[self.sort]

    def likely(self) -> tuple[SoundSort, ...]:
        """The sorts it is to be taken for, the likeliest first: two when these are nearly as likely."""
        first, second = self.ordered()[:2]
        near = self.sure - self.probabilities.get(second, 0.0) < UNSURE_MARGIN
        return (first, second) if near else (first,)

    def ordered(self) -> list[SoundSort]:
        """All sorts, the likeliest first."""
        return sorted(SoundSort, key=lambda sort: -self.probabilities.get(sort, 0.0))
