"""The view of all tracks: sorted by its headers, played by a double click or Enter."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.columns import COLUMNS
from vectorbeats_desktop.ui.library.track_model import ReadRows, TrackModel
from vectorbeats_desktop.ui.library.track_rows import TrackRows
from vectorbeats_desktop.ui.track_menu import TrackActions, copy_paths

ROW_HEIGHT = 40
QUEUE_BEFORE, QUEUE_AFTER = 50, 450  # rows around the played one that become the queue
MOST_SELECTED = 2000  # rows whose selection outlives a refresh
FIRST_SORT = next(section for section, column in enumerate(COLUMNS) if column.sort == "artist")
IN_LIBRARY = {column.key: column.from_width for column in COLUMNS}  # how wide the table must be for a column
NEVER = 1 << 20
PLAY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is in the table, in terms that outlive a new order."""

    selected: frozenset[int]
    current: int | None
    top: int | None
    offset: int


class TrackTable(QTableView):
    """Shows a TrackModel; what a person wants of tracks goes out through `wishes`.

    `from_widths` tells for each column from which width on it is shown; `reveal` offers to show a track in the library.
    """

    sort_requested = Signal(str, bool)  # the catalogue's order, descending

    def __init__(
        self,
        read_rows: ReadRows,
        covers: CoverCache,
        parent: QWidget | None = None,
        *,
        from_widths: Mapping[str, int] = IN_LIBRARY,
        reveal: bool = False,
    ) -> None:
        super().__init__(parent)
        self._from_widths, self._reveal = from_widths, reveal
        self.setObjectName("trackTable")
        self.setAccessibleName(self.tr("Tracks"))
        self.tracks = TrackModel(read_rows, self)
        self.wishes = TrackActions(self)
        self._fits = True  # columns fill the width until the person drags one
        self._fitting = False
        self.setModel(self.tracks)
        self._rows = TrackRows(self, covers, self.tracks)
        self._set_looks()
        self._set_header()
        self.doubleClicked.connect(lambda index: self.play_from(index.row()))
        covers.loaded.connect(lambda _cover: self.viewport().update())

    def _set_looks(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)  # whoever takes a file must not move it away
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Else each section asks of each row whether it is chosen, when it is painted: 10 s for 100,000 chosen rows.
        header.setSelectionModel(QItemSelectionModel(self.tracks, header))
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(36)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(
            next(i for i, c in enumerate(COLUMNS) if c.sort == "artist"), Qt.SortOrder.AscendingOrder
        )
        header.sortIndicatorChanged.connect(self._on_sort)
        header.sectionResized.connect(self._on_section_resized)
        header.setAccessibleName(self.tr("Columns; a click sorts by one"))
        self._sorted = header.sortIndicatorSection(), header.sortIndicatorOrder()

    def show_ids(self, ids: array[int], *, keep_place: bool) -> None:
        """Show these files, with the selection and the scroll position as they were, or from the top."""
        place = self._place() if keep_place else None
        if self.tracks.show_ids(ids):
            if place is not None:
                self._go_back(place)
            else:
                self.scrollToTop()

    def reveal(self, file_id: int) -> bool:
        """Select a file and bring it into view; say whether it is among the rows."""
        row = self.tracks.row_of(file_id)
        if row is None:
            return False
        self.selectRow(row)
        self.scrollTo(self.tracks.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def selected_rows(self) -> list[int]:
        return sorted({row for part in self._selected_ranges() for row in range(part.top(), part.bottom() + 1)})

    def _selected_ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def play_from(self, row: int) -> None:
        """Play this row and go on below it; with several rows selected, play those."""
        selected = self.selected_rows()
        if len(selected) > 1 and row in selected:
            rows = selected[: QUEUE_BEFORE + QUEUE_AFTER]
        else:
            rows = list(range(max(0, row - QUEUE_BEFORE), min(self.tracks.rowCount(), row + QUEUE_AFTER)))
        wanted = self.tracks.track(row)
        found = self.tracks.tracks(rows)
        if wanted is not None:
            start = next((place for place, track in enumerate(found) if track.file_id == wanted.file_id), 0)
            self.wishes.play_requested.emit(found, start, 0.0)

    def mark_playing(self, file_id: int | None) -> None:
        """Let the track that plays stand out."""
        self._rows.playing = file_id
        self.viewport().update()

    def chosen_tracks(self) -> list[Track]:
        return self.tracks.tracks(self.selected_rows()[: QUEUE_BEFORE + QUEUE_AFTER])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in PLAY_KEYS and row >= 0:
            self.play_from(self.selected_rows()[0] if len(self.selected_rows()) > 1 else row)
        elif event.matches(QKeySequence.StandardKey.Copy) and row >= 0:
            copy_paths(self.chosen_tracks())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        chosen = self.chosen_tracks()
        if not index.isValid() or not chosen:
            return
        menu = self.menu_of(index.row(), chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos())

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        super().startDrag(Qt.DropAction.CopyAction)

    def menu_of(self, row: int, chosen: list[Track]) -> QMenu:
        """The context menu of the chosen tracks, opened at a row; the caller shows it."""
        return self.wishes.menu(chosen, self, lambda: self.play_from(row), reveal=self._reveal)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._rows.paint(painter, event.rect().top(), event.rect().bottom())
        finally:
            painter.end()  # Python may keep it for longer, and Qt ends a program that shows what is still being painted

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rows.forget_widths()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._fit_columns()

    def _fit_columns(self) -> None:
        width = self.viewport().width()
        shown = [column for column in COLUMNS if width >= self._from_widths.get(column.key, NEVER)]
        room = max(0, width - sum(column.narrowest for column in shown))
        shares = sum(column.share for column in shown)
        self._fitting = True
        for section, column in enumerate(COLUMNS):
            self.setColumnHidden(section, column not in shown)
            if column in shown:
                self.setColumnWidth(section, column.narrowest + room * column.share // shares)
        self._fitting = False

    def _on_section_resized(self) -> None:
        if not self._fitting:
            self._fits = False

    def _on_sort(self, section: int, order: Qt.SortOrder) -> None:
        if not COLUMNS[section].sort:
            header = self.horizontalHeader()
            header.blockSignals(True)  # the arrow goes back to where it was, which is no new wish
            header.setSortIndicator(*self._sorted)
            header.blockSignals(False)
            return
        self._sorted = section, order
        self.sort_requested.emit(COLUMNS[section].sort, order == Qt.SortOrder.DescendingOrder)

    def _place(self) -> Place:
        ids = self.tracks.ids
        count = sum(part.height() for part in self._selected_ranges())
        rows = self.selected_rows() if count <= MOST_SELECTED else []
        current, top = self.currentIndex().row(), self.rowAt(0)
        return Place(
            selected=frozenset(ids[row] for row in rows),
            current=ids[current] if 0 <= current < len(ids) else None,
            top=ids[top] if 0 < top < len(ids) else None,
            offset=self.rowViewportPosition(top) if top > 0 else 0,
        )

    def _go_back(self, place: Place) -> None:
        model, selection = self.tracks, QItemSelection()
        if place.selected:
            for row, file_id in enumerate(model.ids):
                if file_id in place.selected:
                    selection.select(model.index(row, 0), model.index(row, len(COLUMNS) - 1))
        current = model.row_of(place.current) if place.current is not None else None
        if current is not None:
            self.selectionModel().setCurrentIndex(model.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        top = model.row_of(place.top) if place.top is not None else None
        if top is not None:
            self.verticalScrollBar().setValue(top * ROW_HEIGHT - place.offset)
