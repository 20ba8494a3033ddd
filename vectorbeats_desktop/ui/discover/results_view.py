"""The list of hits: played by a click on the cover, a double click, or Enter."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from vectorbeats_desktop.engine.records import Hit, Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.results_menu import ResultsMenu
from vectorbeats_desktop.ui.discover.results_model import ResultsModel
from vectorbeats_desktop.ui.discover.results_row import ResultsDelegate
from vectorbeats_desktop.ui.discover.why_panel import WhyPanel
from vectorbeats_desktop.ui.queue import Match
from vectorbeats_desktop.ui.track_menu import TrackActions, copy_paths

PLAY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STAR_KEYS = range(Qt.Key.Key_0, Qt.Key.Key_5 + 1)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class ResultsView(QListView):
    """Shows a ResultsModel; what a person wants of a hit goes out through `wishes`."""

    leave_upwards = Signal()  # the up key on the first row
    confirm_requested = Signal(object)  # Hit: it is what was looked for
    unwanted_requested = Signal(object)  # Hit: it is not
    rating_requested = Signal(object, object)  # Hit, one to five stars or None
    less_requested = Signal(object)  # Track: find what is less like it

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Results"))
        self.hits = ResultsModel(self)
        self.wishes = TrackActions(self)
        self._delegate = ResultsDelegate(covers, self)
        self._menu = ResultsMenu(self)
        self.setModel(self.hits)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
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

    def mark_rated(self, ratings: Mapping[str, int]) -> None:
        """Show the stars of the tracks that have some."""
        self.hits.ratings = self._delegate.ratings = ratings
        self.viewport().update()

    def current_hit(self) -> Hit | None:
        return self.hits.hit(self.currentIndex().row())

    def match_of(self, track: Track) -> Match | None:
        """Where a track that is listed is what was searched for."""
        return self.hits.match_of(track.file_id)

    def play_row(self, row: int) -> None:
        """Play this hit from where it matches, and the hits below it after it."""
        if (hit := self.hits.hit(row)) is not None:
            self.wishes.play_requested.emit(self.hits.tracks(), row, start_of(hit))

    def confirm_row(self, row: int) -> None:
        """Tell that this hit is what was looked for."""
        hit = self.hits.hit(row)
        if hit is not None and hit.track.track_id and hit.track.track_id not in self.hits.confirmed:
            self.confirm_requested.emit(hit)

    def reject_row(self, row: int) -> None:
        """Tell that this hit is not what was looked for."""
        hit = self.hits.hit(row)
        if hit is not None and hit.track.track_id:
            self.unwanted_requested.emit(hit)

    def rate_row(self, row: int, stars: int | None) -> None:
        """Tell how good this track is."""
        hit = self.hits.hit(row)
        if hit is not None and hit.track.track_id:
            self.rating_requested.emit(hit, stars)

    def explain_row(self, row: int) -> WhyPanel | None:
        """Show in full why this hit was found."""
        hit = self.hits.hit(row)
        if hit is None:
            return None
        panel = WhyPanel(hit, self.hits.part_names, self)
        place = self.visualRect(self.hits.index(row))
        panel.show_at(self.viewport().mapToGlobal(QPoint(place.right(), place.bottom())))
        return panel

    def remove(self, track_id: str) -> None:
        """Take a track out of the list; the row below it becomes the current one."""
        row = self.currentIndex().row()
        self.hits.remove(track_id)
        self.setCurrentIndex(self.hits.index(min(max(row, 0), self.hits.rowCount() - 1)))

    def sizeHint(self) -> QSize:
        return QSize(720, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, hit = self.currentIndex().row(), self.current_hit()
        if hit is not None and self._act(event, row, hit):
            return
        if event.key() == Qt.Key.Key_Up and row <= 0:
            self.leave_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, row: int, hit: Hit) -> bool:
        """Do what a key means for the current hit; say whether it means anything."""
        key, held = event.key(), event.modifiers()
        if key in PLAY_KEYS and held & CONTROL:
            self.confirm_row(row)
        elif key in PLAY_KEYS:
            self.play_row(row)
        elif key == Qt.Key.Key_Delete:
            self.reject_row(row)
        elif key == Qt.Key.Key_I and held & CONTROL:
            self.explain_row(row)
        elif key in STAR_KEYS and held & ALT:
            self.rate_row(row, key - Qt.Key.Key_0 or None)
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_paths([hit.track])
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._on_cover(place):
            self.play_row(self.indexAt(place).row())
        elif self._on_confirm(place):
            self.confirm_row(self.indexAt(place).row())
        elif self._on_reject(place):
            self.reject_row(self.indexAt(place).row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self._on_something(place):
            self.play_row(self.indexAt(place).row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        hand = self._on_something(place)
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
        return self._menu.of(row, hit)

    def confirm_area(self, row: int) -> QRect:
        """Where in the viewport a click says that this is what was looked for; empty where that cannot be said."""
        hit = self.hits.hit(row)
        place = self.visualRect(self.hits.index(row))
        return self._delegate.confirm_area(place, hit, self.font()) if hit is not None else QRect()

    def reject_area(self, row: int) -> QRect:
        """Where in the viewport a click says that this is not what was looked for."""
        hit = self.hits.hit(row)
        place = self.visualRect(self.hits.index(row))
        return self._delegate.reject_area(place, hit, self.font()) if hit is not None else QRect()

    def _on_something(self, place: QPoint) -> bool:
        return self._on_cover(place) or self._on_confirm(place) or self._on_reject(place)

    def _on_reject(self, place: QPoint) -> bool:
        return self.reject_area(self.indexAt(place).row()).contains(place)

    def _on_confirm(self, place: QPoint) -> bool:
        return self.confirm_area(self.indexAt(place).row()).contains(place)

    def _on_cover(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        return index.isValid() and self._delegate.play_area(self.visualRect(index)).contains(place)


def start_of(hit: Hit) -> float:
    """The second of the track at which to begin: where it matches."""
    if hit.match_start_s is not None:
        return hit.match_start_s
    if hit.recording is not None:
        return hit.recording.start_s
    return hit.melody.start_s if hit.melody is not None else 0.0
