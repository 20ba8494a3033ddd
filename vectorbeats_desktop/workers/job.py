"""A thread that owns one piece of work, from its start to exactly one outcome."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import SIGNAL, QObject, QThread, Signal

from vectorbeats_desktop.engine import request
from vectorbeats_desktop.engine.errors import Cancelled, KnownError
from vectorbeats_desktop.engine.task import Progress, TaskContext, ignore_progress

# macOS gives a new thread 512 KB, which the recursion of a deep folder tree can use up.
STACK_BYTES = 8 * 1024 * 1024

Work = Callable[[TaskContext], object]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Outcome:
    result: object = None
    error: Exception | None = None


class Job(QThread):
    """Runs `work(context)` once. All signals are emitted in the thread that made the job.

    In order: `started`, `progressed` any number of times, one of `succeeded`, `failed` and
    `cancelled`, and `finished`. Once `cancel` was called the outcome is `cancelled`, whatever
    the work still did. A job that is cancelled before it starts is never started.

    `request` is the id of what the person asked for: that of the job whose outcome led to this one, else a new one.
    """

    progressed = Signal(object)  # Progress
    succeeded = Signal(object)  # what the work returned
    failed = Signal(object)  # KnownError, or any other Exception, which is a bug
    cancelled = Signal()
    paused_changed = Signal(bool)

    _reported = Signal(object)
    _ended = Signal(object)

    def __init__(self, name: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setStackSize(STACK_BYTES)
        self.context = TaskContext(sink=self._report)
        self.request = request.current() or request.new()
        self.progress: Progress | None = None
        self._work = work
        self._told = False
        self._reported.connect(self._on_reported)
        self._ended.connect(self._on_ended)

    @property
    def name(self) -> str:
        return self.objectName()

    @property
    def paused(self) -> bool:
        return self.context.paused

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint."""
        self.context.cancel()

    def pause(self) -> None:
        """Ask the work to wait at its next checkpoint."""
        self._change_pause(self.context.pause)

    def resume(self) -> None:
        """Let paused work go on."""
        self._change_pause(self.context.resume)

    def discard(self) -> None:
        """Give up a job that was not started: it is announced as cancelled."""
        self.context.cancel()
        self._on_ended(_Outcome())

    def refuse(self, error: KnownError) -> None:
        """Fail a job that was not started, as what it needs is not there."""
        self._on_ended(_Outcome(error=error))

    def run(self) -> None:
        with request.following(self.request):
            log.debug("a job begins", extra={"job": self.name})
            outcome = self._attempt()
            log.debug("a job ends", extra={"job": self.name})
        self._ended.emit(outcome)

    def _change_pause(self, change: Callable[[], None]) -> None:
        before = self.paused
        change()
        if self.paused != before:
            self.paused_changed.emit(self.paused)

    def _attempt(self) -> _Outcome:
        try:
            self.context.checkpoint()
            return _Outcome(self._work(self.context))
        except Cancelled:
            self.context.cancel()
            return _Outcome()
        except KnownError as error:
            request.mark(error)
            log.info("a job failed", extra={"job": self.name, "code": error.code, "reason": str(error)})
            return _Outcome(error=error)
        except Exception as error:  # the one place where bugs of a job end up
            request.mark(error)
            log.exception("a job met a bug", extra={"job": self.name})
            return _Outcome(error=error)

    def _report(self, progress: Progress) -> None:
        self._reported.emit(progress)

    def _on_reported(self, progress: Progress) -> None:
        self.progress = progress
        if not self._told:
            self.progressed.emit(progress)

    def _on_ended(self, outcome: _Outcome) -> None:
        if self._told:
            return
        self._told = True
        # The context would keep the job alive, and a cycle may be collected in any thread.
        self.context.sink = ignore_progress
        with request.following(self.request):
            self._tell(outcome)
        self._forget_receivers()

    def _forget_receivers(self) -> None:
        """Let go of all who waited for the outcome.

        A slot that holds the job and is held by the job's signal is a cycle that Python does not see: both would stay.
        """
        for signal, signature in (
            (self.progressed, "progressed(PyObject)"),
            (self.succeeded, "succeeded(PyObject)"),
            (self.failed, "failed(PyObject)"),
            (self.cancelled, "cancelled()"),
            (self.paused_changed, "paused_changed(bool)"),
        ):
            if self.receivers(SIGNAL(signature)):
                signal.disconnect()

    def _tell(self, outcome: _Outcome) -> None:
        if self.context.cancelled:
            self.cancelled.emit()
        elif outcome.error is not None:
            self.failed.emit(outcome.error)
        else:
            self.succeeded.emit(outcome.result)
