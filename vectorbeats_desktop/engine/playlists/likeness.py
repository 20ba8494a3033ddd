"""Given tracks in an order in which each sounds like the one before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vectorbeats_desktop.engine.search.vectors import TrackVectors
from vectorbeats_desktop.engine.task import TaskContext


def by_likeness(vectors: TrackVectors, start_id: str, track_ids: Sequence[str], ctx: TaskContext) -> tuple[str, ...]:
    """The tracks, each the one nearest to the one before it by sound among those that are left (cosine).

    The first is the nearest to `start_id`. Tracks whose sound is not known come last, in their order; each track
    comes once. Where the start's sound is not known, the first track begins. Raises StoreUnavailable, Cancelled.
    """
    ids = list(dict.fromkeys(track_ids))
    known = vectors.read([start_id, *ids])
    left = [track_id for track_id in ids if track_id in known]
    unknown = [track_id for track_id in ids if track_id not in known]
    if not left:
        return tuple(unknown)
    sounds = np.stack([known[track_id] for track_id in left])
    free = np.ones(len(left), bool)
    here = known.get(start_id, sounds[0])
    found = []
    while free.any():
        ctx.checkpoint()
        nearest = int(np.argmax(np.where(free, sounds @ here, -np.inf)))
        free[nearest] = False
        found.append(left[nearest])
        here = sounds[nearest]
    return (*found, *unknown)
