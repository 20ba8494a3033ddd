"""Where the pieces of a hit's row lie."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

ROW_HEIGHT = 98
PADDING = 12
COVER = 68
GAP = 16
PILL_HEIGHT = 24
CHIP_HEIGHT = 22
CHIP_PADDING = 8
SPAN_HEIGHT = 18
BAR_HEIGHT, LONGEST_BAR = 5, 220
REJECT = 24
SHORTEST_MELODY, LONGEST_MELODY = 120, 300


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """Where the pieces of a row lie, in the view's coordinates; without a melody its two are empty."""

    cover: QRect
    title: QRect
    byline: QRect
    reasons: QRect
    pill: QRect
    melody: QRect
    span: QRect
    confirm: QRect
    reject: QRect
    bar: QRect


def places(card: QRect, pill_width: int, *, melody: bool = False) -> RowPlaces:
    """Lay a row's card out: the cover on the left, three lines and the bar beside it, the pill on the right.

    Below the pill are the buttons that say what a person thinks of the hit; with a melody, its picture
    stands between the lines and the pill, and its place in the track above the buttons.
    """
    cover = QRect(card.left() + PADDING - 2, card.top() + (card.height() - COVER) // 2, COVER, COVER)
    left = cover.right() + GAP
    pill = QRect(card.right() - PADDING - pill_width, cover.top(), pill_width, PILL_HEIGHT)
    buttons = QRect(pill.left(), cover.bottom() + 1 - PILL_HEIGHT, pill_width, PILL_HEIGHT)
    drawn, span = QRect(), QRect()
    if melody:
        width = min(max(card.width() // 4, SHORTEST_MELODY), LONGEST_MELODY)
        drawn = QRect(pill.left() - GAP - width, cover.top(), width, COVER)
        span = QRect(pill.left(), pill.bottom() + 2, pill_width, SPAN_HEIGHT)
    width = max(0, (drawn.left() if melody else pill.left()) - GAP - left)
    top = card.top() + (card.height() - 46 - CHIP_HEIGHT - 5 - BAR_HEIGHT) // 2
    reasons = QRect(left, top + 46, width, CHIP_HEIGHT)
    return RowPlaces(
        cover=cover,
        title=QRect(left, top, width, 22),
        byline=QRect(left, top + 22, width, 20),
        reasons=reasons,
        pill=pill,
        melody=drawn,
        span=span,
        confirm=buttons.adjusted(0, 0, -REJECT - 4, 0),
        reject=QRect(buttons.right() + 1 - REJECT, buttons.top(), REJECT, PILL_HEIGHT),
        bar=QRect(left, reasons.bottom() + 6, min(width, LONGEST_BAR), BAR_HEIGHT),
    )
