"""Channel: tracks whose cover looks like a picture, by the picture model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.vectors import LEAST_SPREAD
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES, point_id
from vectorbeats_desktop.engine.task import TaskContext

NAME = "cover"
WEIGHT = 0.2  # a cover says less of a track than its sound does
FEWEST_COVERS = 3  # of fewer it cannot be said which is unusually near
ALIKE = 2.0  # deviations above the library's covers from which on two pictures are said to look alike

Floats = NDArray[np.float32]


class CoverChannel:
    """Compares a picture with the covers of the library. `space` names the model that pictures are seen by now."""

    def __init__(self, catalog: Catalog, store: VectorStore, space: Callable[[], str]) -> None:
        self._catalog = catalog
        self._store = store
        self._space = space
        self._seen: Recent[SeenCovers] = Recent(1)

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> CoverEvidence | None:
        """Evidence for a part that the picture model has seen. Raises StoreUnavailable."""
        space = self._space()
        if part.picture is None or not space:
            return None
        covers = self._seen.get((view.revision, space), lambda: self._read(space))
        ctx.checkpoint()
        if len(covers.rows) < FEWEST_COVERS or covers.rows.shape[1] != len(part.picture):
            return None
        cosines = covers.rows @ part.picture
        spread = float(cosines.std())
        if spread < LEAST_SPREAD:
            return None
        scores = ((cosines - cosines.mean()) / spread).tolist()
        return CoverEvidence(covers.of_track, dict(zip(covers.ids, scores, strict=True)), allowed)

    def _read(self, space: str) -> SeenCovers:
        of_track = self._catalog.tracks_of_covers()
        covers = {point_id(cover): cover for cover in of_track.values()}
        rows = self._store.retrieve(IMAGES, list(covers), space)
        matrix = np.stack(list(rows.values())) if rows else np.zeros((0, 0), np.float32)
        return SeenCovers(of_track, tuple(covers[point] for point in rows), matrix)


@dataclass(frozen=True, slots=True, eq=False)
class SeenCovers:
    """The cover of each track, and the covers that the model has seen with their rows, (n, p)."""

    of_track: Mapping[str, str]
    ids: tuple[str, ...]
    rows: Floats


class CoverEvidence:
    """How alike each track's cover looks; a track without one is as far away as the average."""

    channel = NAME
    weight = WEIGHT

    def __init__(
        self, cover_of: Mapping[str, str], of_cover: Mapping[str, float], allowed: frozenset[str] | None
    ) -> None:
        self._scores = {track: of_cover[cover] for track, cover in cover_of.items() if cover in of_cover}
        self._allowed = allowed

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The tracks whose covers look most alike, or least."""
        kept = [track for track in self._scores if self._allowed is None or track in self._allowed]
        order = sorted(kept, key=lambda track: (self._scores[track] * (1 if fewest else -1), track))
        return order[:limit]

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Deviations above the library's covers, (n,)."""
        return np.array([self._scores.get(track_id, 0.0) for track_id in track_ids], np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        """That the cover looks like the picture."""
        return Grounds("its cover looks like the picture") if self._scores.get(track_id, 0.0) >= ALIKE else None
