"""Evidence of all channels and parts, weighted and added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search.channel import Evidence

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence and the weight of the part it belongs to; a negative one means "less of this".

    `about` is how a sentence refers to the part.
    """

    evidence: Evidence
    part_weight: float
    about: str = ""

    @property
    def weight(self) -> float:
        return self.part_weight * self.evidence.weight


@dataclass(frozen=True, slots=True)
class Ranking:
    """Tracks in the order of their scores, best first; equal ones by id, so that it is the same each time.

    `scores` has shape (n,), and `contributions` (n, evidence) adds up to it.
    """

    track_ids: tuple[str, ...]
    scores: Floats
    contributions: Floats

    def of(self, track_ids: Iterable[str]) -> Floats:
        """The scores of some of its tracks, (m,)."""
        score = dict(zip(self.track_ids, self.scores.tolist(), strict=True))
        return np.array([score[track_id] for track_id in track_ids if track_id in score], np.float32)

    def only(self, keeps: Callable[[str], bool]) -> Ranking:
        """The same ranking with some of its tracks."""
        rows = [row for row, track_id in enumerate(self.track_ids) if keeps(track_id)]
        return Ranking(tuple(self.track_ids[row] for row in rows), self.scores[rows], self.contributions[rows])


def fuse(evidence: Sequence[Weighed], track_ids: Iterable[str]) -> Ranking:
    """Score tracks by the weighted mean of their calibrated scores (CombSUM after z-scoring).

    The method: Fox and Shaw 1994, "Combination of Multiple Searches"; calibration by mean and
    deviation as in Montague and Aslam 2001. Raises StoreUnavailable.
    """
    total = sum(abs(weighed.weight) for weighed in evidence)
    ids = sorted(set(track_ids)) if total else []
    columns = [weighed.evidence.scores(ids) * np.float32(weighed.weight / total) for weighed in evidence if ids]
    contributions = np.stack(columns, axis=1) if columns else np.zeros((0, len(evidence)), np.float32)
    scores = contributions.sum(axis=1)
    order = np.argsort(-scores, kind="stable")
    return Ranking(tuple(ids[place] for place in order), scores[order], contributions[order])


def candidates(evidence: Sequence[Weighed], limit: int) -> set[str]:
    """The tracks that some channel favours; where only "less of this" is asked, those it favours least.

    Raises StoreUnavailable.
    """
    wanted = [weighed.evidence for weighed in evidence if weighed.weight > 0]
    if wanted:
        return {track for channel in wanted for track in channel.candidates(limit)}
    return {track for weighed in evidence for track in weighed.evidence.candidates(limit, fewest=True)}
