"""What is drawn over the points: the way, the point that plays, the one that is meant, a line drawn by hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from vectorbeats_desktop.ui.theme import colours

CORNER = 12
CROSS = 7


@dataclass(frozen=True, slots=True)
class Marks:
    """Pixels, where each thing is; None for what is not there."""

    way: list[QPointF]
    playing: QPointF | None
    current: QPointF | None
    middle: QPointF | None
    lasso: QPolygonF
    radius: float
    focused: bool


def paint_marks(painter: QPainter, room: QRect, marks: Marks, outside: QColor) -> None:
    """Draw all marks, and round the corners of the room with the colour that is outside of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tones = colours()
    if marks.way:
        _paint_way(painter, marks)
    if marks.playing is not None:
        painter.setBrush(QColor(tones.accent))
        painter.setPen(QPen(QColor(tones.surface), 2))
        painter.drawEllipse(marks.playing, marks.radius + 4, marks.radius + 4)
    if marks.current is not None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tones.text), 2))
        painter.drawEllipse(marks.current, marks.radius + 4, marks.radius + 4)
    if marks.middle is not None:
        painter.setPen(QPen(QColor(tones.muted), 1))
        for off in (QPointF(CROSS, 0), QPointF(0, CROSS)):
            painter.drawLine(marks.middle - off, marks.middle + off)
    if marks.lasso.size() > 1:
        soft = QColor(tones.accent)
        soft.setAlphaF(0.15)
        painter.setBrush(soft)
        painter.setPen(QPen(QColor(tones.accent), 1.5, Qt.PenStyle.DashLine))
        painter.drawPolygon(marks.lasso)
    _paint_edge(painter, QRectF(room), marks.focused, outside)


def _paint_way(painter: QPainter, marks: Marks) -> None:
    """A line with a stop at each track; the first and the last are larger, and the first is hollow."""
    tones = colours()
    line = QPolygonF(marks.way)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    join = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    for colour, width in ((tones.surface, 5.0), (tones.accent, 2.5)):  # a rim, so that it stands out of the points
        painter.setPen(QPen(QColor(colour), width, *join))
        painter.drawPolyline(line)
    last = len(marks.way) - 1
    for number, stop in enumerate(marks.way):
        size = marks.radius + (4.0 if number in (0, last) else 1.5)
        painter.setBrush(QColor(tones.surface if number == 0 else tones.accent))
        painter.setPen(QPen(QColor(tones.accent if number == 0 else tones.surface), 2))
        painter.drawEllipse(stop, size, size)


def _paint_edge(painter: QPainter, room: QRectF, focused: bool, outside: QColor) -> None:
    tones = colours()
    inner = QPainterPath()
    inner.addRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
    corners = QPainterPath()
    corners.addRect(room)
    painter.fillPath(corners.subtracted(inner), outside)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tones.accent if focused else tones.line), 2 if focused else 1))
    painter.drawPath(inner)
