"""One stretch of a way: the tracks between two that are given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.playlists.landscape import WHOLE, Floats, Landscape, Points, Region, between
from vectorbeats_desktop.engine.playlists.recordings import unlike
from vectorbeats_desktop.engine.task import TaskContext

STOPS_ASKED = 12  # for how many places on the arc the store is asked
LEAST_CANDIDATES, CANDIDATES_PER_STOP = 400, 8
PER_LAYER = 12  # tracks from which each stop is chosen at first
MOST_CELLS = 1_000  # stops × tracks for each: what 200 stops may choose from
NEAR_STOP = 0.35  # how much a track's distance from its place on the arc counts beside a step
PASSES = 8


class Stretch:
    """Chooses tracks between two ends so that the sum of the squared steps is least: they come out even.

    Each stop has its place on the arc between the ends, and tracks of its own from which it is chosen:
    the assignment problem (Kuhn 1955) shares the candidates out, so that none stands at two stops. The
    shortest path through these layers is found by dynamic programming (Viterbi 1967). Then each stop in
    turn takes the best of all tracks that are left (iterated conditional modes; Besag 1986), until none
    does better.
    """

    def __init__(self, land: Landscape, ends: Points) -> None:
        self._land = land
        self._start, self._end = ends.take([0]), ends.take([1])

    def candidates(self, count: int, taken: Region) -> Region:
        """Recordings near the arc, at least `count` where the library has so many. Raises StoreUnavailable."""
        library = self._land.view.track_ids
        wanted = max(LEAST_CANDIDATES, CANDIDATES_PER_STOP * count) + len(taken.tracks)
        if len(library) <= max(WHOLE, wanted):
            return self._apart(self._land.region(library), taken)
        places = between(self._start, self._end, _shares(min(count, STOPS_ASKED)))
        each = -(-2 * wanted // len(places))
        while True:
            lists = [self._land.around(sound, each) for sound in places.sound]
            # Round by round, so that where there are too many, each place keeps its nearest.
            found = dict.fromkeys(ranked[rank] for rank in range(each) for ranked in lists if rank < len(ranked))
            region = self._apart(self._land.region(list(found)[: 2 * wanted]), taken)
            if len(region.tracks) >= count or each >= len(library):
                return region
            each = min(2 * each, len(library))
            wanted *= 2

    def choose(self, count: int, pool: Region, ctx: TaskContext) -> Region:
        """The stops in their order, `count` or as many as the pool has. Raises Cancelled."""
        count = min(count, len(pool.tracks))
        if not count:
            return pool.take([])
        stops = between(self._start, self._end, _shares(count))
        off_arc = np.float32(NEAR_STOP) * self._land.squared(stops, pool.points)
        way = self._shortest(off_arc, pool.points, ctx)
        return pool.take(self._improved(way, off_arc, pool.points, ctx))

    def _apart(self, region: Region, taken: Region) -> Region:
        return region.take(unlike(region, taken))

    def _shortest(self, off_arc: Floats, points: Points, ctx: TaskContext) -> list[int]:
        layers = _shared_out(off_arc)
        first = points.take(layers[0])
        cost = self._land.squared(self._start, first)[0] + off_arc[0, layers[0]]
        back = []
        for number in range(1, len(layers)):
            ctx.checkpoint()
            here = points.take(layers[number])
            summed = cost[:, None] + self._land.squared(points.take(layers[number - 1]), here)
            back.append(summed.argmin(axis=0))
            cost = summed.min(axis=0) + off_arc[number, layers[number]]
        place = int(np.argmin(cost + self._land.squared(points.take(layers[-1]), self._end)[:, 0]))
        way = [int(layers[-1][place])]
        for number in range(len(back) - 1, -1, -1):
            place = int(back[number][place])
            way.append(int(layers[number][place]))
        return way[::-1]

    def _improved(self, way: list[int], off_arc: Floats, points: Points, ctx: TaskContext) -> list[int]:
        free = np.ones(len(points), bool)
        free[way] = False
        to_start, to_end = (self._land.squared(end, points)[0] for end in (self._start, self._end))
        steps = {row: self._land.squared(points.take([row]), points)[0] for row in way}
        for _ in range(PASSES):
            ctx.checkpoint()
            changed = False
            for number, row in enumerate(way):
                before = steps[way[number - 1]] if number else to_start
                after = steps[way[number + 1]] if number + 1 < len(way) else to_end
                cost = before + after + off_arc[number]
                best = int(np.argmin(np.where(free, cost, np.inf)))
                if free[best] and cost[best] < cost[row]:
                    free[row], free[best] = True, False
                    way[number], changed = best, True
                    if best not in steps:
                        steps[best] = self._land.squared(points.take([best]), points)[0]
            if not changed:
                break
        return way


def shares_of(land: Landscape, ends: Points, count: int) -> list[int]:
    """`count` stops, shared out to the stretches between the ends by how long these are (largest remainders)."""
    lengths = np.array([land.squared(ends.take([n]), ends.take([n + 1]))[0, 0] for n in range(len(ends) - 1)])
    lengths = np.sqrt(lengths.astype(np.float64))
    exact = count * (lengths / lengths.sum() if lengths.sum() > 0 else np.full(len(lengths), 1 / len(lengths)))
    sizes = np.floor(exact).astype(int)
    for number in np.argsort(sizes - exact, kind="stable")[: count - int(sizes.sum())]:
        sizes[number] += 1
    return [int(size) for size in sizes]


def _shares(count: int) -> NDArray[np.float64]:
    """Where `count` stops stand between two ends, in (0, 1)."""
    return np.arange(1, count + 1) / (count + 1)


def _shared_out(off_arc: Floats) -> Sequence[NDArray[np.intp]]:
    """For each stop the tracks from which it is chosen, none of them another's. `off_arc` is (stops, tracks)."""
    from scipy.optimize import linear_sum_assignment  # a third of a second that no start of the window waits for

    stops, tracks = off_arc.shape
    rounds = max(1, min(PER_LAYER, MOST_CELLS // stops, tracks // stops))
    left, chosen = np.arange(tracks), []
    for _ in range(rounds):
        _, columns = linear_sum_assignment(off_arc[:, left])  # its rows come in order
        chosen.append(left[columns])
        left = np.delete(left, columns)
    return [np.array(layer) for layer in zip(*chosen, strict=True)]
