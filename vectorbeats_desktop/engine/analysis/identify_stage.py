"""Stage "identify": which recording each new or changed file holds, what its tags say, its cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.analysis.batches import Batch
from vectorbeats_desktop.engine.analysis.failures import checked, problem_of
from vectorbeats_desktop.engine.analysis.jobs import Identified, identify
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.pool import Outcome, Task, WorkerPool
from vectorbeats_desktop.engine.analysis.versions import OUTDATED
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import Tags
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import MUSIC, point_id
from vectorbeats_desktop.engine.task import TaskContext

STAGE = "identify"
TRIES = 2


@dataclass(slots=True)
class IdentifyCounts:
    """What identifying did, in files."""

    identified: int = 0
    moved: int = 0
    failed: int = 0


class IdentifyStage:
    """Identifies all files that wait for it, and brings changed tags to what is stored already."""

    def __init__(self, catalog: Catalog, store: VectorStore, covers: Path) -> None:
        self._catalog = catalog
        self._store = store
        self._covers = covers
        self._batch: Batch[tuple[int, Identified]] = Batch()
        self._counts = IdentifyCounts()

    def run(self, pool: WorkerPool, ctx: TaskContext) -> IdentifyCounts:
        """Identify every waiting file; one that crashed its worker gets its second try at the end."""
        self._counts = IdentifyCounts()
        for _ in range(TRIES):
            if not self._pass(pool, ctx):
                break
        self._catalog.sweep_gone()
        return self._counts

    def _pass(self, pool: WorkerPool, ctx: TaskContext) -> bool:
        """Go once through what waits; return whether something shall be tried again."""
        again = False
        waiting = sum(1 for _ in self._catalog.files_to_identify())
        if not waiting:
            return False
        pace = Pace(ctx, STAGE, waiting)
        try:
            for read in pool.run(self._tasks(), ctx):
                outcome = checked(self._catalog, read)
                file_id, path = outcome.task.key
                if outcome.failure is None:
                    self._batch.add((file_id, outcome.value))
                else:
                    again |= self._fail(file_id, path, outcome)
                if self._batch.full:
                    self._keep()
                pace.step(path.name)
        except Cancelled:
            self._keep()
            raise
        self._keep()
        return again

    def _tasks(self) -> Iterator[Task]:
        for file_id, path in self._catalog.files_to_identify():
            yield Task((file_id, path), identify, (path, self._covers))

    def _fail(self, file_id: int, path: Path, outcome: Outcome) -> bool:
        assert outcome.failure is not None
        problem = problem_of(path, STAGE, outcome.failure)
        if problem is None:
            return False
        set_aside = self._catalog.identify_failed(file_id, problem, crashed=outcome.crashed)
        self._counts.failed += set_aside
        return not set_aside

    def _keep(self) -> None:
        """Write a batch: first to what the store holds already of these recordings, then to the catalogue."""
        found = self._batch.take()
        if not found:
            return
        former = self._store.payloads(MUSIC, {point_id(each.track_id) for _, each in found})
        known = {each.track_id: each for _, each in found if point_id(each.track_id) in former}
        other_genre = self._tell_store(known, former)
        with self._catalog.batch():
            for file_id, each in found:
                standing = self._catalog.identified(file_id, each.track_id, each.tags, each.cover_id)
                self._counts.identified += standing != 0
                self._counts.moved += standing not in (0, file_id)
            if known:
                for of_tags in ("cover", "gain"):
                    self._catalog.stage_done(of_tags, OUTDATED, known)
                self._catalog.stage_done("mood", OUTDATED, other_genre)

    def _tell_store(self, known: Mapping[str, Identified], former: Mapping[str, Mapping[str, Any]]) -> list[str]:
        """Bring the words of tracks in the store up to date; return those whose genre has changed.

        The genre is heard in the mood, which is then encoded anew.
        """
        if not known:
            return []
        self._store.set_payload(MUSIC, {point_id(track_id): words(each.tags) for track_id, each in known.items()})
        self._store.flush()
        return [
            track_id for track_id, each in known.items() if former[point_id(track_id)].get("genre") != each.tags.genre
        ]


def words(tags: Tags) -> dict[str, Any]:
    """The fields of music_embeddings that come from tags."""
    return {"artist": tags.artist, "album": tags.album, "title": tags.title, "genre": tags.genre}
