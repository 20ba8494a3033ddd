"""How evenly a path goes: its tempo and its energy from track to track, as two lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.ui.theme import SIZES, colours

HEIGHT = 68
LEGEND_WIDTH = 156
MARGIN = 10
DOT = 3.0
LEAST_TEMPO_SPAN = 20.0  # beats a minute; smaller differences shall not look large
LEAST_ENERGY_SPAN = 0.4

Values = list[float | None]


class StepsView(QWidget):
    """Draws two lines over the tracks of a path; tells the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("How evenly the path goes"))
        self._tempo: Values = []
        self._energy: Values = []

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Draw the steps between these."""
        self._tempo = [track.features.tempo_bpm if track.features is not None else None for track in tracks]
        self._energy = [track.mood.energy if track.mood is not None else None for track in tracks]
        self.setAccessibleDescription(self.in_words())
        self.setToolTip(plain_tip(self.in_words()))
        self.update()

    def in_words(self) -> str:
        """What the lines show."""
        tempo = [value for value in self._tempo if value is not None]
        if not tempo:
            return ""
        steps = [abs(after - before) for before, after in pairwise(tempo)]
        said = self.tr("Tempo from {0} to {1} BPM, the largest step {2} BPM.")
        return said.format(round(tempo[0]), round(tempo[-1]), round(max(steps, default=0.0)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours()
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        self._legend(painter)
        room = QRectF(self.rect()).adjusted(LEGEND_WIDTH + MARGIN, MARGIN * 1.5, -MARGIN * 2, -MARGIN * 1.5)
        self._line(painter, room, self._energy, LEAST_ENERGY_SPAN, QPen(QColor(palette.good), 2, Qt.PenStyle.DashLine))
        self._line(painter, room, self._tempo, LEAST_TEMPO_SPAN, QPen(QColor(palette.accent_text), 2))

    def _legend(self, painter: QPainter) -> None:
        palette, tempo = colours(), [value for value in self._tempo if value is not None]
        font = QFont(self.font())
        font.setPixelSize(SIZES["tiny"])
        painter.setFont(font)
        figures = f" {min(tempo):.0f}–{max(tempo):.0f}" if tempo else ""
        middle = self.height() / 2
        for place, (pen, text) in enumerate(
            (
                (QPen(QColor(palette.accent_text), 2), self.tr("Tempo") + figures),
                (QPen(QColor(palette.good), 2, Qt.PenStyle.DashLine), self.tr("Energy")),
            )
        ):
            y = middle + (place * 2 - 1) * 11
            painter.setPen(pen)
            painter.drawLine(QPointF(MARGIN + 4, y), QPointF(MARGIN + 26, y))
            painter.setPen(QColor(palette.muted))
            box = QRectF(MARGIN + 34, y - 10, LEGEND_WIDTH - MARGIN - 34, 20)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _line(self, painter: QPainter, room: QRectF, values: Values, least_span: float, pen: QPen) -> None:
        points = _points(room, values, least_span)
        painter.setPen(pen)
        for before, after in pairwise(points):
            if before is not None and after is not None:
                painter.drawLine(before, after)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        for point in points:
            if point is not None:
                painter.drawEllipse(point, DOT, DOT)


def _points(room: QRectF, values: Values, least_span: float) -> list[QPointF | None]:
    """Where each value stands in the room; the middle of their range is the middle of it."""
    known = [value for value in values if value is not None]
    if not known:
        return []
    middle, span = (min(known) + max(known)) / 2, max(max(known) - min(known), least_span)
    step = room.width() / max(1, len(values) - 1)
    return [
        None
        if value is None
        else QPointF(room.left() + place * step, room.center().y() - (value - middle) / span * room.height())
        for place, value in enumerate(values)
    ]
