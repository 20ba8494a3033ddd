"""Spectral peaks: picked where they outlast noise, echo and small loudspeakers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from vectorbeats_desktop.engine.fingerprint.landmarks import FRAME_S, PITCHES, PITCHES_PER_OCTAVE, RATE
from vectorbeats_desktop.engine.fingerprint.spectrum import FIRST_BIN, FLOOR, LOWEST_HZ, MARGIN, SIZE

Floats = NDArray[np.float32]

CHUNK = 1024  # frames, 24 s: over which the spectrum's usual shape is measured
OVERLAP = 16  # frames on either side of a chunk: more than the widest neighbourhood
BLOCK = round(1 / FRAME_S)  # frames within which peaks compete
TILT = 0.5
"""How much of the spectrum's usual shape is taken out before peaks compete: all of it lets through what noise
hides, nothing of it leaves the treble empty."""

SMOOTHING = 41  # bins over which that shape is smoothed
LEAST_RISE = 2.0  # nepers above the floor


@dataclass(frozen=True, slots=True)
class Picking:
    """How densely peaks lie: none within so many frames and bins of a higher one, so many in a second at most."""

    frames: int
    bins: int
    per_second: int


OF_TRACK = Picking(7, 6, 8)
OF_QUERY = Picking(4, 3, 25)


def picked(power: Floats, picking: Picking, first: int, last: int) -> tuple[NDArray[np.int64], Floats]:
    """Peaks in frames `first` to `last` of a chunk's power, (frames, bins).

    Returns frames, (n,) rising, and pitches, (n,) float32 in quarters of a semitone above 200 Hz; frequencies
    come from the parabola through a peak and its neighbours in log power.
    """
    level = 0.5 * np.log(power + FLOOR)
    shape = uniform_filter1d(level.mean(axis=0), SMOOTHING)
    shaped = level - np.float32(TILT) * shape
    highest = _highest_around(_highest_around(shaped, picking.frames).T, picking.bins).T
    found = shaped >= highest
    found &= level > 0.5 * np.log(FLOOR) + LEAST_RISE
    found[:, :MARGIN] = found[:, -MARGIN:] = False
    found[:first] = found[last:] = False
    frames, bins = np.nonzero(found)
    best = _best_of_each_second(frames - first, shaped[frames, bins], picking.per_second)
    frames, bins = frames[best], bins[best]
    before, at, after = shaped[frames, bins - 1], shaped[frames, bins], shaped[frames, bins + 1]
    shift = 0.5 * (before - after) / np.minimum(before - 2 * at + after, -1e-6)
    hertz = (bins + FIRST_BIN - MARGIN + np.clip(shift, -0.5, 0.5)) * (RATE / SIZE)
    pitches = np.clip(PITCHES_PER_OCTAVE * np.log2(hertz / LOWEST_HZ), 0, PITCHES - 0.01)
    return frames.astype(np.int64), pitches.astype(np.float32)


def _highest_around(values: Floats, reach: int) -> Floats:
    """The maximum of each value and its `reach` neighbours on either side, along the first axis.

    By maxima over twice as many values each time, which takes a fifth of the time of SciPy's filter.
    """
    beyond = np.full((reach, values.shape[1]), -np.inf, np.float32)
    highest, width = np.concatenate((beyond, values, beyond)), 1
    while 2 * width <= 2 * reach + 1:
        highest = np.maximum(highest[:-width], highest[width:])
        width *= 2
    rest = 2 * reach + 1 - width
    return np.asarray(np.maximum(highest[: len(values)], highest[rest : rest + len(values)]))


def _best_of_each_second(frames: NDArray[np.int64], strengths: Floats, count: int) -> NDArray[np.int64]:
    """Which peaks are among the `count` strongest of their second, in the order of time."""
    blocks = frames // BLOCK
    order = np.lexsort((-strengths, blocks))
    sorted_blocks = blocks[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_blocks, sorted_blocks)
    return np.sort(order[rank < count])
