"""One kind of thing that is kept: how many there are, and the way to delete them, which is asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.row_pieces import row_button, row_label
from vectorbeats_desktop.ui.settings import words

if TYPE_CHECKING:  # the engine comes with the session
    from vectorbeats_desktop.engine.kept import Kept


class KeptRow(QWidget):
    """A line of the table of what is kept."""

    forget_requested = Signal()

    def __init__(self, kept: Kept, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = kept
        self._count = 0
        title = words.tr(kept.title)
        self.title = row_label(title, "settingTitle", self)
        self.text = row_label(words.tr(kept.text), "muted", self)
        self.count = QLabel(self)
        self.count.setObjectName("muted")
        self.forget = row_button(self.tr("Delete…"), title, self._ask, self)
        self.yes = row_button(self.tr("Delete for good"), title, self._on_yes, self)
        self.yes.setProperty("kind", "danger")
        self.no = row_button(self.tr("Keep"), title, self._on_no, self)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        for widget in (self.count, self.forget, self.yes, self.no):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show_asking(False)
        self.count.setText(self.tr("Counting…"))
        self.forget.setEnabled(False)

    def fits(self, sought: list[str]) -> bool:
        """Whether all of the words are in what is told here, or in the title of the section."""
        kept = self.kept
        told = (kept.title, kept.text, self.title.text(), self.text.text(), words.group(words.PRIVACY))
        folded = " ".join(told).casefold()
        return all(word in folded for word in sought)

    def show_count(self, count: int) -> None:
        """Say how many there are."""
        self._count = count
        self.count.setText(wording.number(count) if count else self.tr("None"))
        self.forget.setEnabled(count > 0)
        self._show_asking(False)

    def _ask(self) -> None:
        self._show_asking(True)
        self.no.setFocus()

    def _on_yes(self) -> None:
        self._show_asking(False)
        self.forget.setEnabled(False)
        self.forget_requested.emit()

    def _on_no(self) -> None:
        self._show_asking(False)
        self.forget.setFocus()

    def _show_asking(self, asking: bool) -> None:
        self.forget.setVisible(not asking)
        self.yes.setVisible(asking)
        self.no.setVisible(asking)
