"""Stage "sound": each track is decoded once and described; its mood is encoded in the same breath.

So is its fingerprint heard, since decoding costs more than both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION, Sound, audio_vector, spectral_figures
from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
from vectorbeats_desktop.engine.analysis.file_stage import FileStage
from vectorbeats_desktop.engine.analysis.jobs import Heard, hear
from vectorbeats_desktop.engine.analysis.mood_stage import Described, MoodStage, corrected
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import FingerprintRow, SoundRow
from vectorbeats_desktop.engine.records import Correction, Features
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR, point_id
from vectorbeats_desktop.engine.task import TaskContext

STAGE = "sound"
SAME_SOUND = 0.995  # the cosine above which two computers have heard the same


class SoundStage(FileStage[Heard]):
    """Describes every track that is not described yet.

    A batch goes to the store first, is flushed, and is then marked done in the catalogue: a
    crash in between repeats a batch, and loses none.
    """

    def __init__(
        self, catalog: Catalog, store: VectorStore, mood: MoodStage, elsewhere: Elsewhere | None = None
    ) -> None:
        super().__init__(catalog, STAGE, SOUND_VERSION, hear, elsewhere=elsewhere)
        self._store = store
        self._mood = mood

    def _kept(self, tracks: int, ctx: TaskContext) -> None:
        self._mood.grow(tracks, ctx)

    def _makes_sense(self, found: Heard) -> bool:
        return bool(np.isfinite(found.sound.descriptors).all())

    def _alike(self, told: Heard, found: Heard) -> bool:
        vectors = audio_vector(np.stack([told.sound.descriptors, found.sound.descriptors]))
        return float(vectors[0] @ vectors[1]) >= SAME_SOUND

    def _write(self, found: Sequence[tuple[str, Heard]]) -> int:
        files = self._catalog.tracks_by_id([track_id for track_id, _ in found])
        heard = [(track_id, each.sound) for track_id, each in found if track_id in files]
        if not heard:
            return 0
        matrix = np.stack([sound.descriptors for _, sound in heard])
        said = self._catalog.corrections(track_id for track_id, _ in heard)
        told = [corrected(sound.features, said.get(track_id)) for track_id, sound in heard]
        described = [
            Described(track_id, features, files[track_id][0].tags)
            for (track_id, _), features in zip(heard, told, strict=True)
        ]
        points, moods = self._mood.encode(described, matrix)
        vectors = audio_vector(matrix)
        self._store.upsert(
            AUDIO,
            [_point(*each, features, vector) for each, features, vector in zip(heard, told, vectors, strict=True)],
        )
        self._store.merge(MUSIC, points)
        self._store.flush()
        with self._catalog.batch():
            self._catalog.sound_done(
                [SoundRow(track_id, SOUND_VERSION, sound.descriptors, sound.features) for track_id, sound in heard]
            )
            self._catalog.mood_done(moods)
            self._catalog.fingerprint_done(
                [
                    FingerprintRow(track_id, FINGERPRINT_VERSION, each.fingerprint)
                    for track_id, each in found
                    if each.fingerprint
                ]
            )
        return len(heard)


def restored_points(rows: Sequence[SoundRow], said: Mapping[str, Correction]) -> list[Point]:
    """The points of tracks as the catalogue knows them, with what people say is right; without pitch contours."""
    vectors = audio_vector(np.stack([row.descriptors for row in rows]))
    points = []
    for row, vector in zip(rows, vectors, strict=True):
        sound = Sound(row.descriptors, row.features, (), spectral_figures(row.descriptors))
        point = _point(row.track_id, sound, corrected(row.features, said.get(row.track_id)), vector)
        payload = {field: value for field, value in point.payload.items() if field != "pitch_contour"}
        points.append(Point(point.id, point.vectors, payload))
    return points


def _point(track_id: str, sound: Sound, told: Features, vector: Any) -> Point:
    payload = {
        "audio_id": track_id,
        "tempo": told.tempo_bpm,
        "key": told.key,
        "time_signature": told.time_signature,
        "pitch_contour": list(sound.pitch_contour),
        "spectral_features": sound.spectral,
    }
    return Point(point_id(track_id), {SOUND_VECTOR: vector}, payload)
