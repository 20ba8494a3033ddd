"""Channel: the concepts that a picture or words call up, against the concepts of each track."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.reading import Reading
from vectorbeats_desktop.engine.search.channel import LEAST_CERTAINTY, Grounds, ReadPart
from vectorbeats_desktop.engine.search.guest import Guest
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.medium_means import MediumMeans
from vectorbeats_desktop.engine.search.vectors import TrackVectors, VectorScores, unit
from vectorbeats_desktop.engine.search.wishes import Wish
from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]

NAME = "concepts"
WEIGHT = 0.5
WITHOUT = 1.0  # how much an unwanted concept counts against a wanted one
SHARED_CONCEPTS = 2  # named in a reason; more is a list, not a reason
LEAST_SHARE = 0.04  # of a match; a concept that carried less is not worth naming


class ConceptChannel:
    """Compares readings with the tracks' concept vectors, each side centred by its own mean.

    The gap between two media (pictures use other concepts than music does, whatever they show)
    would otherwise be most of every cosine (Liang et al. 2022, "Mind the Gap").
    """

    def __init__(self, space: ConceptSpace, vectors: TrackVectors, means: MediumMeans) -> None:
        self._space = space
        self._vectors = vectors
        self._means = means

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> ConceptEvidence | None:
        """Evidence for a part that was read in the concept space. Raises StoreUnavailable."""
        if not any(_says_something(voice.reading) for voice in part.voices):
            return None
        directions = [voice.share * self._direction(voice.medium, voice.reading) for voice in part.voices]
        query = unit(np.sum(directions, axis=0, dtype=np.float32))
        if not query.any():
            return None
        told = tuple(word for voice in part.voices for word in voice.reading.told)
        return ConceptEvidence(self._space, VectorScores(self._vectors, query, view, allowed), told)

    def _direction(self, medium: str, reading: Reading) -> Floats:
        direction = np.zeros_like(reading.activations)
        if reading.activations.any():  # nothing understood is nothing asked, not "unlike the average"
            direction = unit(reading.activations) - self._means.mean(medium)
        if reading.without is not None:
            direction = direction - np.float32(WITHOUT) * unit(reading.without)
        padded = np.zeros(self._vectors.size, np.float32)
        padded[: len(direction)] = unit(direction)
        return padded


def _says_something(reading: Reading) -> bool:
    """False for what was not understood: even gibberish has a nearest concept."""
    return reading.certainty > LEAST_CERTAINTY or reading.without is not None


class ConceptEvidence:
    """How well each track's concepts fit."""

    channel = NAME
    weight = WEIGHT

    def __init__(self, space: ConceptSpace, scores: VectorScores, told: tuple[str, ...]) -> None:
        self._space = space
        self._scores = scores
        self._told = told

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The nearest tracks of the store, or the farthest."""
        return self._scores.candidates(limit, fewest=fewest)

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated cosines of any tracks."""
        return self._scores.scores(track_ids)

    def wish(self) -> Wish:
        """Concepts near to those that are asked for."""
        return self._scores.wish

    def receive(self, guests: Sequence[Guest]) -> ConceptEvidence:
        """The same of tracks that are not in the library."""
        return ConceptEvidence(self._space, self._scores.of_guests(guests), self._told)

    def grounds(self, track_id: str) -> Grounds | None:
        """The concepts that the query and the track share more than others do."""
        vector = self._scores.vector(track_id)
        if vector is None:
            return None
        wanted = self._scores.query
        shared = wanted * (vector - self._scores.mean)
        shared[wanted <= 0] = 0  # two absences are no common ground
        positive = float(shared[shared > 0].sum())
        order = np.argsort(-shared, kind="stable")[:SHARED_CONCEPTS]
        places = [place for place in order if place < len(self._space) and shared[place] > LEAST_SHARE * positive]
        if not places:
            return None
        concepts = [self._space.concepts[place] for place in places]
        said = ", ".join(concept.name for concept in concepts)
        told = ", ".join(self._told[:2])
        ids, names = tuple(concept.id for concept in concepts), tuple(concept.name for concept in concepts)
        return Grounds(f"{told} → {said}" if told else said, ids, names)
