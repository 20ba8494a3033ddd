"""A calm panel that says why a page has nothing to show, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.icons import IconLabel

TEXT_WIDTH = 460
ICON = 48


class StatePanel(QWidget):
    """A picture, a title, a sentence and a row of buttons, in the middle of the space there is."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statePanel")
        self._icon = IconLabel(icon, ICON, self)
        words = QWidget(self)
        words.setFixedWidth(TEXT_WIDTH)
        self.title = self._label("stateTitle", words)
        self.text = self._label("stateText", words)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)
        middle = QHBoxLayout()  # not an alignment: that would take away the height that wrapped lines need
        middle.addStretch(1)
        middle.addWidget(words)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(12)
        layout.addLayout(self._buttons)
        layout.addStretch(3)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def say(self, title: str, text: str = "", icon: str = "") -> None:
        """Replace what is said; the buttons stay, and so does the icon unless there is another."""
        if icon:
            self._icon.set_icon(icon)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def add_button(self, text: str, action: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Add a button to the row and return it."""
        button = QPushButton(text, self)
        button.setProperty("kind", "primary" if primary else "secondary")
        button.clicked.connect(lambda: action())
        self._buttons.addWidget(button)
        return button

    def _label(self, name: str, parent: QWidget) -> QLabel:
        label = QLabel(parent)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
