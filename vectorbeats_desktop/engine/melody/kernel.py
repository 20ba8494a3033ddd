"""The matcher's compiled loops. Only the matcher's process imports this: it loads numba.

Subsequence dynamic time warping (Müller 2007, chapter 4) of a hum against the evidence for tracks' melodies,
in all twelve keys. Steps are (1, 1), (1, 2) and (2, 1), each of the latter two at a price; what a step (2, 1)
passes over is counted, or the path would leap over whatever does not fit. Sixteen tracks are compared at once
(`lanes`), key by key: the pitch class that the hum has, moved by the key, is the row of costs that is asked.

The tracks' steps are the outer loop: two columns of the hum's length fit into the first-level cache, and no cell
needs another one of its own column. What tracks cost is in whole numbers, of which COST_UNIT is a cost of 1.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.contour import Prepared
from vectorbeats_desktop.engine.melody.evidence import LEAST, LEVELS
from vectorbeats_desktop.engine.melody.lanes import FAR, LANES, column

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]

KEYS = 12
ROW = 24  # the pitch classes twice, so that any key may be asked
STEP_PRICE = 0.1
CROWD = 0.3  # how far a step that speaks for many pitches at once is believed less
BLUR = 0.1  # to each neighbour: people miss notes by a semitone
SCALE = 3.5
NO_COST = 1e9
COST_UNIT = 50_000
LEVEL_UNIT = 4_096
DEAREST = 1.25  # more than any step costs
MOST = 65_000  # that any path comes to: below lanes.FAR, but for what is rounded

_compiled = numba.njit(nogil=True, fastmath=True, error_model="numpy", cache=True)
_inlined = numba.njit(nogil=True, fastmath=True, error_model="numpy", inline="always")


class Tables(NamedTuple):
    """What a step of a track costs, by its packed evidence; all int32.

    `near` (4096,) by the evidence for the class below, the class itself and the one above. Where there is a crowd,
    `less` is added, by the sum of `pair` (256,) over the step's six bytes, in sixteenths.
    """

    near: Whole
    pair: Whole
    less: Whole


class Asked(NamedTuple):
    """A hum as the compiled loops take it.

    `places` (12, n) or (12, n, 2) int64 tell in each key which pitch class each step has, as the row of costs, or
    which two; `weights` uint16 how much of 65,536 each counts; `price` uint16 is that of a leap. A mean cost of 1
    comes to `unit`, after `rounded`, which the loops have left off, is added.
    """

    places: NDArray[np.int64]
    weights: NDArray[np.uint16]
    price: np.uint16
    unit: float
    rounded: float

    def mean(self, found: NDArray[np.uint16]) -> Floats:
        """Mean costs of what was found; NO_COST where nothing was."""
        cost = (found + np.float32(self.rounded)) / np.float32(self.unit)
        return np.where(found < FAR, cost, NO_COST).astype(np.float32)


def asked(classes: NDArray[np.integer], weights: Floats, price: float, unit: float = COST_UNIT) -> Asked:
    """A hum of pitch classes, (n,) or (n, 2), which count as much as `weights`; `unit` is a cost of 1 in the tables."""
    total = float(weights.sum())
    scale = min(MOST / (total * DEAREST + price * len(classes) / 2), FAR * unit / 65_536 / float(weights.max()))
    keys = np.arange(KEYS).reshape(KEYS, *[1] * classes.ndim)
    return Asked(
        (classes.astype(np.int64) + keys) % KEYS,
        np.round(weights * (scale * 65_536 / unit)).astype(np.uint16),
        np.uint16(round(price * scale)),
        total * scale,
        np.count_nonzero(weights) / 2,
    )


def whole(hum: Prepared) -> Asked:
    """A hum as it is compared with whole melodies."""
    return asked(hum.classes, hum.weights, STEP_PRICE)


def _tables() -> Tables:
    level = np.where(np.arange(LEVELS) == 0, 0.0, LEAST ** (1 - np.arange(LEVELS) / (LEVELS - 1)))
    below, own, above = level[:, None, None], level[None, :, None], level[None, None, :]
    blurred = own + BLUR * (below + above - 2 * own)
    near = -np.log(np.maximum(blurred, LEAST)) / SCALE
    crowds = np.arange(64 * KEYS + 1) / 64
    less = CROWD * np.log(crowds + 0.3) / SCALE
    pair = 1_024 * (level[:, None] + level[None, :])
    return Tables(*(np.round(table.ravel()).astype(np.int32) for table in (near * COST_UNIT, pair, less * COST_UNIT)))


WHOLE = _tables()


@_inlined
def _ring(packed, step):  # type: ignore[no-untyped-def]
    """The evidence for the twelve classes at a step, the last once more before and the first after: 56 bits."""
    bits = np.uint64(0)
    for k in range(KEYS // 2):
        bits = bits << np.uint64(8) | np.uint64(packed[step, k])
    return (bits & np.uint64(15)) << np.uint64(52) | bits << np.uint64(4) | bits >> np.uint64(44)


@_inlined
def _crowd(packed, step, tables):  # type: ignore[no-untyped-def]
    """What all classes at a step cost more where many are heard."""
    total = np.int32(0)
    for k in range(KEYS // 2):
        total += tables.pair[packed[step, k]]
    return tables.less[total >> 4]


@_compiled
def unpack_costs(packed, tables, costs):  # type: ignore[no-untyped-def]
    """Costs of each pitch class from packed evidence, (n, 6) uint8, into (>= n, ROW) float32."""
    for j in range(packed.shape[0]):
        ring, crowd = _ring(packed, j), _crowd(packed, j, tables)
        for k in range(KEYS):
            cost = tables.near[ring >> np.uint64(44 - 4 * k) & np.uint64(4_095)] + crowd
            costs[j, k] = costs[j, KEYS + k] = np.float32(cost) * np.float32(1 / COST_UNIT)


@_inlined
def _whole_costs(packed, at, tables, costs, j, lane):  # type: ignore[no-untyped-def]
    ring, crowd = _ring(packed, at), _crowd(packed, at, tables)
    for k in range(KEYS):
        costs[j, k, lane] = tables.near[ring >> np.uint64(44 - 4 * k) & np.uint64(4_095)] + crowd


@_inlined
def _outline_costs(packed, at, costs, j, lane):  # type: ignore[no-untyped-def]
    for k in range(KEYS // 2):
        pair = np.uint16(packed[at, k])
        costs[j, 2 * k, lane], costs[j, 2 * k + 1, lane] = pair >> 4 << 12, (pair & 15) << 12


@_compiled
def _side_by_side(packed, starts, ends, tables, costs):  # type: ignore[no-untyped-def]
    """Costs of up to LANES tracks, one a lane, and FAR in the last row where one has ended; returns the longest."""
    steps = (ends - starts).max()
    for j in range(steps):
        for lane in range(starts.shape[0]):
            at = starts[lane] + j
            if at >= ends[lane]:
                costs[j, KEYS, lane] = FAR
                continue
            costs[j, KEYS, lane] = 0
            if tables is None:
                _outline_costs(packed, at, costs, j, lane)
            else:
                _whole_costs(packed, at, tables, costs, j, lane)
    return steps


@_compiled
def _warp(costs, steps, hum, columns, best):  # type: ignore[no-untyped-def]
    """The least cost of each track in each key, into `best` (12, LANES) uint16, over all places in it."""
    for key in range(KEYS):
        columns[:], best[key] = FAR, FAR
        one_back, two_back = columns[0], columns[1]
        for j in range(steps):
            column(costs[j], hum.places[key], hum.weights, hum.price, one_back, two_back, best[key])
            spare = two_back
            two_back = one_back
            one_back = spare


@_compiled
def match_tracks(packed, starts, ends, tables, hum, found, keys):  # type: ignore[no-untyped-def]
    """Match a hum against tracks; those of about the same length should stand together.

    Args:
        packed: evidence of many tracks, (total, 6) uint8.
        starts: where each track begins in it, (m,) int64.
        ends: and where it ends, (m,) int64.
        tables: WHOLE; None for outlines, whose half bytes are costs, LEVEL_UNIT each.
        hum: as it is asked for by `whole`, or otherwise.
        found: receives the least cost of each track, (m,) uint16; FAR for one that is too short.
        keys: receives the key of that match: semitones from the hum up to the track, (m,) uint8.
    """
    longest = 1
    for m in range(starts.shape[0]):
        longest = max(longest, ends[m] - starts[m])
    costs = np.zeros((longest, KEYS + 1, LANES), np.uint16)
    columns = np.empty((2, hum.places.shape[1] * LANES), np.uint16)
    best = np.empty((KEYS, LANES), np.uint16)
    for first in range(0, starts.shape[0], LANES):
        last = min(first + LANES, starts.shape[0])
        steps = _side_by_side(packed, starts[first:last], ends[first:last], tables, costs)
        _warp(costs, steps, hum, columns, best)
        for m in range(first, last):
            keys[m] = best[:, m - first].argmin()
            found[m] = best[keys[m], m - first]


@_compiled
def trace(costs, steps, classes, weights, key, path):  # type: ignore[no-untyped-def]  # noqa: C901
    """Where each step of the hum lies in the track, for one key: fills `path` (n,) int64 with the track's steps.

    The steps that the best path of a match takes; of a step (2, 1) both of the hum's steps lie on the same
    one of the track. Returns False when the track is too short for any path.
    """
    n = classes.shape[0]
    table = np.full((n, steps), np.float32(NO_COST), np.float32)
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
    if table[n - 1, j] >= NO_COST / 2:
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
