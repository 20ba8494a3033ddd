"""Candidates: places in tracks at which many pairs of a query lie one after the other as they do in the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.fingerprint.merging import Living
from vectorbeats_desktop.engine.fingerprint.pairs import Pairs
from vectorbeats_desktop.engine.task import TaskContext

Ints = NDArray[np.int64]

MOST_PLACES = 3_000_000
"""That are looked at in a segment for one query. Beyond it the commonest hashes are left out, which say least."""

AT_ONCE = 300_000  # places gathered by one call: none holds the interpreter for long
SPREAD = 3  # neighbouring frames that count as one place
LEAST_VOTES = 3
PLACES_PER_SEGMENT = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A track, the frame of it at which the query begins, and how many pairs say so."""

    track_id: str
    first: int
    votes: int


def candidates(
    segments: Sequence[Living], pairs: Pairs, ctx: TaskContext, most: int = PLACES_PER_SEGMENT
) -> list[Candidate]:
    """Where a query may be from: of each segment the places with the most votes. Raises Cancelled."""
    found = []
    for living in segments if len(pairs) else ():
        found += _in_segment(living, pairs, ctx, most)
    return found


def _in_segment(living: Living, pairs: Pairs, ctx: TaskContext, most: int) -> list[Candidate]:
    shifts, votes = _counted(_shifts(living, pairs, ctx))
    if not len(shifts):
        return []
    tracks = living.segment.tracks.at(shifts)
    fits = (votes >= LEAST_VOTES) & living.alive[tracks]
    shifts, votes, tracks = shifts[fits], votes[fits], tracks[fits]
    best = _apart(shifts, np.argsort(-votes, kind="stable")[: SPREAD * most])[:most]
    ids, starts = living.segment.tracks.ids, living.segment.tracks.starts
    return [Candidate(ids[tracks[row]], int(shifts[row] - starts[tracks[row]]), int(votes[row])) for row in best]


def _shifts(living: Living, pairs: Pairs, ctx: TaskContext) -> NDArray[np.uint32]:
    """Where on the segment's axis the query would begin, for each place of each of its pairs; sorted.

    A query that begins before the first second of a track does so in the gap before it.
    """
    first, last = living.segment.ranges(pairs.hashes)
    counts = last - first
    kept = np.argsort(counts, kind="stable")
    kept = kept[np.cumsum(counts[kept]) <= MOST_PLACES]
    kept = kept[counts[kept] > 0]
    shifts, total = [], np.cumsum(counts[kept])
    cuts = np.searchsorted(total, np.arange(AT_ONCE, total[-1] if len(total) else 0, AT_ONCE))
    for part in np.split(kept, cuts):
        ctx.checkpoint()
        places = living.segment.places(first[part], counts[part])
        shifts.append((places - np.repeat(pairs.frames[part], counts[part])).astype(np.uint32))
    joined = np.concatenate(shifts or [np.zeros(0, np.uint32)])
    joined.sort()
    return joined


def _counted(shifts: NDArray[np.uint32]) -> tuple[Ints, Ints]:
    """Each shift, and how many there are of it and the next ones, which jitter and speed smear it over."""
    if not len(shifts):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    begins = np.concatenate([[0], np.nonzero(shifts[1:] != shifts[:-1])[0] + 1])
    values = shifts[begins].astype(np.int64)
    counts = np.diff(np.append(begins, len(shifts)))
    votes = counts.copy()
    for ahead in range(1, min(SPREAD, len(values))):
        near = values[ahead:] - values[:-ahead] < SPREAD
        votes[:-ahead] += np.where(near, counts[ahead:], 0)
    return values, votes


def _apart(shifts: Ints, order: Ints) -> list[int]:
    """Of rows, best first, those that are no neighbours of a better one."""
    taken: set[int] = set()
    chosen = []
    for row in order.tolist():
        shift = int(shifts[row])
        if not any(shift + near in taken for near in range(1 - SPREAD, SPREAD)):
            chosen.append(row)
            taken.add(shift)
    return chosen
