"""Drags and drops as the system sends them to a widget."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def hold_over(widget: QWidget, mime: QMimeData, place: QPoint) -> bool:
    """Bring a drag to a place of a widget, without letting go; say whether it may be dropped there."""
    enter = QDragEnterEvent(place, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    move = QDragMoveEvent(place, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(widget, move)
    return move.isAccepted()


def leave(widget: QWidget) -> None:
    """Take the drag away again."""
    QApplication.sendEvent(widget, QDragLeaveEvent())


def drop(widget: QWidget, mime: QMimeData, place: QPoint) -> bool:
    """Bring a drag to a place and let go; say whether it was taken."""
    if not hold_over(widget, mime, place):
        leave(widget)
        return False
    event = QDropEvent(QPointF(place), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
