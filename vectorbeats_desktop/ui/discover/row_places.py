"""Where the pieces of a hit's row lie."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

ROW_HEIGHT = 92
PADDING = 12
COVER = 68
GAP = 16
PILL_HEIGHT = 24
CHIP_HEIGHT = 22
CHIP_PADDING = 8
SPAN_HEIGHT = 18
SHORTEST_MELODY, LONGEST_MELODY = 120, 300


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """Where the pieces of a row lie, in the view's coordinates; without a melody the last three are empty."""

    card: QRect
    cover: QRect
    title: QRect
    byline: QRect
    reasons: QRect
    pill: QRect
    melody: QRect
    span: QRect
    confirm: QRect


def places(row: QRect, pill_width: int, *, melody: bool = False) -> RowPlaces:
    """Lay a row out: the cover on the left, three lines beside it, the pill on the right.

    With a melody, its picture stands between the lines and the pill, and below the pill its place in
    the track and the button that confirms it.
    """
    card = row.adjusted(1, 2, -4, -2)  # room for the frame of the focus
    cover = QRect(card.left() + PADDING - 2, card.top() + (card.height() - COVER) // 2, COVER, COVER)
    left = cover.right() + GAP
    pill = QRect(card.right() - PADDING - pill_width, card.top() + PADDING, pill_width, PILL_HEIGHT)
    drawn, span, confirm = QRect(), QRect(), QRect()
    if melody:
        pill.moveTop(cover.top())
        width = min(max(card.width() // 4, SHORTEST_MELODY), LONGEST_MELODY)
        drawn = QRect(pill.left() - GAP - width, cover.top(), width, COVER)
        span = QRect(pill.left(), pill.bottom() + 2, pill_width, SPAN_HEIGHT)
        confirm = QRect(pill.left(), cover.bottom() + 1 - PILL_HEIGHT, pill_width, PILL_HEIGHT)
    width = max(0, (drawn.left() if melody else pill.left()) - GAP - left)
    wide = width if melody else max(0, card.right() - PADDING - left)
    top = card.top() + (card.height() - 68) // 2
    return RowPlaces(
        card=card,
        cover=cover,
        title=QRect(left, top, width, 22),
        byline=QRect(left, top + 22, width, 20),
        reasons=QRect(left, top + 46, wide, CHIP_HEIGHT),
        pill=pill,
        melody=drawn,
        span=span,
        confirm=confirm,
    )
