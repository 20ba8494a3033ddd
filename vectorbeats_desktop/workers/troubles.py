"""Keeps in the journal what went wrong with long jobs, and bugs, beside the window's thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.long_jobs import LongJob

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.journal import Journal

BUG = "internal_error"


class Troubles(QObject):
    """Writes to `journal`, once there is one."""

    added = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.journal: Journal | None = None
        self._lane = Lane("journal", opened=True)

    def follow(self, long: LongJob) -> None:
        """Keep the error that a long job may end with, unless it began by itself and will again."""
        if not long.quiet:
            long.job.failed.connect(partial(self._on_failed, long))

    def add_bug(self, error: Exception) -> None:
        """Keep that the program itself failed; the log has the traceback."""
        message = self.tr("Something went wrong inside the program ({0}).").format(type(error).__name__)
        self._add("", BUG, message, self.tr("It has been written to the log."), "")

    def count(self, error: Exception) -> None:
        """Count an error by its code."""
        if self.journal is not None:
            self.journal.count_error(error.code if isinstance(error, KnownError) else BUG)

    def shut(self, wait_ms: int) -> bool:
        """Say whether the thread has ended."""
        return self._lane.shut(wait_ms)

    def _on_failed(self, long: LongJob, error: Exception) -> None:
        # A bug is kept by who tells of it, and what was asked wrongly is no trouble of the program's.
        if isinstance(error, KnownError) and not isinstance(error, BadQuery):
            self._add(long.kind, error.code, error.message, error.hint, long.subject)

    def _add(self, what: str, code: str, message: str, hint: str, subject: str) -> None:
        journal = self.journal
        if journal is None:
            return

        def write(_context: TaskContext) -> None:
            journal.add_problem(what, code, message, hint, subject)

        job = Job("keep what went wrong", write)
        job.succeeded.connect(self.added)
        self._lane.add(job)
