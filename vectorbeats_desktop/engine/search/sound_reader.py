"""A dropped sound, as the sounds channel compares it."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.analysis.descriptors import audio_vector
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.search import sound_jobs
from vectorbeats_desktop.engine.search.channel import SoundProbe
from vectorbeats_desktop.engine.search.vectors import TrackVectors
from vectorbeats_desktop.engine.task import TaskContext

POLL_S = 0.05


class PooledSoundReader:
    """Reads sounds in a worker process: a decoder that crashes takes nothing else along.

    A recording that the library holds has been analysed already; it is known by its audio,
    wherever the file lies.
    """

    def __init__(self, pool: WorkerPool, vectors: TrackVectors) -> None:
        self._pool = pool
        self._vectors = vectors

    def read(self, path: Path, ctx: TaskContext) -> SoundProbe:
        """The sound's vector and identity. Raises UnreadableFile, WorkerCrashed, StoreUnavailable, Cancelled."""
        track_id = str(_wait(self._pool.submit(sound_jobs.recording, path), ctx))
        known = self._vectors.read([track_id]).get(track_id)
        if known is not None:
            return SoundProbe(known, track_id)
        descriptors = _wait(self._pool.submit(sound_jobs.descriptors, path), ctx)
        return SoundProbe(audio_vector(descriptors), track_id)


def _wait(future: Future[Any], ctx: TaskContext) -> Any:
    """The future's result, unless the task is cancelled first; what was begun then ends unheard."""
    while True:
        ctx.checkpoint()
        try:
            return future.result(timeout=POLL_S)
        except NotYet:
            continue
        finally:
            if ctx.cancelled:
                future.cancel()
