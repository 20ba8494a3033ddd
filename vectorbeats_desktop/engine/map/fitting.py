"""The parent's side of making a layout: it drives the process, tells how far it is, and ends it when cancelled."""

from __future__ import annotations

from contextlib import closing

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.map import child as map_child
from vectorbeats_desktop.engine.map.embedding import FEWEST, principal
from vectorbeats_desktop.engine.task import Progress, TaskContext

Floats = NDArray[np.float32]

POLL_S = 0.1
HINT = "Close other programs, and make the map again."


class MapFailed(KnownError):
    """The process that makes the map ended before it was done."""

    code = "map_failed"


def fit(vectors: Floats, ctx: TaskContext) -> Floats:
    """Places of vectors, (n, 2); see `embed`. Raises MapFailed, Cancelled."""
    if len(vectors) < FEWEST:
        return principal(vectors)  # in no time, and without what has to be imported
    with closing(Child("vectorbeats-map", map_child.serve)) as child:
        try:
            child.send(vectors)
            return _answer(child, ctx)
        except ChildDied as death:
            raise MapFailed("The map could not be made: its process ended.", HINT) from death
        finally:
            child.process.kill()  # compiled code does not look whether it is still wanted


def _answer(child: Child, ctx: TaskContext) -> Floats:
    while True:
        ctx.checkpoint()
        try:
            word, answer = child.receive(POLL_S)
        except ChildTimeout:
            continue
        if word == map_child.PLACES:
            places: Floats = answer
            return places
        ctx.report(Progress(*answer))
