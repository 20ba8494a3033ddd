"""Something that a reason names, between two buttons that ask for less of it and for more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from vectorbeats_desktop.ui.discover.push_menu import push_words
from vectorbeats_desktop.ui.icons import IconButton

ICON = 14


class MoodChip(QFrame):
    """A chip of words; both buttons are reached by the Tab key."""

    push_requested = Signal(str, bool)  # the words, and whether they are to count more

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("moodChip")
        self.setAccessibleName(words)
        self.words = words
        self.less = self._button("minus", more=False)
        self.more = self._button("add", more=True)
        name = QLabel(words, self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 1, 2, 1)
        layout.setSpacing(2)
        for widget in (self.less, name, self.more):
            layout.addWidget(widget)

    def _button(self, icon: str, *, more: bool) -> IconButton:
        button = IconButton(icon, push_words(self.words, more), self, ICON)
        button.clicked.connect(lambda: self.push_requested.emit(self.words, more))
        return button
