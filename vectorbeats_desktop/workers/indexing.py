"""Indexing runs: one after the other, telling of themselves, and begun again when folders change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from vectorbeats_desktop.engine.records import IndexReport
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

SAMPLE_MS = 1000


class Indexing(QObject):
    """Owns the lane of indexing runs. `start_run` starts one that looks at the given files and folders."""

    started = Signal(object)  # Job; its result is an IndexReport
    library_changed = Signal()  # at most once a second while a run goes on, and at its end
    finished = Signal(object)  # IndexReport

    def __init__(self, start_run: Callable[[Collection[Path]], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start_run = start_run
        self._changed: set[Path] = set()
        self._unseen: set[Path] = set()  # that a run was to look at, and did not come to its end
        self.current: Job | None = None
        # Indexing takes the computer as it is; two runs at once would do everything twice.
        self.lane = Lane("index")
        self._sampler = QTimer(self, interval=SAMPLE_MS, singleShot=True)
        self._sampler.timeout.connect(self.library_changed)

    def add(self, job: Job) -> Job:
        """Start a run, or let it wait for the one that goes on."""
        job.started.connect(self._on_started)
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_succeeded)
        job.finished.connect(self._on_ended)
        return self.lane.add(job)

    def places_changed(self, places: Collection[Path]) -> None:
        """Index files and folders that changed by themselves, in one run after the one that goes on."""
        self._changed.update(places, self._unseen)
        self._unseen.clear()
        self._index_what_changed()

    def left_unseen(self, places: Collection[Path]) -> None:
        """Let the next run for changes look at these as well: the one that was to do so failed, or was cancelled."""
        self._unseen.update(places)

    def stop(self) -> None:
        """Begin nothing more by itself, and cancel the run that goes on."""
        self._sampler.stop()
        self._changed.clear()
        self.lane.cancel_all()

    def _on_started(self) -> None:
        self.current = self.lane.current
        self.started.emit(self.current)

    def _on_progress(self) -> None:
        if not self._sampler.isActive():
            self._sampler.start()

    def _on_succeeded(self, report: IndexReport) -> None:
        self.current = None
        self.finished.emit(report)

    def _on_ended(self) -> None:
        self.current = None
        self._sampler.stop()
        self.library_changed.emit()
        self._index_what_changed()

    def _index_what_changed(self) -> None:
        if self._changed and self.current is None:
            places, self._changed = self._changed, set()
            self._start_run(places)
