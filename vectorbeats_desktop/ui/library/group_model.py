"""Albums, artists or genres as a list model: filtered and sorted in memory, since there are thousands at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.library.groups import Group, Grouping
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.dragging import URI_LIST, tracks_mime
from vectorbeats_desktop.ui.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
GROUP_ROLE = Qt.ItemDataRole.UserRole + 1

MOST_PLAYED = 500  # tracks of a group that become the queue
ReadRows = Callable[[Sequence[int]], list[Track]]

SORTS: dict[str, Callable[[Group], Any]] = {
    "name": lambda _group: 0,  # the order they come in
    "artist": lambda group: (not group.by, fold(group.by)),
    "year": lambda group: -(group.year or -1),
    "tracks": lambda group: -group.count,
}


class GroupModel(QAbstractListModel):
    """Shows those groups whose title or artist holds every word of the filter."""

    def __init__(self, read_rows: ReadRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._all: Sequence[Group] = ()
        self._words: dict[str, str] = {}
        self._shown: list[Group] = []
        self._filter = ""
        self._sort = "name"

    @property
    def total(self) -> int:
        """How many groups there are, filtered or not."""
        return len(self._all)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these instead."""
        self._all = groups
        self._words = {group.scope.key: fold(f"{group.title} {group.by}") for group in groups}
        self._arrange()

    def set_filter(self, text: str) -> None:
        self._filter = text
        self._arrange()

    def set_sort(self, name: str) -> None:
        """Sort by "name", "artist", "year" (newest first) or "tracks" (most first)."""
        self._sort = name
        self._arrange()

    def group(self, row: int) -> Group:
        return self._shown[row]

    def row_of(self, key: str) -> int | None:
        """Where a group is shown, by its key."""
        return next((row for row, group in enumerate(self._shown) if group.scope.key == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that every group can be dragged, as the files that it has."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [URI_LIST]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [file_id for index in indexes for file_id in self._shown[index.row()].file_ids]
        return tracks_mime(self._read_rows(ids[:MOST_PLAYED]))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self._shown[index.row()]
        if role == GROUP_ROLE:
            return group
        if role == Qt.ItemDataRole.DisplayRole:
            return group.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = ", ".join(text for text in (group.title, byline(group), how_much(group)) if text)
            return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        return None

    def _arrange(self) -> None:
        words = fold(self._filter).split()
        self.beginResetModel()
        fitting = [group for group in self._all if all(word in self._words[group.scope.key] for word in words)]
        self._shown = sorted(fitting, key=SORTS[self._sort])
        self.endResetModel()


def byline(group: Group) -> str:
    """Who made an album, and when; of others, how many tracks there are."""
    if group.scope.grouping is not Grouping.ALBUM:
        return wording.tracks(group.count)
    by = wording.several_artists() if group.several else group.by
    return " · ".join(text for text in (by, str(group.year) if group.year else "") if text)


def how_much(group: Group) -> str:
    """How many tracks, and how long they play."""
    time = wording.long_duration(group.duration_s)
    return " · ".join(text for text in (wording.tracks(group.count), time) if text)
