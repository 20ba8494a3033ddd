"""Stage "sound": each track is decoded once and described; its mood is encoded in the same breath."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from vectorbeats_desktop.engine.analysis.batches import Batch
from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION, Sound, audio_vector
from vectorbeats_desktop.engine.analysis.failures import problem_of
from vectorbeats_desktop.engine.analysis.jobs import analyse
from vectorbeats_desktop.engine.analysis.mood_stage import Described, MoodStage
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.pool import Outcome, Task, WorkerPool
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import SoundRow
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR, point_id
from vectorbeats_desktop.engine.task import TaskContext

STAGE = "sound"
EVERYTHING = 2**31


class SoundStage:
    """Describes every track that is not described yet.

    A batch goes to the store first, is flushed, and is then marked done in the catalogue: a
    crash in between repeats a batch, and loses none.
    """

    def __init__(self, catalog: Catalog, store: VectorStore, mood: MoodStage) -> None:
        self._catalog = catalog
        self._store = store
        self._mood = mood
        self._batch: Batch[tuple[str, Sound]] = Batch()
        self._passed_over: set[str] = set()
        self.analysed = 0
        self.failed = 0

    def run(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Analyse all that is missing; one that crashed its worker gets its second try in the next round."""
        self._passed_over.clear()
        while missing := self._missing():
            pace = Pace(ctx, STAGE, len(missing))
            tasks = (Task((track_id, path), analyse, (path,)) for track_id, path in missing)
            try:
                for outcome in pool.run(tasks, ctx):
                    self._take(outcome)
                    if self._batch.full:
                        self._mood.grow(self._keep(), ctx)
                    pace.step(outcome.task.key[1].name)
            except Cancelled:
                self._keep()
                raise
            self._mood.grow(self._keep(), ctx)

    def _missing(self) -> list[tuple[str, Path]]:
        found = self._catalog.tracks_missing(STAGE, SOUND_VERSION, EVERYTHING)
        return [each for each in found if each[0] not in self._passed_over]

    def _take(self, outcome: Outcome) -> None:
        track_id, path = outcome.task.key
        if outcome.failure is None:
            self._batch.add((track_id, outcome.value))
        elif (problem := problem_of(path, STAGE, outcome.failure)) is None:
            self._passed_over.add(track_id)
        else:
            self.failed += self._catalog.stage_failed(track_id, STAGE, SOUND_VERSION, problem, crashed=outcome.crashed)

    def _keep(self) -> int:
        """Write the batch; return how many tracks it had."""
        heard = self._batch.take()
        files = self._catalog.tracks_by_id([track_id for track_id, _ in heard])
        heard = [(track_id, sound) for track_id, sound in heard if track_id in files]
        if not heard:
            return 0
        matrix = np.stack([sound.descriptors for _, sound in heard])
        described = [Described(track_id, sound.features, files[track_id][0].tags) for track_id, sound in heard]
        points, moods = self._mood.encode(described, matrix)
        vectors = audio_vector(matrix)
        self._store.upsert(AUDIO, [_point(*each, vector) for each, vector in zip(heard, vectors, strict=True)])
        self._store.upsert(MUSIC, points)
        self._store.flush()
        with self._catalog.batch():
            self._catalog.sound_done(
                [SoundRow(track_id, SOUND_VERSION, sound.descriptors, sound.features) for track_id, sound in heard]
            )
            self._catalog.mood_done(moods)
        self.analysed += len(heard)
        return len(heard)


def _point(track_id: str, sound: Sound, vector: Any) -> Point:
    payload = {
        "audio_id": track_id,
        "tempo": sound.features.tempo_bpm,
        "key": sound.features.key,
        "time_signature": sound.features.time_signature,
        "pitch_contour": list(sound.pitch_contour),
        "spectral_features": sound.spectral,
    }
    return Point(point_id(track_id), {SOUND_VECTOR: vector}, payload)
