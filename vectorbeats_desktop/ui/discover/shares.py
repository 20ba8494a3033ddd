"""How much each part and each channel gave to a hit, as the segments of a small bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.engine.records import Reason
from vectorbeats_desktop.ui.theme import DARK, colours

ON_LIGHT = ("#6A48F2", "#0E8F8A", "#C77700", "#C2387F", "#2B6FD6", "#5B8C1A")
ON_DARK = ("#9C84FF", "#3CC5BE", "#F0B040", "#F27BB5", "#74A8FF", "#A3D45A")
CHANNELS = ("concepts", "humming", "sounds", "affect", "recognition", "names")
SHADES = (255, 165, 105)  # opacity: several channels of one part
GAP = 1.5
BAR_HEIGHT = 14


@dataclass(frozen=True, slots=True)
class Share:
    """What one channel made of one part, in [-1, 1]: negative for what spoke against the hit."""

    part: int
    channel: str
    strength: float


def shares(reasons: Iterable[Reason]) -> tuple[Share, ...]:
    """One share for each part and channel: what speaks against first, then part by part, the strongest first."""
    summed: dict[tuple[int, str, bool], float] = {}
    for reason in reasons:
        key = (reason.part, reason.channel, reason.strength < 0)
        summed[key] = summed.get(key, 0.0) + reason.strength
    found = [Share(part, channel, strength) for (part, channel, _against), strength in summed.items() if strength]
    return tuple(sorted(found, key=lambda share: (share.strength > 0, share.part, -share.strength)))


def colour_of(part: int, channel: str, among: Sequence[Share]) -> QColor:
    """The colour of a share: each part has one, its channels shades of it; where there is one part, each channel."""
    table = ON_DARK if colours() is DARK else ON_LIGHT
    if len({share.part for share in among}) < 2:
        place = CHANNELS.index(channel) if channel in CHANNELS else len(channel)
        return QColor(table[place % len(table)])
    shade = [share.channel for share in among if share.part == part and share.strength > 0]
    ink = QColor(table[part % len(table)])
    ink.setAlpha(SHADES[min(shade.index(channel) if channel in shade else 0, len(SHADES) - 1)])
    return ink


def draw_shares(painter: QPainter, room: QRectF, among: Sequence[Share]) -> None:
    """Fill a bar: what speaks against the hit left of a tick, what speaks for it right of it."""
    whole = sum(abs(share.strength) for share in among)
    if whole <= 0:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    x = room.left()
    ticked = False
    for share in among:
        width = room.width() * abs(share.strength) / whole
        if share.strength > 0 and not ticked:
            ticked = True
            if x > room.left():
                painter.setBrush(QColor(colours().text))
                painter.drawRect(QRectF(x - GAP / 2, room.top() - 2, 1.5, room.height() + 4))
        against = share.strength < 0
        painter.setBrush(QColor(colours().bad) if against else colour_of(share.part, share.channel, among))
        radius = min(room.height() / 2, 3.0)
        painter.drawRoundedRect(QRectF(x + GAP / 2, room.top(), max(width - GAP, 1.0), room.height()), radius, radius)
        x += width


class ShareBar(QWidget):
    """The bar by itself, for where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Share, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, among: tuple[Share, ...]) -> None:
        self._shares = among
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, BAR_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_shares(painter, QRectF(self.rect()).adjusted(0, 2, 0, -2), self._shares)
