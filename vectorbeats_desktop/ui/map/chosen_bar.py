"""What can be done with the tracks that were drawn around."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import IconButton, icon


class ChosenBar(QFrame):
    """Hidden while nothing is chosen."""

    play_wanted = Signal()
    enqueue_wanted = Signal()
    save_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hintBar")
        self.label = QLabel(self)
        self.label.setObjectName("hintText")
        self.play = QPushButton(icon("play", "on_accent"), self.tr("Play"), self)
        self.play.setProperty("kind", "primary")
        self.enqueue = QPushButton(self.tr("Add to the queue"), self)
        self.save = QPushButton(self.tr("Save as a playlist…"), self)
        self.clear = IconButton("close", self.tr("Choose none"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(8)
        layout.addWidget(self.label, 1)
        for button, wish in (
            (self.play, self.play_wanted),
            (self.enqueue, self.enqueue_wanted),
            (self.save, self.save_wanted),
            (self.clear, self.clear_wanted),
        ):
            button.clicked.connect(wish)
            layout.addWidget(button)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are chosen; none hides the bar."""
        self.label.setText(self.tr("{0} chosen").format(wording.tracks(count)))
        self.setAccessibleName(self.label.text())
        self.setVisible(count > 0)
