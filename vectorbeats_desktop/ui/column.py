"""A column of content that stays readable on a wide screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def centred_column(page: QWidget, widest: int, margin: int = 24) -> QVBoxLayout:
    """Give a page one column in its middle, never wider than `widest`; return the column's layout."""
    column = QWidget(page)
    column.setMaximumWidth(widest)
    outer = QHBoxLayout(page)
    outer.setContentsMargins(margin, margin, margin, 0)
    outer.addStretch(1)
    outer.addWidget(column, 1000)
    outer.addStretch(1)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    return layout


def scroll_down(scroll: QScrollArea, content: QWidget) -> None:
    """Let a page's content be scrolled up and down within the page, without a frame around it."""
    scroll.setObjectName("plainScroll")
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(content)
