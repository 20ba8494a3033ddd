"""All that is known of one track, and the correction of what is wrong in it."""

from __future__ import annotations

import numpy as np

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.mood_stage import MoodStage
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.music import MusicEncoder
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.melody.track import packed_melody, second_of
from vectorbeats_desktop.engine.records import Correction, MelodyPoint, Track, TrackDetails
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, point_id


class Details:
    """Reads and corrects. Safe to use from several threads."""

    def __init__(self, catalog: Catalog, store: VectorStore, music: MusicEncoder, space: ConceptSpace) -> None:
        self._catalog = catalog
        self._store = store
        self._music = music
        self._space = space

    def of(self, track: Track) -> TrackDetails:
        """What is known of a track now; a file that is not identified yet has little. Raises DataFolderBroken."""
        fresh = self._catalog.track(track.file_id) or track
        if not fresh.track_id:
            return TrackDetails(fresh, (fresh.path,))
        files = self._catalog.tracks_by_id([fresh.track_id]).get(fresh.track_id, [])
        return TrackDetails(
            fresh,
            tuple(file.path for file in files) or (fresh.path,),
            self._catalog.corrections([fresh.track_id]).get(fresh.track_id, Correction()),
            self._melody(fresh.track_id),
            self._catalog.ratings([fresh.track_id]).get(fresh.track_id, 0),
        )

    def correct(self, track_id: str, correction: Correction) -> None:
        """Let a correction count: in what is shown, in filters, and in searches by mood.

        The track's place in the concept space is made anew from its descriptors with what the person said in their
        stead. All of it counts, or, when something fails, none. Raises BadQuery, StoreUnavailable, DataFolderBroken.
        """
        stage = MoodStage(self._catalog, self._store, self._music, self._space)
        with self._catalog.batch():
            self._catalog.correct(track_id, correction)
            row = self._catalog.descriptors_of(track_id, SOUND_VERSION)
            described = stage.described([track_id])
            if row is None or not described:
                raise BadQuery("This track has not been analysed yet.", "Wait until it has been, and correct it then.")
            points, moods = stage.encode(described, row[np.newaxis])
            self._store.merge(MUSIC, points)
            self._store.set_payload(AUDIO, {point_id(track_id): {"tempo": described[0].features.tempo_bpm}})
            self._store.flush()
            self._catalog.mood_done(moods)

    def _melody(self, track_id: str) -> tuple[MelodyPoint, ...]:
        kept = self._catalog.melody(track_id)
        if kept is None:
            return ()
        _, line, pieces = packed_melody(kept)
        return tuple(
            MelodyPoint(round(second_of(pieces, step), 2), float(midi)) for step, midi in enumerate(line) if midi
        )
