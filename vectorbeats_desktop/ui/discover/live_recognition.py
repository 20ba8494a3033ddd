"""Listens for a known recording while one is being made, so that the answer comes as soon as it is sure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.take import Heard, Take
    from vectorbeats_desktop.workers.recorder import Recorder

FIRST_S = 2.0  # less of a recording says nothing
EVERY_S = 1.0


class LiveRecognition(QObject):
    """Asks about once a second, and never while an answer is still to come."""

    recognised = Signal(object)  # engine.recognition.Heard

    def __init__(self, recorder: Recorder, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._recorder, self._actions = recorder, actions
        self.enabled = False  # whether the library has anything to be recognised
        self._listening = False
        self._job: Job | None = None
        self._looking = False
        self._asked_s = 0.0  # how long the recording was when it was last looked at
        recorder.started.connect(self._on_started)
        recorder.heard.connect(self._on_heard)
        recorder.so_far.connect(self._on_so_far)

    def end(self) -> None:
        """The recording has ended: what is still heard of it does not matter."""
        self._listening = self._looking = False
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _on_started(self, _device: object) -> None:
        self.end()
        self._listening, self._asked_s = self.enabled, FIRST_S - EVERY_S

    def _on_heard(self, heard: Heard) -> None:
        waits = self._looking or self._job is not None
        if self._listening and not waits and heard.elapsed_s >= self._asked_s + EVERY_S:
            self._asked_s = heard.elapsed_s
            self._looking = True
            self._recorder.look()

    def _on_so_far(self, take: Take) -> None:
        if not self._listening or not self._looking:
            return
        self._looking = False
        self._job = job = self._actions.listen(take.samples, take.rate)
        job.succeeded.connect(partial(self._on_listened, job))
        job.failed.connect(partial(self._on_failed, job))

    def _on_listened(self, job: Job, heard: object) -> None:
        if job is self._job:
            self._job = None
            if heard is not None:
                self.end()
                self.recognised.emit(heard)

    def _on_failed(self, job: Job, _error: object) -> None:
        """Without it the recording goes on: it can still be searched with, which tells what is wrong."""
        if job is self._job:
            self.end()
