"""Stage "embedding": what a sound model makes of each track, beside all that is there without one.

Workers decode the windows while the model works on those before. A batch is kept in the catalogue and goes to the
store; what the store lost since is filled in from the catalogue, which costs no hours.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
from vectorbeats_desktop.engine.analysis.file_stage import FileStage
from vectorbeats_desktop.engine.analysis.jobs import windows
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.analysis.versions import number_of
from vectorbeats_desktop.engine.encoders.bridge.rows import unit_rows
from vectorbeats_desktop.engine.encoders.towers import SoundTower
from vectorbeats_desktop.engine.library.catalog import Catalog, EmbeddingRow
from vectorbeats_desktop.engine.library.embeddings import STAGE
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import MUSIC, point_id
from vectorbeats_desktop.engine.task import TaskContext

RECIPE = 1  # rises when the same model would hear other windows
BATCH = 8  # tracks: their windows wait in memory, 6 MB each
RESTORED = 512
SAME_EMBEDDING = 0.98  # a cosine: forms of a model that are quicker agree to .99
MUCH = 50  # tracks, from which on it pays to make the model quicker first

Floats = NDArray[np.float32]


class EmbeddingStage(FileStage[Floats]):
    """Lets a sound model hear every track whose sound could be described and that it has not heard."""

    def __init__(
        self,
        catalog: Catalog,
        store: VectorStore,
        tower: SoundTower,
        places: int,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._store = store
        self._tower = tower
        self._ctx = TaskContext()
        version = embedding_version(tower.space, places)
        after = ("sound", SOUND_VERSION)
        super().__init__(catalog, STAGE, version, windows, after, args=(places,), largest=BATCH, elsewhere=elsewhere)

    def run(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Restore what the store lost, then hear what is missing.

        Raises ModelUnavailable when the model fails, with all that it did before kept; else what FileStage.run raises.
        """
        self._ctx = ctx
        self._store.declare(MUSIC, self._tower.space, self._tower.dimension)
        self._restore(ctx)
        super().run(pool, ctx)

    def _reuse(self, pool: WorkerPool, ctx: TaskContext) -> None:
        super()._reuse(pool, ctx)
        if len(self._missing()) >= MUCH:
            self._tower.quicken(ctx)

    def _alike(self, told: EmbeddingRow, found: Floats) -> bool:
        mean = unit_rows(self._tower.sounds(found, self._ctx).mean(axis=0, keepdims=True))[0]
        return told.mean.shape == mean.shape and float(told.mean @ mean) >= SAME_EMBEDDING

    def _write_told(self, told: Sequence[tuple[str, EmbeddingRow]]) -> int:
        rows = [row for _, row in told if row.mean.shape == (self._tower.dimension,)]
        self._put(rows)
        self._catalog.embedding_done(self._tower.space, self.version, rows)
        return len(rows)

    def _restore(self, ctx: TaskContext) -> None:
        heard = self._catalog.embedded_tracks(self._tower.space)
        if len(heard) <= self._store.count(MUSIC, using=self._tower.space):
            return
        stored = self._store.ids(MUSIC, self._tower.space)
        lost = sorted(track_id for track_id in heard if point_id(track_id) not in stored)
        for start in range(0, len(lost), RESTORED):
            ctx.checkpoint()
            self._put(list(self._catalog.embeddings(self._tower.space, lost[start : start + RESTORED]).values()))

    def _write(self, found: Sequence[tuple[str, Floats]]) -> int:
        embedded = self._tower.sounds(np.concatenate([heard for _, heard in found]), self._ctx)
        rows, start = [], 0
        for track_id, heard in found:
            own = embedded[start : start + len(heard)]
            start += len(heard)
            rows.append(EmbeddingRow(track_id, unit_rows(own.mean(axis=0, keepdims=True))[0], own))
        self._put(rows)
        self._catalog.embedding_done(self._tower.space, self.version, rows)
        return len(rows)

    def _put(self, rows: Sequence[EmbeddingRow]) -> None:
        named = [Point(point_id(row.track_id), {self._tower.space: row.mean}, {}) for row in rows if row.mean.any()]
        if named:
            self._store.merge(MUSIC, named)
            self._store.flush()


def embedding_version(space: str, places: int) -> int:
    """Names the model and how much it heard of a track, as the catalogue's numbers do."""
    return number_of(f"{RECIPE}.{places}.{space}")
