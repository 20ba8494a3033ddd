"""Draws a track's outline as bars, the part that was played in the accent, and the place that was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from vectorbeats_desktop.ui.theme import colours

if TYPE_CHECKING:  # it brings the worker pool along
    from vectorbeats_desktop.engine.analysis.outline import Outline

BAR_PX, GAP_PX = 2.0, 1.0
LEAST_PX = 2.0  # also of silence, so that the line does not break
QUIETEST = 0.05  # a track that stays below it is drawn low
PEAK_INK = 110  # opacity out of 255 of what only peaks reach, over the level
MATCH_LINE_PX = 3.0
MATCH_LEAST_PX = 6.0


def draw_outline(painter: QPainter, room: QRectF, outline: Outline, played: float, *, enabled: bool = True) -> None:
    """Draw the outline over the whole room; `played` is the share of it, in [0, 1], that is drawn in the accent."""
    bars = max(1, int(room.width() / (BAR_PX + GAP_PX)))
    peaks, levels = columns(outline.peaks, bars), columns(outline.levels, bars)
    scale = room.height() / max(float(peaks.max(initial=0.0)), QUIETEST)
    step = room.width() / bars
    painter.setPen(Qt.PenStyle.NoPen)
    for bar, (peak, level) in enumerate(zip(peaks.tolist(), levels.tolist(), strict=True)):
        reached = enabled and (bar + 0.5) / bars <= played
        ink = QColor(colours().accent if reached else colours().line_strong)
        faint = QColor(ink)
        faint.setAlpha(PEAK_INK)
        for height, colour in ((peak * scale, faint), (level * scale, ink)):
            tall = max(LEAST_PX, height)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(room.left() + bar * step, room.center().y() - tall / 2, BAR_PX, tall), 1, 1)


def draw_match(painter: QPainter, room: QRectF, start: float, end: float) -> None:
    """Mark the share of the room from `start` to `end`, both in [0, 1]."""
    left = room.left() + min(max(0.0, start), 1.0) * room.width()
    right = room.left() + min(max(start, end), 1.0) * room.width()
    place = QRectF(left, room.top() - 2, max(MATCH_LEAST_PX, right - left), room.height() + 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().accent_soft))
    painter.drawRoundedRect(place, 3, 3)
    painter.setBrush(QColor(colours().accent_text))
    painter.drawRoundedRect(QRectF(place.left(), place.bottom() - MATCH_LINE_PX, place.width(), MATCH_LINE_PX), 1, 1)


def columns(values: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The largest value of each of `count` equal pieces, shape (count,)."""
    edges = np.linspace(0, len(values), count + 1)
    first = np.minimum(edges[:-1].astype(np.intp), len(values) - 1)
    last = np.maximum(np.ceil(edges[1:]).astype(np.intp), first + 1)
    return np.array([values[a:b].max() for a, b in zip(first, last, strict=True)], np.float32)
