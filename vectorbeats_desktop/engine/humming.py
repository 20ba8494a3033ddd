"""Everything about hums that lives as long as a session: reading, matching, and remembering them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.errors import BadQuery, DataFolderBroken, ModelUnavailable
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.melody.contour import STEP_S, Contour
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.melody.matcher import MelodyMatcher
from vectorbeats_desktop.engine.search.hum_reader import PooledHumReader
from vectorbeats_desktop.engine.search.humming import HumChannel
from vectorbeats_desktop.engine.task import TaskContext

PROBE = (60, 60, 62, 62, 64, 64, 65, 65, 67, 67, 67, 67, 65, 65, 64, 64, 62, 62, 60, 60, 64, 64, 67, 67, 72, 72, 72, 72)
"""MIDI numbers, one for each step: any tune will do to see whether the matcher answers."""


class Humming:
    """The reader of hums, the matcher in its own process, and the channel that asks it.

    `reader` and `channel` are for the search; `close` ends the matcher's process.
    """

    def __init__(self, catalog: Catalog, pool: WorkerPool, cache: Path, idle_s: float) -> None:
        self._catalog = catalog
        self._matcher = MelodyMatcher(catalog.path, cache, idle_s, key=lambda: _key(catalog))
        self.reader = PooledHumReader(pool, self.warm)
        self.channel = HumChannel(self._matcher, catalog)

    def warm(self) -> None:
        """Let the matcher get ready in the background; without melodies there is nothing to get ready for."""
        self.compile_ahead()
        with contextlib.suppress(DataFolderBroken):  # it is told to whoever asks for an answer
            if self._catalog.has_melodies():
                self._matcher.warm()

    def compile_ahead(self) -> None:
        """Let the matcher be compiled in the background, where it never was: the first hum shall not wait for that."""
        if not self._matcher.compiled:
            self._matcher.warm()

    def begin_anew(self) -> None:
        """Forget the melodies that were read: the catalogue holds others now."""
        self._matcher.begin_anew()

    def confirm(self, hums: Sequence[Path], track_id: str, ctx: TaskContext) -> int:
        """Keep hums as further references of the track that they are of; returns how many were new.

        A hum is kept with the place in the track where its melody was found, if it was. Of several
        takes, those without a melody are left out.

        Raises:
            BadQuery: there is no such track, or no hum, or a file that is not there.
            NoMelody: there is no melody in any of the hums.
            UnreadableFile, ModelUnavailable, Cancelled.
        """
        if not hums:
            raise BadQuery("There is no hum to remember.", "Hum the tune first, and search for it.")
        if not self._catalog.tracks_by_id([track_id]):
            raise BadQuery("This track is no longer in the library.", "Search again.")
        kept = 0
        for contour in self._read(hums, ctx):
            place = self.channel.matches(contour, ctx).places.get(track_id)
            start_s, end_s = (place.start_s, place.end_s) if place is not None else (0.0, 0.0)
            kept += self._catalog.remember_hum(track_id, contour.to_bytes(), start_s, end_s)
        return kept

    def problem(self, ctx: TaskContext) -> str:
        """Why a hum cannot be compared with the library, in plain words; empty when it can. Raises Cancelled."""
        pitches = np.array(PROBE, np.float32)
        try:
            self._matcher.search(Contour(pitches, len(pitches) * STEP_S), ctx)
        except ModelUnavailable as error:
            return str(error)
        return ""

    def close(self) -> None:
        """End the matcher's process."""
        self._matcher.close()

    def _read(self, hums: Sequence[Path], ctx: TaskContext) -> list[Contour]:
        contours: list[Contour] = []
        silent: list[NoMelody] = []
        for hum in hums:
            if not hum.is_file():
                raise BadQuery(f"There is no file at {hum}.", "It may have been moved or deleted.")
            try:
                contours.append(self.reader.read(hum, ctx))
            except NoMelody as error:
                silent.append(error)
        if silent and not contours:
            raise silent[0]
        return contours


def _key(catalog: Catalog) -> bytes:
    return catalog.seal.key if catalog.seal.on else b""
