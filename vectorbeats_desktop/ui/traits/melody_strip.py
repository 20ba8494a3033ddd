"""The melody that was heard in a track, as a line over its whole length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.engine.records import MelodyPoint
from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.ui.traits.melody_lines import span, strands, stroke

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
        self._place: tuple[float, float] | None = None

    def show_melody(
        self, points: Sequence[MelodyPoint], length_s: float, place: tuple[float, float] | None = None
    ) -> None:
        """Show the melody of a track of that length, and, from second to second, the place that was searched for."""
        self._points, self._length_s = points, max(length_s, points[-1].second if points else 0.0, 1.0)
        self._place = place
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
        inner = room.adjusted(6, 6, -6, -6)
        if self._place is not None:
            left, right = (inner.left() + min(1.0, s / self._length_s) * inner.width() for s in self._place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRect(QRectF(left, room.top() + 1, max(2.0, right - left), room.height() - 2))
        if not self._points:
            return
        low, high = span(point.midi for point in self._points)

        def place(second: float, midi: float) -> QPointF:
            x = inner.left() + second / self._length_s * inner.width()
            return QPointF(x, inner.bottom() - (midi - low) / (high - low) * inner.height())

        found = strands(((point.second, point.midi) for point in self._points), LONGEST_GAP_S)
        painter.setClipRect(inner.adjusted(-2, -2, 2, 2))
        stroke(painter, found, place, QPen(QColor(theme.accent_text), 1.5))
