"""Channel: tracks that sound like a dropped sound, or like a track of the library."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Emphasis
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.emphasis import SIDES, side
from vectorbeats_desktop.engine.search.guest import Guest
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.sound_space import SoundSpace
from vectorbeats_desktop.engine.search.vectors import TrackVectors, VectorScores
from vectorbeats_desktop.engine.search.wishes import Wish
from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]

NAME = "sounds"
WEIGHT = 1.0
ALIKE = 0.5  # cosine of a side of two sounds, from which on it is named
NAMED = 2  # sides at most


class SoundsChannel:
    """Compares the descriptors of sounds: the vectors of audio_embeddings, centred, emphasised, and without hubs."""

    def __init__(self, vectors: TrackVectors) -> None:
        self._vectors = vectors
        self._spaces: Recent[SoundSpace] = Recent(len(Emphasis))

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> SoundsEvidence | None:
        """Evidence for a part that is a sound. Raises StoreUnavailable."""
        if part.sound is None:
            return None
        emphasis = part.part.emphasis
        background = self._vectors.background(view)
        space = self._spaces.get((view.revision, emphasis), lambda: SoundSpace(background, emphasis))
        return SoundsEvidence(self._vectors, space, part.sound.vector, part.about, view, allowed)


class SoundsEvidence:
    """How alike each track sounds."""

    channel = NAME
    weight = WEIGHT

    def __init__(
        self,
        vectors: TrackVectors,
        space: SoundSpace,
        sound: Floats,
        about: str,
        view: LibraryView,
        allowed: frozenset[str] | None,
    ) -> None:
        self._space = space
        self._about = about
        self._query = space.placed(sound)
        # The store compares vectors as they are: what is nearest to this one is, but for lengths, nearest in the space.
        asked = self._query * space.factors
        self._stored = VectorScores(vectors, asked if asked.any() else sound, view, allowed)
        self._scores: dict[str, float] = {}

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The nearest tracks of the store, or the farthest."""
        return self._stored.candidates(limit, fewest=fewest)

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated likeness of any tracks, (n,) float32; 0 for a track without a sound. Raises StoreUnavailable."""
        missing = [track_id for track_id in track_ids if track_id not in self._scores]
        found = self._stored.vectors(missing)
        if found:
            placed = self._space.placed(np.stack(list(found.values())))
            scores = self._space.scores(self._query, placed, self._space.crowding(placed, tuple(found)))
            self._scores.update(zip(found, scores.tolist(), strict=True))
        return np.array([self._scores.get(track_id, 0.0) for track_id in track_ids], np.float32)

    def wish(self) -> Wish:
        """Sounds near to the one that is asked for."""
        return self._stored.wish

    def receive(self, guests: Sequence[Guest]) -> SoundsEvidence:
        """The same of tracks that are not in the library."""
        evidence = copy(self)
        evidence._stored, evidence._scores = self._stored.of_guests(guests), {}
        return evidence

    def grounds(self, track_id: str) -> Grounds | None:
        """The sound it resembles, and the sides on which it does."""
        vector = self._stored.vector(track_id)
        if vector is None:
            return None
        sides = self._alike(self._space.placed(vector))
        named = f", alike in {' and '.join(sides)}" if sides else ""
        return Grounds(f"sounds like {self._about}{named}")

    def _alike(self, placed: Floats) -> list[str]:
        """The sides on which a track is alike, those first that bring the two nearest together."""
        shares: dict[str, float] = {}
        for emphasis in SIDES:
            own, other = self._query[side(emphasis)], placed[side(emphasis)]
            share = float(own @ other)
            if share > ALIKE * float(np.linalg.norm(own) * np.linalg.norm(other)):
                shares[emphasis.value] = share
        return sorted(shares, key=lambda name: -shares[name])[:NAMED]
