"""The matcher's inner loops, compiled. Only the matcher's process imports this: it loads numba.

Subsequence dynamic time warping (Müller 2007, chapter 4) of a hum against the evidence for a track's
melody, in all twelve keys at once. A key is a lane: the costs of a step of the track stand twice in a
row, and the pitch class that the hum has is where in that row the twelve keys begin, so that one
vector instruction serves sixteen lanes. Steps are (1, 1), (1, 2) and (2, 1), each of the latter two at a
price; what a step (2, 1) passes over is counted, or the path would leap over whatever does not fit.

The track's steps are the outer loop: three columns of the hum's length fit into the first-level cache,
and no cell needs another one of its own column.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.evidence import LEAST, LEVELS
from vectorbeats_desktop.engine.melody.lanes import LANES, put_weighed

Floats = NDArray[np.float32]

KEYS = 12
ROW = 32
STEP_PRICE = 0.1
CROWD = 0.3  # how far a step that speaks for many pitches at once is believed less
BLUR = 0.1  # to each neighbour: people miss notes by a semitone
SCALE = 3.5
FAR = 1e9

_LEVEL = np.where(np.arange(LEVELS) == 0, 0.0, LEAST ** (1 - np.arange(LEVELS) / (LEVELS - 1))).astype(np.float32)
_FINE = 1_023.0
_LOG = np.log(np.maximum(np.arange(1_025) / _FINE, LEAST)).astype(np.float32)
_PER_CROWD = 64.0
_LOG_CROWD = np.log(np.arange(64 * 13) / _PER_CROWD + 0.3).astype(np.float32)

_compiled = numba.njit(nogil=True, fastmath=True, error_model="numpy", cache=True)


@_compiled
def unpack_costs(packed, costs):  # type: ignore[no-untyped-def]
    """Costs of each pitch class from packed evidence, (n, 6) uint8, into (>= n, ROW) float32."""
    level = np.empty(KEYS + 2, np.float32)
    for j in range(packed.shape[0]):
        crowd = np.float32(0)
        for k in range(6):
            pair = packed[j, k]
            level[2 * k + 1] = _LEVEL[pair >> 4]
            level[2 * k + 2] = _LEVEL[pair & 15]
            crowd += level[2 * k + 1] + level[2 * k + 2]
        level[0], level[KEYS + 1] = level[KEYS], level[1]
        less = np.float32(CROWD) * _LOG_CROWD[int(crowd * _PER_CROWD)]
        for k in range(KEYS):
            blurred = level[k + 1] + np.float32(BLUR) * (level[k] + level[k + 2] - 2 * level[k + 1])
            costs[j, k] = (less - _LOG[int(blurred * _FINE)]) * np.float32(1 / SCALE)
        for k in range(ROW - KEYS):
            costs[j, KEYS + k] = costs[j, k]


@_compiled
def _spread(row, classes, weights, cells):  # type: ignore[no-untyped-def]
    """The cost of each of the hum's steps in each key against one step of the track."""
    for i in range(classes.shape[0]):
        put_weighed(cells, LANES * i + 2 * LANES, row, np.int64(classes[i]), weights[i])


@_compiled
def _advance(one_back, two_back, column, cells, count, price):  # type: ignore[no-untyped-def]
    for x in range(count):
        leap = two_back[x + 32] + price
        both = one_back[x + 16] + price + cells[x + 32]
        best = one_back[x + 32]
        best = leap if leap < best else best
        best = both if both < best else best
        column[x + 48] = best + cells[x + 48]


@_compiled
def best_costs(costs, steps, classes, weights, best):  # type: ignore[no-untyped-def]
    """The least mean cost in each key, into `best` (LANES,) float32, over all places in the track's first `steps`."""
    size = LANES * classes.shape[0]
    far = np.float32(FAR)
    one_back = np.full(size + 32, far, np.float32)
    two_back = np.full(size + 32, far, np.float32)
    column = np.full(size + 32, far, np.float32)
    cells = np.zeros(size + 32, np.float32)
    price = np.float32(STEP_PRICE)
    best[:] = far
    for j in range(steps):
        _spread(costs[j], classes, weights, cells)
        for k in range(32, 48):
            column[k] = cells[k]
        _advance(one_back, two_back, column, cells, size - LANES, price)
        for k in range(LANES):
            end = column[size + LANES + k]
            best[k] = end if end < best[k] else best[k]
        spare = two_back
        two_back = one_back
        one_back = column
        column = spare
    total = weights.sum()
    for k in range(LANES):
        best[k] /= total


@_compiled
def match_tracks(packed, starts, ends, classes, weights, found, keys):  # type: ignore[no-untyped-def]
    """Match a hum against tracks.

    Args:
        packed: evidence of many tracks, (total, 6) uint8.
        starts: where each track begins in it, (m,) int64.
        ends: and where it ends, (m,) int64.
        classes: pitch classes of the hum's steps, (n,) uint8 in 0..11.
        weights: how much each step counts, (n,) float32.
        found: receives the least mean cost of each track, (m,) float32; FAR for one without melody.
        keys: receives the key of that match: semitones from the hum up to the track, (m,) uint8.
    """
    longest = 1
    for m in range(starts.shape[0]):
        longest = max(longest, ends[m] - starts[m])
    costs = np.empty((longest, ROW), np.float32)
    best = np.empty(LANES, np.float32)
    for m in range(starts.shape[0]):
        unpack_costs(packed[starts[m] : ends[m]], costs)
        best_costs(costs, ends[m] - starts[m], classes, weights, best)
        found[m], keys[m] = best[0], 0
        for k in range(1, KEYS):
            if best[k] < found[m]:
                found[m], keys[m] = best[k], k


@_compiled
def trace(costs, steps, classes, weights, key, path):  # type: ignore[no-untyped-def]  # noqa: C901
    """Where each step of the hum lies in the track, for one key: fills `path` (n,) int64 with the track's steps.

    The steps that the best path of `best_costs` takes; of a step (2, 1) both of the hum's steps lie on the same
    one of the track. Returns False when the track is too short for any path.
    """
    n = classes.shape[0]
    table = np.full((n, steps), np.float32(FAR), np.float32)
    came = np.zeros((n, steps), np.uint8)
    price = np.float32(STEP_PRICE)
    for j in range(steps):
        table[0, j] = weights[0] * costs[j, int(classes[0]) + key]
    for i in range(1, n):
        here, before = int(classes[i]) + key, int(classes[i - 1]) + key
        for j in range(1, steps):
            best, way = table[i - 1, j - 1], 1
            if j >= 2 and table[i - 1, j - 2] + price < best:
                best, way = table[i - 1, j - 2] + price, 2
            if i >= 2:
                both = table[i - 2, j - 1] + price + weights[i - 1] * costs[j, before]
                if both < best:
                    best, way = both, 3
            table[i, j] = best + weights[i] * costs[j, here]
            came[i, j] = way
    j = int(np.argmin(table[n - 1]))
    if table[n - 1, j] >= FAR / 2:
        return False
    i = n - 1
    while True:
        path[i] = j
        if i == 0:
            return True
        way = came[i, j]
        if way == 3:
            path[i - 1] = j
            i -= 2
        else:
            i -= 1
        j -= 2 if way == 2 else 1
