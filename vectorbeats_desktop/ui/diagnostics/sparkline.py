"""A small plot of how long the latest searches took."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.ui.theme import colours

MARGIN = 4
SHOWN = 60
DOT = 2.5


class Sparkline(QWidget):
    """A line from the oldest value on the left to the newest, which has a dot; what it says is told in words too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_values(self, values: Sequence[float]) -> None:
        """Show the newest of these, none below zero."""
        self.values = tuple(values[-SHOWN:])
        self.update()

    def points(self, room: QRectF) -> list[QPointF]:
        """Where in a rectangle the values lie: zero at its bottom, the largest at its top."""
        top = max(self.values, default=0.0) or 1.0
        steps = max(1, len(self.values) - 1)
        return [
            QPointF(room.left() + room.width() * place / steps, room.bottom() - room.height() * value / top)
            for place, value in enumerate(self.values)
        ]

    def sizeHint(self) -> QSize:
        return QSize(220, 36)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = colours()
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shown.line), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        points = self.points(room)
        painter.setPen(QPen(QColor(shown.accent), 1.6))
        painter.drawPolyline(QPolygonF(points))
        if points:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.accent))
            painter.drawEllipse(points[-1], DOT, DOT)
