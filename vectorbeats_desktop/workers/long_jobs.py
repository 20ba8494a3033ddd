"""The jobs that a person may want to watch, pause and end: which run now, and since when."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.workers.job import Job


@dataclass(frozen=True, slots=True, eq=False)
class LongJob:
    """A job that takes minutes. `subject` tells what it is about, such as a model's id.

    A `quiet` one began by itself, and will again: who shows what it is about tells how it ended.
    """

    job: Job
    subject: str = ""
    quiet: bool = False
    since: float = field(default_factory=time.time)  # seconds since the epoch

    @property
    def kind(self) -> str:
        """What it does, by the name that its action gave it."""
        return self.job.name


class LongJobs(QObject):
    """Keeps those that run or wait for their turn, in the order they were asked for."""

    began = Signal(object)  # LongJob
    ended = Signal(object)  # LongJob

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: list[LongJob] = []

    @property
    def current(self) -> tuple[LongJob, ...]:
        return tuple(self._current)

    def follow(self, job: Job, subject: str = "", quiet: bool = False) -> None:
        """Keep a job until it has ended."""
        long = LongJob(job, subject, quiet)
        self._current.append(long)
        for outcome in (job.succeeded, job.failed, job.cancelled):
            outcome.connect(partial(self._on_ended, long))
        self.began.emit(long)

    def _on_ended(self, long: LongJob, *_outcome: object) -> None:
        if long in self._current:
            self._current.remove(long)
            self.ended.emit(long)
