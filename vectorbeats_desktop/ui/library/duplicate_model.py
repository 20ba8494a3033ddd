"""Groups of files that hold the same recording, as a tree of two levels: groups, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from vectorbeats_desktop.engine.records import DuplicateGroup, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
NAME, FORMAT, BIT_RATE, LENGTH, OFFSET = range(5)
GROUP = 0xFFFF_FFFF  # the inner id of a group's row; a file's is the number of its group
LEAST_OFFSET_S = 0.1  # less is how exactly fingerprints can tell


class DuplicateModel(QAbstractItemModel):
    """Rows of groups with rows of files in them, each with what tells the files apart."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[DuplicateGroup, ...] = ()

    def show_groups(self, groups: Sequence[DuplicateGroup]) -> None:
        self.beginResetModel()
        self._groups = tuple(groups)
        self.endResetModel()

    def tracks(self, index: Index) -> list[Track]:
        """The file of a row, or all files of a group's row; the file first that the row is of."""
        if not index.isValid():
            return []
        if index.internalId() == GROUP:
            return list(self._groups[index.row()].tracks)
        return [self._groups[index.internalId()].tracks[index.row()]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == GROUP and parent.column() == NAME:
            return len(self._groups[parent.row()].tracks)
        return 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return OFFSET + 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() if parent.isValid() else GROUP)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt's other `parent` takes nothing
        if not index.isValid() or index.internalId() == GROUP:
            return QModelIndex()
        return self.createIndex(index.internalId(), NAME, GROUP)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _titles()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.internalId() == GROUP:
            return self._group_data(self._groups[index.row()], index.column(), role)
        group, place = self._groups[index.internalId()], index.row()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cell(group, place, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(str(group.tracks[place].path) if index.column() == NAME else _difference(group, place))
        if role == Qt.ItemDataRole.DecorationRole and index.column() == NAME:
            return icon("sound", "muted")
        return None

    def _group_data(self, group: DuplicateGroup, column: int, role: int) -> Any:
        if column != NAME:
            return None
        first = group.tracks[0]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            count = self.tr("{0} files").format(wording.number(len(group.tracks)))
            return f"{first.name} — {wording.artist(first)} · {count}"
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


def _titles() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Duplicates", "File"),
        QCoreApplication.translate("Duplicates", "Format"),
        QCoreApplication.translate("Duplicates", "Bit rate"),
        QCoreApplication.translate("Duplicates", "Length"),
        QCoreApplication.translate("Duplicates", "Beside the first"),
    )


def _cell(group: DuplicateGroup, place: int, column: int) -> str:
    tags = group.tracks[place].tags
    if column == NAME:
        return str(group.tracks[place].path)
    if column == FORMAT:
        return (tags.codec or group.tracks[place].path.suffix.lstrip(".")).upper()
    if column == BIT_RATE:
        return wording.bit_rate(tags.bit_rate)
    if column == LENGTH:
        return wording.duration(tags.duration_s)
    return _difference(group, place)


def _difference(group: DuplicateGroup, place: int) -> str:
    """How a file lies over the first one of its group."""
    if place == 0:
        return ""
    offset, overlap = group.offsets_s[place], wording.duration(group.overlap_s[place])
    if abs(offset) < LEAST_OFFSET_S:
        return QCoreApplication.translate("Duplicates", "same beginning, alike {0}").format(overlap)
    text = (
        QCoreApplication.translate("Duplicates", "{0} s later, alike {1}")
        if offset > 0
        else QCoreApplication.translate("Duplicates", "{0} s earlier, alike {1}")
    )
    return text.format(f"{abs(offset):.1f}", overlap)
