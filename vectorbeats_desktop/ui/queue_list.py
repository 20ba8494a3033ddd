"""The rows of the queue's panel: dragged to another place, and a place for what is dragged from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from vectorbeats_desktop.ui.dragging import offers_tracks
from vectorbeats_desktop.ui.theme import colours

ROW = "application/x-vectorbeats-queue-row"
LINE = 2.0


class QueueList(QListWidget):
    """Says what was dropped, and before which row; a line shows that place while the pointer moves."""

    moved = Signal(int, int)  # a row of this list, and before which one it was dropped
    dropped = Signal(object, int)  # QMimeData from elsewhere, and before which row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: int | None = None  # the row before which a drop would come
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)  # it has its own

    @property
    def mark(self) -> int | None:
        """The row before which what is dragged over the list would come."""
        return self._mark

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        mime = QMimeData()
        mime.setData(ROW, QByteArray(str(self.currentRow()).encode()))
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not _may_come(event.mimeData()):
            event.ignore()
            return
        event.acceptProposedAction()
        self._show_mark(self._row_before(event.position().toPoint()))
        self._scroll_near_an_edge(event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        row, mime = self._row_before(event.position().toPoint()), event.mimeData()
        self._show_mark(None)
        event.acceptProposedAction()
        if mime.hasFormat(ROW):
            self.moved.emit(int(bytes(mime.data(ROW).data())), row)
        else:
            self.dropped.emit(mime, row)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(colours().accent), LINE))
        y = self._line_at(self._mark)
        painter.drawLine(QPoint(4, y), QPoint(self.viewport().width() - 4, y))

    def _row_before(self, place: QPoint) -> int:
        """The row that what is dropped there comes before; as many as there are rows for the end."""
        index = self.indexAt(place)
        if not index.isValid():
            return self.count()
        return index.row() + (place.y() > self.visualRect(index).center().y())

    def _line_at(self, row: int) -> int:
        if not self.count():
            return 2
        if row < self.count():
            return max(1, self.visualItemRect(self.item(row)).top())
        return self.visualItemRect(self.item(row - 1)).bottom()

    def _show_mark(self, row: int | None) -> None:
        if row != self._mark:
            self._mark = row
            self.viewport().update()

    def _scroll_near_an_edge(self, place: QPoint) -> None:
        margin, bar = self.autoScrollMargin(), self.verticalScrollBar()
        if place.y() < margin:
            bar.setValue(bar.value() - bar.singleStep())
        elif place.y() > self.viewport().height() - margin:
            bar.setValue(bar.value() + bar.singleStep())


def _may_come(mime: QMimeData) -> bool:
    return mime.hasFormat(ROW) or offers_tracks(mime)
