"""The list of hits: played by a click on the cover, a double click, or Enter."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.results_model import ResultsModel
from vectorbeats_desktop.ui.discover.results_row import ResultsDelegate
from vectorbeats_desktop.ui.track_menu import TrackActions, copy_paths

PLAY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ResultsView(QListView):
    """Shows a ResultsModel; what a person wants of a hit goes out through `wishes`."""

    leave_upwards = Signal()  # the up key on the first row
    confirm_requested = Signal(object)  # Hit: it is what was hummed

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

    def mark_confirmed(self, track_ids: Collection[str]) -> None:
        """Show which hits are known to be what was hummed."""
        self.hits.confirmed = self._delegate.confirmed = frozenset(track_ids)
        self.viewport().update()

    def current_hit(self) -> Hit | None:
        return self.hits.hit(self.currentIndex().row())

    def play_row(self, row: int) -> None:
        """Play this hit from where it matches, and the hits below it after it."""
        if (hit := self.hits.hit(row)) is not None:
            self.wishes.play_requested.emit(self.hits.tracks(), row, start_of(hit))

    def confirm_row(self, row: int) -> None:
        """Tell that this hit is what was hummed."""
        hit = self.hits.hit(row)
        if hit is not None and confirmable(hit) and hit.track.track_id not in self.hits.confirmed:
            self.confirm_requested.emit(hit)

    def sizeHint(self) -> QSize:
        return QSize(720, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hit = self.current_hit()
        if event.key() in PLAY_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm_row(self.currentIndex().row())
        elif event.key() in PLAY_KEYS and hit is not None:
            self.play_row(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy) and hit is not None:
            copy_paths([hit.track])
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.leave_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._on_cover(place):
            self.play_row(self.indexAt(place).row())
        elif self._on_confirm(place):
            self.confirm_row(self.indexAt(place).row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self._on_cover(place) and not self._on_confirm(place):
            self.play_row(self.indexAt(place).row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        hand = self._on_cover(place) or self._on_confirm(place)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        hit = self.hits.hit(index.row())
        if hit is None:
            return
        menu = self.menu_of(index.row(), hit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        menu.popup(place)

    def menu_of(self, row: int, hit: Hit) -> QMenu:
        """The context menu of a hit; the caller shows it."""
        menu = self.wishes.menu([hit.track], self, lambda: self.play_row(row), reveal=True)
        if confirmable(hit):
            that_is_it = QAction(self.tr("That’s it: remember this hum for it"), menu)
            that_is_it.setShortcut(QKeySequence("Ctrl+Return"))
            that_is_it.setEnabled(hit.track.track_id not in self.hits.confirmed)
            that_is_it.triggered.connect(lambda: self.confirm_row(row))
            following = menu.actions()[1]
            menu.insertAction(following, that_is_it)
        return menu

    def confirm_area(self, row: int) -> QRect:
        """Where in the viewport a click says that this is what was hummed; empty where that cannot be said."""
        hit = self.hits.hit(row)
        place = self.visualRect(self.hits.index(row))
        return self._delegate.confirm_area(place, hit, self.font()) if hit is not None else QRect()

    def _on_confirm(self, place: QPoint) -> bool:
        return self.confirm_area(self.indexAt(place).row()).contains(place)

    def _on_cover(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        return index.isValid() and self._delegate.play_area(self.visualRect(index)).contains(place)


def start_of(hit: Hit) -> float:
    """The second of the track at which to begin: where it matches."""
    if hit.match_start_s is not None:
        return hit.match_start_s
    return hit.melody.start_s if hit.melody is not None else 0.0


def confirmable(hit: Hit) -> bool:
    """Whether a person can say of it that it is what was hummed."""
    return hit.melody is not None and bool(hit.track.track_id)
