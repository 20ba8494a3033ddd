"""What a search keeps of the library in memory, for one revision of the catalogue."""

from __future__ import annotations

import threading
import zlib
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.search.names import NameIndex

SAMPLE_SIZE = 1_000  # the error of a mean over 1,000 tracks is 3 % of their deviation

Floats = NDArray[np.float32]


class LibraryView:
    """The tracks that can be searched by mood, and where they stand among each other.

    `track_ids` are in a fixed order and `place` gives each one's number in it; `valence` and
    `energy` are mid-ranks within the library, (n,) float32 in (0, 1).
    """

    def __init__(self, catalog: Catalog, revision: int) -> None:
        self.revision = revision
        self._catalog = catalog
        self._lock = threading.Lock()
        track_ids, valence, energy = catalog.moods()
        self.track_ids: tuple[str, ...] = tuple(track_ids)
        self.place = {track_id: number for number, track_id in enumerate(self.track_ids)}
        self._moods = np.sort(np.asarray(valence)), np.sort(np.asarray(energy))
        self.valence = mid_ranks(np.asarray(valence))
        self.energy = mid_ranks(np.asarray(energy))

    @cached_property
    def sample(self) -> tuple[str, ...]:
        """At most SAMPLE_SIZE tracks that stand for all, chosen by a hash: the same ones each time."""
        return tuple(sorted(self.track_ids, key=_shuffle_key)[:SAMPLE_SIZE])

    def ranks(self, valence: Floats, energy: Floats) -> tuple[Floats, Floats]:
        """Where other tracks would stand, by valence and energy as this library's are told: (n,) each, in [0, 1]."""
        return ranks_among(self._moods[0], valence), ranks_among(self._moods[1], energy)

    @property
    def names(self) -> NameIndex:
        """The index of names, made when it is first asked for."""
        with self._lock:
            return self._name_index

    @cached_property
    def _name_index(self) -> NameIndex:
        return NameIndex(self._catalog.names())


class LibraryViews:
    """Gives the view of the catalogue as it is now; the last one is kept while nothing changes."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._view: LibraryView | None = None

    def current(self) -> LibraryView:
        """The view of the catalogue's present revision, apart from melodies."""
        with self._lock:
            revision = self._catalog.view_revision()
            if self._view is None or self._view.revision != revision:
                self._view = LibraryView(self._catalog, revision)
            return self._view


def mid_ranks(values: NDArray[np.floating]) -> Floats:
    """The share of values below each one, ties counting half: (n,) float32 in (0, 1)."""
    return ranks_among(np.sort(values), values)


def ranks_among(ordered: NDArray[np.floating], values: NDArray[np.floating]) -> Floats:
    """The share of `ordered` that lies below each value, ties counting half: (n,) float32 in [0, 1]."""
    below = np.searchsorted(ordered, values, side="left")
    through = np.searchsorted(ordered, values, side="right")
    ranks: Floats = ((below + through) / (2 * max(len(ordered), 1))).astype(np.float32)
    return ranks


def _shuffle_key(track_id: str) -> tuple[int, str]:
    return zlib.crc32(track_id.encode()), track_id
