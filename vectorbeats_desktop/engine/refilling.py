"""The store, filled again out of the catalogue where it has lost points: no audio is decoded for it."""

from __future__ import annotations

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.sound_stage import restored_points
from vectorbeats_desktop.engine.details import Details
from vectorbeats_desktop.engine.library import audit
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, IMAGES, MUSIC, SOUND_VECTOR, point_id
from vectorbeats_desktop.engine.task import TaskContext

STAGE = "refill"
BATCH = 256
OF_COVERS = ("cover", "sight")


class Refilling:
    """Puts back what the catalogue keeps of each track: its place among sounds and its place among moods.

    A track's rough pitch contour, which no search asks for, comes back when the track is analysed anew.
    """

    def __init__(self, catalog: Catalog, store: VectorStore, details: Details, concept_space: str) -> None:
        self._catalog = catalog
        self._store = store
        self._details = details
        self._concept_space = concept_space

    def _promised(self) -> tuple[tuple[str, int, str, str], ...]:
        """Stages, their versions, and where what they promise lies. What an older version made is renewed, not lost."""
        return (
            ("sound", SOUND_VERSION, AUDIO, SOUND_VECTOR),
            ("mood", self._details.mood_version(), MUSIC, self._concept_space),
        )

    def is_due(self) -> bool:
        """Whether the store holds less than the catalogue says is done. Raises StoreUnavailable, DataFolderBroken."""
        return self._has_lost_pictures() or any(
            self._store.count(collection, using=name) < audit.count_done(self._catalog, stage, version)
            for stage, version, collection, name in self._promised()
        )

    def run(self, ctx: TaskContext) -> int:
        """Put back what is missing; returns of how many tracks. The library can be searched meanwhile.

        Raises Cancelled, StoreUnavailable, DataFolderBroken; what was put back stays.
        """
        lost = self._lost()
        pace = Pace(ctx, STAGE, len(lost))
        for start in range(0, len(lost), BATCH):
            ctx.checkpoint()
            batch = lost[start : start + BATCH]
            self._put_back(batch)
            pace.step(count=len(batch))
        if self._has_lost_pictures():
            for stage in OF_COVERS:
                audit.do_again(self._catalog, stage, audit.known_tracks(self._catalog))
        return len(lost)

    def _lost(self) -> list[str]:
        found: set[str] = set()
        for stage, version, collection, name in self._promised():
            done = audit.done_tracks(self._catalog, stage, version)
            stored = self._store.ids(collection, name)
            found |= {track_id for track_id in done if point_id(track_id) not in stored}
        return sorted(found)

    def _put_back(self, track_ids: list[str]) -> None:
        rows = {
            track_id: row for track_id, row in self._catalog.sounds(track_ids).items() if row.version == SOUND_VERSION
        }
        if not rows:
            return
        said = self._catalog.corrections(rows)
        self._store.merge(AUDIO, restored_points(list(rows.values()), said))
        self._details.read_anew(list(rows))
        self._store.flush()

    def _has_lost_pictures(self) -> bool:
        """Covers are seen again: what was seen in them is in the store alone."""
        return not self._store.count(IMAGES) and audit.has_seen_covers(self._catalog)
