"""The melody that was heard in a track, as a line over its whole length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.engine.records import MelodyPoint
from vectorbeats_desktop.ui.discover.melody_lines import span, strands, stroke
from vectorbeats_desktop.ui.theme import colours

HEIGHT = 64
RADIUS = 8
LONGEST_GAP_S = 0.5


class MelodyStrip(QWidget):
    """Draws a melody; says in words how much of one there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Melody"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._points: Sequence[MelodyPoint] = ()
        self._length_s = 0.0

    def show_melody(self, points: Sequence[MelodyPoint], length_s: float) -> None:
        """Show the melody of a track of that length."""
        self._points, self._length_s = points, max(length_s, points[-1].second if points else 0.0, 1.0)
        self.setAccessibleDescription(self.tr("{0} notes were heard").format(len(points)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, theme = QRectF(self.rect()), colours()
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.ground))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if not self._points:
            return
        low, high = span(point.midi for point in self._points)
        inner = room.adjusted(6, 6, -6, -6)

        def place(second: float, midi: float) -> QPointF:
            x = inner.left() + second / self._length_s * inner.width()
            return QPointF(x, inner.bottom() - (midi - low) / (high - low) * inner.height())

        found = strands(((point.second, point.midi) for point in self._points), LONGEST_GAP_S)
        painter.setClipRect(inner.adjusted(-2, -2, 2, 2))
        stroke(painter, found, place, QPen(QColor(theme.accent_text), 1.5))
