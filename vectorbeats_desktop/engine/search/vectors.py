"""Vectors of the store as evidence: nearest ones for candidates, exact scores for any track."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.engine.search.filters import Allowed
from vectorbeats_desktop.engine.search.guest import Guest
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.wishes import Wish
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import point_id

Floats = NDArray[np.float32]

WIDENED = 2  # times as many as should be needed are asked for, where what is not allowed is left out afterwards
WIDEST = 10  # times the limit
LEAST_SPREAD = 1e-6  # below this all tracks are alike, and being nearer means nothing


@dataclass(frozen=True, slots=True)
class Background:
    """The vectors of a sample of the library, (n, size), by which scores are calibrated."""

    revision: int
    vectors: Floats
    by_track: Mapping[str, Floats]

    def calibrate(self, scores: Floats, query: Floats) -> Floats:
        """Scores as standard deviations above the sample's mean score for this query."""
        if len(self.vectors) < 2:
            return np.zeros_like(scores)
        own = self.vectors @ query
        spread = float(own.std())
        if spread < LEAST_SPREAD:
            return np.zeros_like(scores)
        calibrated: Floats = ((scores - own.mean()) / spread).astype(np.float32)
        return calibrated


class PointIds:
    """Which point of the store is which track's, remembered: the names of points are hashes.

    Asking the store for the track instead (it is in the payload) took a third of a query's time. Safe
    to use from several threads.
    """

    def __init__(self) -> None:
        self._points: dict[str, str] = {}
        self._tracks: dict[str, str] = {}
        self._seen: tuple[str, ...] = ()

    def point(self, track_id: str) -> str:
        """The id of a track's point."""
        if (known := self._points.get(track_id)) is not None:
            return known
        made = point_id(track_id)
        self._tracks[made] = track_id
        self._points[track_id] = made
        return made

    def tracks(self, points: Iterable[str], view: LibraryView) -> list[str]:
        """The tracks of points, in their order; one that the view does not know is left out."""
        if self._seen is not view.track_ids:
            for track_id in view.track_ids:
                self.point(track_id)
            self._seen = view.track_ids
        found = (self._tracks.get(point) for point in points)
        return [track_id for track_id in found if track_id is not None]


class TrackVectors:
    """One named vector of the store, read by track. Safe to use from several threads."""

    def __init__(self, store: VectorStore, points: PointIds, collection: str, using: str, size: int) -> None:
        self.store = store
        self.points = points
        self.collection = collection
        self.using = using
        self.size = size
        self._lock = threading.Lock()
        self._background: Background | None = None

    def read(self, track_ids: Sequence[str]) -> dict[str, Floats]:
        """The vectors of those tracks that have one. Raises StoreUnavailable."""
        if not track_ids:
            return {}
        points = {self.points.point(track_id): track_id for track_id in track_ids}
        found = self.store.retrieve(self.collection, list(points), self.using)
        return {points[point]: np.asarray(vector, np.float32) for point, vector in found.items()}

    def nearest(self, vector: Floats, limit: int, view: LibraryView, allowed: frozenset[str] | None) -> list[str]:
        """The tracks nearest to a vector, nearest first; only allowed ones (None allows all). Raises StoreUnavailable.

        What is allowed is asked for by the payload where the store can tell, else by ids. Telling it ten thousand ids
        takes a tenth of a second, so that of a wide filter more are asked for without one, as long as enough of
        them pass.
        """
        if allowed is None:
            return self._ask(vector, limit, view)
        if not allowed:
            return []
        if isinstance(allowed, Allowed) and (where := allowed.where.get(self.collection)):
            return [track for track in self._ask(vector, limit, view, where=where) if track in allowed]
        widened = WIDENED * limit * len(view.track_ids) // len(allowed)
        if widened <= WIDEST * limit:
            found = [track for track in self._ask(vector, widened, view) if track in allowed]
            if len(found) >= limit:
                return found[:limit]
        return self._ask(vector, limit, view, ids=[self.points.point(track) for track in sorted(allowed)])

    def _ask(
        self,
        vector: Floats,
        limit: int,
        view: LibraryView,
        where: Mapping[str, FilterValue] | None = None,
        ids: Sequence[str] | None = None,
    ) -> list[str]:
        found = self.store.nearest(self.collection, self.using, vector, limit, where, ids, with_payload=False)
        return self.points.tracks((hit.id for hit in found), view)

    def background(self, view: LibraryView) -> Background:
        """The sample's vectors at the view's revision, kept while it stays the same."""
        with self._lock:
            if self._background is None or self._background.revision != view.revision:
                found = self.read(view.sample)
                rows = [found[track_id] for track_id in view.sample if track_id in found]
                matrix = np.stack(rows) if rows else np.zeros((0, self.size), np.float32)
                self._background = Background(view.revision, matrix, found)
            return self._background


class VectorScores:
    """How near tracks are to one query vector: cosine, calibrated by the library's sample."""

    def __init__(self, vectors: TrackVectors, query: Floats, view: LibraryView, allowed: frozenset[str] | None) -> None:
        self.query = query
        self._vectors = vectors
        self._view = view
        self._background = vectors.background(view)
        self._allowed = allowed
        self._known: dict[str, Floats | None] = dict(self._background.by_track)

    def candidates(self, limit: int, *, fewest: bool = False) -> list[str]:
        """The nearest tracks, nearest first, or the farthest. Raises StoreUnavailable."""
        return self._vectors.nearest(-self.query if fewest else self.query, limit, self._view, self._allowed)

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated cosines, (n,) float32; 0 for a track without this vector. Raises StoreUnavailable."""
        rows = self.rows(track_ids)
        present = np.array([row is not None for row in rows], dtype=bool)
        scores = np.zeros(len(rows), np.float32)
        if present.any():
            matrix = np.stack([row for row in rows if row is not None])
            scores[present] = self._background.calibrate(matrix @ self.query, self.query)
        return scores

    def vectors(self, track_ids: Sequence[str]) -> dict[str, Floats]:
        """The vectors of those tracks that have one. Raises StoreUnavailable."""
        self._load(track_ids)
        return {track_id: row for track_id in track_ids if (row := self._known[track_id]) is not None}

    def rows(self, track_ids: Sequence[str]) -> list[Floats | None]:
        """The vectors of tracks, None for one that has none. Raises StoreUnavailable."""
        self._load(track_ids)
        return [self._known[track_id] for track_id in track_ids]

    def of_guests(self, guests: Sequence[Guest]) -> VectorScores:
        """The same for tracks that are not in the library: by their own vectors, on the library's scale."""
        scores = copy(self)
        scores._known = {guest.track_id: guest.vectors.get(self._vectors.using) for guest in guests}
        return scores

    @property
    def wish(self) -> Wish:
        """What a server is asked for."""
        return Wish(self._vectors.collection, self._vectors.using, self.query)

    def vector(self, track_id: str) -> Floats | None:
        """The vector of a track, or None when it has none. Raises StoreUnavailable."""
        return self.rows([track_id])[0]

    @cached_property
    def mean(self) -> Floats:
        """The mean vector of the library's sample, (size,)."""
        if not len(self._background.vectors):
            return np.zeros(self._vectors.size, np.float32)
        mean: Floats = self._background.vectors.mean(axis=0)
        return mean

    def _load(self, track_ids: Sequence[str]) -> None:
        missing = [track_id for track_id in track_ids if track_id not in self._known]
        found = self._vectors.read(missing)
        self._known.update({track_id: found.get(track_id) for track_id in missing})


def unit(vector: Floats) -> Floats:
    """The vector at length 1; all zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length > 0 else vector
