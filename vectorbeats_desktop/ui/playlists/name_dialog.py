"""Asks for a playlist's name, and never takes one that is taken without being told to."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.saved_names import LONGEST_NAME, checked_name, free_name

WIDTH = 540


class How(Enum):
    """What is to be done with a name."""

    NEW = auto()
    ADD = auto()  # put behind what the playlist of that name holds
    REPLACE = auto()


class NameDialog(QDialog):
    """Offers the next free name where the typed one is taken; `has_tracks` offers what else can be done with those."""

    chosen = Signal(str, object)  # the name, and How

    def __init__(
        self, title: str, text: str, name: str, taken: Collection[str], parent: QWidget | None, *, has_tracks: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = frozenset(taken)
        self._has_tracks = has_tracks
        self._full: frozenset[str] = frozenset()
        self.name = QLineEdit(name, self)
        self.note = QLabel(self)
        self.replace = QPushButton(self.tr("Replace it"), self)
        self.add = QPushButton(self.tr("Add to it"), self)
        self.save = QPushButton(self)
        self._build(title, text)
        self.name.textChanged.connect(self._follow_name)
        self.save.clicked.connect(lambda: self._choose(self._free, How.NEW))
        self.add.clicked.connect(lambda: self._choose(self._typed, How.ADD))
        self.replace.clicked.connect(lambda: self._choose(self._typed, How.REPLACE))
        self._follow_name()
        self.name.selectAll()

    def refuse_more(self, names: Collection[str]) -> None:
        """Do not offer to put anything into these: they fill themselves."""
        self._full = frozenset(names)
        self._follow_name()

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
        for button in (self.add, self.replace):
            button.setAutoDefault(False)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (cancel, self.replace, self.add, self.save):
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
        offers_more = taken and self._has_tracks
        self.note.setText(problem)
        self.note.setProperty("tone", "warn")
        self.replace.setVisible(offers_more)
        self.add.setVisible(offers_more and self._typed not in self._full)
        self.save.setText(self.tr("Save as “{0}”").format(_short(self._free)) if offers_more else self.tr("Save"))
        self.save.setEnabled(bool(self._free) and (not taken or self._has_tracks))

    def _read_name(self) -> str:
        """Read what is typed; return what is wrong with it, which is not said of an empty box."""
        try:
            self._typed = checked_name(self.name.text())
            self._free = free_name(self._typed, self._taken)
        except BadQuery as error:
            self._typed = self._free = ""
            return str(error) if self.name.text().strip() else ""
        return ""

    def _choose(self, name: str, how: How) -> None:
        self.chosen.emit(name, how)
        self.accept()


def _short(name: str) -> str:
    """A name as a button can carry it, with its end, which tells the free one from the taken."""
    return name if len(name) <= 24 else f"{name[:14]}…{name[-8:]}"
