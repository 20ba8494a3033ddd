"""A recording as the outline of its loudness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from vectorbeats_desktop.ui.theme import colours

COLUMN_PX = 2
QUIETEST = 0.02  # a take that stays below that is drawn low, so that one sees that it is quiet
SHARE = 0.84  # of the height, for the loudest sample
INK = 38  # opacity out of 255


def draw_waveform(painter: QPainter, room: QRectF, samples: NDArray[np.float32]) -> None:
    """Fill the outline of mono samples, shape (n,), that last as long as the room is wide."""
    peaks = envelope(samples, max(1, int(room.width() / COLUMN_PX)))
    middle = room.center().y()
    scale = room.height() / 2 * SHARE / max(float(peaks.max(initial=0.0)), QUIETEST)
    step = room.width() / len(peaks)
    above = [
        QPointF(room.left() + step * (column + 0.5), middle - peak * scale)
        for column, peak in enumerate(peaks.tolist())
    ]
    below = [QPointF(corner.x(), 2 * middle - corner.y()) for corner in reversed(above)]
    ink = QColor(colours().text)
    ink.setAlpha(INK)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(above + below))


def envelope(samples: NDArray[np.float32], columns: int) -> NDArray[np.float32]:
    """The loudest sample of each of at most `columns` equal pieces, as an array of magnitudes."""
    if len(samples) == 0:
        return np.zeros(1, np.float32)
    edges = np.linspace(0, len(samples), min(columns, len(samples)), endpoint=False).astype(np.intp)
    return np.maximum.reduceat(np.abs(samples), edges)
