"""A recording of music, as the channel of recognition compares it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.fingerprint import jobs
from vectorbeats_desktop.engine.search.recent import Recent
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

    def read(self, path: Path, ctx: TaskContext) -> QueryPeaks:
        """The peaks of a file's first minute. Raises UnreadableFile, WorkerCrashed, AnalysisBug, Cancelled."""
        try:
            seen = path.stat()
        except OSError as error:
            raise UnreadableFile(f"{path.name} cannot be read: {error.strerror}.") from error
        key = (path, seen.st_size, seen.st_mtime_ns)
        return self._recent.get(key, lambda: result_of(self._pool.submit(jobs.peaks_of_file, path), ctx))
