"""Brings the playing track's outline, and the place that was looked for, to the line that seeks in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.seek_slider import SeekSlider
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # it brings the worker pool along
    from vectorbeats_desktop.engine.analysis.outline import Outline

SETTLED_MS = 250  # who skips through tracks does not want them decoded

MatchOf = Callable[[Track], tuple[float, float] | None]
"""The seconds from which and to which a track is what was looked for, where it is known."""


class Outlining(QObject):
    """Asks for the outline of what plays; the newest wins, and a file that cannot be decoded has none."""

    def __init__(self, actions: Actions, line: SeekSlider, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions, self._line = actions, line
        self.match_of: MatchOf = lambda _track: None
        self._track: Track | None = None
        self._job: Job | None = None
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._ask)

    def show(self, track: Track | None) -> None:
        """Outline this track from now on."""
        if track is not None and self._track is not None and track.file_id == self._track.file_id:
            self._line.set_match(self.match_of(track))
            return
        self._track = track
        self._job = None
        self._line.set_outline(None)
        self._line.set_match(self.match_of(track) if track is not None else None)
        if track is not None and track.track_id:
            self._settled.start()
        else:
            self._settled.stop()

    def _ask(self) -> None:
        if self._track is None:
            return
        job = self._actions.outline(self._track)
        self._job = job
        job.succeeded.connect(lambda outline: self._on_outline(job, outline))

    def _on_outline(self, job: Job, outline: Outline) -> None:
        if job is self._job:
            self._line.set_outline(outline)
