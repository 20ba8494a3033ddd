"""All that is known of one track, and the correction of what is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence

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
        with self._catalog.batch():
            self._catalog.correct(track_id, correction)
            if not self.read_anew([track_id]):
                raise BadQuery("This track has not been analysed yet.", "Wait until it has been, and correct it then.")

    def mood_version(self) -> int:
        """The version of the stage “mood” by which places among concepts are made now."""
        return MoodStage(self._catalog, self._store, self._music, self._space).version

    def read_anew(self, track_ids: Sequence[str]) -> int:
        """Make tracks' places among concepts anew, from their descriptors and what is corrected now; return how many.

        Those that have not been heard are left out. Raises StoreUnavailable, DataFolderBroken.
        """
        stage = MoodStage(self._catalog, self._store, self._music, self._space)
        sounds = {
            track_id: row for track_id, row in self._catalog.sounds(track_ids).items() if row.version == SOUND_VERSION
        }
        described = stage.described(list(sounds))
        if not described:
            return 0
        points, moods = stage.encode(described, np.stack([sounds[each.track_id].descriptors for each in described]))
        self._store.merge(MUSIC, points)
        self._store.set_payload(
            AUDIO, {point_id(each.track_id): {"tempo": each.features.tempo_bpm} for each in described}
        )
        self._store.flush()
        self._catalog.mood_done(moods)
        return len(moods)

    def _melody(self, track_id: str) -> tuple[MelodyPoint, ...]:
        kept = self._catalog.melody(track_id)
        if kept is None:
            return ()
        _, line, pieces = packed_melody(kept)
        return tuple(
            MelodyPoint(round(second_of(pieces, step), 2), float(midi)) for step, midi in enumerate(line) if midi
        )
