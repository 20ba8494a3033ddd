"""A box that a track is chosen in: by typing a title or an artist, or by dropping its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStringListModel, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.dragging import files_of
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

PAUSE_MS = 150


class TrackField(QLineEdit):
    """Holds one track, or none while something else is typed."""

    track_changed = Signal()
    not_found = Signal(str)  # the name of a dropped file that the library does not have

    def __init__(self, actions: Actions, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._track: Track | None = None
        self._found: list[Track] = []
        self._job: Job | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("Type a title or an artist"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setAcceptDrops(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lines = QStringListModel(self)
        self.proposals = QCompleter(self._lines, self)
        self.proposals.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.proposals.setMaxVisibleItems(8)
        self.setCompleter(self.proposals)
        self._pause.timeout.connect(self._find)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)
        self.returnPressed.connect(self._take_first)
        self.proposals.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]

    @property
    def track(self) -> Track | None:
        return self._track

    def set_track(self, track: Track | None) -> None:
        """Hold this track."""
        self._pause.stop()
        self._job, self._track = None, track
        self.setText(line(track) if track is not None else "")
        self.setCursorPosition(0)
        self.setToolTip(plain_tip(wording.byline(track)) if track is not None else "")
        self.track_changed.emit()

    def give_up(self) -> None:
        """Take no answer any more: the field is about to go."""
        self._pause.stop()
        self._job = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_of(event.mimeData())
        if not files:
            super().dropEvent(event)
            return
        event.acceptProposedAction()
        job = self._actions.playlists.tracks_of_files(files[:1])
        self._job = job
        job.succeeded.connect(lambda found: self._on_dropped(job, files[0], found))

    def _on_dropped(self, job: Job, path: Path, found: Sequence[Track]) -> None:
        if job is not self._job:
            return
        self._job = None
        if found and found[0].track_id:
            self.set_track(found[0])
        else:
            self.not_found.emit(path.name)

    def _on_edited(self) -> None:
        self._pause.start()

    def _on_changed(self, text: str) -> None:
        if self._track is not None and text != line(self._track):
            self._track = None
            self.setToolTip("")
            self.track_changed.emit()

    def _find(self) -> None:
        words = self.text().strip()
        if not words:
            self._show([])
            return
        job = self._actions.playlists.find_tracks(words)
        self._job = job
        job.succeeded.connect(lambda found: self._on_found(job, found))

    def _on_found(self, job: Job, found: list[Track]) -> None:
        if job is not self._job:
            return
        self._job = None
        self._show(found)
        if found and self.hasFocus():
            self.proposals.complete()

    def _show(self, found: list[Track]) -> None:
        self._found = found
        self._lines.setStringList([line(track) for track in found])

    def _on_chosen(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.set_track(self._found[index.row()])

    def _take_first(self) -> None:
        if self._track is None and self._found and not self._pause.isActive():
            self.set_track(self._found[0])


def line(track: Track) -> str:
    """A track in one line."""
    return f"{track.name} — {wording.artist(track)}"
