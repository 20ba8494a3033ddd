"""Sizes and tints that hits are painted with."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont

TITLE_PX, BYLINE_PX, SMALL_PX = 15, 13, 12
TINT = {"hover": 16, "selected": 36, "chip": 22, "good": 48}  # opacity out of 255


def sized(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of another size and weight."""
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def faint(colour: QColor, opacity: int) -> QColor:
    """The colour with that opacity, out of 255."""
    made = QColor(colour)
    made.setAlpha(opacity)
    return made
