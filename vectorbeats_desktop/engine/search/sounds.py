"""Channel: tracks that sound like a dropped sound, or like a track of the library."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.vectors import TrackVectors, VectorScores, unit
from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]

NAME = "sounds"
WEIGHT = 1.0


class SoundsChannel:
    """Compares the descriptors of sounds: the vectors of audio_embeddings, standardised and centred."""

    def __init__(self, vectors: TrackVectors) -> None:
        self._vectors = vectors

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> SoundsEvidence | None:
        """Evidence for a part that is a sound. Raises StoreUnavailable."""
        if part.sound is None:
            return None
        scores = VectorScores(self._vectors, unit(part.sound.vector), view, allowed)
        return SoundsEvidence(scores, part.about)


class SoundsEvidence:
    """How near each track's sound is."""

    channel = NAME
    weight = WEIGHT

    def __init__(self, scores: VectorScores, about: str) -> None:
        self._scores = scores
        self._about = about

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The nearest tracks of the store, or the farthest."""
        return self._scores.candidates(limit, fewest=fewest)

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated cosines of any tracks."""
        return self._scores.scores(track_ids)

    def grounds(self, track_id: str) -> Grounds | None:
        """The sound it resembles."""
        return Grounds(f"sounds like {self._about}")
