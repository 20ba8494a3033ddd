"""The hits as a list or as a grid of covers: played by a click on the cover, a double click, or Enter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QMenu, QWidget

from vectorbeats_desktop.engine.records import Hit, Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.guests import GuestMenu, copy_names
from vectorbeats_desktop.ui.discover.hit_delegate import HitDelegate
from vectorbeats_desktop.ui.discover.push_menu import push_menu, pushable
from vectorbeats_desktop.ui.discover.reason_chips import Chip
from vectorbeats_desktop.ui.discover.results_cell import NARROWEST, CellDelegate
from vectorbeats_desktop.ui.discover.results_menu import ResultsMenu
from vectorbeats_desktop.ui.discover.results_model import ResultsModel, is_judged, start_of
from vectorbeats_desktop.ui.discover.results_row import RowDelegate
from vectorbeats_desktop.ui.discover.why_panel import WhyPanel
from vectorbeats_desktop.ui.queue import Match
from vectorbeats_desktop.ui.track_menu import TrackActions, copy_paths

PLAY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STAR_KEYS = range(Qt.Key.Key_0, Qt.Key.Key_5 + 1)
CHOOSING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
STEPS = {QAbstractItemView.CursorAction.MoveLeft: -1, QAbstractItemView.CursorAction.MoveRight: 1}
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class ResultsView(QListView):
    """Shows a ResultsModel; what a person wants of a hit goes out through `wishes`."""

    leave_upwards = Signal()  # the up key on the first row
    confirm_requested = Signal(object)  # Hit: it is what was looked for
    unwanted_requested = Signal(object)  # Hit: it is not
    rating_requested = Signal(object, object)  # Hit, one to five stars or None
    less_requested = Signal(object)  # Track: find what is less like it
    compare_requested = Signal()  # those that are chosen
    no_file_told = Signal(object)  # Track: something was asked for that needs a file, which there is not
    push_requested = Signal(str, bool)  # words that a reason names, and whether they are to count more

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Results"))
        self.hits = ResultsModel(self)
        self.wishes = TrackActions(self)
        self._rows = RowDelegate(covers, self.hits, self)
        self._cells = CellDelegate(covers, self.hits, self)
        self._menu, self._guest_menu = ResultsMenu(self), GuestMenu(self)
        self._pressed: QPoint | None = None  # where the button went down, while it may become a click
        self.setModel(self.hits)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(32)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.set_as_covers(False)
        covers.loaded.connect(self._on_cover_loaded)

    @property
    def as_covers(self) -> bool:
        """Whether the hits are shown as a grid of covers."""
        return self.viewMode() == QListView.ViewMode.IconMode

    @property
    def _shown(self) -> HitDelegate:
        return self._cells if self.as_covers else self._rows

    def set_as_covers(self, covers: bool) -> None:
        """Show a grid of covers, or a list; what is chosen stays chosen, and in view."""
        self.setItemDelegate(self._cells if covers else self._rows)
        self.setViewMode(QListView.ViewMode.IconMode if covers else QListView.ViewMode.ListMode)
        # Qt sets all of these anew with the mode.
        self.setFlow(QListView.Flow.LeftToRight if covers else QListView.Flow.TopToBottom)
        self.setWrapping(covers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionRectVisible(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)  # whoever takes a file must not move it away
        self._share_width_out()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def show_hits(self, hits: Sequence[Hit], *, keep_place: bool) -> None:
        """Show these hits from the top, or with what is chosen and the scroll position as they were."""
        current = self.current_hit() if keep_place and self.currentIndex().row() > 0 else None
        chosen = {hit.track.file_id for hit in self.chosen_hits()} if keep_place else set()
        scroll = self.verticalScrollBar().value() if keep_place else 0
        self.hits.show_hits(hits)
        row = self.hits.row_of(current.track.file_id) if current is not None else None
        self.setCurrentIndex(self.hits.index(row or 0))
        if len(chosen) > 1:
            self._select(chosen)
        self.verticalScrollBar().setValue(scroll)

    def chosen_rows(self) -> list[int]:
        """The rows that are selected, in their order."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def chosen_hits(self) -> list[Hit]:
        """The hits that are selected, in their order."""
        return [hit for row in self.chosen_rows() if (hit := self.hits.hit(row)) is not None]

    def choose(self, file_ids: Collection[int]) -> None:
        """Select these files, as far as they are among the hits, and bring the first into view."""
        if rows := self._rows_of(file_ids):
            self.setCurrentIndex(self.hits.index(rows[0]))
            self._select(file_ids)

    def _rows_of(self, file_ids: Collection[int]) -> list[int]:
        return sorted(row for file_id in set(file_ids) if (row := self.hits.row_of(file_id)) is not None)

    def _select(self, file_ids: Collection[int]) -> None:
        for row in self._rows_of(file_ids):
            self.selectionModel().select(self.hits.index(row), QItemSelectionModel.SelectionFlag.Select)

    def _share_width_out(self) -> None:
        """Make cells as wide as fills the lines."""
        # Qt leaves the scroll bar its room, shown or not, and breaks a line that is quite full.
        room = max(1, self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width() - 1)
        width = room // max(1, room // NARROWEST)
        if self._cells.width != width:
            self._cells.width = width
            self.scheduleDelayedItemsLayout()

    def _on_cover_loaded(self, _cover_id: str) -> None:
        self.viewport().update()

    def set_faded(self, faded: bool) -> None:
        """Dim the hits while they are those of an earlier query."""
        if self.hits.faded != faded:
            self.hits.faded = faded
            self.viewport().update()

    def mark_playing(self, file_id: int | None) -> None:
        """Let the hit that plays stand out."""
        self.hits.playing = file_id
        self.viewport().update()

    def mark_confirmed(self, track_ids: Collection[str]) -> None:
        """Show which hits are known to be what was hummed."""
        self.hits.confirmed = frozenset(track_ids)
        self.viewport().update()

    def mark_rated(self, ratings: Mapping[str, int]) -> None:
        """Show the stars of the tracks that have some."""
        self.hits.ratings = ratings
        self.viewport().update()

    def current_hit(self) -> Hit | None:
        return self.hits.hit(self.currentIndex().row())

    def match_of(self, track: Track) -> Match | None:
        """Where a track that is listed is what was searched for."""
        return self.hits.match_of(track.file_id)

    def play_row(self, row: int) -> None:
        """Play this hit from where it matches, and the hits below it after it; of several chosen ones, just those."""
        if (hit := self.hits.hit(row)) is None or self._has_no_file(hit):
            return
        chosen = self.chosen_rows()
        rows = chosen if len(chosen) > 1 and row in chosen else range(self.hits.rowCount())
        tracks = [each.track for each in map(self.hits.hit, rows) if each is not None and not each.track.elsewhere]
        self.wishes.play_requested.emit(tracks, tracks.index(hit.track), start_of(hit))

    def _has_no_file(self, hit: Hit) -> bool:
        """Whether it is in the team's catalogue only; that is told then, instead of what was wanted."""
        if hit.track.elsewhere:
            self.no_file_told.emit(hit.track)
        return hit.track.elsewhere

    def confirm_row(self, row: int) -> None:
        """Tell that this hit is what was looked for."""
        hit = self.hits.hit(row)
        if hit is None or self._has_no_file(hit):
            return
        if hit.track.track_id and hit.track.track_id not in self.hits.confirmed:
            self.confirm_requested.emit(hit)

    def reject_row(self, row: int) -> None:
        """Tell that this hit is not what was looked for, or, where it is one of several chosen ones, none of them."""
        for hit in self._meant(row):
            self.unwanted_requested.emit(hit)

    def rate_row(self, row: int, stars: int | None) -> None:
        """Tell how good this track is, or all that are chosen with it."""
        for hit in self._meant(row):
            self.rating_requested.emit(hit, stars)

    def _meant(self, row: int) -> list[Hit]:
        """The hits that something said of this one is said of, as far as they can be told from others."""
        hit, chosen = self.hits.hit(row), self.chosen_hits()
        meant = [each for each in (chosen if hit in chosen else [hit]) if each is not None]
        if meant and all(each.track.elsewhere for each in meant):
            self._has_no_file(meant[0])
        return [each for each in meant if is_judged(each)]

    def explain_row(self, row: int) -> WhyPanel | None:
        """Show in full why this hit was found."""
        hit = self.hits.hit(row)
        if hit is None:
            return None
        panel = WhyPanel(hit, self.hits.part_names, self)
        panel.push_requested.connect(self.push_requested)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width_out()

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        self._pressed = None
        chosen = self.chosen_hits()
        if chosen and all(hit.track.elsewhere for hit in chosen):
            self._has_no_file(chosen[0])
        else:
            super().startDrag(Qt.DropAction.CopyAction)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        step = STEPS.get(action, 0) if self.as_covers else 0
        row = self.currentIndex().row() + step  # at the end of a line on to the next one
        if step and 0 <= row < self.hits.rowCount():
            return self.hits.index(row)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, hit = self.currentIndex().row(), self.current_hit()
        if hit is not None and self._act(event, row, hit):
            return
        if event.key() == Qt.Key.Key_Up and self._on_first_line():
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
            self._copy([each.track for each in self.chosen_hits()] or [hit.track])
        else:
            return False
        return True

    def _copy(self, tracks: Sequence[Track]) -> None:
        """Copy paths; of tracks in the team's catalogue alone, which have none, their names."""
        here = [track for track in tracks if not track.elsewhere]
        if here:
            copy_paths(here)
        else:
            copy_names(list(tracks))

    def _on_first_line(self) -> bool:
        index = self.currentIndex()
        return not index.isValid() or self.visualRect(index).top() == self.visualRect(self.hits.index(0)).top()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & CHOOSING
        self._pressed = event.position().toPoint() if plain else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        moved = (event.position().toPoint() - pressed).manhattanLength()
        act = self._act_at(pressed) if moved < QApplication.startDragDistance() else None
        if act is not None:
            act()

    def _act_at(self, place: QPoint) -> Callable[[], object] | None:
        """What a click there does, beside choosing."""
        row = self.indexAt(place).row()
        areas = (
            (self.play_area, self.play_row),
            (self.confirm_area, self.confirm_row),
            (self.reject_area, self.reject_row),
        )
        act = next((partial(act, row) for area, act in areas if area(row).contains(place)), None)
        if act is None and (chip := self._chip_at(place)) is not None:
            return partial(self._open_chip, chip)
        return act

    def chips(self, row: int) -> list[Chip]:
        """The reasons that are shown of a hit, and where in the viewport."""
        hit = self.hits.hit(row)
        return self._shown.chips(self.visualRect(self.hits.index(row)), hit, self.font()) if hit is not None else []

    def _chip_at(self, place: QPoint) -> Chip | None:
        row = self.indexAt(place).row()
        return next((chip for chip in self.chips(row) if chip.opens and chip.place.contains(place)), None)

    def _open_chip(self, chip: Chip) -> None:
        if chip.reason is not None:
            menu = push_menu(pushable([chip.reason]), self.push_requested.emit, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(chip.place.bottomLeft() + QPoint(0, 2)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._act_at(place) is None:
            self.play_row(self.indexAt(place).row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        self._point_at(place)
        hand = self._act_at(place) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, place: QPoint | None) -> None:
        """Let the chip under the pointer stand out."""
        over = place if place is not None and self._chip_at(place) is not None else None
        if over is not None or self._shown.pointer is not None:
            self._shown.pointer = over
            self.viewport().update()

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
        return self._guest_menu.of(row, hit) if hit.track.elsewhere else self._menu.of(row, hit)

    def play_area(self, row: int) -> QRect:
        """Where in the viewport a click plays."""
        hit, place = self.hits.hit(row), self.visualRect(self.hits.index(row))
        there = place.isValid() and hit is not None and not hit.track.elsewhere
        return self._shown.play_area(place) if there else QRect()

    def confirm_area(self, row: int) -> QRect:
        """Where in the viewport a click says that this is what was looked for; empty where that cannot be said."""
        hit = self.hits.hit(row)
        place = self.visualRect(self.hits.index(row))
        return self._shown.confirm_area(place, hit, self.font()) if hit is not None else QRect()

    def reject_area(self, row: int) -> QRect:
        """Where in the viewport a click says that this is not what was looked for."""
        hit = self.hits.hit(row)
        place = self.visualRect(self.hits.index(row))
        return self._shown.reject_area(place, hit, self.font()) if hit is not None else QRect()
