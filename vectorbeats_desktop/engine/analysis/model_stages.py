"""The stages that need a model: what it sees in covers, what it hears in tracks, and what it makes of phrases.

A library is whole without them. They come beside what is there: while a new sound model hears the library, searches
run on the vectors of the one before, which go when the new ones are complete.
"""

from __future__ import annotations

import logging
from pathlib import Path

from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
from vectorbeats_desktop.engine.analysis.embedding_stage import EmbeddingStage
from vectorbeats_desktop.engine.analysis.pool import WorkerCrashed, WorkerPool
from vectorbeats_desktop.engine.analysis.sight_stage import SightStage
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.towers import SoundTower
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.embeddings import SEARCHED
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import MUSIC
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.understanding import Understanding

logger = logging.getLogger(__name__)


class ModelStages:
    """Runs the models over the library, as far as they are installed. `problems` tell in words what went wrong."""

    def __init__(
        self,
        catalog: Catalog,
        store: VectorStore,
        covers: Path,
        understanding: Understanding,
        space: ConceptSpace,
        places: int,
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._covers = covers
        self._understanding = understanding
        self._space = space
        self._places = places
        self._elsewhere = elsewhere
        self.heard = 0
        self.reused = 0
        self.failed = 0
        self.problems: list[str] = []

    def see(self, ctx: TaskContext) -> None:
        """Show the picture model the covers that it has not seen. Raises Cancelled, StoreUnavailable."""
        tower = self._understanding.towers.pictures
        if tower is None or not self._catalog.has_covers():
            return
        try:
            phrases = self._understanding.phrases(tower, ctx)
            SightStage(self._catalog, self._store, self._covers, tower, self._space, phrases).run(ctx)
        except ModelUnavailable as error:
            self._tell(error)

    def hear(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Let the sound model hear the tracks that it has not heard. Raises Cancelled, StoreUnavailable."""
        tower = self._understanding.towers.sounds
        if tower is None:
            return
        stage = EmbeddingStage(self._catalog, self._store, tower, self._places, self._elsewhere)
        try:
            self._understanding.phrases(tower, ctx)  # first, so that words find what is heard as it is heard
            stage.run(pool, ctx)
        except ModelUnavailable as error:
            self._tell(error)
        self.heard, self.failed, self.reused = stage.done, stage.failed, stage.reused

    def settle(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Prepare what is said to the models, then let searches run on vectors that are now whole.

        Raises Cancelled, StoreUnavailable, DataFolderBroken.
        """
        try:
            self._understanding.prepare(pool, ctx)
        except (ModelUnavailable, WorkerCrashed, OSError) as error:
            self._tell(error)
            return
        tower = self._understanding.towers.sounds
        if tower is not None and not self._catalog.tracks_missing(*self._stage(tower), 1):
            self._switch(tower.space)

    def _stage(self, tower: SoundTower) -> tuple[str, int]:
        stage = EmbeddingStage(self._catalog, self._store, tower, self._places)
        return stage.name, stage.version

    def _switch(self, space: str) -> None:
        """Search by these vectors from now on, and forget those of models before."""
        if self._catalog.get_meta(SEARCHED) == space:
            return
        self._catalog.set_meta(SEARCHED, space)
        for old in self._catalog.embedding_models():
            if old != space:
                self._store.drop(MUSIC, old)
                self._catalog.forget_embeddings(old)
        logger.info("searches run on the vectors of %s", space)

    def _tell(self, error: Exception) -> None:
        logger.warning("a model could not be used: %s", error)
        self.problems.append(str(error))
