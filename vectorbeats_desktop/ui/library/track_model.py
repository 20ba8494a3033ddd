"""The library as a table that holds only the pages that are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from vectorbeats_desktop.engine.records import FileState, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.dragging import URI_LIST, tracks_mime
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.library.columns import COLUMNS, STATE_COLUMN, explanation, title
from vectorbeats_desktop.ui.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
PAGE = 32  # rows; one page is read in 2 ms, in the window's thread
PAGES_KEPT = 40
ALIGNMENTS = tuple(
    (Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
    for column in COLUMNS
)
STATE_ICONS = {
    FileState.PENDING: ("clock", "muted"),
    FileState.READY: ("check", "good"),
    FileState.FAILED: ("error", "bad"),
    FileState.UNREACHABLE: ("unreachable", "warn"),
}

ReadRows = Callable[[Sequence[int]], list[Track]]

# Made once: putting flags together takes as long as painting a cell.
ROW_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
    | Qt.ItemFlag.ItemIsDragEnabled
)


class TrackModel(QAbstractTableModel):
    """Rows in the order of the ids it is given; tracks are read page by page when they are shown."""

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Track]] = OrderedDict()
        self._icons: dict[FileState, QIcon] = {}

    @property
    def ids(self) -> array[int]:
        return self._ids

    def show_ids(self, ids: array[int]) -> bool:
        """Show these files. Return whether rows came, went or moved; if not, only their content is read anew."""
        if ids == self._ids:
            self._pages.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(COLUMNS) - 1))
            return False
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()
        return True

    def track(self, row: int) -> Track | None:
        """The row's track; None when its file has gone from the library since the ids were listed."""
        if not 0 <= row < len(self._ids):
            return None
        return self._page(row // PAGE).get(self._ids[row])

    def tracks(self, rows: Sequence[int]) -> list[Track]:
        return [track for row in rows if (track := self.track(row)) is not None]

    def row_of(self, file_id: int) -> int | None:
        try:
            return self._ids.index(file_id)
        except ValueError:
            return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that every row can be dragged out, as the file that it is."""
        return ROW_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return [URI_LIST]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({index.row() for index in indexes})
        return tracks_mime(self.tracks(rows))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == STATE_COLUMN else title(column.key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return explanation(column.key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return title(column.key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[index.column()]
        track = self.track(index.row()) if index.isValid() else None
        if track is None:
            return None
        if index.column() == STATE_COLUMN:
            return self._state(track, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[index.column()].text(track)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(COLUMNS[index.column()].text(track)) or None
        return None

    def state_icon(self, state: FileState) -> QIcon:
        if state not in self._icons:
            self._icons[state] = icon(*STATE_ICONS[state])
        return self._icons[state]

    def _state(self, track: Track, role: int) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self.state_icon(track.state)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = wording.file_state(track.state)
            whole = f"{said}: {track.error}" if track.error else said
            return plain_tip(whole) if role == Qt.ItemDataRole.ToolTipRole else whole
        return None

    def _page(self, number: int) -> dict[int, Track]:
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = {track.file_id: track for track in self._read_rows(wanted)}
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page
