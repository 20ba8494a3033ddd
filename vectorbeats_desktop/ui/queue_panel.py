"""What plays next: a small list above the player bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.continuing import Continuing
from vectorbeats_desktop.ui.icons import IconButton, icon
from vectorbeats_desktop.ui.queue import Entry

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

WIDTH, HEIGHT = 380, 460
MARGIN = 8
SHOWN_BEFORE, SHOWN_AFTER = 50, 450  # a queue may hold a whole library


class QueuePanel(QFrame):
    """Enter or a double click plays an entry, Delete takes it out, Escape closes."""

    save_requested = Signal(object, str)  # list[Track] to be kept as a playlist, and a name to begin with

    def __init__(self, player: Player, continuing: Continuing, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("queuePanel")
        self.setAccessibleName(self.tr("What plays next"))
        self._player, self._continuing = player, continuing
        self._first = 0  # the place in the queue of the first row
        self._title = QLabel(self)
        self.keep = IconButton("playlists", self.tr("Save the queue as a playlist…"), self)
        self.entries = QListWidget(self)
        self.goes_on = QCheckBox(self.tr("Keep playing alike music when the queue ends"), self)
        self.note = QLabel(self)
        self._build()
        self.keep.clicked.connect(self._keep)
        self.entries.itemActivated.connect(lambda item: player.go(self._first + self.entries.row(item)))
        self.goes_on.setChecked(continuing.on)
        self.goes_on.clicked.connect(continuing.switch)
        continuing.switched.connect(self._on_switched)
        continuing.exhausted.connect(self.note.show)
        player.queue.changed.connect(self._on_queue_changed)

    def show_above(self, bar: QWidget) -> None:
        """Open above the right end of a bar."""
        self._fill()
        self.ensurePolished()
        self.resize(max(WIDTH, self.minimumSizeHint().width()), HEIGHT)
        corner = bar.mapToGlobal(QPoint(bar.width(), 0))
        self.move(corner - QPoint(self.width() + MARGIN, self.height() + MARGIN))
        self.show()
        self.entries.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.entries.currentRow() >= 0:
            self._player.queue.remove(self._first + self.entries.currentRow())
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        self._title.setObjectName("sectionTitle")
        self.entries.setObjectName("queueList")
        self.entries.setIconSize(QSize(14, 14))
        self.entries.setAccessibleName(self.tr("Tracks in the queue"))
        self.entries.setUniformItemSizes(True)
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self.note.setText(self.tr("Nothing more in your library is like what played."))
        self.note.hide()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.entries, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.goes_on)

    def _keep(self) -> None:
        tracks = [entry.track for entry in self._player.queue.entries]
        self.close()  # a popup would lie above the dialog
        self.save_requested.emit(tracks, "")

    def _on_switched(self, on: bool) -> None:
        self.goes_on.setChecked(on)
        self.note.hide()

    def _on_queue_changed(self) -> None:
        self.note.hide()
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        queue = self._player.queue
        self._title.setText(self.tr("Queue") if queue.entries else self.tr("The queue is empty"))
        self.keep.setEnabled(bool(queue.entries))
        chosen = self.entries.currentRow()
        self.entries.clear()
        self._first = max(0, queue.index - SHOWN_BEFORE)
        shown = queue.entries[self._first : max(0, queue.index) + SHOWN_AFTER]
        for place, entry in enumerate(shown, self._first):
            self._add(entry, current=place == queue.index)
        row = queue.index - self._first if chosen < 0 else chosen
        self.entries.setCurrentRow(min(row, self.entries.count() - 1))

    def _add(self, entry: Entry, *, current: bool) -> None:
        item = QListWidgetItem(f"{entry.track.name} — {wording.artist(entry.track)}", self.entries)
        said = wording.byline(entry.track)
        if entry.by_itself:
            by_itself = self.tr("added by itself")
            said = f"{said} · {by_itself}"
            item.setIcon(icon("onward", "muted"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {by_itself}")
        item.setToolTip(said)
        if current:
            item.setIcon(icon("play", "accent_text"))
            font = item.font()
            font.setBold(True)
            item.setFont(font)
