"""Landmarks as Wang's (2003): a peak, another one soon after, and how far they lie apart, in one number.

A track's peaks are few and each is paired with the next two only; a query's are many and each is paired with all that
may have been one of the two. So the index stays small, and noise between two peaks hides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.fingerprint.landmarks import PITCHES, Landmarks, QueryPeaks

Ints = NDArray[np.int64]

FAN = 2
NEAREST, FARTHEST = 2, 43  # frames: a pair spans 46 ms to a second
WIDEST = 48  # quarters of a semitone: an octave
TIME_STEP = 2  # frames: time is counted more coarsely, since a recording's frames lie between the track's
SPANS = FARTHEST // TIME_STEP + 1
INTERVALS = 2 * WIDEST + 1
HASHES = PITCHES * INTERVALS * SPANS
"""Every hash is smaller: about 440,000."""

EDGE = 0.3
"""A query's pitch that lies so near to the next step is also tried as that one."""

WIDER = 1
"""Frames that the time between two peaks of a query is off at most, where all is tried."""

FARTHEST_PEAKS = 60  # within a second of a track lie no more


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Hashes, (n,) int64, and the frames at which their first peaks lie, (n,) int64."""

    hashes: Ints
    frames: Ints

    def __len__(self) -> int:
        return len(self.hashes)


def _hashes(pitches: Ints, intervals: Ints, spans: Ints) -> Ints:
    return (pitches * INTERVALS + intervals + WIDEST) * SPANS + spans // TIME_STEP


def pairs_of_track(landmarks: Landmarks) -> Pairs:
    """Each peak with the next two that are near enough in time and pitch."""
    pitches = landmarks.pitches.astype(np.int64)
    order = np.lexsort((pitches, landmarks.frames))
    frames, pitches = landmarks.frames[order], pitches[order]
    count = len(frames)
    taken = np.zeros(count, np.int64)
    hashes, anchors = [], []
    for ahead in range(1, min(FARTHEST_PEAKS, count)):
        spans, intervals = frames[ahead:] - frames[:-ahead], pitches[ahead:] - pitches[:-ahead]
        near = (spans <= FARTHEST) & (taken[:-ahead] < FAN)
        if not near.any():
            break
        fits = np.nonzero(near & (spans >= NEAREST) & (np.abs(intervals) <= WIDEST))[0]
        taken[fits] += 1
        hashes.append(_hashes(pitches[fits], intervals[fits], spans[fits]))
        anchors.append(frames[fits])
    none = [np.zeros(0, np.int64)]
    return Pairs(np.concatenate(hashes or none), np.concatenate(anchors or none))


def pairs_of_query(peaks: QueryPeaks, *, all_spans: bool) -> Pairs:
    """All pairs of a query, each once, with what its pitches, and with `all_spans` its times, may have been rounded to.

    `frames` are rounded times of the query.
    """
    frames, pitches = _tried_pitches(peaks)
    off = range(-WIDER, WIDER + 1) if all_spans else range(1)
    found = []
    for ahead in range(1, len(frames)):
        spans, intervals = frames[ahead:] - frames[:-ahead], pitches[ahead:] - pitches[:-ahead]
        near = spans <= FARTHEST + WIDER
        if not near.any():
            break
        for shift in off:
            tried = spans + shift
            fits = np.nonzero((tried >= NEAREST) & (tried <= FARTHEST) & (np.abs(intervals) <= WIDEST))[0]
            hashes = _hashes(pitches[fits], intervals[fits], tried[fits])
            found.append(hashes << 32 | frames[fits])
    joined = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return Pairs(joined >> 32, joined & 0xFFFFFFFF)


def _tried_pitches(peaks: QueryPeaks) -> tuple[Ints, Ints]:
    """Frames and steps of pitch, in the order of time; a pitch near to an edge comes twice."""
    frames = np.rint(peaks.times).astype(np.int64)
    steps = np.floor(peaks.pitches).astype(np.int64)
    part = peaks.pitches - steps
    down, up = part < EDGE, part > 1 - EDGE
    frames = np.concatenate((frames, frames[down], frames[up]))
    steps = np.concatenate((steps, steps[down] - 1, steps[up] + 1))
    inside = (steps >= 0) & (steps < PITCHES)
    frames, steps = frames[inside], steps[inside]
    order = np.lexsort((steps, frames))
    return frames[order], steps[order]
