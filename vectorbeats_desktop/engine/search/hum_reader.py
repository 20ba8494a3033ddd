"""A hum, as the channel of humming compares it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.hum import read_hum
from vectorbeats_desktop.engine.search.recent import Recent, content_key
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

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> Contour:
        """The hum's line of pitches. Raises NoMelody, UnreadableFile, WorkerCrashed, AnalysisBug, Cancelled."""
        self._prepare()
        key = content_key(path, excerpt)
        return self._recent.get(key, lambda: result_of(self._pool.submit(read_hum, path, excerpt), ctx))
