"""Puts records together from what the catalogue and the store have, as far as the person wants it shared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION, Sound, audio_vector
from vectorbeats_desktop.engine.analysis.embedding_stage import embedding_version
from vectorbeats_desktop.engine.analysis.mood_stage import STRONGEST
from vectorbeats_desktop.engine.analysis.versions import number_of
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace
from vectorbeats_desktop.engine.encoders.music import MOOD_VERSION, MusicEncoder
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.changes import EDITS, MUSIC, Change
from vectorbeats_desktop.engine.remote import records
from vectorbeats_desktop.engine.remote.port import RemotePoint
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store import schema
from vectorbeats_desktop.engine.store.client import VectorStore

CHOICES: Mapping[str, tuple[str, ...]] = {
    "remote.share_vectors": ("sound", MUSIC, "embedding"),
    "remote.share_melodies": ("melody", "fingerprint"),
    "remote.share_names": (),  # within the records of music
    "remote.share_edits": EDITS,
}
"""What each setting shares."""

Found = dict[str, RemotePoint]


class Gathering:
    """Reads what is to be shared. `edits` are never mixed with what analysis says."""

    def __init__(
        self, catalog: Catalog, store: VectorStore, music: MusicEncoder, space: ConceptSpace, settings: Settings
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._music = music
        self._space = space
        self._settings = settings
        self._reference = music.calibrate(np.zeros((0, 0), np.float32))

    @property
    def music_version(self) -> int:
        """Names the concept space and how music is read into it."""
        return number_of(f"{MOOD_VERSION}.{self._space.space_id}")

    def kinds(self) -> tuple[str, ...]:
        """What the person shares."""
        return tuple(kind for name, kinds in CHOICES.items() if self._settings.flag(name) for kind in kinds)

    def music_way(self) -> str:
        """Names how records of music are made now: when it changes, all of them are told anew."""
        return f"{self.music_version}.{self._settings.flag('remote.share_names')}"

    def vectors(self) -> dict[str, dict[str, int]]:
        """The named vectors that the server's collections need, and their sizes."""
        return {
            schema.MUSIC: {self._space.space_id: schema.CONCEPT_SIZE, **self._catalog.embedding_sizes()},
            schema.AUDIO: {schema.SOUND_VECTOR: schema.SOUND_SIZE},
        }

    def points(self, changes: Sequence[Change]) -> list[tuple[Change, RemotePoint | None]]:
        """The record that each change makes; None for what is not there any more."""
        versioned = [self._versioned(change) for change in changes]
        found: Found = {}
        for kind in {change.kind for change in versioned if not change.removed}:
            wanted = [change for change in versioned if change.kind == kind and not change.removed]
            found |= self._ways[kind if kind not in EDITS else "edit"](wanted)
        device = self._catalog.device_id()
        removed = {
            records.change_id(change): RemotePoint(records.change_id(change), records.head(change, device))
            for change in versioned
            if change.removed
        }
        made = found | removed
        return [(change, made.get(records.change_id(named))) for change, named in zip(changes, versioned, strict=True)]

    @property
    def _ways(self) -> Mapping[str, Callable[[Sequence[Change]], Found]]:
        return {
            "edit": self._edits,
            MUSIC: self._music_points,
            "sound": self._sounds,
            "melody": lambda changes: self._contents(changes, self._catalog.melodies_of(_tracks(changes))),
            "fingerprint": lambda changes: self._contents(changes, self._catalog.fingerprints_of(_tracks(changes))),
            "embedding": self._embeddings,
        }

    def _versioned(self, change: Change) -> Change:
        if change.kind != MUSIC:
            return change
        return Change(change.seq, change.track_id, MUSIC, self.music_version, change.rev, change.removed)

    def _edits(self, changes: Sequence[Change]) -> Found:
        points = map(records.edit_point, self._catalog.edits(_tracks(changes)))
        return {point.id: point for point in points}

    def _sounds(self, changes: Sequence[Change]) -> Found:
        rows = self._catalog.sounds(_tracks(changes))
        stored = self._store.payloads(schema.AUDIO, [schema.point_id(track_id) for track_id in rows])
        found: Found = {}
        for change in changes:
            told = stored.get(schema.point_id(change.track_id))
            row = rows.get(change.track_id)
            if row is None or told is None or row.version != change.version:
                continue
            contour, spectral = told.get("pitch_contour", ()), told.get("spectral_features", {})
            sound = Sound(row.descriptors, row.features, tuple(contour), spectral)
            payload = {"audio_id": change.track_id, **records.sound_payload(sound)}
            vectors = {schema.SOUND_VECTOR: audio_vector(row.descriptors)} if row.version == SOUND_VERSION else {}
            self._add(found, change, payload, vectors)
        return found

    def _music_points(self, changes: Sequence[Change]) -> Found:
        """Places among moods as they are to the reference, not to this library: the same on every computer."""
        rows = self._catalog.sounds(_tracks(changes))
        files = self._catalog.tracks_by_id(rows)
        told = [
            change for change in changes if change.track_id in files and rows[change.track_id].version == SOUND_VERSION
        ]
        if not told:
            return {}
        matrix = np.stack([rows[change.track_id].descriptors for change in told])
        genres = [files[change.track_id][0].tags.genre if self._names_shared else "" for change in told]
        readings = self._music.encode(matrix, genres, self._reference)
        found: Found = {}
        for row, change in enumerate(told):
            activations, features = readings.activations[row], rows[change.track_id].features
            moods = self._space.strongest(activations, STRONGEST, ConceptKind.MOOD)
            payload = {
                **self._names(files[change.track_id][0].tags),
                "mood": [concept.name for concept in moods],
                "energy": round(float(readings.energy[row]), 4),
                "valence": round(float(readings.valence[row]), 4),
                "tempo": features.tempo_bpm,
            }
            vector = self._space.to_vector(activations)
            self._add(found, change, payload, {self._space.space_id: vector} if vector.any() else {})
        return found

    @property
    def _names_shared(self) -> bool:
        return self._settings.flag("remote.share_names")

    def _names(self, tags: Any) -> dict[str, str]:
        if not self._names_shared:
            return {}
        return {"artist": tags.artist, "album": tags.album, "title": tags.title, "genre": tags.genre}

    def _contents(self, changes: Sequence[Change], contents: Mapping[str, bytes]) -> Found:
        found: Found = {}
        for change in changes:
            if change.track_id in contents:
                self._add(found, change, records.content_payload(change, contents[change.track_id]), {})
        return found

    def _embeddings(self, changes: Sequence[Change]) -> Found:
        places, device = self._settings.whole("analysis.sound_windows"), self._catalog.device_id()
        found: Found = {}
        for model in self._catalog.embedding_models():
            made = [change for change in changes if change.version == embedding_version(model, places)]
            rows = self._catalog.embeddings(model, _tracks(made))
            for change in made:
                if change.track_id in rows:
                    point = records.embedding_point(change, device, model, rows[change.track_id])
                    found[point.id] = point
        return found

    def _add(self, found: Found, change: Change, payload: Mapping[str, Any], vectors: Mapping[str, Any]) -> None:
        point = RemotePoint(
            records.change_id(change), {**payload, **records.head(change, self._catalog.device_id())}, vectors
        )
        found[point.id] = point


def _tracks(changes: Iterable[Change]) -> list[str]:
    return [change.track_id for change in changes]
