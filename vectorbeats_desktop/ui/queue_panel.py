"""What plays next: a small list above the player bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import icon

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

WIDTH, HEIGHT = 380, 420
MARGIN = 8
SHOWN_BEFORE, SHOWN_AFTER = 50, 450  # a queue may hold a whole library


class QueuePanel(QFrame):
    """Enter or a double click plays an entry, Delete takes it out, Escape closes."""

    def __init__(self, player: Player, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("queuePanel")
        self.setAccessibleName(self.tr("What plays next"))
        self._player = player
        self._first = 0  # the place in the queue of the first row
        self._title = QLabel(self)
        self._title.setObjectName("sectionTitle")
        self.entries = QListWidget(self)
        self.entries.setObjectName("queueList")
        self.entries.setIconSize(QSize(14, 14))
        self.entries.setAccessibleName(self.tr("Tracks in the queue"))
        self.entries.setUniformItemSizes(True)
        self.entries.itemActivated.connect(lambda item: player.go(self._first + self.entries.row(item)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self.entries, 1)
        player.queue.changed.connect(self._on_queue_changed)

    def show_above(self, bar: QWidget) -> None:
        """Open above the right end of a bar."""
        self.resize(WIDTH, HEIGHT)
        self._fill()
        corner = bar.mapToGlobal(QPoint(bar.width(), 0))
        self.move(corner - QPoint(WIDTH + MARGIN, HEIGHT + MARGIN))
        self.show()
        self.entries.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.entries.currentRow() >= 0:
            self._player.queue.remove(self._first + self.entries.currentRow())
            return
        super().keyPressEvent(event)

    def _on_queue_changed(self) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        queue = self._player.queue
        self._title.setText(self.tr("Queue") if queue.entries else self.tr("The queue is empty"))
        chosen = self.entries.currentRow()
        self.entries.clear()
        self._first = max(0, queue.index - SHOWN_BEFORE)
        shown = queue.entries[self._first : max(0, queue.index) + SHOWN_AFTER]
        for place, entry in enumerate(shown, self._first):
            item = QListWidgetItem(f"{entry.track.name} — {wording.artist(entry.track)}", self.entries)
            item.setToolTip(wording.byline(entry.track))
            if place == queue.index:
                item.setIcon(icon("play", "accent_text"))
                font = item.font()
                font.setBold(True)
                item.setFont(font)
        row = queue.index - self._first if chosen < 0 else chosen
        self.entries.setCurrentRow(min(row, self.entries.count() - 1))
