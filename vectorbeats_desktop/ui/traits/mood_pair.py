"""Where two tracks lie between dark and bright, calm and energetic: two numbered dots and the way between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.engine.records import Mood
from vectorbeats_desktop.ui.theme import SIZES, colours
from vectorbeats_desktop.ui.traits.mood_ground import mood_words, paint_ground, point_of

HEIGHT, WIDEST = 180, 520
DOT = 10


class MoodPair(QWidget):
    """Shows the moods of the first and the second track; one that is not known is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Moods"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDEST)
        self._moods: Sequence[Mood | None] = ()

    def show_moods(self, moods: Sequence[Mood | None]) -> None:
        """Show these, the first one's first."""
        self._moods = moods
        said = (
            f"{number}: {mood_words(mood.valence, mood.energy) if mood is not None else self.tr('not known yet')}"
            for number, mood in enumerate(moods, 1)
        )
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        paint_ground(painter, room, self.font(), focused=False)
        dots = [
            (number, point_of(room, mood.valence, mood.energy))
            for number, mood in enumerate(self._moods, 1)
            if mood is not None
        ]
        if len(dots) > 1:
            painter.setPen(QPen(QColor(colours().accent_text), 1.5))
            painter.drawLine(dots[0][1], dots[1][1])
        for number, place in reversed(dots):
            self._paint_dot(painter, number, place)

    def _paint_dot(self, painter: QPainter, number: int, place: QPointF) -> None:
        """The first is filled, the second is not: they are told apart without colours."""
        theme = colours()
        painter.setPen(QPen(QColor(theme.surface if number == 1 else theme.accent_text), 2))
        painter.setBrush(QColor(theme.accent if number == 1 else theme.surface))
        painter.drawEllipse(place, DOT, DOT)
        font = QFont(self.font())
        font.setPixelSize(SIZES["tiny"])
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.on_accent if number == 1 else theme.accent_text))
        room = QRectF(place.x() - DOT, place.y() - DOT, 2 * DOT, 2 * DOT)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), str(number))
