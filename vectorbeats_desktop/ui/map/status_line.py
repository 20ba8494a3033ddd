"""How far a map is that is being made while another one is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.busy_line import BusyLine


class StatusLine(QWidget):
    """Hidden while nothing is made."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setObjectName("muted")
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setProperty("kind", "link")
        self.cancel.clicked.connect(self.cancel_wanted)
        self.busy = BusyLine(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.cancel)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.busy)
        self.hide()

    def say(self, text: str) -> None:
        """Show that something goes on, and what."""
        self.label.setText(text)
        self.setAccessibleName(text)
        self.busy.set_busy(True)
        self.show()

    def put_away(self) -> None:
        self.busy.set_busy(False)
        self.hide()
