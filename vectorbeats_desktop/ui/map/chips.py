"""What is lit up and drawn on the map now, as chips that end it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import icon


class MapChips(QWidget):
    """Hidden while there is none."""

    light_ended = Signal()
    way_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light = self._chip()
        self.way = self._chip()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.light)
        row.addWidget(self.way)
        row.addStretch(1)
        self.light.clicked.connect(self.light_ended)
        self.way.clicked.connect(self.way_ended)
        self.show_light(0)

    def show_light(self, count: int) -> None:
        """Say how many tracks are lit up; 0 takes the chip away."""
        words = self.tr("{0} lit up").format(wording.tracks(count))
        self._say(self.light, words if count else "", self.tr("End lighting them up"))

    def show_way(self, count: int) -> None:
        """Say how long the path is that is drawn; 0 takes the chip away."""
        self._say(
            self.way,
            self.tr("Path of {0}").format(wording.tracks(count)) if count else "",
            self.tr("Take the path away"),
        )

    def _chip(self) -> QToolButton:
        chip = QToolButton(self)
        chip.setObjectName("filterChip")
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setIcon(icon("close", "accent_text"))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross comes after the words
        chip.hide()
        return chip

    def _say(self, chip: QToolButton, words: str, does: str) -> None:
        chip.setText(words)
        chip.setAccessibleName(f"{words}: {does}" if words else does)
        chip.setToolTip(does)
        chip.setVisible(bool(words))
        self.setVisible(bool(self.light.text() or self.way.text()))
