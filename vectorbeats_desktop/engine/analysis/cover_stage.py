"""Stage "cover": the covers of the library in the concept space, so that pictures find pictures."""

from __future__ import annotations

import logging
from pathlib import Path

from vectorbeats_desktop.engine.analysis.cover import cover_file
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.versions import number_of
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.picture import PICTURE_VERSION, PictureEncoder, picture_payload
from vectorbeats_desktop.engine.errors import UnreadablePicture
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES, point_id
from vectorbeats_desktop.engine.task import TaskContext

logger = logging.getLogger(__name__)

STAGE = "cover"
BATCH = 128


def version_of(space: ConceptSpace) -> int:
    """Names what reads pictures, and the concepts, as the catalogue's numbers do."""
    return number_of(f"{PICTURE_VERSION}.{space.space_id}")


class CoverStage:
    """Encodes each cover once, however many tracks share it."""

    def __init__(
        self, catalog: Catalog, store: VectorStore, covers: Path, pictures: PictureEncoder, space: ConceptSpace
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._covers = covers
        self._pictures = pictures
        self._space = space

    def run(self, ctx: TaskContext) -> None:
        """Encode the covers of all tracks whose cover has not been looked at."""
        version = version_of(self._space)
        pace = Pace(ctx, STAGE, 0)
        while missing := self._catalog.tracks_missing(STAGE, version, BATCH, anywhere=True):
            tracks = self._catalog.tracks_by_id([track_id for track_id, _ in missing])
            covers = {track.cover_id for files in tracks.values() for track in files if track.cover_id}
            stored = self._store.retrieve(IMAGES, map(point_id, covers), self._space.space_id)
            points = []
            for cover_id in sorted(cover for cover in covers if point_id(cover) not in stored):
                ctx.checkpoint()
                points += self._encode(cover_id)
            if points:
                self._store.merge(IMAGES, points)
                self._store.flush()
            self._catalog.stage_done(STAGE, version, [track_id for track_id, _ in missing])
            pace.step(count=len(missing))

    def _encode(self, cover_id: str) -> list[Point]:
        """The cover's point; none when its thumbnail has been cleared away or is damaged: the music does not mind."""
        try:
            picture = self._pictures.read(cover_file(self._covers, cover_id))
        except UnreadablePicture as error:
            logger.warning("a cover could not be read", extra={"cover": cover_id, "problem": str(error)})
            return []
        vector = self._space.to_vector(picture.reading.activations)
        if not vector.any():
            return []  # it says nothing of any concept
        told = picture_payload(cover_id, picture.description, picture.reading, self._space)
        return [Point(point_id(cover_id), {self._space.space_id: vector}, dict(told))]
