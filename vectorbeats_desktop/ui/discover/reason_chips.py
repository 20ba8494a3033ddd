"""The reasons of a hit as chips in its row, each with a dot in the colour that its share has in the bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from vectorbeats_desktop.engine.records import Hit, Reason
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.hit_delegate import TINT, faint
from vectorbeats_desktop.ui.discover.results_model import reasons_of
from vectorbeats_desktop.ui.discover.row_places import CHIP_HEIGHT, CHIP_PADDING
from vectorbeats_desktop.ui.discover.shares import colour_of, shares
from vectorbeats_desktop.ui.theme import colours

LONGEST, SHORTEST = 360, 72
GAP = 6
DOT, DOT_GAP = 7, 5


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip and where it lies; without a dot it is accented."""

    place: QRect
    text: str
    font: QFont
    dot: QColor | None = None
    reason: Reason | None = None


def chips_of(hit: Hit, room: QRect, font: QFont) -> list[Chip]:
    """The chips that there is room for: where it was recognised, then the reasons, the strongest first."""
    among = shares(hit.reasons)
    wanted: list[tuple[str, QColor | None, Reason | None]] = []
    if hit.recording is not None:
        wanted.append((wording.recording(hit.recording), None, None))
    for reason in reasons_of(hit):
        against = reason.strength < 0
        dot = QColor(colours().bad) if against else colour_of(reason.part, reason.channel, among)
        wanted.append((reason.text, dot, reason))
    chips: list[Chip] = []
    left = room.left()
    for text, dot, reason in wanted:
        width = _width(text, dot is not None, font, room.right() - left)
        if not width:
            break
        chips.append(Chip(QRect(left, room.top(), width, CHIP_HEIGHT), text, font, dot, reason))
        left += width + GAP
    return chips


def _width(text: str, dotted: bool, font: QFont, room: int) -> int:
    edges = 2 * CHIP_PADDING + 2 + (DOT + DOT_GAP if dotted else 0)
    full = QFontMetrics(font).horizontalAdvance(text) + edges
    width = min(full, LONGEST, room)
    return width if width >= min(full, SHORTEST) else 0


def draw_chips(painter: QPainter, chips: Iterable[Chip]) -> None:
    """Paint them."""
    for chip in chips:
        _draw(painter, chip)


def _draw(painter: QPainter, chip: Chip) -> None:
    text_colour, dot = QColor(colours().text), chip.dot
    painter.setFont(chip.font)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faint(text_colour, TINT["chip"]) if dot is not None else QColor(colours().accent_soft))
    painter.drawRoundedRect(chip.place, 6, 6)
    inner = chip.place.adjusted(CHIP_PADDING, 0, 1 - CHIP_PADDING, 0)
    if dot is not None:
        painter.setBrush(dot)
        painter.drawEllipse(QRectF(inner.left(), chip.place.center().y() - DOT / 2 + 0.5, DOT, DOT))
        inner.setLeft(inner.left() + DOT + DOT_GAP)
    painter.setPen(faint(text_colour, 215) if dot is not None else QColor(colours().accent_text))
    shown = painter.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
