"""A stage that has a worker read each track's file: the rounds, the batches and what becomes of failures."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from vectorbeats_desktop.engine.analysis.batches import LARGEST, Batch
from vectorbeats_desktop.engine.analysis.failures import problem_of
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.pool import Outcome, Task, WorkerPool
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.task import TaskContext

EVERYTHING = 2**31

Value = TypeVar("Value")


class FileStage(ABC, Generic[Value]):
    """Does one job for every track for which its stage is missing.

    `name` and `version` are the stage's, `job` is what a worker does with a file, and `after` names
    another stage and its version that must be done before. `args` follow the file when the job is called, and a
    batch has at most `largest` tracks. `done` and `failed` count tracks.
    """

    def __init__(
        self,
        catalog: Catalog,
        name: str,
        version: int,
        job: Callable[..., Value],
        after: tuple[str, int] | None = None,
        *,
        args: tuple[Any, ...] = (),
        largest: int = LARGEST,
    ) -> None:
        self._catalog = catalog
        self.name = name
        self.version = version
        self._job = job
        self._after = after
        self._args = args
        self._batch: Batch[tuple[str, Value]] = Batch(largest)
        self._passed_over: set[str] = set()
        self.done = 0
        self.failed = 0

    def run(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Do all that is missing; a file that crashed its worker gets its second try in the next round.

        What was done is kept when the run is cancelled. Raises Cancelled, DataFolderBroken, StoreUnavailable.
        """
        self._passed_over.clear()
        while missing := self._missing():
            pace = Pace(ctx, self.name, len(missing))
            tasks = (Task((track_id, path), self._job, (path, *self._args)) for track_id, path in missing)
            try:
                for outcome in pool.run(tasks, ctx):
                    self._take(outcome)
                    if self._batch.full:
                        self._kept(self._keep(), ctx)
                    pace.step(outcome.task.key[1].name)
            except Cancelled:
                self._keep()
                raise
            self._kept(self._keep(), ctx)

    @abstractmethod
    def _write(self, found: Sequence[tuple[str, Value]]) -> int:
        """Make a batch durable and mark its tracks done; returns how many tracks that were."""

    def _kept(self, tracks: int, ctx: TaskContext) -> None:
        """Take note of a batch that was written, outside of a cancelled run."""

    def _missing(self) -> list[tuple[str, Path]]:
        found = self._catalog.tracks_missing(self.name, self.version, EVERYTHING, after=self._after)
        return [each for each in found if each[0] not in self._passed_over]

    def _take(self, outcome: Outcome) -> None:
        track_id, path = outcome.task.key
        if outcome.failure is None:
            self._batch.add((track_id, outcome.value))
        elif (problem := problem_of(path, self.name, outcome.failure)) is None:
            self._passed_over.add(track_id)
        else:
            crashed = outcome.crashed
            self.failed += self._catalog.stage_failed(track_id, self.name, self.version, problem, crashed=crashed)

    def _keep(self) -> int:
        found = self._batch.take()
        written = self._write(found) if found else 0
        self.done += written
        return written
