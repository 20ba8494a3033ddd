"""The library by its folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.library.groups import Grouping
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.library.folder_tree import FolderModel, FolderNode, folder_tree
from vectorbeats_desktop.ui.library_watch import LibraryWatch
from vectorbeats_desktop.ui.state_panel import StatePanel
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.session import Session

OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
COUNT_WIDTH = 100


class FolderView(QTreeView):
    """Shows a FolderModel; Enter or a double click opens what lies in a folder and below."""

    opened = Signal(object)  # FolderNode

    def __init__(self, model: FolderModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("folderTree")
        self.setAccessibleName(wording.grouping(Grouping.FOLDER))
        self.folders = model
        self.setModel(model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QTreeView.DragDropMode.DragOnly)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, COUNT_WIDTH)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPEN_KEYS and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def open_paths(self) -> set[str]:
        """The folders that are unfolded."""
        found: set[str] = set()
        waiting = [self.folders.index(row, 0) for row in range(self.folders.rowCount())]
        while waiting:
            index = waiting.pop()
            node = self.folders.node(index)
            if node is not None and self.isExpanded(index):
                found.add(node.path)
                waiting += [self.folders.index(row, 0, index) for row in range(self.folders.rowCount(index))]
        return found

    def _open(self, index: QModelIndex) -> None:
        if (node := self.folders.node(index)) is not None:
            self.opened.emit(node)


class FolderPane(QWidget):
    """The tree, read when it is first seen, and again when the library has changed since."""

    opened = Signal(object)  # Group

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watch = LibraryWatch(actions, "read the folders", _read, self, seen_in=self)
        self.folders = FolderModel(self)
        self.view = FolderView(self.folders, self)
        self.nothing = StatePanel("folder", self)
        self.nothing.say(self.tr("Nothing here yet"), wording.no_groups(Grouping.FOLDER))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.addWidget(self._stack)
        self.view.opened.connect(lambda node: self.opened.emit(node.group()))
        self.watch.changed.connect(self._on_roots)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.catch_up()

    def _on_roots(self, roots: list[FolderNode]) -> None:
        unfolded = self.view.open_paths() or {root.path for root in roots}
        chosen = self.folders.node(self.view.currentIndex())
        self.folders.show_roots(roots)
        for path in sorted(unfolded):
            self.view.expand(self.folders.index_of(path))
        if chosen is not None:
            self.view.setCurrentIndex(self.folders.index_of(chosen.path))
        self._stack.setCurrentWidget(self.view if roots else self.nothing)


def _read(session: Session) -> list[FolderNode]:
    return folder_tree(session.catalog.groups(Grouping.FOLDER), [folder.path for folder in session.folders()])
