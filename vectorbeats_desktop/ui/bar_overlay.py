"""What lies over the page, on the player's bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QFrame, QWidget

MARGIN = 8


class BarOverlay(QFrame):
    """Hidden until it lies above the bar; then it follows the window's size."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.hide()
        self._bar: QWidget | None = None

    def lie_above(self, bar: QWidget) -> None:
        """Come up above this bar, over everything else in the window."""
        if (parent := self.parentWidget()) is not None and self._bar is None:
            parent.installEventFilter(self)
        self._bar = bar
        self.ensurePolished()
        self._find_room()
        self.show()
        self.raise_()

    def room(self, space: QRect) -> QRect:
        """Where to lie within the space between the window's top and the bar."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._find_room()
        return super().eventFilter(watched, event)

    def _find_room(self) -> None:
        parent, bar = self.parentWidget(), self._bar
        if bar is None:
            return
        if parent is None:  # a window of its own
            self.resize(self.room(QRect(0, 0, bar.width(), bar.height())).size())
            return
        left = bar.mapTo(parent, QPoint(0, 0))
        space = QRect(left.x(), 0, bar.width(), left.y())
        self.setGeometry(self.room(space.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)))
