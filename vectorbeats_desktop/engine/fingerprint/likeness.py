"""Whether two tracks hold the same recording, and not another mastering of it.

Another encoding keeps every peak where it was, and every band's level but for one gain that is the same throughout. A
remaster keeps the time as well, but not the levels: an equaliser moves bands against each other, a compressor brings
what is soft nearer to what is loud.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.fingerprint.landmarks import LEVEL_FRAMES, LEVEL_STEP_DB, Landmarks

Decibels = NDArray[np.float64]

SECTION = 430  # frames, ten seconds: in each of them the two must agree, or they run apart
LEAST_PEAKS = 8  # in a section that is judged
LEAST_SHARE = 0.5  # of the peaks of each in the other; what is merely the same work has a tenth
LEAST_SECTIONS = 0.8  # of the sections that agree so
LEAST_OVERLAP = 0.6  # of the shorter one
LEAST_OVERLAP_S = 5.0
MOST_BAND_DB = 1.0  # that a band lies off the common gain
MOST_SQUEEZE = 0.07  # by which one level's swing is smaller than the other's
SILENCE_DB = 45.0  # below the loudest: there codecs differ
LEAST_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two tracks lie over each other: frames of the first at which they begin and end to sound together."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first


def overlap_of(one: Landmarks, other: Landmarks, offset: int) -> Overlap:
    """The overlap of two tracks of which the other begins at the frame `offset` of the one."""
    return Overlap(max(0, offset), min(one.length, offset + other.length))


def same_recording(one: Landmarks, other: Landmarks, offset: int) -> bool:
    """Whether two tracks are one recording in one mastering, if the other begins at the frame `offset` of the one."""
    shared = overlap_of(one, other, offset)
    shorter = min(one.length, other.length)
    if shared.length < max(LEAST_OVERLAP * shorter, LEAST_OVERLAP_S * SECTION / 10):
        return False
    return _in_step(one, other, offset, shared) and _same_mastering(one, other, offset, shared)


def _in_step(one: Landmarks, other: Landmarks, offset: int, shared: Overlap) -> bool:
    count = -(-shared.length // SECTION)  # of the overlap, whose last sections may hold no peaks of one of the two
    mine, theirs = one.between(shared.first, shared.last), other.between(shared.first - offset, shared.last - offset)
    there = _shares(mine, other, -offset, shared.first, count)
    back = _shares(theirs, one, offset, shared.first - offset, count)
    shares = np.minimum(there, back)
    judged = shares[~np.isnan(shares)]
    return len(judged) > 0 and float((judged >= LEAST_SHARE).mean()) >= LEAST_SECTIONS


def _shares(part: Landmarks, other: Landmarks, shift: int, first: int, count: int) -> NDArray[np.float64]:
    """In each of `count` sections, the share of the part's peaks that the other has, to a frame and a step.

    nan where the part has too few.
    """
    keys = (other.frames << 8) + other.pitches
    around = np.unique(np.concatenate([keys + (time << 8) + pitch for time in (-1, 0, 1) for pitch in (-1, 0, 1)]))
    asked = ((part.frames + shift) << 8) + part.pitches
    places = np.minimum(np.searchsorted(around, asked), max(0, len(around) - 1))
    found = around[places] == asked if len(around) else np.zeros(len(asked), bool)
    sections = (part.frames - first) // SECTION
    peaks, hits = np.bincount(sections, minlength=count), np.bincount(sections, weights=found, minlength=count)
    return np.where(peaks >= LEAST_PEAKS, hits / np.maximum(peaks, 1), np.nan)


def _same_mastering(one: Landmarks, other: Landmarks, offset: int, shared: Overlap) -> bool:
    """Whether the levels of the two differ by nothing but one gain."""
    mine, theirs = _levels(one, other, offset, shared)
    if len(mine) < LEAST_BLOCKS:
        return True  # too short to tell
    loud = (mine > mine.max() - SILENCE_DB) & (theirs > theirs.max() - SILENCE_DB)
    difference = np.where(loud, mine - theirs, np.nan)
    gain = np.nanmedian(difference)
    bands = [np.nanmedian(band) - gain for band in difference.T if np.count_nonzero(~np.isnan(band)) >= LEAST_BLOCKS]
    if max(map(abs, bands), default=0.0) > MOST_BAND_DB:
        return False
    swings = [_swing(each.mean(axis=1)) for each in (np.where(loud, mine, gain), np.where(loud, theirs + gain, gain))]
    return max(swings) - min(swings) <= max(MOST_SQUEEZE * max(swings), LEVEL_STEP_DB)


def _levels(one: Landmarks, other: Landmarks, offset: int, shared: Overlap) -> tuple[Decibels, Decibels]:
    """The levels of both in the blocks of the one that lie in the overlap, whole, each (blocks, bands) in dB."""
    begins = np.arange(len(one.levels)) * LEVEL_FRAMES
    inside = (begins >= shared.first) & (begins + LEVEL_FRAMES <= shared.last)
    places = (begins[inside] - offset) / LEVEL_FRAMES
    known = np.arange(len(other.levels))
    theirs = [np.interp(places, known, band) for band in other.levels.T.astype(np.float64)] if len(known) else []
    mine = one.levels[inside].astype(np.float64)
    return LEVEL_STEP_DB * mine, LEVEL_STEP_DB * np.array(theirs).T.reshape(mine.shape)


def _swing(level: Decibels) -> float:
    """How far a level goes up and down, in dB."""
    return float(level.std())
