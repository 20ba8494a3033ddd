"""Melodies as lines: how points of pitch become strokes, and two melodies one over the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from vectorbeats_desktop.engine.records import MelodyMatch
from vectorbeats_desktop.ui.theme import colours

PitchPoint = tuple[float, float | None]  # seconds, and a MIDI number or None where nothing is sung
Strand = list[tuple[float, float]]

LONGEST_GAP_S = 0.15  # a shorter rest is a consonant, and the line goes on
LARGEST_JUMP = 8.0  # semitones; a larger one is a tracker's octave error more often than a melody
LEAST_SPAN = 12.0  # semitones, so that a steady voice does not look as if it trembled
MARGIN = 1.5  # semitones above and below the line
RADIUS = 6


def strands(points: Iterable[PitchPoint], gap_s: float = LONGEST_GAP_S, jump: float = LARGEST_JUMP) -> list[Strand]:
    """The points as unbroken strokes; a rest longer than `gap_s` or a leap above `jump` semitones begins a new one."""
    found: list[Strand] = []
    last: tuple[float, float] | None = None
    for time_s, midi in points:
        if midi is None:
            continue
        if last is None or time_s - last[0] > gap_s or abs(midi - last[1]) > jump:
            found.append([])
        last = (time_s, midi)
        found[-1].append(last)
    return found


def span(values: Iterable[float | None], least: float = LEAST_SPAN) -> tuple[float, float]:
    """The lowest and highest MIDI number to show, at least `least` apart; around middle C when nothing is sung."""
    sung = sorted(value for value in values if value is not None)
    if not sung:
        return 60.0 - least / 2, 60.0 + least / 2
    # The outermost fiftieth may leave the picture: one frame of octave error must not flatten the rest.
    aside = len(sung) // 50
    low, high = sung[aside] - MARGIN, sung[-1 - aside] + MARGIN
    missing = max(0.0, least - (high - low)) / 2
    return low - missing, high + missing


def stroke(painter: QPainter, found: Sequence[Strand], place: Callable[[float, float], QPointF], pen: QPen) -> None:
    """Draw strokes with round ends; `place` says where a time and a pitch lie. A single point becomes a dot."""
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for strand in found:
        corners = [place(time_s, midi) for time_s, midi in strand]
        if len(corners) == 1:
            painter.drawPoint(corners[0])
        else:
            painter.drawPath(_curve(corners))


def draw_match(painter: QPainter, room: QRect, match: MelodyMatch) -> None:
    """Draw the track's melody and, over it, the hum: the same seconds of the same track, in the same key."""
    ground = QColor(colours().text)
    ground.setAlpha(12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(room, RADIUS, RADIUS)
    inner = QRectF(room).adjusted(8, 6, -8, -6)
    low, high = span((*match.hummed, *match.heard))
    most = max(len(match.hummed), len(match.heard), 2)

    def place(step: float, midi: float) -> QPointF:
        within = min(max((midi - low) / (high - low), 0.0), 1.0)
        return QPointF(inner.left() + inner.width() * step / (most - 1), inner.bottom() - inner.height() * within)

    muted = QColor(colours().muted)
    muted.setAlpha(150)
    for line, pen in ((match.heard, QPen(muted, 4.0)), (match.hummed, QPen(QColor(colours().accent_text), 2.0))):
        # One value each `step_s`: a step is the unit of time here, and one missing value a breath.
        stroke(painter, strands(((float(i), value) for i, value in enumerate(line)), gap_s=2.5), place, pen)


def thumbnail(points: Sequence[PitchPoint], side: int = 160) -> QImage:
    """A take's line as a small square picture that can be read on a light and on a dark ground."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    accent = QColor(colours().accent)
    ground = QColor(accent)
    ground.setAlpha(40)
    image.fill(ground)
    sung = [time_s for time_s, midi in points if midi is not None]
    if not sung:
        return image
    first, length = sung[0], max(sung[-1] - sung[0], 0.1)
    low, high = span(midi for _time, midi in points)
    edge = side * 0.12

    def place(time_s: float, midi: float) -> QPointF:
        within = min(max((midi - low) / (high - low), 0.0), 1.0)
        across, up = (time_s - first) / length, 1 - within
        return QPointF(edge + (side - 2 * edge) * across, edge + (side - 2 * edge) * up)

    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke(painter, strands(points), place, QPen(accent, side / 18))
    painter.end()
    return image


def _curve(corners: list[QPointF]) -> QPainterPath:
    """A smooth line through the middles between its corners: frames of pitch tremble, a voice glides."""
    path = QPainterPath(corners[0])
    for corner, following in pairwise(corners[1:]):
        path.quadTo(corner, (corner + following) / 2)
    path.lineTo(corners[-1])
    return path
