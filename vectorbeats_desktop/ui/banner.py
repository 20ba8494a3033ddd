"""A line across the page that says what happened and what to do; it waits to be put away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui import error_details
from vectorbeats_desktop.ui.icons import IconButton, IconLabel

ICONS = {"error": ("error", "bad"), "warning": ("warning", "warn"), "info": ("info", "accent_text")}


class Banner(QFrame):
    """One message at a time; a newer one replaces it. Its button does `act`, or asks for what the window knows."""

    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._wish: Callable[[], object] | None = None
        self._details = ""
        self._icon = IconLabel("info", 20, self)
        self.message = self._label("bannerMessage")
        self.hint = self._label("bannerHint")
        self.action = QPushButton(self)
        self.action.hide()
        self.action.clicked.connect(self._act)
        self.copy_button = QPushButton(self.tr("Copy details"), self)
        self.copy_button.setToolTip(self.tr("For whoever helps you: what happened, and where the log tells of it"))
        self.copy_button.hide()
        self.copy_button.clicked.connect(lambda: error_details.copy(self._details))
        self.close_button = IconButton("close", self.tr("Put away"), self, 16)
        self.close_button.clicked.connect(self.hide)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.message)
        texts.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.action)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(
        self,
        message: str,
        hint: str = "",
        tone: str = "info",
        action: str = "",
        act: Callable[[], object] | None = None,
        details: str = "",
    ) -> None:
        """Show a message. `tone` is "info", "warning" or "error"; `action` names a button; `details` can be copied."""
        self._wish, self._details = act, details
        self.copy_button.setVisible(bool(details))
        self.message.setText(message)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._icon.set_icon(*ICONS[tone])
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(message)
        self.setAccessibleDescription(hint)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        self.hide()
        if self._wish is not None:
            self._wish()
        else:
            self.action_requested.emit()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
