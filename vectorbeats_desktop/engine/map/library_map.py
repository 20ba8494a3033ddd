"""The library's map: made once, kept, and filled up as tracks come and go, without moving what is there."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.map import keeping
from vectorbeats_desktop.engine.map.aligning import aligned, centred
from vectorbeats_desktop.engine.map.fitting import fit
from vectorbeats_desktop.engine.map.placing import place_beside
from vectorbeats_desktop.engine.map.records import PLACING, READING, Layout, MapPoints
from vectorbeats_desktop.engine.search.library_view import LibraryViews
from vectorbeats_desktop.engine.search.vectors import TrackVectors
from vectorbeats_desktop.engine.task import Progress, TaskContext

Floats = NDArray[np.float32]

RECIPE = "umap-1"  # raised when places are to be found anew for all
READ_AT_ONCE = 5_000
WAIT_S = 0.1


class LibraryMap:
    """Places of all tracks that have a sound vector. Any thread may call; one call works at a time."""

    def __init__(self, catalog: Catalog, views: LibraryViews, sounds: TrackVectors, folder: Path) -> None:
        self._catalog, self._views, self._sounds, self._folder = catalog, views, sounds, folder
        self._recipe = f"{RECIPE} {sounds.using}"
        self._lock = threading.Lock()
        self._layout: Layout | None = None

    def points(self, ctx: TaskContext, *, anew: bool = False) -> MapPoints:
        """The map of the library as it is.

        Tracks that came since it was made are placed beside those that are like them, and nothing that was there
        moves; `anew` makes it from scratch, turned like the one before. Progress is told in the stages "map
        reading", "map comparing", "map arranging" and "map placing".
        Raises StoreUnavailable, MapFailed, Cancelled.
        """
        while not self._lock.acquire(timeout=WAIT_S):
            ctx.checkpoint()
        try:
            known = self._catalog.columns()
            layout = self._current(frozenset(known.track_ids), ctx, anew)
        finally:
            self._lock.release()
        shown = layout.only(frozenset(known.track_ids))
        row_of = {track_id: row for row, track_id in enumerate(shown.track_ids)}
        return MapPoints(shown.places, known.rows(shown.track_ids), row_of, layout.outgrown)

    def _current(self, live: frozenset[str], ctx: TaskContext, anew: bool) -> Layout:
        before = self._layout or keeping.load(self._folder, self._recipe)
        layout = before.only(live) if before is not None else None
        there = set(layout.track_ids) if layout is not None else set()
        # Tracks that have no mood yet have no vector either: the two are stored together.
        wanted = [track_id for track_id in self._views.current().track_ids if track_id in live]
        fresh = [track_id for track_id in wanted if track_id not in there]
        if layout is None or not there or anew:
            layout = self._made(wanted, before, ctx)
        elif fresh:
            layout = self._filled_up(layout, fresh, ctx)
        if before is None or layout.track_ids != before.track_ids or anew:
            keeping.save(self._folder, self._recipe, layout)
        self._layout = layout
        return layout

    def _made(self, track_ids: list[str], before: Layout | None, ctx: TaskContext) -> Layout:
        found, vectors = self._read(track_ids, ctx)
        places = centred(fit(vectors, ctx)) if found else np.zeros((0, 2), np.float32)
        if before is not None:
            row_of = {track_id: row for row, track_id in enumerate(found)}
            pairs = [(row_of[track_id], row) for row, track_id in enumerate(before.track_ids) if track_id in row_of]
            rows, former = np.array(pairs, np.intp).reshape(-1, 2).T
            places = aligned(places, rows, before.places[former])
        return Layout(tuple(found), places, len(found))

    def _filled_up(self, layout: Layout, fresh: list[str], ctx: TaskContext) -> Layout:
        newcomers, vectors = self._read(fresh, ctx)
        if not newcomers:
            return layout
        known_ids, known = self._read(list(layout.track_ids), ctx)
        if not known_ids:  # the store was made anew, and has not been filled again yet
            return layout
        row_of = {track_id: row for row, track_id in enumerate(layout.track_ids)}
        around = layout.places[[row_of[track_id] for track_id in known_ids]]

        def told(done: int) -> None:
            ctx.checkpoint()
            ctx.report(Progress(PLACING, done, len(newcomers)))

        places = place_beside(newcomers, vectors, known, around, told)
        return Layout(layout.track_ids + tuple(newcomers), np.concatenate([layout.places, places]), layout.fitted)

    def _read(self, track_ids: list[str], ctx: TaskContext) -> tuple[list[str], Floats]:
        """Those of the tracks that have a vector, and their vectors. Raises StoreUnavailable, Cancelled."""
        found: list[str] = []
        parts: list[Floats] = [np.zeros((0, self._sounds.size), np.float32)]
        for start in range(0, len(track_ids), READ_AT_ONCE):
            ctx.checkpoint()
            ctx.report(Progress(READING, start, len(track_ids)))
            vectors = self._sounds.read(track_ids[start : start + READ_AT_ONCE])
            some = [track_id for track_id in track_ids[start : start + READ_AT_ONCE] if track_id in vectors]
            if some:
                found += some
                parts.append(np.stack([vectors[track_id] for track_id in some]))
        return found, np.concatenate(parts)
