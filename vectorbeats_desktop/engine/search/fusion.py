"""Evidence of all channels and parts, weighted and added."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search.channel import Evidence

Floats = NDArray[np.float32]

NO_PART = -1
EDGE = 0.01  # by which what is lifted stands above the rest


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence and the weight of the part it belongs to; a negative one means "less of this".

    `about` is how a sentence refers to the part, and `part` the number it has in the query; NO_PART for what
    belongs to none. `remembered`, where there is one, gives the evidence's answers faster, or for more tracks.
    """

    evidence: Evidence
    part_weight: float
    about: str = ""
    part: int = 0
    remembered: Evidence | None = None

    @property
    def answers(self) -> Evidence:
        """What is to be asked for candidates, scores and grounds."""
        return self.remembered or self.evidence

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
        return self if len(rows) == len(self.track_ids) else self._in_order(rows)

    def lifted(self, columns: Mapping[str, int]) -> Ranking:
        """The same with some tracks above all others, whatever speaks against them; `columns` says whose word that is.

        They keep their order among themselves: what the lowest of them lacks is added to each one's contribution in
        its column, so that contributions still add up to scores.
        """
        above = np.array([track_id in columns for track_id in self.track_ids], dtype=bool)
        if not above.any() or above.all():
            return self
        rows = np.flatnonzero(above)
        lift = np.float32(self.scores[~above].max() - self.scores[rows].min() + EDGE)
        if lift <= 0:
            return self
        scores, contributions = self.scores.copy(), self.contributions.copy()
        scores[rows] += lift
        contributions[rows, [columns[self.track_ids[row]] for row in rows]] += lift
        changed = Ranking(self.track_ids, scores, contributions)
        return changed._in_order(np.argsort(-scores, kind="stable").tolist())

    def silenced(self, columns: Mapping[int, Collection[str]]) -> Ranking:
        """The same where the evidence in some columns counts for certain tracks only."""
        if not columns or not self.track_ids:
            return self
        contributions = self.contributions.copy()
        for column, heard in columns.items():
            contributions[[track_id not in heard for track_id in self.track_ids], column] = 0
        changed = Ranking(self.track_ids, contributions.sum(axis=1), contributions)
        return changed._in_order(sorted(range(len(self.track_ids)), key=lambda row: self._key(changed.scores, row)))

    def _key(self, scores: Floats, row: int) -> tuple[float, str]:
        return -float(scores[row]), self.track_ids[row]

    def _in_order(self, rows: Sequence[int]) -> Ranking:
        places = list(rows)
        return Ranking(tuple(self.track_ids[row] for row in places), self.scores[places], self.contributions[places])


def fuse(evidence: Sequence[Weighed], track_ids: Iterable[str]) -> Ranking:
    """Score tracks by the weighted mean of their calibrated scores (CombSUM after z-scoring).

    The method: Fox and Shaw 1994, "Combination of Multiple Searches"; calibration by mean and
    deviation as in Montague and Aslam 2001. Raises StoreUnavailable.
    """
    total = sum(abs(weighed.weight) for weighed in evidence)
    ids = sorted(set(track_ids)) if total else []
    columns = [weighed.answers.scores(ids) * np.float32(weighed.weight / total) for weighed in evidence if ids]
    contributions = np.stack(columns, axis=1) if columns else np.zeros((0, len(evidence)), np.float32)
    scores = contributions.sum(axis=1)
    order = np.argsort(-scores, kind="stable")
    return Ranking(tuple(ids[place] for place in order), scores[order], contributions[order])


def candidates(evidence: Sequence[Weighed], limit: int) -> set[str]:
    """The tracks that some channel favours; where only "less of this" is asked, those it favours least.

    Raises StoreUnavailable.
    """
    wanted = [weighed.answers for weighed in evidence if weighed.weight > 0]
    if wanted:
        return {track for channel in wanted for track in channel.candidates(limit)}
    return {track for weighed in evidence for track in weighed.answers.candidates(limit, fewest=True)}
