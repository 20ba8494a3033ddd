"""What everything slow is given: a way to stop, to pause, and to say how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from vectorbeats_desktop.engine.errors import Cancelled

SAMPLE_INTERVAL_S = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is. `total` is 0 while it is not known; rates are per second."""

    stage: str
    done: int = 0
    total: int = 0
    detail: str = ""
    rate: float = 0.0
    left_s: float | None = None


def ignore_progress(progress: Progress) -> None:
    """Take a progress record and show it to nobody."""


@dataclass(slots=True)
class TaskContext:
    """Cancel and pause tokens and a progress sink, shared by a task and whoever started it."""

    sink: Callable[[Progress], None] = ignore_progress
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _running: threading.Event = field(default_factory=threading.Event)
    _last_report: float = 0.0
    _last_stage: str = ""

    def __post_init__(self) -> None:
        self._running.set()

    def cancel(self) -> None:
        """Ask the task to stop at its next checkpoint; a paused task stops too."""
        self._cancelled.set()
        self._running.set()

    def pause(self) -> None:
        """Ask the task to wait at its next checkpoint."""
        if not self._cancelled.is_set():
            self._running.clear()

    def resume(self) -> None:
        """Let a paused task go on."""
        self._running.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    def checkpoint(self) -> None:
        """Return when the task may go on; raise Cancelled when it shall stop."""
        self._running.wait()
        if self._cancelled.is_set():
            raise Cancelled

    def report(self, progress: Progress) -> None:
        """Pass progress on, at most ten times a second, but always a new stage and the end of one."""
        now = time.monotonic()
        ends = progress.total > 0 and progress.done >= progress.total
        if not ends and progress.stage == self._last_stage and now - self._last_report < SAMPLE_INTERVAL_S:
            return
        self._last_report, self._last_stage = now, progress.stage
        self.sink(progress)
