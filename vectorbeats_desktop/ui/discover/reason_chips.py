"""The reasons of a hit as chips in its row, each with a dot in the colour that its share has in the bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from vectorbeats_desktop.engine.records import Hit, Reason
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.hit_ink import TINT, faint
from vectorbeats_desktop.ui.discover.results_model import reasons_of
from vectorbeats_desktop.ui.discover.row_places import CHIP_HEIGHT, CHIP_PADDING
from vectorbeats_desktop.ui.discover.shares import colour_of, shares
from vectorbeats_desktop.ui.icons import pixmap
from vectorbeats_desktop.ui.theme import colours

LONGEST, SHORTEST = 360, 72
GAP = 6
DOT, DOT_GAP = 7, 5
ARROW = 14


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip and where it lies; without a dot it is accented. One whose reason names something opens a menu."""

    place: QRect
    text: str
    font: QFont
    dot: QColor | None = None
    reason: Reason | None = None

    @property
    def opens(self) -> bool:
        """Whether a click asks for more or less of what it names."""
        return self.reason is not None and bool(self.reason.concept_names)


def chips_of(hit: Hit, room: QRect, font: QFont) -> list[Chip]:
    """The chips that there is room for: where it is or was recognised, then the reasons, the strongest first."""
    among = shares(hit.reasons)
    wanted: list[tuple[str, QColor | None, Reason | None]] = []
    if hit.track.elsewhere:
        wanted.append((wording.elsewhere(), None, None))
    if hit.recording is not None:
        wanted.append((wording.recording(hit.recording), None, None))
    for found in reasons_of(hit):
        against = found.strength < 0
        wanted.append(
            (found.text, QColor(colours().bad) if against else colour_of(found.part, found.channel, among), found)
        )
    chips: list[Chip] = []
    left = room.left()
    for text, dot, reason in wanted:
        chip = Chip(QRect(left, room.top(), 0, CHIP_HEIGHT), text, font, dot, reason)
        width = _width(chip, room.right() - left)
        if not width:
            break
        chip.place.setWidth(width)
        chips.append(chip)
        left += width + GAP
    return chips


def _width(chip: Chip, room: int) -> int:
    edges = 2 * CHIP_PADDING + 2 + (DOT + DOT_GAP if chip.dot is not None else 0) + (ARROW if chip.opens else 0)
    full = QFontMetrics(chip.font).horizontalAdvance(chip.text) + edges
    width = min(full, LONGEST, room)
    return width if width >= min(full, SHORTEST) else 0


def draw_chips(painter: QPainter, chips: Iterable[Chip], pointer: QPoint | None = None) -> None:
    """Paint them; one that a click opens tells so, and stands out under the pointer."""
    for chip in chips:
        _draw_ground(painter, chip, pointed=chip.opens and pointer is not None and chip.place.contains(pointer))
        _draw_words(painter, chip)


def _draw_ground(painter: QPainter, chip: Chip, *, pointed: bool) -> None:
    painter.setPen(QColor(colours().accent) if pointed else Qt.PenStyle.NoPen)
    dotted = chip.dot is not None
    painter.setBrush(faint(QColor(colours().text), TINT["chip"]) if dotted else QColor(colours().accent_soft))
    painter.drawRoundedRect(QRectF(chip.place).adjusted(0.5, 0.5, -0.5, -0.5) if pointed else chip.place, 6, 6)


def _draw_words(painter: QPainter, chip: Chip) -> None:
    inner = chip.place.adjusted(CHIP_PADDING, 0, 1 - CHIP_PADDING, 0)
    ink = QColor(colours().accent_text)
    if chip.dot is not None:
        ink = faint(QColor(colours().text), 215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(chip.dot)
        painter.drawEllipse(QRectF(inner.left(), chip.place.center().y() - DOT / 2 + 0.5, DOT, DOT))
        inner.setLeft(inner.left() + DOT + DOT_GAP)
    if chip.opens:
        inner.setRight(inner.right() - ARROW)
        arrow = pixmap("chevron-down", ARROW - 2, "muted", painter.device().devicePixelRatio())
        painter.drawPixmap(inner.right() + 3, chip.place.center().y() - (ARROW - 2) // 2 + 1, arrow)
    painter.setPen(ink)
    painter.setFont(chip.font)
    shown = painter.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
