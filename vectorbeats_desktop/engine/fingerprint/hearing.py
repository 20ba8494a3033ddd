"""Landmarks of a track and of a recording, heard. Meant for a worker process: it loads SciPy, and for files FFmpeg."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.filters import bin_frequencies
from vectorbeats_desktop.engine.fingerprint.landmarks import (
    LEAST_DB,
    LEVEL_BANDS,
    LEVEL_FRAMES,
    LEVEL_STEP_DB,
    RATE,
    Landmarks,
    QueryPeaks,
)
from vectorbeats_desktop.engine.fingerprint.peaks import CHUNK, OF_QUERY, OF_TRACK, OVERLAP, Picking, picked
from vectorbeats_desktop.engine.fingerprint.spectrum import FIRST_BIN, LAST_BIN, MARGIN, SIZE, Transformer, of_landmarks

Floats = NDArray[np.float32]

LONGEST_S = 12 * 3600.0
"""Of a track; what lies behind it is not known. Twelve hours take about a worker's time limit on a slow computer."""

LONGEST_QUERY_S = 60.0
UNBOUNDED_S = 1e9  # decoded from its beginning on, never in excerpts
LEVEL_EDGES_HZ = (200.0, 400.0, 800.0, 1_600.0, 2_600.0)
FULL_SCALE = np.float32((SIZE / 4) ** 2)  # power of a full-scale sine in its bin


class LandmarkMeter:
    """Hears landmarks while samples come, and holds half a minute of spectra at most.

    `push` takes power spectra as they come; `result` gives what was heard.
    """

    def __init__(self, picking: Picking) -> None:
        self._picking = picking
        self._held: list[Floats] = []
        self._held_frames = 0
        self._before = 0  # frames at the beginning of what is held that have been looked at already
        self._first = 0  # the number of the first frame that is held
        self._frames: list[NDArray[np.int64]] = []
        self._pitches: list[Floats] = []
        self._levels = _LevelMeter()

    def push(self, power: Floats) -> None:
        """Take the power spectra of some frames."""
        self._levels.push(power)
        self._held.append(power)
        self._held_frames += len(power)
        while self._held_frames >= self._before + CHUNK + OVERLAP:
            self._look(CHUNK)

    def result(self) -> tuple[NDArray[np.int64], Floats, NDArray[np.uint8], int]:
        """Frames and pitches of all peaks, the levels, and how many frames there were."""
        if self._held_frames > self._before:
            self._look(self._held_frames - self._before)
        length = self._first + self._held_frames
        frames = np.concatenate(self._frames or [np.zeros(0, np.int64)])
        pitches = np.concatenate(self._pitches or [np.zeros(0, np.float32)])
        return frames, pitches, self._levels.result(), length

    def _look(self, count: int) -> None:
        """Pick peaks among the next `count` frames, and keep of them what the next chunk's neighbourhoods need."""
        held = np.concatenate(self._held)
        last = self._before + count
        frames, pitches = picked(held[: last + OVERLAP], self._picking, self._before, last)
        self._frames.append(frames + self._first)
        self._pitches.append(pitches)
        gone = max(0, last - OVERLAP)
        self._held = [held[gone:]]
        self._held_frames = len(self._held[0])
        self._before, self._first = last - gone, self._first + gone


class _LevelMeter:
    """The mean power in each band and two seconds."""

    def __init__(self) -> None:
        edges = np.searchsorted(bin_frequencies(RATE, SIZE)[FIRST_BIN - MARGIN : LAST_BIN + MARGIN + 1], LEVEL_EDGES_HZ)
        self._starts = edges
        self._rest = np.zeros((0, LEVEL_BANDS), np.float32)
        self._levels: list[NDArray[np.uint8]] = []

    def push(self, power: Floats) -> None:
        bands = np.concatenate((self._rest, np.add.reduceat(power, self._starts, axis=1)))
        whole = len(bands) // LEVEL_FRAMES * LEVEL_FRAMES
        if whole:
            self._keep(bands[:whole].reshape(-1, LEVEL_FRAMES, LEVEL_BANDS).mean(axis=1))
        self._rest = bands[whole:]

    def result(self) -> NDArray[np.uint8]:
        if len(self._rest):
            self._keep(self._rest.mean(axis=0, keepdims=True))
        return np.concatenate(self._levels or [np.zeros((0, LEVEL_BANDS), np.uint8)])

    def _keep(self, power: Floats) -> None:
        decibels = 10 * np.log10(power / FULL_SCALE + 1e-12)
        self._levels.append(np.clip(np.rint((decibels - LEAST_DB) / LEVEL_STEP_DB), 0, 255).astype(np.uint8))


class TrackEar:
    """Hears a track's landmarks in the short-time spectra that somebody else makes, `SIZE` and `HOP` being the same."""

    def __init__(self) -> None:
        self._meter = LandmarkMeter(OF_TRACK)

    def hear(self, power: Floats) -> None:
        """Take the power of further frames, (n, SIZE / 2 + 1), of samples at RATE."""
        self._meter.push(of_landmarks(power).copy())  # else all of it would be held

    def landmarks(self) -> Landmarks:
        """What was heard, when all of it has been taken."""
        return _track(self._meter)


def track_landmarks(blocks: Iterable[Floats]) -> Landmarks:
    """The landmarks of a track whose samples, mono at 22,050 Hz, come in blocks."""
    return _track(_heard(blocks, OF_TRACK))


def _track(meter: LandmarkMeter) -> Landmarks:
    frames, pitches, levels, length = meter.result()
    return Landmarks(frames, pitches.astype(np.uint8), levels, length)


def _heard(blocks: Iterable[Floats], picking: Picking) -> LandmarkMeter:
    meter, transformer = LandmarkMeter(picking), Transformer()
    for block in blocks:
        for power in transformer.push(block):
            meter.push(power)
    for power in transformer.last():
        meter.push(power)
    return meter


def query_peaks(blocks: Iterable[Floats]) -> QueryPeaks:
    """The peaks of a recording whose samples, mono at 22,050 Hz, come in blocks; of at most its first minute."""
    frames, pitches, _, length = _heard(first_seconds(blocks, LONGEST_QUERY_S), OF_QUERY).result()
    return QueryPeaks(frames.astype(np.float32), pitches, length)


def heard_file(path: Path) -> Landmarks:
    """Decode a file, all of it (at most twelve hours), and hear its landmarks. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.decode import decode_mono

    return track_landmarks(first_seconds(decode_mono(path, RATE, whole_s=UNBOUNDED_S), LONGEST_S))


def heard_query(path: Path, excerpt: Excerpt = WHOLE) -> QueryPeaks:
    """Decode the first minute of a file, or of a part of it, and hear its peaks. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.decode import decode_mono

    return query_peaks(decode_mono(path, RATE, excerpt, whole_s=UNBOUNDED_S))


def heard_samples(samples: Floats, rate_hz: int) -> QueryPeaks:
    """The peaks of mono samples, (n,), at any rate."""
    from vectorbeats_desktop.engine.analysis.decode import resampled

    return query_peaks(resampled(samples, rate_hz, RATE))


def first_seconds(blocks: Iterable[Floats], seconds: float) -> Iterator[Floats]:
    left = round(seconds * RATE)
    for block in blocks:
        yield block[:left]
        left -= len(block)
        if left <= 0:
            return
