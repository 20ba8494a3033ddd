"""A hum, as the channel of humming compares it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.hum import read_hum
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext

KEPT = 8  # hums that are remembered: the takes of a query, asked again with another filter


class PooledHumReader:
    """Reads hums in a worker process, where decoders and the pitch tracker may be.

    `prepare` is called when a hum is about to be read: what compares it may get ready meanwhile.
    """

    def __init__(self, pool: WorkerPool, prepare: Callable[[], None]) -> None:
        self._pool = pool
        self._prepare = prepare
        self._recent: Recent[Contour] = Recent(KEPT)

    def read(self, path: Path, ctx: TaskContext) -> Contour:
        """The hum's line of pitches. Raises NoMelody, UnreadableFile, WorkerCrashed, AnalysisBug, Cancelled."""
        self._prepare()
        try:
            seen = path.stat()
        except OSError as error:
            raise UnreadableFile(f"{path.name} cannot be read: {error.strerror}.") from error
        key = (path, seen.st_size, seen.st_mtime_ns)
        return self._recent.get(key, lambda: result_of(self._pool.submit(read_hum, path), ctx))
