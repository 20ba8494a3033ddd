"""What fills the chosen playlist, in a line, and what can be done about it; it fills it as well."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import IconLabel, beside_text, icon
from vectorbeats_desktop.ui.playlists import rule_words
from vectorbeats_desktop.ui.playlists.smart_making import SmartMaker
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.smart_actions import FilledPlaylist

ICON = 18


class SmartBar(QWidget):
    """Hidden for a playlist that does not fill itself.

    One playlist is filled at a time: asked for the same one again, it waits for the answer before it asks anew.
    """

    filled = Signal(str, object)  # the playlist's name, and a FilledPlaylist
    failed = Signal(str)  # the name of a playlist that cannot be filled; the bar tells why

    def __init__(self, actions: Actions, maker: SmartMaker, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._maker = actions, maker
        self._name = ""
        self._job: Job | None = None
        self._again = False
        self.rules = ElidedLabel(self)
        self.edit = QPushButton(icon("sliders"), self.tr("Edit rules…"), self)
        self.freeze = QPushButton(self.tr("Freeze…"), self)
        self.note = QLabel(self)
        self._build()
        self.edit.clicked.connect(lambda: maker.edit(self._name))
        self.freeze.clicked.connect(lambda: maker.freeze(self._name))

    def fill(self, name: str) -> None:
        """Fill a smart playlist, and show what fills it."""
        self.show()
        if name == self._name and self._job is not None:
            self._again = True
            return
        if name != self._name:
            self.rules.setText("")
            self._say("")
        self._name, self._again = name, False
        self._job = job = self._actions.smart.fill(name)
        job.succeeded.connect(partial(self._on_filled, job))
        job.failed.connect(partial(self._on_failed, job))
        job.cancelled.connect(partial(self._on_cancelled, job))

    def leave(self) -> None:
        """Hide: another playlist is shown."""
        self._name, self._job, self._again = "", None, False
        self.hide()

    def _on_filled(self, job: Job, found: FilledPlaylist) -> None:
        if job is not self._job:
            return
        self.rules.setText(rule_words.recipe(found.recipe))
        nothing = () if found.filled.count else (self.tr("No track of your library fits these rules now."),)
        self._say("\n".join((*nothing, *found.filled.notices)))
        self._end()
        self.filled.emit(self._name, found)

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._say(str(error) if isinstance(error, KnownError) else self.tr("This playlist could not be filled."))
        self._end()
        self.failed.emit(self._name)

    def _on_cancelled(self, job: Job) -> None:
        if job is self._job:
            self._end()

    def _end(self) -> None:
        self._job = None
        if self._again:
            self.fill(self._name)

    def _say(self, note: str) -> None:
        self.note.setText(note)
        self.note.setAccessibleName(note)
        self.note.setVisible(bool(note))

    def _build(self) -> None:
        self.rules.setObjectName("muted")
        self.edit.setIconSize(beside_text(16))
        self.freeze.setToolTip(self.tr("Keep what it holds now as an ordinary playlist"))
        self.freeze.setAccessibleDescription(self.freeze.toolTip())
        for button in (self.edit, self.freeze):
            button.setProperty("kind", "quiet")
        self.note.setProperty("tone", "warn")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("smart-playlist", ICON, self, "accent_text"))
        row.addWidget(self.rules, 1)
        row.addWidget(self.edit)
        row.addWidget(self.freeze)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.note)
        self.hide()
