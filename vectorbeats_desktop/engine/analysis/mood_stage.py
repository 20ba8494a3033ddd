"""Stage "mood": valence, energy and concepts of each track, from its stored descriptors.

Moods are relative to the library they are in, so the encoder is calibrated on it, again and
again while it grows; tracks encoded with another calibration are then encoded anew, which
needs no decoding and costs less than a millisecond a track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.versions import number_of
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace
from vectorbeats_desktop.engine.encoders.music import MOOD_VERSION, Calibration, MusicEncoder
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import MoodRow
from vectorbeats_desktop.engine.records import Correction, Features, Mood, Tags
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import MUSIC, point_id
from vectorbeats_desktop.engine.task import TaskContext

STAGE = "mood"
META = "music.calibration"
BATCH = 256
STRONGEST = 6
FEW_TRACKS = 30
GROWTH_IN_RUN = 2.0  # while a first run goes on, calibrating at each doubling costs no more than one full pass
GROWTH_AT_END = 1.2

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Described:
    """What the stage needs of a track."""

    track_id: str
    features: Features
    tags: Tags


class MoodStage:
    """Encodes tracks into the concept space and keeps the calibration."""

    def __init__(self, catalog: Catalog, store: VectorStore, music: MusicEncoder, space: ConceptSpace) -> None:
        self._catalog = catalog
        self._store = store
        self._music = music
        self._space = space
        self._described = catalog.count_described(SOUND_VERSION)
        self._calibration = self._kept() or self._calibrate()

    @property
    def version(self) -> int:
        """Names model, concepts and calibration together, as the catalogue's numbers do."""
        return number_of(f"{MOOD_VERSION}.{self._space.space_id}.{self._calibration.version}")

    def encode(self, tracks: Sequence[Described], descriptors: Matrix) -> tuple[list[Point], list[MoodRow]]:
        """Points for music_embeddings and rows for the catalogue; `descriptors` is (len(tracks), 128)."""
        genres = [track.tags.genre for track in tracks]
        said = self._catalog.corrections(track.track_id for track in tracks)
        by_row = {row: said[track.track_id] for row, track in enumerate(tracks) if track.track_id in said}
        readings = self._music.encode(descriptors, genres, self._calibration, by_row)
        points, rows = [], []
        for row, track in enumerate(tracks):
            activations = readings.activations[row]
            moods = self._space.strongest(activations, STRONGEST, ConceptKind.MOOD)
            mood = Mood(
                round(float(readings.valence[row]), 4),
                round(float(readings.energy[row]), 4),
                tuple(concept.name for concept in moods),
            )
            vectors = {self._space.space_id: self._space.to_vector(activations)}
            points.append(Point(point_id(track.track_id), vectors, payload(track, mood)))
            rows.append(MoodRow(track.track_id, self.version, mood))
        return points, rows

    def grow(self, tracks: int, ctx: TaskContext) -> None:
        """Take note of newly described tracks; when the library has doubled, calibrate and encode anew."""
        self._described += tracks
        if self._due(GROWTH_IN_RUN):
            self._calibration = self._calibrate()
            self.run(ctx)

    def settle(self, ctx: TaskContext) -> None:
        """At the end of a run: calibrate if the library has grown by a fifth, and encode what is missing."""
        if self._due(GROWTH_AT_END):
            self._calibration = self._calibrate()
        self.run(ctx)

    def _due(self, growth: float) -> bool:
        """Whether the library has grown so much that the calibration no longer speaks for it."""
        calibrated = self._calibration.tracks
        if self._described <= calibrated:
            return False
        return self._described >= FEW_TRACKS and self._described >= growth * calibrated

    def run(self, ctx: TaskContext) -> int:
        """Encode every track whose mood is missing or of another version; return how many.

        Only what these need is read: a track that is added to a large library costs no look at the others.
        """
        pace = Pace(ctx, STAGE, 0)
        done = 0
        while missing := self._missing():
            ctx.checkpoint()
            sounds = self._catalog.sounds(missing)
            described = self.described([track_id for track_id in missing if track_id in sounds])
            if not described:
                break  # only tracks whose files went away in this moment; the next run sees them again or not
            matrix = np.stack([sounds[track.track_id].descriptors for track in described])
            points, rows = self.encode(described, matrix)
            self._store.merge(MUSIC, points)
            self._store.flush()
            self._catalog.mood_done(rows)
            done += len(rows)
            pace.step(count=len(rows))
        return done

    def _missing(self) -> list[str]:
        heard = ("sound", SOUND_VERSION)
        found = self._catalog.tracks_missing(STAGE, self.version, BATCH, after=heard, anywhere=True)
        return [track_id for track_id, _ in found]

    def described(self, track_ids: list[str]) -> list[Described]:
        """What the stage needs of tracks; those whose files are gone, or that have not been heard, are left out."""
        files = self._catalog.tracks_by_id(track_ids)
        return [
            Described(track_id, first.features, first.tags)
            for track_id in track_ids
            if track_id in files and (first := files[track_id][0]).features is not None
        ]

    def _kept(self) -> Calibration | None:
        kept = self._catalog.get_meta(META)
        if not isinstance(kept, dict) or kept.get("mood_version") != MOOD_VERSION:
            return None
        return Calibration.from_json(kept["calibration"])

    def _calibrate(self) -> Calibration:
        _, matrix = self._catalog.descriptors(SOUND_VERSION)
        calibration = self._music.calibrate(matrix)
        self._catalog.set_meta(META, {"mood_version": MOOD_VERSION, "calibration": calibration.as_json()})
        return calibration


def corrected(features: Features, said: Correction | None) -> Features:
    """What is known of a sound, with what a person says is right in it."""
    if said is None or said.tempo_bpm is None:
        return features
    return replace(features, tempo_bpm=said.tempo_bpm)


def payload(track: Described, mood: Mood) -> dict[str, Any]:
    """The payload of a track's point in music_embeddings."""
    return {
        "track_id": track.track_id,
        "artist": track.tags.artist,
        "album": track.tags.album,
        "title": track.tags.title,
        "genre": track.tags.genre,
        "mood": list(mood.concepts),
        "energy": mood.energy,
        "valence": mood.valence,
        "tempo": track.features.tempo_bpm,
        "audio_features": asdict(track.features),
    }
