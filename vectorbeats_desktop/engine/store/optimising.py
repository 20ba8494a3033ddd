"""Optimising a collection while it is searched: in a copy, which then takes its place.

Edge optimises in one call that holds its process for as long as it takes: ten seconds for 100,000 tracks, minutes for
a million. No search waits for that.
"""

from __future__ import annotations

import logging
import shutil

from vectorbeats_desktop.engine.children import Child, ChildDied
from vectorbeats_desktop.engine.disk_use import bytes_taken
from vectorbeats_desktop.engine.store import optimiser
from vectorbeats_desktop.engine.store.connection import StoreConnection, StoreDamaged
from vectorbeats_desktop.engine.task import TaskContext

POLL_S = 0.1
SPARE = 200_000_000  # bytes that a disk shall have beside the copy and what is made of it
COPIES = 2  # the copy, and the segments that it is rewritten into

log = logging.getLogger(__name__)


def optimise_aside(process: StoreConnection, collection: str, ctx: TaskContext) -> bool:
    """Whether the collection was optimised; it is left as it was when there is no room, or it was written to meanwhile.

    Raises StoreUnavailable, Cancelled.
    """
    folder = process.folder / collection
    stamp = process.call("settle", collection=collection)
    if shutil.disk_usage(folder).free < COPIES * bytes_taken(folder) + SPARE:
        log.warning("no room on the disk to optimise %s", collection)
        return False
    made = optimiser.made_of(folder)
    child = Child("vectorbeats-store-optimiser", optimiser.main, str(folder))
    try:
        problem = _waited_for(child, ctx)
        if problem:
            log.warning("%s was not optimised: %s", collection, problem)
            return False
        try:
            adopted: bool = process.call("adopt", collection=collection, stamp=stamp)
        except StoreDamaged as error:  # of the copy: the store went back to what it had
            log.warning("%s was not optimised: %s", collection, error)
            return False
        if not adopted:
            log.info("%s was written to while its copy was optimised", collection)
        return adopted
    finally:
        child.kill()
        shutil.rmtree(made, ignore_errors=True)


def _waited_for(child: Child, ctx: TaskContext) -> str:
    try:
        ctx.checkpoint()
        while not child.pipe.poll(POLL_S):
            ctx.checkpoint()
        problem: str = child.receive()
    except ChildDied as error:
        return str(error)
    return problem
