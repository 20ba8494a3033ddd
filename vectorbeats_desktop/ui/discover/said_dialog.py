"""What a person said of results, search by search: to be looked at, and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.records import Said, Verdict
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

LEARNS = "search.learn_from_verdicts"
SIZE = QSize(560, 440)
MOST = 1_000  # the latest; nobody reads more of them

Known = tuple[Sequence[Said], Mapping[str, str]]  # what was said, and the names of the tracks


class SaidDialog(QDialog):
    """Also has the switch that lets what was said count for other searches."""

    taken_back = Signal()

    def __init__(self, actions: Actions, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What you said of results"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(SIZE)
        self._actions, self._session = actions, session
        self._said: list[Said] = []
        self.nothing = QLabel(self.tr("Nothing so far. Say “That’s it” or “Not this one” of a result."), self)
        self.entries = QListWidget(self)
        self.learns = QCheckBox(self.tr("Let this count a little for other searches, too"), self)
        self.forget = QPushButton(self.tr("Take back"), self)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Ask what was said."""
        self._actions.run("look at verdicts", lambda _ctx: known(self._session)).succeeded.connect(self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._forget()
        else:
            super().keyPressEvent(event)

    def _show(self, known: Known) -> None:
        said, names = known
        row = self.entries.currentRow()
        self._said = list(said)
        self.entries.clear()
        for one in self._said:
            item = QListWidgetItem(self._line(one, names), self.entries)
            item.setIcon(icon("check", "good") if one.verdict is Verdict.WANTED else icon("block", "bad"))
        self.entries.setCurrentRow(min(max(row, 0), len(self._said) - 1))
        self.entries.setVisible(bool(self._said))
        self.nothing.setVisible(not self._said)
        self.forget.setEnabled(bool(self._said))

    def _line(self, one: Said, names: Mapping[str, str]) -> str:
        name = names.get(one.track_id, self.tr("a track that is gone"))
        line = self.tr("That’s it: {0}, for {1}") if one.verdict is Verdict.WANTED else self.tr("Not {0}, for {1}")
        return line.format(name, one.asked)

    def _forget(self) -> None:
        row = self.entries.currentRow()
        if 0 <= row < len(self._said):
            one = self._said[row]
            job = self._actions.run("take back a verdict", lambda _ctx: self._session.verdicts.forget(one))
            job.succeeded.connect(self._on_taken_back)  # a lambda would outlive the dialog

    def _on_taken_back(self, _gone: object) -> None:
        self.taken_back.emit()
        self.refresh()

    def _on_learns(self, learns: bool) -> None:
        job = self._actions.run("choose what verdicts do", lambda _ctx: self._session.settings.set(LEARNS, learns))
        job.succeeded.connect(self.taken_back)

    def _build(self) -> None:
        self.nothing.setObjectName("muted")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.entries.setAccessibleName(self.windowTitle())
        self.entries.setUniformItemSizes(True)
        self.learns.setChecked(self._session.settings.flag(LEARNS))
        self.learns.toggled.connect(self._on_learns)
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self._forget)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.close)
        below = QHBoxLayout()
        below.addWidget(self.forget)
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.entries, 1)
        layout.addWidget(self.learns)
        layout.addLayout(below)


def known(session: Session) -> Known:
    """The latest that was said, and the names of its tracks."""
    said = session.verdicts.all()[:MOST]
    files = session.catalog.tracks_by_id([one.track_id for one in said])
    return said, {track_id: tracks[0].name for track_id, tracks in files.items() if tracks}
