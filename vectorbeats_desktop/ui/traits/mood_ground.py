"""The plane of moods without anything on it: dark to bright from left to right, calm to energetic upwards."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from vectorbeats_desktop.ui.theme import SIZES, colours

RADIUS = 10
MARGIN = 14  # so that a dot in the corner is whole
CONTEXT = "MoodPlane"


def inside(room: QRectF) -> QRectF:
    """Where moods lie in a widget of that size."""
    return room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)


def point_of(room: QRectF, valence: float, energy: float) -> QPointF:
    """Where a mood lies; both numbers from -1 to 1."""
    inner = inside(room)
    return QPointF(inner.left() + (valence + 1) / 2 * inner.width(), inner.bottom() - (energy + 1) / 2 * inner.height())


def mood_at(room: QRectF, point: QPointF) -> tuple[float, float]:
    """Valence and energy of a place; beyond the edges they are beyond 1."""
    inner = inside(room)
    return (
        2 * (point.x() - inner.left()) / inner.width() - 1,
        2 * (inner.bottom() - point.y()) / inner.height() - 1,
    )


def paint_ground(painter: QPainter, room: QRectF, font: QFont, *, focused: bool) -> None:
    """Paint the frame, the axes and the words at their ends."""
    theme, frame, inner = colours(), room.adjusted(1, 1, -1, -1), inside(room)
    painter.setPen(QPen(QColor(theme.accent if focused else theme.line), 2 if focused else 1))
    painter.setBrush(QColor(theme.ground))
    painter.drawRoundedRect(frame, RADIUS, RADIUS)
    painter.setPen(QPen(QColor(theme.line), 1, Qt.PenStyle.DashLine))
    middle = inner.center()
    painter.drawLine(QPointF(inner.left(), middle.y()), QPointF(inner.right(), middle.y()))
    painter.drawLine(QPointF(middle.x(), inner.top()), QPointF(middle.x(), inner.bottom()))
    _paint_words(painter, frame.adjusted(8, 4, -8, -4), font)


def _paint_words(painter: QPainter, room: QRectF, font: QFont) -> None:
    small = QFont(font)
    small.setPixelSize(SIZES["tiny"])
    painter.setFont(small)
    painter.setPen(QColor(colours().muted))
    centre, middle = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
    for words, where in (
        (QCoreApplication.translate(CONTEXT, "energetic"), Qt.AlignmentFlag.AlignTop | centre),
        (QCoreApplication.translate(CONTEXT, "calm"), Qt.AlignmentFlag.AlignBottom | centre),
        (QCoreApplication.translate(CONTEXT, "dark"), Qt.AlignmentFlag.AlignLeft | middle),
        (QCoreApplication.translate(CONTEXT, "bright"), Qt.AlignmentFlag.AlignRight | middle),
    ):
        painter.drawText(room, int(where), words)


def mood_words(valence: float, energy: float) -> str:
    """A place for those who do not see it."""
    return QCoreApplication.translate(CONTEXT, "brightness {0} %, energy {1} %").format(
        round(100 * valence), round(100 * energy)
    )
