"""Lanes: what may run beside what. One job of a lane runs at a time."""

from __future__ import annotations

from collections import deque
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.workers.job import Job


class Lane(QObject):
    """Runs jobs one after the other, or, where the latest wins, only the newest.

    A lane starts closed and keeps its jobs waiting until `open` is called, so that what the
    person asks while the library is still opening is answered as soon as it stands.
    """

    busy_changed = Signal(bool)

    def __init__(self, name: str, *, latest_wins: bool = False, opened: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._latest_wins = latest_wins
        self._open = opened
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._refusal: KnownError | None = None

    @property
    def current(self) -> Job | None:
        """The running job."""
        return self._running

    @property
    def busy(self) -> bool:
        return self._running is not None or bool(self._waiting)

    def add(self, job: Job) -> Job:
        """Start a job now, or when the lane gets to it."""
        if self._refusal is not None:
            # Told later, so that whoever started the job has had time to connect to it.
            QTimer.singleShot(0, job, partial(job.refuse, self._refusal))
            return job
        if self._latest_wins:
            self._give_up_older()
        self._waiting.append(job)
        self._next()
        return job

    def open(self) -> None:
        """Let the waiting jobs run."""
        self._open, self._refusal = True, None
        self._next()

    def refuse(self, error: KnownError) -> None:
        """Fail what waits and what is added until `open`, as what the jobs need is not there."""
        self._refusal = error
        while self._waiting:
            self._waiting.popleft().refuse(error)

    def cancel_all(self) -> None:
        """Cancel the running job and give up the waiting ones."""
        self._give_up_older()

    def shut(self, wait_ms: int) -> bool:
        """Cancel everything, start nothing more, and wait; say whether all has ended."""
        self._open = False
        self._give_up_older()
        return self._running is None or self._running.wait(wait_ms)

    def _give_up_older(self) -> None:
        while self._waiting:
            self._waiting.popleft().discard()
        if self._running is not None:
            self._running.cancel()

    def _next(self) -> None:
        if not self._open or self._running is not None or not self._waiting:
            return
        job = self._waiting.popleft()
        self._running = job
        job.finished.connect(self._on_finished)
        self.busy_changed.emit(True)
        job.start()

    def _on_finished(self) -> None:
        job, self._running = self._running, None
        if job is not None:
            job.wait()  # `finished` comes a moment before the thread has ended
        self.busy_changed.emit(self.busy)
        self._next()
