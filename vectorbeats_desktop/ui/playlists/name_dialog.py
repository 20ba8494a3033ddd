"""Asks for a playlist's name, and never takes one that is taken without being told to."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.saved_names import LONGEST_NAME, checked_name, free_name

WIDTH = 460


class NameDialog(QDialog):
    """Offers the next free name where the typed one is taken; `may_replace` adds a button that takes it anyhow."""

    chosen = Signal(str, bool)  # the name, and whether the playlist that has it shall be replaced

    def __init__(
        self, title: str, text: str, name: str, taken: Collection[str], parent: QWidget | None, *, may_replace: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = frozenset(taken)
        self._may_replace = may_replace
        self.name = QLineEdit(name, self)
        self.note = QLabel(self)
        self.replace = QPushButton(self.tr("Replace it"), self)
        self.save = QPushButton(self)
        self._build(title, text)
        self.name.textChanged.connect(self._follow_name)
        self.save.clicked.connect(lambda: self._choose(self._free, replace=False))
        self.replace.clicked.connect(lambda: self._choose(self._typed, replace=True))
        self._follow_name()
        self.name.selectAll()

    def _build(self, title: str, text: str) -> None:
        head = QLabel(title, self)
        head.setObjectName("sheetTitle")
        what = QLabel(text, self)
        what.setObjectName("muted")
        what.setWordWrap(True)
        what.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name of the playlist"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setMinimumHeight(self.note.fontMetrics().height() * 2)  # so that the buttons stay where they are
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self.replace.setProperty("kind", "danger")
        self.replace.setAutoDefault(False)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (cancel, self.replace, self.save):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(12)
        for widget in (head, what, self.name, self.note):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def _follow_name(self) -> None:
        problem = self._read_name()
        taken = self._typed in self._taken
        if taken:
            problem = self.tr("There is a playlist of this name.")
        offers_free = taken and self._may_replace
        self.note.setText(problem)
        self.note.setProperty("tone", "warn")
        self.replace.setVisible(offers_free)
        self.save.setText(self.tr("Save as “{0}”").format(_short(self._free)) if offers_free else self.tr("Save"))
        self.save.setEnabled(bool(self._free) and (not taken or self._may_replace))

    def _read_name(self) -> str:
        """Read what is typed; return what is wrong with it, which is not said of an empty box."""
        try:
            self._typed = checked_name(self.name.text())
            self._free = free_name(self._typed, self._taken)
        except BadQuery as error:
            self._typed = self._free = ""
            return str(error) if self.name.text().strip() else ""
        return ""

    def _choose(self, name: str, *, replace: bool) -> None:
        self.chosen.emit(name, replace)
        self.accept()


def _short(name: str) -> str:
    """A name as a button can carry it, with its end, which tells the free one from the taken."""
    return name if len(name) <= 24 else f"{name[:14]}…{name[-8:]}"
