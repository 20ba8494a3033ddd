"""A recording of music, as the channel of recognition compares it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.fingerprint import jobs
from vectorbeats_desktop.engine.search.recent import Recent, content_key
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.fingerprint.landmarks import QueryPeaks

KEPT = 8  # recordings that are remembered


class PooledRecordingReader:
    """Reads recordings in a worker process, where decoders and SciPy may be."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._recent: Recent[QueryPeaks] = Recent(KEPT)

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> QueryPeaks:
        """The peaks of at most a minute of a file. Raises UnreadableFile, WorkerCrashed, AnalysisBug, Cancelled."""
        work = (jobs.peaks_of_file, path, excerpt)
        return self._recent.get(content_key(path, excerpt), lambda: result_of(self._pool.submit(*work), ctx))
