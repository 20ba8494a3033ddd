"""The tree of files that hold the same recording; nothing in it changes a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeView, QWidget

from vectorbeats_desktop.engine.records import DuplicateGroup, Track
from vectorbeats_desktop.ui.library.duplicate_model import NAME, OFFSET, DuplicateModel

PLAY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DIFFERENCE_WIDTH = 190


class DuplicateTree(QTreeView):
    """The groups, all of them open. Enter or a double click on a file plays it."""

    play_requested = Signal(object)  # list[Track]
    folder_requested = Signal(object)  # Track: show it in the file manager
    reveal_requested = Signal(object)  # Track: show it in the table

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("duplicateTree")
        self.setAccessibleName(self.tr("Recordings with more than one file"))
        self.groups = DuplicateModel(self)
        self.setModel(self.groups)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setRootIsDecorated(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for column in range(NAME + 1, OFFSET):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(OFFSET, DIFFERENCE_WIDTH)
        self.doubleClicked.connect(lambda index: self.play_requested.emit(self.groups.tracks(index)))

    def show_groups(self, groups: Sequence[DuplicateGroup]) -> None:
        """Show these, with their files."""
        self.groups.show_groups(groups)
        for row in range(self.groups.rowCount()):
            self.setFirstColumnSpanned(row, self.rootIndex(), True)
        self.expandAll()
        self.setCurrentIndex(self.groups.index(0, NAME, self.groups.index(0, NAME)))

    def chosen(self) -> list[Track]:
        """The file of the current row, or the files of the current group."""
        return self.groups.tracks(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PLAY_KEYS and self.chosen():
            self.play_requested.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        tracks = self.groups.tracks(index)
        if not tracks:
            return
        menu = self.menu_of(tracks)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos())

    def menu_of(self, tracks: list[Track]) -> QMenu:
        """The context menu of a file or of a group's files; the caller shows it."""
        menu = QMenu(self)
        menu.addAction(self.tr("Play"), lambda: self.play_requested.emit(tracks))
        if len(tracks) == 1:
            menu.addAction(self.tr("Open its folder"), lambda: self.folder_requested.emit(tracks[0]))
            menu.addAction(self.tr("Show in library"), lambda: self.reveal_requested.emit(tracks[0]))
        return menu
