"""How much one part of the query gave to a hit, as a bar with its share beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.ui.discover.reason_list import share_text
from vectorbeats_desktop.ui.discover.shares import Share, colour_of, shares
from vectorbeats_desktop.ui.theme import colours

HEIGHT, THICKNESS = 20, 8
TEXT = 56  # pixels at the right


def part_share(hit: Hit, part: int) -> float:
    """A part's share of a hit's score, in [-1, 1]: what spoke for the hit less what spoke against it."""
    return sum(reason.strength for reason in hit.reasons if reason.part == part)


class PartBar(QWidget):
    """As long as the share is large, in the colour of the part; red where it spoke against the hit."""

    def __init__(self, hit: Hit, part: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = part_share(hit, part)
        self._part = part
        self._among: Sequence[Share] = shares(hit.reasons)
        self.setAccessibleName(self.tr("“{0}” in “{1}”").format(name, hit.track.name))
        self.setAccessibleDescription(share_text(self.share))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(0, (self.height() - THICKNESS) / 2, max(1, self.width() - TEXT), THICKNESS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().line))
        painter.drawRoundedRect(room, 3, 3)
        if self.share:
            room.setWidth(max(THICKNESS, room.width() * min(1.0, abs(self.share))))
            painter.setBrush(QColor(colours().bad) if self.share < 0 else self._colour())
            painter.drawRoundedRect(room, 3, 3)
        painter.setPen(QColor(colours().text))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), right, share_text(self.share))

    def _colour(self) -> QColor:
        channel = next((each.channel for each in self._among if each.part == self._part and each.strength > 0), "")
        return colour_of(self._part, channel, self._among)
