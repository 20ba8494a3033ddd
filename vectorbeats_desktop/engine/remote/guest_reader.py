"""Tracks of others, read as if they were in this library: with its own calibration, from what was heard of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION, audio_vector
from vectorbeats_desktop.engine.analysis.mood_stage import Described, MoodStage
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.music import MusicEncoder
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import track_elsewhere
from vectorbeats_desktop.engine.remote.asking import Found
from vectorbeats_desktop.engine.remote.port import Question
from vectorbeats_desktop.engine.search.guest import Guest
from vectorbeats_desktop.engine.search.hosting import Guests
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.wishes import Wish
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import SOUND_VECTOR

NEAR = 0.2  # of the library, on each side of a mood

Floats = NDArray[np.float32]


class GuestReader:
    """Puts wishes into a server's terms, and what it tells into this library's."""

    def __init__(self, catalog: Catalog, store: VectorStore, music: MusicEncoder, space: ConceptSpace) -> None:
        self._catalog = catalog
        self._store = store
        self._music = music
        self._space = space
        self._references: Recent[tuple[Floats, Floats]] = Recent(1)

    def guests(self, found: Sequence[Found], view: LibraryView) -> Guests:
        """The tracks as guests of the library as it is now.

        Their moods and concepts are made from their descriptors by the stage that makes the library's own, which also
        heeds what people put right; moods on the server are to another reference, and would lie elsewhere.
        """
        if not found:
            return {}
        stage = MoodStage(self._catalog, self._store, self._music, self._space)
        matrix = np.stack([each.sound.descriptors for each in found])
        points, rows = stage.encode(
            [Described(each.track_id, each.sound.features, each.tags) for each in found], matrix
        )
        moods = np.array([(row.mood.valence, row.mood.energy) for row in rows], np.float32)
        valence, energy = view.ranks(moods[:, 0], moods[:, 1])
        sounds = audio_vector(matrix)
        return {
            each.track_id: Guest(
                track_elsewhere(each.track_id, each.tags, each.sound.features, rows[place].mood),
                {SOUND_VECTOR: sounds[place], self._space.space_id: points[place].vectors[self._space.space_id]},
                float(valence[place]),
                float(energy[place]),
            )
            for place, each in enumerate(found)
        }

    def questions(self, wishes: Sequence[Wish], view: LibraryView) -> dict[str, list[Question]]:
        """What the server is asked, by collection."""
        asked: dict[str, list[Question]] = {}
        for wish in wishes:
            ranges = {} if wish.near is None else self._ranges(wish.near, view)
            asked.setdefault(wish.collection, []).append(Question(wish.using, wish.vector, ranges))
        return asked

    def _ranges(self, near: tuple[float, float], view: LibraryView) -> Mapping[str, tuple[float, float]]:
        """Where moods of such ranks lie in the server's terms: as this library's tracks lie in them."""
        references = self._references.get(view.revision, lambda: self._referred(view))
        return {
            name: (_quantile(moods, rank - NEAR), _quantile(moods, rank + NEAR))
            for name, moods, rank in zip(("valence", "energy"), references, near, strict=True)
            if len(moods)
        }

    def _referred(self, view: LibraryView) -> tuple[Floats, Floats]:
        """Valence and energy of the library's sample, as they are to the fixed reference that records are told in."""
        rows = [row for row in self._catalog.sounds(view.sample).values() if row.version == SOUND_VERSION]
        nothing = np.zeros(0, np.float32)
        if not rows:
            return nothing, nothing
        reference = self._music.calibrate(np.zeros((0, 0), np.float32))
        read = self._music.encode(np.stack([row.descriptors for row in rows]), ("",) * len(rows), reference)
        return read.valence, read.energy


def _quantile(moods: Floats, rank: float) -> float:
    """The mood of a rank; at the ends there is none beyond."""
    if rank <= 0:
        return -1.0
    return 1.0 if rank >= 1 else float(np.quantile(moods, rank))
