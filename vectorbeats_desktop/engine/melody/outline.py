"""Outlines of melodies: a coarse match of a hum with everything, to choose what is matched in full.

An outline is a melody at a third of its steps, in half bytes; each costs between what three steps cost in the
mean and what the cheapest of them costs, as notes do not begin where a third step does. It is matched by the same
dynamic time warping in all keys as in `kernel`, in whole numbers of sixteen bits: a ninth of the cells, and twice
as many of them in a vector. Only the matcher's process imports this: it loads numba.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.contour import Prepared
from vectorbeats_desktop.engine.melody.kernel import KEYS, ROW, STEP_PRICE, unpack_costs
from vectorbeats_desktop.engine.melody.lanes import LANES, add_weighed, put_weighed

RATIO = 3  # steps of the melody in one of its outline
DEAREST = 1.2  # what a step costs at most
LEVELS = 15
FAR = 16_000
MOST = 12_000  # that any path costs, but for rounding: below FAR, and with FAR below 2^15

_compiled = numba.njit(nogil=True, fastmath=True, error_model="numpy", cache=True)


@dataclass(frozen=True, slots=True, eq=False)
class HumOutline:
    """A hum as outlines are matched with it.

    `classes` (n, RATIO) int64 are the pitch classes in each step, `weights` (n, RATIO) int16 how much each counts
    (0: there are no more of them), `price` is that of a leap (int16, or the loops are compiled for wider numbers
    and take twice as long); `unit` is what a mean cost of 1 comes to.
    """

    classes: NDArray[np.int64]
    weights: NDArray[np.int16]
    price: np.int16
    unit: float


def outline_of(hum: Prepared) -> HumOutline:
    """Steps of a hum taken together; those left over at its end are a step, too."""
    count = -(-len(hum.classes) // RATIO)
    classes, weights = np.zeros((count, RATIO), np.int64), np.zeros((count, RATIO), np.float64)
    for step in range(count):
        part = slice(step * RATIO, (step + 1) * RATIO)
        found, which = np.unique(hum.classes[part], return_inverse=True)
        classes[step, : len(found)] = found
        weights[step, : len(found)] = np.bincount(which, hum.weights[part])
    level = LEVELS / DEAREST
    leap = STEP_PRICE * RATIO * level
    scale = MOST / (weights.sum() * LEVELS + leap * count)
    return HumOutline(
        classes,
        np.round(weights * scale).astype(np.int16),
        np.int16(round(leap * scale)),
        float(weights.sum() * scale * level),
    )


@_compiled
def outline(packed, outlined):  # type: ignore[no-untyped-def]
    """The outline of packed evidence, (n, 6) uint8, into (n // RATIO, 6) uint8."""
    costs = np.empty((max(1, packed.shape[0]), ROW), np.float32)
    unpack_costs(packed, costs)
    level = np.empty(KEYS, np.uint8)
    share, scale = np.float32(1 / RATIO), np.float32(LEVELS / DEAREST / 2)
    for step in range(outlined.shape[0]):
        for k in range(KEYS):
            total, least = np.float32(0), np.float32(DEAREST)
            for j in range(step * RATIO, (step + 1) * RATIO):
                cost = costs[j, k]
                total += cost
                least = cost if cost < least else least
            rough = (total * share + least) * scale
            rough = rough if rough > np.float32(0) else np.float32(0)
            rough = rough if rough < np.float32(LEVELS) else np.float32(LEVELS)
            level[k] = np.uint8(rough + np.float32(0.5))
        for pair in range(KEYS // 2):
            outlined[step, pair] = level[2 * pair] << 4 | level[2 * pair + 1]


@_compiled
def _unpack(packed, row):  # type: ignore[no-untyped-def]
    for k in range(KEYS // 2):
        row[2 * k], row[2 * k + 1] = packed[k] >> 4, packed[k] & 15
    for k in range(ROW - KEYS):
        row[KEYS + k] = row[k]


@_compiled
def _spread(row, classes, weights, cells):  # type: ignore[no-untyped-def]
    for i in range(classes.shape[0]):
        put_weighed(cells, LANES * (i + 2), row, classes[i, 0], weights[i, 0])
        for k in range(1, weights.shape[1]):
            if weights[i, k]:
                add_weighed(cells, LANES * (i + 2), row, classes[i, k], weights[i, k])


@_compiled
def _advance(one_back, two_back, column, cells, count, price):  # type: ignore[no-untyped-def]
    for x in range(count):
        leap = np.int16(two_back[x + 32] + price)
        both = np.int16(np.int16(one_back[x + 16] + price) + cells[x + 32])
        best = one_back[x + 32]
        best = leap if leap < best else best
        best = both if both < best else best
        column[x + 48] = np.int16(best + cells[x + 48])


@_compiled
def match_outlines(packed, starts, ends, classes, weights, price, found):  # type: ignore[no-untyped-def]
    """Match the outline of a hum with those of tracks.

    Args:
        packed: outlines, (total, 6) uint8.
        starts: where each track begins in them, (m,) int64.
        ends: and where it ends, (m,) int64.
        classes: of HumOutline.
        weights: of HumOutline.
        price: of HumOutline, int16.
        found: receives the least cost of each track in any key, (m,) int16; FAR when it is too short.
    """
    size = LANES * classes.shape[0]
    columns = np.empty((3, size + 32), np.int16)
    one_back, two_back, column = columns[0], columns[1], columns[2]
    cells, row, best = np.zeros(size + 32, np.int16), np.empty(ROW, np.int16), np.empty(LANES, np.int16)
    for m in range(starts.shape[0]):
        one_back[:], two_back[:], column[:], best[:] = FAR, FAR, FAR, FAR
        for j in range(starts[m], ends[m]):
            _unpack(packed[j], row)
            _spread(row, classes, weights, cells)
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
        found[m] = best[:KEYS].min()
