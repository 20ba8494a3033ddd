"""The list of hits: played by a click on the cover, a double click, or Enter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.results_model import ResultsModel
from vectorbeats_desktop.ui.discover.results_row import ResultsDelegate
from vectorbeats_desktop.ui.track_menu import TrackActions, copy_paths

PLAY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ResultsView(QListView):
    """Shows a ResultsModel; what a person wants of a hit goes out through `wishes`."""

    leave_upwards = Signal()  # the up key on the first row

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Results"))
        self.hits = ResultsModel(self)
        self.wishes = TrackActions(self)
        self._delegate = ResultsDelegate(covers, self)
        self.setModel(self.hits)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(32)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        covers.loaded.connect(lambda _cover: self.viewport().update())

    def set_faded(self, faded: bool) -> None:
        """Dim the hits while they are those of an earlier query."""
        if self._delegate.faded != faded:
            self._delegate.faded = faded
            self.viewport().update()

    def mark_playing(self, file_id: int | None) -> None:
        """Let the hit that plays stand out."""
        self.hits.playing = self._delegate.playing = file_id
        self.viewport().update()

    def current_hit(self) -> Hit | None:
        return self.hits.hit(self.currentIndex().row())

    def play_row(self, row: int) -> None:
        """Play this hit from where it matches, and the hits below it after it."""
        if (hit := self.hits.hit(row)) is not None:
            self.wishes.play_requested.emit(self.hits.tracks(), row, hit.match_start_s or 0.0)

    def sizeHint(self) -> QSize:
        return QSize(720, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hit = self.current_hit()
        if event.key() in PLAY_KEYS and hit is not None:
            self.play_row(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy) and hit is not None:
            copy_paths([hit.track])
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.leave_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._on_cover(event.position().toPoint()):
            self.play_row(self.indexAt(event.position().toPoint()).row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self._on_cover(place):
            self.play_row(self.indexAt(place).row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        hand = self._on_cover(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        hit = self.hits.hit(index.row())
        if hit is None:
            return
        menu = self.wishes.menu([hit.track], self, lambda: self.play_row(index.row()), reveal=True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        menu.popup(place)

    def _on_cover(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        return index.isValid() and self._delegate.play_area(self.visualRect(index)).contains(place)
