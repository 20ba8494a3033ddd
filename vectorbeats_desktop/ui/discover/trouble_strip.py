"""Says in the recorder what went wrong, what to do, and offers to look again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.icons import IconLabel


class TroubleStrip(QFrame):
    """Hidden until something is said."""

    again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("troubleStrip")
        self.message = self._label("bannerMessage")
        self.hint = self._label("bannerHint")
        self.again = QPushButton(self.tr("Look again"), self)
        self.again.clicked.connect(self.again_requested)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.message)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("warning", 20, self, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.again)
        self.hide()

    def say(self, message: str, hint: str, *, look_again: bool) -> None:
        self.message.setText(message)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.again.setVisible(look_again)
        self.setAccessibleName(message)
        self.setAccessibleDescription(hint)
        self.show()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
