"""A dropped sound, as the sounds channel compares it."""

from __future__ import annotations

from pathlib import Path

from vectorbeats_desktop.engine.analysis.descriptors import audio_vector
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.search import sound_jobs
from vectorbeats_desktop.engine.search.channel import SoundProbe
from vectorbeats_desktop.engine.search.vectors import TrackVectors
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext


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
        track_id = str(result_of(self._pool.submit(sound_jobs.recording, path), ctx))
        known = self._vectors.read([track_id]).get(track_id)
        if known is not None:
            return SoundProbe(known, track_id)
        descriptors = result_of(self._pool.submit(sound_jobs.descriptors, path), ctx)
        return SoundProbe(audio_vector(descriptors), track_id)
