"""A switch: on or off, at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from vectorbeats_desktop.ui.theme import colours

TRACK = QSize(38, 22)
RING = 3  # pixels around the track, for the sign of focus
KNOB_GAP = 3


class Switch(QCheckBox):
    """A check box that looks like a switch; what it switches is told beside it and by its accessible name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("switch")
        self.setAccessibleName(name)
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return TRACK + QSize(2 * RING, 2 * RING)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        track = QRectF(RING, RING, TRACK.width(), TRACK.height())
        if self.hasFocus():
            painter.setPen(QPen(QColor(shown.accent), 2))
            ring = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        on = self.isChecked()
        outline = QColor(shown.accent if on else shown.muted)
        painter.setPen(QPen(outline, 1.5))
        painter.setBrush(QColor(shown.accent if on else shown.surface))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        side = track.height() - 2 * KNOB_GAP
        left = track.right() - KNOB_GAP - side if on else track.left() + KNOB_GAP
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.on_accent if on else shown.muted))
        painter.drawEllipse(QRectF(left, track.top() + KNOB_GAP, side, side))
