"""A stage that has a worker read each track's file: the rounds, the batches and what becomes of failures."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from vectorbeats_desktop.engine.analysis.batches import LARGEST, Batch
from vectorbeats_desktop.engine.analysis.elsewhere import ASKED, Elsewhere, Told, Trust
from vectorbeats_desktop.engine.analysis.failures import checked, problem_of
from vectorbeats_desktop.engine.analysis.pace import Pace
from vectorbeats_desktop.engine.analysis.pool import AnalysisBug, Outcome, Task, WorkerPool
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.task import TaskContext

EVERYTHING = 2**31
REUSE = "reuse"
DIFFERENT = "What the library {device} has shared differs from what is found here; it was not taken over."

SENSELESS = "The program failed on this file: what it heard makes no sense."

logger = logging.getLogger(__name__)

Value = TypeVar("Value")


@dataclass(slots=True)
class Asked:
    """What was told of some tracks, and those of them that are yet to be worked out here and compared."""

    told: dict[str, Told]
    unchecked: set[str]


class FileStage(ABC, Generic[Value]):
    """Does one job for every track for which its stage is missing.

    `name` and `version` are the stage's, `job` is what a worker does with a file, and `after` names
    another stage and its version that must be done before. `args` follow the file when the job is called, and a
    batch has at most `largest` tracks. `elsewhere` is asked first for what other computers have found out. `done` and
    `failed` count tracks, and `reused` those of the done ones that were taken over; `compared` are the tracks that were
    worked out here though they were told.
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
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._catalog = catalog
        self.name = name
        self.version = version
        self._job = job
        self._after = after
        self._args = args
        self._batch: Batch[tuple[str, Value]] = Batch(largest)
        self._passed_over: set[str] = set()
        self._elsewhere = elsewhere
        self._trust = Trust()
        self.compared: set[str] = set()
        self.done = 0
        self.failed = 0
        self.reused = 0

    def run(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Do all that is missing; a file that crashed its worker gets its second try in the next round.

        What was done is kept when the run is cancelled. Raises Cancelled, DataFolderBroken, StoreUnavailable.
        """
        self._passed_over.clear()
        self._reuse(pool, ctx)
        while missing := self._missing():
            pace = Pace(ctx, self.name, len(missing))
            tasks = (Task((track_id, path), self._job, (path, *self._args)) for track_id, path in missing)
            try:
                for outcome in pool.run(tasks, ctx):
                    self._take(checked(self._catalog, outcome))
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

    def _write_told(self, told: Sequence[tuple[str, Any]]) -> int:
        """As `_write`, for results of another computer."""
        return self._write(told)

    def _makes_sense(self, found: Value) -> bool:
        """Whether a worker's result can be taken; one that cannot is its file's failure, and no other's."""
        return True

    def _alike(self, told: Any, found: Value) -> bool:
        """Whether another computer's result is what was found here; a stage of sums allows for how they are rounded."""
        return bool(told == found)

    def _reuse(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Take over what other computers have found out.

        Workers work out the samples while further tracks are asked for and what has proved true is written.
        """
        if self._elsewhere is None:
            return
        asked: deque[Asked] = deque()
        try:
            for outcome in pool.run(self._samples(self._elsewhere, asked, ctx), ctx):
                self._compare(self._elsewhere, asked, checked(self._catalog, outcome))
                self._take_over(self._elsewhere, asked, ctx)
        except Cancelled:
            self._keep()
            raise
        self._kept(self._keep(), ctx)

    def _samples(self, source: Elsewhere, asked: deque[Asked], ctx: TaskContext) -> Iterator[Task]:
        """Ask for all that is missing, a part at a time, and give out what is to be worked out here as well."""
        missing = self._missing()
        pace = Pace(ctx, REUSE, len(missing))
        for start in range(0, len(missing), ASKED):
            ctx.checkpoint()
            paths = dict(missing[start : start + ASKED])
            answer = source.ask(self.name, self.version, list(paths), ctx)
            told = {track_id: each for track_id, each in answer.items() if each.device not in self._trust.lost}
            sampled = self._trust.sample(told)
            asked.append(Asked(told, set(sampled)))
            yield from (Task((t, paths[t]), self._job, (paths[t], *self._args)) for t in sampled)
            self._take_over(source, asked, ctx)
            pace.step(count=len(paths))

    def _compare(self, source: Elsewhere, asked: deque[Asked], outcome: Outcome) -> None:
        """Take what was found here, and see whether it is what was told."""
        track_id = outcome.task.key[0]
        outcome = self._take(outcome)
        part = next(part for part in asked if track_id in part.unchecked)
        part.unchecked.remove(track_id)
        theirs = part.told.pop(track_id)
        if outcome.failure is None:
            self.compared.add(track_id)
            self._judge(source, theirs, outcome.value)

    def _judge(self, source: Elsewhere, theirs: Told, found: Value) -> None:
        """Believe a computer no more whose result is not what was found here."""
        device = theirs.device
        if device not in self._trust.lost and not self._alike(theirs.value, found):
            self._trust.lost.add(device)
            source.notices.append(DIFFERENT.format(device=device))

    def _take_over(self, source: Elsewhere, asked: deque[Asked], ctx: TaskContext) -> None:
        """Write what was told, part by part in the order of asking, as far as all samples have been compared."""
        while asked and not asked[0].unchecked:
            told = asked.popleft().told
            believed = [(t, each.value) for t, each in told.items() if each.device not in self._trust.lost]
            if believed:
                ctx.checkpoint()
                written = self._write_told(believed)
                source.taken(self.name, [track_id for track_id, _ in believed])
                self.done += written
                self.reused += written
                self._kept(written, ctx)

    def _kept(self, tracks: int, ctx: TaskContext) -> None:
        """Take note of a batch that was written, outside of a cancelled run."""

    def _missing(self) -> list[tuple[str, Path]]:
        found = self._catalog.tracks_missing(self.name, self.version, EVERYTHING, after=self._after)
        return [each for each in found if each[0] not in self._passed_over]

    def _take(self, outcome: Outcome) -> Outcome:
        """Keep a result, or what went wrong; returns the outcome as it was taken."""
        track_id, path = outcome.task.key
        if outcome.failure is None and not self._makes_sense(outcome.value):
            outcome = replace(outcome, failure=AnalysisBug(SENSELESS, "The next version may do better."))
            logger.error("a result makes no sense", extra={"stage": self.name, "track": track_id})
        if outcome.failure is None:
            self._batch.add((track_id, outcome.value))
        elif (problem := problem_of(path, self.name, outcome.failure)) is None:
            self._passed_over.add(track_id)
        else:
            crashed = outcome.crashed
            self.failed += self._catalog.stage_failed(track_id, self.name, self.version, problem, crashed=crashed)
        return outcome

    def _keep(self) -> int:
        found = self._batch.take()
        written = self._write(found) if found else 0
        self.done += written
        return written
