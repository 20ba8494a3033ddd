"""The vectors of the store that the installed models made, made known to the store when they are first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from vectorbeats_desktop.engine.encoders.towers import Towers, WordsTower
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES, MUSIC


class ModelVectors:
    """Follows the models as they come and go. Safe to use from several threads."""

    def __init__(self, store: VectorStore, points: PointIds, towers: Callable[[], Towers]) -> None:
        self._store = store
        self._points = points
        self._towers = towers
        self._lock = threading.Lock()
        self._tracks: TrackVectors | None = None

    def tracks(self) -> TrackVectors | None:
        """Tracks as the sound model heard them that searches run on; None without one. Raises StoreUnavailable."""
        tower = self._towers().searched
        if tower is None:
            return None
        with self._lock:
            if self._tracks is None or self._tracks.using != tower.space or not self._known(MUSIC, tower):
                self._store.declare(MUSIC, tower.space, tower.dimension)
                self._tracks = TrackVectors(self._store, self._points, MUSIC, tower.space, tower.dimension)
            return self._tracks

    def pictures(self) -> str:
        """The space of pictures as the picture model sees them; "" without one. Raises StoreUnavailable."""
        tower = self._towers().pictures
        if tower is None:
            return ""
        with self._lock:
            if not self._known(IMAGES, tower):
                self._store.declare(IMAGES, tower.space, tower.dimension)
        return tower.space

    def _known(self, collection: str, tower: WordsTower) -> bool:
        return self._store.spaces[collection].get(tower.space) == tower.dimension
