"""The folders of the library as a tree, each with what lies in it and below."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from vectorbeats_desktop.engine.library.folding import sort_key
from vectorbeats_desktop.engine.library.groups import Group, Grouping, Scope
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.dragging import URI_LIST, files_mime
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, eq=False)
class FolderNode:
    """A folder: its own files, and the folders in it. `count` is of all below as well."""

    path: str
    title: str
    parent: FolderNode | None = None
    own: Group | None = None
    children: list[FolderNode] = field(default_factory=list)
    count: int = 0

    def group(self) -> Group:
        """All that lies in it and below, as one group."""
        parts = [node.own for node in self.walk() if node.own is not None]
        ids = array("q", chain.from_iterable(part.file_ids for part in parts))
        cover = next((part.cover_id for part in parts if part.cover_id), "")
        scope = Scope(Grouping.FOLDER, self.path)
        return Group(scope, self.title, "", ids, sum(part.duration_s for part in parts), None, cover)

    def walk(self) -> Iterable[FolderNode]:
        """This folder and all below."""
        yield self
        for child in self.children:
            yield from child.walk()


def folder_tree(groups: Sequence[Group], tops: Iterable[Path]) -> list[FolderNode]:
    """The library's folders, `tops`, with all folders below in which there is music."""
    nodes: dict[str, FolderNode] = {}
    roots = [_node(str(top), nodes) for top in sorted(tops)]
    for root in roots:
        root.title = root.path
    for group in groups:
        node = _attached(group.scope.key, nodes)
        if node is not None:
            node.own = group
    for root in roots:
        _settle(root)
    return roots


def _node(path: str, nodes: dict[str, FolderNode]) -> FolderNode:
    node = nodes[path] = FolderNode(path, os.path.basename(path) or path)  # noqa: PTH119 - names need not be text
    return node


def _attached(path: str, nodes: dict[str, FolderNode]) -> FolderNode | None:
    """The node of a folder, with those above it up to a folder of the library; None outside of all."""
    missing = []
    while path not in nodes:
        above = os.path.dirname(path)  # noqa: PTH120
        if above == path:
            return None
        missing.append(path)
        path = above
    node = nodes[path]
    for below in reversed(missing):
        made = _node(below, nodes)
        made.parent = node
        node.children.append(made)
        node = made
    return node


def _settle(node: FolderNode) -> int:
    node.children.sort(key=lambda child: sort_key(child.title))
    node.count = (node.own.count if node.own else 0) + sum(_settle(child) for child in node.children)
    return node.count


class FolderModel(QAbstractItemModel):
    """The tree for a view: a folder's name, and how many tracks it has."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: list[FolderNode] = []

    def show_roots(self, roots: list[FolderNode]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._roots = roots
        self.endResetModel()

    def node(self, index: Index) -> FolderNode | None:
        """The folder at an index."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, FolderNode) else None

    def index_of(self, path: str) -> QModelIndex:
        """Where a folder is; invalid when it is not there."""
        for root in self._roots:
            for node in root.walk():
                if node.path == path:
                    return self.createIndex(self._row(node), 0, node)
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        siblings = self._children(parent)
        return self.createIndex(row, column, siblings[row]) if 0 <= row < len(siblings) else QModelIndex()

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt has two of this name
        node = self.node(child)
        above = node.parent if node is not None else None
        return QModelIndex() if above is None else self.createIndex(self._row(above), 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self._children(parent)) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that every folder can be dragged, as the folder that it is."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [URI_LIST]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        nodes = [node for index in indexes if index.column() == 0 and (node := self.node(index)) is not None]
        return files_mime(node.path for node in nodes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title if index.column() == 0 else wording.number(node.count)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{node.title}, {wording.tracks(node.count)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(node.path)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon("folder", "muted")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _children(self, parent: Index) -> list[FolderNode]:
        node = self.node(parent)
        return node.children if node is not None else self._roots

    def _row(self, node: FolderNode) -> int:
        return (node.parent.children if node.parent is not None else self._roots).index(node)
