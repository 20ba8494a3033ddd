"""The list of saved playlists: each name, and how much is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vectorbeats_desktop.engine.records import Playlist
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.dragging import PLAYLIST, playlist_mime
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
PLAYLIST_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 40
MARGIN = 12
MARK = 16
SMART_ICON = "smart-playlist"
RADIUS = 8
PLAY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlaylistModel(QAbstractListModel):
    """Rows of playlists, in the order that they are given in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playlists: tuple[Playlist, ...] = ()

    def show_playlists(self, playlists: Sequence[Playlist]) -> None:
        self.beginResetModel()
        self._playlists = tuple(playlists)
        self.endResetModel()

    def set_count(self, name: str, count: int) -> None:
        """Tell how many tracks one holds now."""
        row = self.row_of(name)
        if row is not None and self._playlists[row].count != count:
            changed = replace(self._playlists[row], count=count)
            self._playlists = (*self._playlists[:row], changed, *self._playlists[row + 1 :])
            self.dataChanged.emit(self.index(row), self.index(row))

    def playlist(self, row: int) -> Playlist | None:
        return self._playlists[row] if 0 <= row < len(self._playlists) else None

    def row_of(self, name: str) -> int | None:
        return next((row for row, playlist in enumerate(self._playlists) if playlist.name == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._playlists)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that every playlist can be dragged into the queue."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [PLAYLIST]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return playlist_mime(self._playlists[indexes[0].row()].name)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        playlist = self.playlist(index.row()) if index.isValid() else None
        if playlist is None:
            return None
        if role == PLAYLIST_ROLE:
            return playlist
        if role == Qt.ItemDataRole.DisplayRole:
            return playlist.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(playlist.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{playlist.name}: {wording.tracks(playlist.count)}"
            return f"{said}, {self.tr('fills itself')}" if playlist.smart else said
        return None


class PlaylistDelegate(QStyledItemDelegate):
    """The name on the left, the count on the right, and a sign before the name of one that fills itself."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(1, ROW_HEIGHT)  # as wide as the list is

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        playlist = index.data(PLAYLIST_ROLE)
        if not isinstance(playlist, Playlist):
            return
        palette = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(palette.accent_soft))
            painter.drawRoundedRect(option.rect, RADIUS, RADIUS)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(option.rect, RADIUS, RADIUS)
        room = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        metrics = QFontMetrics(option.font)
        count = wording.number(playlist.count)
        painter.setPen(QColor(palette.muted))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        name = QRect(room)
        if playlist.smart:
            mark = QRect(room.left(), room.center().y() - MARK // 2, MARK, MARK)
            icon(SMART_ICON, "accent_text").paint(painter, mark)
            name.setLeft(mark.right() + MARGIN // 2)
        name.setRight(room.right() - metrics.horizontalAdvance(count) - MARGIN)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        shown = metrics.elidedText(playlist.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class PlaylistList(QListView):
    """Choosing one shows it, Enter or a double click plays it, F2 renames it, Delete deletes it."""

    chosen = Signal(str)  # the name of the playlist that the person went to
    play_requested = Signal()
    rename_requested = Signal()
    delete_requested = Signal()
    export_requested = Signal()
    edit_requested = Signal()  # the rules of one that fills itself
    spotify_requested = Signal()
    freeze_requested = Signal()  # what such a one holds, as an ordinary playlist

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("playlistList")
        self.setAccessibleName(self.tr("Saved playlists"))
        self._filling = self._to_spotify = False
        self.playlists = PlaylistModel(self)
        self.setModel(self.playlists)
        self.setItemDelegate(PlaylistDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.play_requested.emit())

    @property
    def name(self) -> str:
        """The chosen playlist's; empty when there is none."""
        playlist = self.playlists.playlist(self.currentIndex().row())
        return playlist.name if playlist is not None else ""

    @property
    def smart(self) -> bool:
        """Whether the chosen playlist fills itself."""
        playlist = self.playlists.playlist(self.currentIndex().row())
        return playlist is not None and playlist.smart

    def show_playlists(self, playlists: Sequence[Playlist], choose: str = "") -> None:
        """Show these, with `choose` chosen, or what was chosen before, or what stands at its place now."""
        before, row = self.name, self.currentIndex().row()
        self._filling = True
        self.playlists.show_playlists(playlists)
        wanted = self.playlists.row_of(choose or before)
        last = self.playlists.rowCount() - 1
        self.setCurrentIndex(self.playlists.index(min(max(row, 0), last) if wanted is None else wanted))
        self._filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wishes = {Qt.Key.Key_F2: self.rename_requested, Qt.Key.Key_Delete: self.delete_requested}
        wishes |= dict.fromkeys(PLAY_KEYS, self.play_requested)
        wish = wishes.get(Qt.Key(event.key()))
        if wish is not None and self.name:
            wish.emit()
        else:
            super().keyPressEvent(event)

    def _on_current(self) -> None:
        if not self._filling:
            self.chosen.emit(self.name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos())

    def offer_spotify(self, offered: bool) -> None:
        """Say whether a playlist can be saved to Spotify: somebody is signed in."""
        self._to_spotify = offered

    def menu(self) -> QMenu:
        """The context menu of the chosen playlist; the caller shows it."""
        menu = QMenu(self)
        menu.addAction(self.tr("Play"), self.play_requested.emit)
        menu.addSeparator()
        if self.smart:
            menu.addAction(self.tr("Edit rules…"), self.edit_requested.emit)
            menu.addAction(self.tr("Freeze to an ordinary playlist…"), self.freeze_requested.emit)
        menu.addAction(self.tr("Rename…"), self.rename_requested.emit)
        menu.addAction(self.tr("Export…"), self.export_requested.emit)
        if self._to_spotify:
            menu.addAction(self.tr("Save to Spotify"), self.spotify_requested.emit)
        menu.addAction(self.tr("Delete"), self.delete_requested.emit)
        return menu
