"""A candidate, looked at closely: how many of the track's peaks the query has where they must be.

A track's peak is found when the query has one within a frame and a step of pitch. By chance that happens as often as
the query has peaks at that pitch, and at that moment, which is measured on the query itself: a chord that sounds
throughout finds peaks of that chord in any track, and a beat finds those of any other track whose beats fall together
with its own. Neither proves anything.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.fingerprint.landmarks import PITCHES, Landmarks, QueryPeaks

OFF = 3  # frames that a candidate's place may be off
PAD = OFF + 2
LEAST_CHANCE, MOST_CHANCE = 0.02, 0.95
EDGE_FRAMES = 2  # at either end of a query, where its own peaks are cut off
LEAST_SPAN = 43  # frames, over which a speed can be measured


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well a query and a track's peaks agree where they lie over each other.

    `first` is the frame of the track at which the query begins, `speed` how many of its frames one of the query took;
    `found` of `looked_for` peaks of the track are in the query. `evidence` is in nats: the chance to find so many in
    another recording is at most exp(-evidence).
    """

    first: float
    speed: float
    found: int
    looked_for: int
    evidence: float

    @property
    def share(self) -> float:
        """Of the track's peaks, those that are in the query."""
        return self.found / self.looked_for if self.looked_for else 0.0


class Verifier:
    """Compares one query, as it would sound at one speed, with places in tracks."""

    def __init__(self, peaks: QueryPeaks, speed: float = 1.0) -> None:
        self._peaks, self._speed = peaks, speed
        played = peaks.played_at(speed)
        self._length = played.length
        frames, pitches = np.rint(played.times).astype(np.int64), np.floor(played.pitches).astype(np.int64)
        inside = (pitches >= 0) & (pitches < PITCHES) & (frames < self._length)
        # Which peak of the query is nearest to a place, numbered from 1; 0 where none is near.
        self._near = np.zeros((self._length + 2 * PAD, PITCHES + 2), np.int32)
        numbers = np.nonzero(inside)[0] + 1
        for time_off, pitch_off in _AROUND:
            self._near[frames[inside] + PAD + time_off, pitches[inside] + 1 + pitch_off] = numbers
        middle = self._near[PAD : PAD + self._length, 1:-1]
        self._of_pitch, self._of_time = _chances(middle > 0)

    def agreement(self, landmarks: Landmarks, first: int) -> Agreement:
        """How well the query agrees with a track if it begins at its frame `first`, or a little off it."""
        part = landmarks.between(first + EDGE_FRAMES, first + self._length - EDGE_FRAMES)
        if not len(part):
            return Agreement(first, self._speed, 0, 0, 0.0)
        pitches = part.pitches.astype(np.intp)
        rows = part.frames - first + PAD
        near = [self._near[rows + off, pitches + 1] for off in range(-OFF, OFF + 1)]
        hits = [int(np.count_nonzero(each)) for each in near]
        best = max(range(len(hits)), key=lambda number: (hits[number], -abs(number - OFF)))
        times = np.clip(part.frames - first + best - OFF, 0, self._length - 1)
        chance = float(np.clip(self._of_pitch[pitches] * self._of_time[times], LEAST_CHANCE, MOST_CHANCE).mean())
        matched = near[best] > 0
        begin, speed = self._line(part.frames[matched], near[best][matched] - 1, first - (best - OFF))
        return Agreement(begin, speed, hits[best], len(part), evidence_of(hits[best], len(part), chance))

    def _line(self, frames: NDArray[np.int64], numbers: NDArray[np.int32], first: int) -> tuple[float, float]:
        """The line through the peaks that were found: where the query begins in the track, and its speed."""
        times = self._peaks.times[numbers].astype(np.float64)
        if len(times) < 4 or np.ptp(times) < LEAST_SPAN:
            return float(first), self._speed
        speed = float(np.polyfit(times, frames, 1)[0])
        speed = min(max(speed, self._speed - _STEP), self._speed + _STEP)
        return float(np.mean(frames - speed * times)), speed


def _chances(near: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How often a peak is near at each pitch, and how many times as often as usual at each time.

    The chance of both is their product, as if the two were independent (as in a table's test of it).
    """
    if not near.any():
        return np.zeros(near.shape[1]), np.ones(max(1, len(near)))
    of_time = np.convolve(near.mean(axis=1), np.ones(3) / 3, "same")
    return near.mean(axis=0), of_time / of_time.mean()


def evidence_of(found: int, looked_for: int, chance: float) -> float:
    """Chernoff's bound on finding so many by chance, as nats: n KL(found / n || chance)."""
    share = found / looked_for
    if share <= chance:
        return 0.0
    rest = (1 - share) * math.log((1 - share) / (1 - chance)) if share < 1 else 0.0
    return looked_for * (share * math.log(share / chance) + rest)


_STEP = 0.006
# The nearest last, so that it is the one that stays.
_AROUND = tuple(
    sorted(((time, pitch) for time in (-1, 0, 1) for pitch in (-1, 0, 1)), key=lambda off: -abs(off[0]) - abs(off[1]))
)
