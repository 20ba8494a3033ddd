"""Channel: tracks that are like those of a playlist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search import concept, sounds
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.guest import Guest
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.vectors import LEAST_SPREAD, TrackVectors, unit
from vectorbeats_desktop.engine.search.wishes import Wish
from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]

MOST_MEMBERS = 300  # of a longer playlist as many, spread over all of it
NEAREST = 5  # members that a track is compared with: a playlist may hold music of several kinds
EXAMPLES = 6  # members whose neighbours are candidates, beside those of their mean


class MembersChannel:
    """Compares one kind of vector: those of the sound, or those of the mood.

    A track's score is its mean cosine with the members that are nearest to it, both centred by the library's mean
    vector. `name` is the channel's, and `likeness` how a sentence begins that tells why.
    """

    def __init__(self, vectors: TrackVectors, name: str, weight: float, likeness: str) -> None:
        self._vectors = vectors
        self._name = name
        self._weight = weight
        self._likeness = likeness

    @classmethod
    def of_sound(cls, vectors: TrackVectors) -> MembersChannel:
        """By the vectors of audio_embeddings."""
        return cls(vectors, sounds.NAME, sounds.WEIGHT, "sounds like")

    @classmethod
    def of_mood(cls, vectors: TrackVectors) -> MembersChannel:
        """By the vectors of music_embeddings."""
        return cls(vectors, concept.NAME, concept.WEIGHT, "has the mood of")

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> MembersEvidence | None:
        """Evidence for a playlist of which some track has been analysed. Raises StoreUnavailable."""
        if not part.members:
            return None
        found = self._vectors.read(_spread(part.members))
        if not found:
            return None
        background = self._vectors.background(view).vectors
        centre = background.mean(axis=0) if len(background) else np.zeros(self._vectors.size, np.float32)
        scores = MembersScores(self._vectors, np.stack(list(found.values())), centre, view, allowed)
        return MembersEvidence(self._name, self._weight, scores, f"{self._likeness} {part.about}")


class MembersScores:
    """How near tracks are to the members, calibrated by the library's sample.

    `members` (m, size) are unit vectors, `centre` (size,) the library's mean.
    """

    def __init__(
        self, vectors: TrackVectors, members: Floats, centre: Floats, view: LibraryView, allowed: frozenset[str] | None
    ) -> None:
        self._vectors = vectors
        self._members = members
        self._centred = _rows(members - centre)
        self._centre = centre
        self._view = view
        self._allowed = allowed
        self._guests: Mapping[str, Floats] | None = None
        background = vectors.background(view)
        own = self._raw(background.vectors)
        self._mean, self._deviation = (float(own.mean()), float(own.std())) if len(own) else (0.0, 0.0)

    def candidates(self, limit: int, fewest: bool) -> list[str]:
        """Tracks near to the members' mean, or to some of them; or the farthest from the mean."""
        middle = self._middle()
        if fewest:
            return self._vectors.nearest(-middle, limit, self._view, self._allowed)
        examples = self._members[:: max(1, len(self._members) // EXAMPLES)][:EXAMPLES]
        each = max(1, limit // (2 * len(examples)))
        lists = [self._vectors.nearest(middle, limit // 2 or 1, self._view, self._allowed)]
        lists += [self._vectors.nearest(example, each, self._view, self._allowed) for example in examples]
        return list(dict.fromkeys(track_id for found in lists for track_id in found))

    @property
    def wish(self) -> Wish:
        """What a server is asked for: tracks near to the members' mean."""
        return Wish(self._vectors.collection, self._vectors.using, self._middle())

    def of_guests(self, guests: Sequence[Guest]) -> MembersScores:
        """The same for tracks that are not in the library: by their own vectors, on the library's scale."""
        scores = copy(self)
        using = self._vectors.using
        scores._guests = {guest.track_id: guest.vectors[using] for guest in guests if using in guest.vectors}
        return scores

    def _middle(self) -> Floats:
        middle = unit(self._members.mean(axis=0) - self._centre)
        return middle if middle.any() else self._members[0]

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated scores, (n,); 0 for a track without this vector. Raises StoreUnavailable."""
        found = self._vectors.read(track_ids) if self._guests is None else self._guests
        scores = np.zeros(len(track_ids), np.float32)
        rows = [row for row, track_id in enumerate(track_ids) if track_id in found]
        if rows and self._deviation >= LEAST_SPREAD:
            matrix = np.stack([found[track_ids[row]] for row in rows])
            scores[rows] = (self._raw(matrix) - self._mean) / self._deviation
        return scores

    def _raw(self, vectors: Floats) -> Floats:
        """The mean cosine with the nearest members, (n,)."""
        if not len(vectors):
            return np.zeros(0, np.float32)
        cosines = _rows(vectors - self._centre) @ self._centred.T
        nearest = min(NEAREST, cosines.shape[1])
        best = np.partition(cosines, cosines.shape[1] - nearest, axis=1)[:, -nearest:]
        raw: Floats = best.mean(axis=1)
        return raw


class MembersEvidence:
    """How like the playlist's tracks each track is."""

    def __init__(self, channel: str, weight: float, scores: MembersScores, why: str) -> None:
        self.channel = channel
        self.weight = weight
        self._scores = scores
        self._why = why

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """Tracks near to the playlist's, or far from them."""
        return self._scores.candidates(limit, fewest)

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated mean cosines with the nearest members."""
        return self._scores.scores(track_ids)

    def wish(self) -> Wish:
        """Tracks near to the playlist's."""
        return self._scores.wish

    def receive(self, guests: Sequence[Guest]) -> MembersEvidence:
        """The same of tracks that are not in the library."""
        return MembersEvidence(self.channel, self.weight, self._scores.of_guests(guests), self._why)

    def grounds(self, track_id: str) -> Grounds | None:
        """The playlist that it is like."""
        return Grounds(self._why)


def _spread(members: Sequence[str]) -> list[str]:
    if len(members) <= MOST_MEMBERS:
        return list(members)
    return [members[place * len(members) // MOST_MEMBERS] for place in range(MOST_MEMBERS)]


def _rows(vectors: Floats) -> Floats:
    """The rows at length 1; a row of zeros stays one."""
    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    units: Floats = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return units
