"""The tracks of a saved playlist, which can be moved and taken out."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.playlists.track_list import TrackList

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class EditableList(TrackList):
    """Alt with an arrow moves the chosen tracks, Delete takes them out, unless the list is `fixed`."""

    edited = Signal(object)  # list[Track]: all of them, as they stand now
    refused = Signal()  # a change of a fixed list

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(covers, parent)
        self.fixed = False

    def move_chosen(self, step: int) -> None:
        """Move the chosen rows one up (-1) or down (1), where there is room for all of them."""
        rows = self.selected_rows()
        moved = [row + step for row in rows]
        if not rows or moved[0] < 0 or moved[-1] >= len(self.given):
            return
        tracks = self.given
        for row in rows if step < 0 else reversed(rows):
            tracks[row], tracks[row + step] = tracks[row + step], tracks[row]
        self._edit(tracks, moved)

    def take_out_chosen(self) -> None:
        """Take the chosen rows out; the files stay in the library."""
        rows = self.selected_rows()
        left = [track for row, track in enumerate(self.given) if row not in rows]
        if rows:
            self._edit(left, [min(rows[0], len(left) - 1)] if left else [])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_chosen(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.take_out_chosen()
        else:
            super().keyPressEvent(event)

    def menu_of(self, row: int, chosen: list[Track]) -> QMenu:
        """The context menu of the chosen tracks, with what changes the playlist."""
        menu = super().menu_of(row, chosen)
        menu.addSeparator()
        for text, keys, act in (
            (self.tr("Move up"), "Alt+Up", lambda: self.move_chosen(-1)),
            (self.tr("Move down"), "Alt+Down", lambda: self.move_chosen(1)),
            (self.tr("Take out of the playlist"), "Del", self.take_out_chosen),
        ):
            action = menu.addAction(text, act)
            action.setShortcut(QKeySequence(keys))
            action.setEnabled(not self.fixed)
        return menu

    def _edit(self, tracks: list[Track], choose: list[int]) -> None:
        if self.fixed:
            self.refused.emit()
            return
        self.show_tracks(tracks)
        selection = QItemSelection()
        last = self.tracks.columnCount() - 1
        for row in choose:
            selection.select(self.tracks.index(row, 0), self.tracks.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        if choose:
            self.selectionModel().setCurrentIndex(self.tracks.index(choose[0], 0), flags.NoUpdate)
            self.scrollTo(self.tracks.index(choose[0], 0))
        self.selectionModel().select(selection, flags.ClearAndSelect)
        self.edited.emit(tracks)
