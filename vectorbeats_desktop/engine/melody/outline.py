"""Outlines of melodies: a coarse match of a hum with everything, to choose what is matched in full.

An outline is a melody at a third of its steps, in half bytes; each costs between what three steps cost in the
mean and what the cheapest of them costs, as notes do not begin where a third step does. It is matched by the same
loops as whole melodies are: a ninth of the cells. Only the matcher's process imports this: it loads numba.
"""

from __future__ import annotations

import numba
import numpy as np

from vectorbeats_desktop.engine.melody.contour import Prepared
from vectorbeats_desktop.engine.melody.kernel import KEYS, LEVEL_UNIT, ROW, STEP_PRICE, Asked, asked, unpack_costs

RATIO = 3  # steps of the melody in one of its outline
DEAREST = 1.2  # what a step costs at most
LEVELS = 15
TOLD = 2  # pitch classes of a step of the hum that are asked for: a third one hardly ever counts

_compiled = numba.njit(nogil=True, fastmath=True, error_model="numpy", cache=True)


def outlined(hum: Prepared) -> Asked:
    """A hum as it is compared with outlines: steps taken together; those left over at its end are a step, too."""
    count = -(-len(hum.classes) // RATIO)
    classes, weights = np.zeros((count, TOLD), np.int64), np.zeros((count, TOLD), np.float32)
    for step in range(count):
        part = slice(step * RATIO, (step + 1) * RATIO)
        sums = np.bincount(hum.classes[part], hum.weights[part], KEYS)
        classes[step] = np.argsort(-sums, kind="stable")[:TOLD]
        weights[step] = sums[classes[step]]
    return asked(classes, weights, STEP_PRICE * RATIO, LEVEL_UNIT * LEVELS / DEAREST)


@_compiled
def outline(packed, tables, made):  # type: ignore[no-untyped-def]
    """The outline of packed evidence, (n, 6) uint8, into (n // RATIO, 6) uint8."""
    costs = np.empty((max(1, packed.shape[0]), ROW), np.float32)
    unpack_costs(packed, tables, costs)
    level = np.empty(KEYS, np.uint8)
    share, scale = np.float32(1 / RATIO), np.float32(LEVELS / DEAREST / 2)
    for step in range(made.shape[0]):
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
            made[step, pair] = level[2 * pair] << 4 | level[2 * pair + 1]
