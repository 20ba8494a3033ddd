"""A dropped sound: what sort it is, and how the sounds channel compares it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import audio_vector
from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.analysis.sound_sort import Sorted
from vectorbeats_desktop.engine.records import SoundSort
from vectorbeats_desktop.engine.search import sound_jobs
from vectorbeats_desktop.engine.search.channel import SoundProbe
from vectorbeats_desktop.engine.search.recent import Recent, content_key
from vectorbeats_desktop.engine.search.vectors import TrackVectors
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext

KEPT = 16  # sounds that are remembered: those of a query, asked again with other weights


class PooledSoundReader:
    """Reads sounds in a worker process: a decoder that crashes takes nothing else along.

    A recording that the library holds has been analysed already; it is known by its audio,
    wherever the file lies. A part of it has not, and is analysed by itself.
    """

    def __init__(self, pool: WorkerPool, vectors: TrackVectors) -> None:
        self._pool = pool
        self._vectors = vectors
        self._recordings: Recent[str] = Recent(KEPT)
        self._described: Recent[tuple[NDArray[np.float32], float]] = Recent(KEPT)
        self._sorted: Recent[Sorted] = Recent(KEPT)

    def read(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> SoundProbe:
        """The sound's vector and identity. Raises UnreadableFile, WorkerCrashed, StoreUnavailable, Cancelled."""
        track_id = self._recording(path, ctx)
        if excerpt == WHOLE and (known := self._vectors.read([track_id]).get(track_id)) is not None:
            return SoundProbe(known, track_id)
        key = content_key(path, excerpt)
        work = (sound_jobs.descriptors, path, excerpt)
        descriptors, seconds = self._described.get(key, lambda: result_of(self._pool.submit(*work), ctx))
        return SoundProbe(audio_vector(descriptors), track_id, seconds)

    def sort(self, path: Path, ctx: TaskContext, excerpt: Excerpt = WHOLE) -> Sorted:
        """What sort of sound it is; what the library holds is music, whatever it sounds like.

        Raises UnreadableFile, WorkerCrashed, StoreUnavailable, Cancelled.
        """
        track_id = self._recording(path, ctx)
        if track_id in self._vectors.read([track_id]):
            return Sorted({SoundSort.MUSIC: 1.0})
        key = content_key(path, excerpt)
        work = (sound_jobs.sort, path, excerpt)
        return self._sorted.get(key, lambda: result_of(self._pool.submit(*work), ctx))

    def _recording(self, path: Path, ctx: TaskContext) -> str:
        """The identity of the recording in a file."""
        key = content_key(path)
        return self._recordings.get(key, lambda: str(result_of(self._pool.submit(sound_jobs.recording, path), ctx)))
