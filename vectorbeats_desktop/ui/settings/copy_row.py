"""One copy of the catalogue: when it was made, what it holds, and the way back to it, which is asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.activity.words import moment
from vectorbeats_desktop.ui.row_pieces import row_button, row_label

if TYPE_CHECKING:  # the engine comes with the session
    from vectorbeats_desktop.engine.backup.copies import CatalogCopy, Holding


class CopyRow(QWidget):
    """A line of the list of copies."""

    wanted = Signal()  # the library shall be what it was

    def __init__(self, copy: CatalogCopy, holding: Holding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingRow")
        self.copy = copy
        when = moment(copy.made_at)
        self._holds = holding.problem or self._told(holding)
        self.title = row_label(f"{when} · {self._why()}", "settingTitle", self)
        self.text = row_label(self._holds, "muted", self)
        self.back = row_button(self.tr("Go back…"), when, self._ask, self)
        self.yes = row_button(self.tr("Go back to it"), when, self._on_yes, self)
        self.yes.setProperty("kind", "danger")
        self.no = row_button(self.tr("Leave it as it is"), when, self._on_no, self)
        self.back.setEnabled(not holding.problem)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        for button in (self.back, self.yes, self.no):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show_asking(False)

    def _why(self) -> str:
        titles = {
            "daily": self.tr("made by itself"),
            "asked": self.tr("made by you"),
            "before": self.tr("made before something was restored"),
        }
        return titles[self.copy.why]

    def _told(self, holding: Holding) -> str:
        text = self.tr("{0} recordings, {1} with stars, {2} playlists, {3} saved searches")
        counts = (holding.tracks, holding.ratings, holding.playlists, holding.searches)
        return text.format(*map(wording.number, counts))

    def _ask(self) -> None:
        self._show_asking(True)
        self.text.setText(
            self.tr(
                "The library will be what it was then: stars, playlists, searches and all. What it is now is kept as "
                "a copy first. Your music, the settings and the models stay as they are."
            )
        )
        self.no.setFocus()

    def _on_yes(self) -> None:
        self._on_no()
        self.wanted.emit()

    def _on_no(self) -> None:
        self._show_asking(False)
        self.text.setText(self._holds)
        self.back.setFocus()

    def _show_asking(self, asking: bool) -> None:
        self.back.setVisible(not asking)
        self.yes.setVisible(asking)
        self.no.setVisible(asking)
