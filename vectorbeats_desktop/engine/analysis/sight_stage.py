"""Stage "sight": what a picture model sees in the covers of the library, beside what their colours say."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.cover import cover_file
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.versions import number_of
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.picture_file import load_picture
from vectorbeats_desktop.engine.encoders.towers import PictureTower, Pixels
from vectorbeats_desktop.engine.encoders.zero_shot import ZeroShotConcepts, pictures_mean, seen_payload
from vectorbeats_desktop.engine.errors import UnreadablePicture
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES, point_id
from vectorbeats_desktop.engine.task import TaskContext

logger = logging.getLogger(__name__)

STAGE = "sight"
RECIPE = 1  # rises when the same model would be shown covers differently
BATCH = 64
TOLD = 256
MUCH = 200  # covers, from which on it pays to make the model quicker first
EVERYTHING = 2**31
SIDE = 512  # pixels, of covers and of dropped pictures alike: no picture model takes more

Floats = NDArray[np.float32]


class SightStage:
    """Shows the picture model each cover once, however many tracks share it."""

    def __init__(
        self,
        catalog: Catalog,
        store: VectorStore,
        covers: Path,
        tower: PictureTower,
        space: ConceptSpace,
        phrases: Floats,
    ) -> None:
        """`phrases`, (P, d), are what the model makes of the phrases of the space."""
        self._catalog = catalog
        self._store = store
        self._covers = covers
        self._tower = tower
        self._space = space
        self._phrases = phrases

    def run(self, ctx: TaskContext) -> None:
        """See the covers of all tracks whose cover the model has not seen, then say what they show.

        What a picture shows is told by how it differs from pictures in general, which is known once all are seen.
        Raises Cancelled, StoreUnavailable, DataFolderBroken, ModelUnavailable; what was seen is kept.
        """
        version = number_of(f"{RECIPE}.{self._tower.space}.{self._space.space_id}")
        self._store.declare(IMAGES, self._tower.space, self._tower.dimension)
        tracks = [track_id for track_id, _ in self._catalog.tracks_missing(STAGE, version, EVERYTHING)]
        if not tracks:
            return
        covers = self._covers_of(tracks)
        stored = self._store.ids(IMAGES, self._tower.space)
        new = [cover for cover in covers if point_id(cover) not in stored]
        if len(new) >= MUCH:
            self._tower.quicken(ctx)
        pace = Pace(ctx, STAGE, len(new))
        for start in range(0, len(new), BATCH):
            ctx.checkpoint()
            batch = new[start : start + BATCH]
            self._see(batch, ctx)
            pace.step(count=len(batch))
        self._tell(covers, ctx)
        self._catalog.stage_done(STAGE, version, tracks)

    def _covers_of(self, tracks: Sequence[str]) -> list[str]:
        files = self._catalog.tracks_by_id(tracks)
        return sorted({track.cover_id for each in files.values() for track in each if track.cover_id})

    def _see(self, covers: Sequence[str], ctx: TaskContext) -> None:
        shown = [(cover, pixels) for cover in covers if (pixels := self._pixels(cover)) is not None]
        if not shown:
            return
        rows = self._tower.pictures([pixels for _, pixels in shown], ctx)
        seen = [
            Point(point_id(cover), {self._tower.space: row}, {"image_id": cover})
            for (cover, _), row in zip(shown, rows, strict=True)
            if row.any()
        ]
        self._store.merge(IMAGES, seen)
        self._store.flush()

    def _tell(self, covers: Sequence[str], ctx: TaskContext) -> None:
        points = {point_id(cover) for cover in covers}
        rows = seen_pictures(self._store, self._tower.space)
        concepts = ZeroShotConcepts(self._space, self._phrases, pictures_mean(list(rows.values())))
        told = {point: seen_payload(concepts.read(row), self._space) for point, row in rows.items() if point in points}
        for start in range(0, len(told), TOLD):
            ctx.checkpoint()
            self._store.set_payload(IMAGES, dict(list(told.items())[start : start + TOLD]))
        self._store.flush()

    def _pixels(self, cover: str) -> Pixels | None:
        """None when the thumbnail has been cleared away or is damaged: the music does not mind."""
        try:
            return pixels_of(cover_file(self._covers, cover))
        except UnreadablePicture as error:
            logger.warning("a cover could not be read", extra={"cover": cover, "problem": str(error)})
            return None


def seen_pictures(store: VectorStore, space: str) -> dict[str, Floats]:
    """What the model made of each picture in the store, covers and dropped ones, by point. Raises StoreUnavailable."""
    rows = store.retrieve(IMAGES, sorted(store.ids(IMAGES, space)), space)
    return {point: np.asarray(row, np.float32) for point, row in rows.items()}


def pixels_of(picture: Path) -> Pixels:
    """What the model is shown of a picture file: (height, width, 3). Raises UnreadablePicture."""
    return np.asarray(load_picture(picture, SIDE), np.uint8)
