"""Keeps the map up to date: asks for it when the library changes, one question at a time, and only while it is seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from vectorbeats_desktop.engine.map.records import MapPoints
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

PAUSE_MS = 5_000  # between two looks while the library goes on changing


class MapMaker(QObject):
    """`begun` and exactly one of `made`, `failed` and `given_up` for each question."""

    begun = Signal(bool)  # whether it is made from scratch
    progressed = Signal(object)  # Progress
    made = Signal(object)  # MapPoints
    failed = Signal(object)  # an exception
    given_up = Signal()

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._seen = self._stale = False
        self._declined = False  # a new map was offered and given up: it is not begun again by itself
        self._job: Job | None = None
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._look)
        actions.session_ready.connect(self.refresh)
        actions.library_changed.connect(self.refresh)
        actions.index_finished.connect(self.refresh)

    @property
    def busy(self) -> bool:
        return self._job is not None

    def set_seen(self, seen: bool) -> None:
        """Say whether anybody looks at the map; what changed meanwhile is asked for now."""
        self._seen = seen
        self._look()

    def refresh(self, *_change: object) -> None:
        """Ask for the map, or remember to."""
        self._stale = True
        self._look()

    def make_anew(self) -> None:
        """Find all places from scratch."""
        self._declined = False
        self._ask(anew=True)

    def cancel(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            self._job.cancel()

    def _look(self) -> None:
        if self._seen and self._stale and self._job is None and not self._pause.isActive():
            self._stale = False
            self._ask(anew=False)

    def _ask(self, *, anew: bool) -> None:
        if self._job is not None:
            return
        job = self._job = self._actions.map.points(anew=anew)
        self.begun.emit(anew)
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_made)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(lambda: self._on_cancelled(anew=anew))

    def _on_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _on_made(self, points: MapPoints) -> None:
        self._job = None
        self.made.emit(points)
        if points.outgrown and not self._declined and self._seen:
            self._ask(anew=True)
        else:
            self._pause.start()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)

    def _on_cancelled(self, *, anew: bool) -> None:
        self._job, self._declined = None, anew
        self.given_up.emit()
