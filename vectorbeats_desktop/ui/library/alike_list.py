"""A few tracks that sound like another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache

COVER = 32
ROW = 44
TRACK = Qt.ItemDataRole.UserRole + 1


class AlikeList(QListWidget):
    """Enter or a double click chooses a track."""

    chosen = Signal(object)  # Track

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alikeList")
        self.setAccessibleName(self.tr("Tracks that sound like it"))
        self._covers = covers
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIconSize(QSize(COVER, COVER))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemActivated.connect(lambda item: self.chosen.emit(item.data(TRACK)))
        covers.loaded.connect(self._show_covers)

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Show these, all at once."""
        self.clear()
        for track in tracks:
            item = QListWidgetItem(f"{track.name}\n{wording.artist(track)}")
            item.setData(TRACK, track)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{track.name}, {wording.artist(track)}")
            item.setToolTip(self.tr("Enter or a double click plays it"))
            item.setSizeHint(QSize(0, ROW))
            self.addItem(item)
        self._show_covers()
        self.setFixedHeight(ROW * len(tracks) + 2)

    def _show_covers(self, _cover_id: str = "") -> None:
        for row in range(self.count()):
            item = self.item(row)
            item.setIcon(QIcon(self._covers.pixmap(item.data(TRACK), COVER, self.devicePixelRatioF())))
