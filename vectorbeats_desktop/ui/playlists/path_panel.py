"""A path through the library: where it begins and ends, what it passes, how long it is, and what it came to."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.busy_line import BusyLine
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.icons import IconButton, beside_text, icon
from vectorbeats_desktop.ui.playlists.file_dialogs import ask_where_to_export
from vectorbeats_desktop.ui.playlists.steps_view import StepsView
from vectorbeats_desktop.ui.playlists.track_field import TrackField
from vectorbeats_desktop.ui.playlists.track_list import TrackList
from vectorbeats_desktop.ui.playlists.waypoints import Waypoints
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

SHORTEST, LONGEST, FIRST_LENGTH = 3, 60, 12
PAUSE_MS = 250
SLIDER_WIDTH = 220


class PathPanel(QWidget):
    """Looks for a path as soon as both ends are chosen, and anew whenever something of it changes."""

    found = Signal(object)  # list[Track], in order; empty when there is none any more
    save_requested = Signal(object, str)  # list[Track], and a name to begin with
    said = Signal(str, str, object)  # what happened, the name of a button, and what that does

    def __init__(self, actions: Actions, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._job: Job | None = None
        self.start = TrackField(actions, self.tr("Where the path begins"), self)
        self.end = TrackField(actions, self.tr("Where the path ends"), self)
        self.turn = IconButton("swap", self.tr("Turn the path around"), self)
        self.waypoints = Waypoints(actions, self)
        self.length = QSlider(Qt.Orientation.Horizontal, self)
        self.count = QLabel(self)
        self.line = BusyLine(self)
        self.state = QLabel(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.export = IconButton("export", self.tr("Export…"), self)
        self.save = QPushButton(self.tr("Save as a playlist…"), self)
        self.play = QPushButton(icon("play", "on_accent"), self.tr("Play"), self)
        self.steps = StepsView(self)
        self.table = TrackList(covers, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build()
        self._connect()
        self._show_length()
        self._show(())

    def begin_with(self, track: Track) -> None:
        """Take a track as the beginning, and ask for the end."""
        self.start.set_track(track)
        self.focus_next()

    def focus_next(self) -> None:
        """Go to the end that is still to be chosen."""
        (self.end if self.start.track is not None else self.start).setFocus()

    def keep(self) -> None:
        """Ask for the name to save the path under."""
        if tracks := self.table.given:
            self.save_requested.emit(tracks, self._name(tracks))

    def _build(self) -> None:
        self.length.setRange(SHORTEST, LONGEST)
        self.length.setValue(FIRST_LENGTH)
        self.length.setPageStep(5)
        self.length.setFixedWidth(SLIDER_WIDTH)
        self.length.setAccessibleName(self.tr("How many tracks the path has"))
        self.count.setObjectName("muted")
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(wording.tracks(LONGEST)) + 8)
        self.state.setObjectName("muted")
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.play.setProperty("kind", "primary")
        self.play.setIconSize(beside_text(16))
        self.table.setAccessibleName(self.tr("Tracks of the path"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(8)
        layout.addLayout(self._build_ends())
        layout.addWidget(self.line)
        layout.addLayout(self._build_buttons())
        layout.addWidget(self.steps)
        layout.addWidget(self.table, 1)
        order = (self.start, self.turn, self.end, self.waypoints, self.length, self.cancel, self.export, self.save)
        for before, after in pairwise((*order, self.play, self.table)):
            QWidget.setTabOrder(before, after)

    def _build_ends(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, field in ((self.tr("From"), self.start), (self.tr("To"), self.end)):
            label = QLabel(text, self)
            label.setObjectName("fieldLabel")
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 1)
        row.insertWidget(2, self.turn)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addLayout(row)
        rows.addWidget(self.waypoints)
        return rows

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.length)
        row.addWidget(self.count)
        row.addWidget(self.state, 1)
        for button in (self.cancel, self.export, self.save, self.play):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        for field in (self.start, self.end):
            field.track_changed.connect(self._ask_soon)
            field.not_found.connect(self._say_not_found)
        self.waypoints.changed.connect(self._on_waypoints)
        self.waypoints.not_found.connect(self._say_not_found)
        self.length.valueChanged.connect(self._show_length)
        self.length.valueChanged.connect(self._ask_soon)
        self.turn.clicked.connect(self._turn_around)
        self._pause.timeout.connect(self._ask)
        self.cancel.clicked.connect(self._give_up)
        self.save.clicked.connect(self.keep)
        self.export.clicked.connect(self._export)
        self.play.clicked.connect(self._play)

    def _show_length(self) -> None:
        self.count.setText(wording.tracks(self.length.value()))

    def _turn_around(self) -> None:
        start, end = self.start.track, self.end.track
        self.start.set_track(end)
        self.end.set_track(start)

    def _on_waypoints(self) -> None:
        self.length.setMinimum(max(SHORTEST, len(self.waypoints.tracks) + 2))
        self._ask_soon()

    def _ask_soon(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        start, end = self.start.track, self.end.track
        if start is None or end is None:
            self._give_up()
            self._show(())
            return
        through = [track.track_id for track in self.waypoints.tracks]
        job = self._actions.playlists.between(start.track_id, end.track_id, self.length.value(), through)
        self._job = job
        self._set_busy(True)
        job.succeeded.connect(lambda tracks: self._on_path(job, tracks))
        job.failed.connect(lambda error: self._on_failed(job, error))
        job.cancelled.connect(lambda: self._on_cancelled(job))

    def _give_up(self) -> None:
        self._actions.playlists.cancel_path()

    def _on_path(self, job: Job, tracks: tuple[Track, ...]) -> None:
        if job is self._job:
            self._set_busy(False)
            self._show(tracks)

    def _on_failed(self, job: Job, error: object) -> None:
        if job is self._job:
            self._set_busy(False)
            self._show(())
            self._say(str(error) if isinstance(error, KnownError) else self.tr("No path was found."), "bad")

    def _on_cancelled(self, job: Job) -> None:
        if job is self._job:
            self._set_busy(False)
            self._say(self.tr("Stopped."))

    def _set_busy(self, busy: bool) -> None:
        if not busy:
            self._job = None
        self.line.set_busy(busy)
        self.cancel.setVisible(busy)
        if busy:
            self._say(self.tr("Looking for a path…"))

    def _show(self, tracks: tuple[Track, ...]) -> None:
        self.table.show_tracks(tracks)
        self.found.emit(list(tracks))
        self.steps.show_tracks(tracks)
        self.steps.setVisible(bool(tracks))
        for button in (self.export, self.save, self.play):
            button.setEnabled(bool(tracks))
        self.cancel.setVisible(self._job is not None)
        self._say(self._outcome(tracks))

    def _outcome(self, tracks: tuple[Track, ...]) -> str:
        if not tracks:
            return self.tr("Choose both ends.")
        said = wording.playing_time(tracks)
        if len(tracks) < self.length.value():
            return self.tr("Only {0} were found on this path.").format(wording.tracks(len(tracks))) + f" {said}"
        return said

    def _say(self, text: str, tone: str = "muted") -> None:
        self.state.setText(text)
        self.state.setProperty("tone", tone)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)

    def _say_not_found(self, name: str) -> None:
        self.said.emit(self.tr("“{0}” is not in the library, or not analysed yet.").format(name), "", None)

    def _name(self, tracks: list[Track]) -> str:
        return self.tr("From {0} to {1}").format(tracks[0].name, tracks[-1].name)

    def _play(self) -> None:
        if tracks := self.table.given:
            self.table.wishes.play_requested.emit(tracks, 0, 0.0)

    def _export(self) -> None:
        if tracks := self.table.given:
            ask_where_to_export(self, self._name(tracks), lambda path: self._write(tracks, path))

    def _write(self, tracks: list[Track], path: Path) -> None:
        job = self._actions.playlists.export(tracks, path)
        job.succeeded.connect(lambda _result: self.said.emit(self.tr("Exported to {0}.").format(path), "", None))
