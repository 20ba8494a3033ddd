"""Two tracks side by side: what both call up, and what only one of them does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.details import Details
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace
from vectorbeats_desktop.engine.records import Comparison, Track
from vectorbeats_desktop.engine.search.library_view import LibraryViews
from vectorbeats_desktop.engine.search.vectors import TrackVectors

Floats = NDArray[np.float32]

NAMED = 6  # concepts of each sort; more is a list, not an answer
LEAST = 0.02  # by which an activation lies above the library's mean before the concept is named
KINDS = (ConceptKind.MOOD, ConceptKind.TEXTURE)  # what is said of music; scenes and activities are said of pictures


class Comparing:
    """Compares by the concept vectors of the store, less the library's mean: what all tracks have tells none apart.

    Safe to use from several threads.
    """

    def __init__(self, details: Details, concepts: TrackVectors, views: LibraryViews, space: ConceptSpace) -> None:
        self._details, self._concepts, self._views, self._space = details, concepts, views, space
        mask = np.zeros(concepts.size, dtype=bool)
        mask[: len(space)] = np.any([space.kinds[kind] for kind in KINDS], axis=0)
        self._told = mask

    def of(self, first: Track, second: Track) -> Comparison:
        """Both in full, and their concepts, the strongest first; none where one has not been analysed.

        Raises StoreUnavailable, DataFolderBroken.
        """
        both = self._details.of(first), self._details.of(second)
        ids = [details.track.track_id for details in both]
        found = self._concepts.read([track_id for track_id in ids if track_id])
        if not all(track_id in found for track_id in ids):
            return Comparison(both)
        mean = self._mean()
        one, other = (np.where(self._told, found[track_id] - mean, 0) for track_id in ids)
        return Comparison(
            both,
            shared=self._names(np.minimum(one, other)),
            only=(self._names(np.where(other <= 0, one, 0)), self._names(np.where(one <= 0, other, 0))),
        )

    def _mean(self) -> Floats:
        sample = self._concepts.background(self._views.current()).vectors
        mean: Floats = sample.mean(axis=0) if len(sample) else np.zeros(self._concepts.size, np.float32)
        return mean

    def _names(self, strengths: Floats) -> tuple[str, ...]:
        order = np.argsort(-strengths, kind="stable")[:NAMED]
        return tuple(self._space.concepts[place].name for place in order if strengths[place] >= LEAST)
