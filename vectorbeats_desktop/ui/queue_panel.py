"""What plays next: a list above the right end of the player bar, open until it is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.bar_overlay import BarOverlay
from vectorbeats_desktop.ui.continuing import Continuing
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.ui.queue import Cleared, Entry
from vectorbeats_desktop.ui.queue_head import QueueHead
from vectorbeats_desktop.ui.queue_list import QueueList
from vectorbeats_desktop.ui.queue_order import QueueOrder

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

WIDTH, HEIGHT = 380, 460
SHOWN_BEFORE, SHOWN_AFTER = 50, 450  # a queue may hold a whole library


class QueuePanel(BarOverlay):
    """Enter or a double click plays an entry, Delete takes it out, Escape closes.

    Entries are dragged to another place, or moved by Alt and the arrow keys. It lies over the page and stays there,
    so that tracks can be dragged into it from the page and from other programs.
    """

    dropped = Signal(object, object)  # QMimeData, and the Entry before which it shall come, or None
    closed = Signal()
    save_requested = Signal(object, str)  # list[Track] to be kept as a playlist, and a name to begin with

    def __init__(self, player: Player, continuing: Continuing, order: QueueOrder, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("queuePanel")
        self.setAccessibleName(self.tr("What plays next"))
        self._player, self._continuing = player, continuing
        self._first = 0  # the place in the queue of the first row
        self._cleared: Cleared | None = None
        self.head = QueueHead(player, order, self)
        self.undo = QPushButton(self.tr("Put them back"), self)
        self.entries = QueueList(self)
        self.goes_on = QCheckBox(self.tr("Keep playing alike music when the queue ends"), self)
        self.note = QLabel(self)
        self._build()
        self.head.keep_requested.connect(self._keep)
        self.head.clear_requested.connect(self._clear)
        self.undo.clicked.connect(self._put_back)
        self.head.close_requested.connect(self.close)
        self.entries.moved.connect(self._on_moved)
        self.entries.dropped.connect(self._on_dropped)
        player.queue.replaced.connect(self._forget_cleared)
        player.position_changed.connect(self._on_position)
        self.entries.itemActivated.connect(lambda item: player.go(self._first + self.entries.row(item)))
        self.goes_on.setChecked(continuing.on)
        self.goes_on.clicked.connect(continuing.switch)
        continuing.switched.connect(self._on_switched)
        continuing.exhausted.connect(self.note.show)
        player.queue.changed.connect(self._on_queue_changed)

    def show_above(self, bar: QWidget) -> None:
        """Open above the right end of a bar."""
        self._fill()
        self.lie_above(bar)
        self.entries.setFocus()

    def room(self, space: QRect) -> QRect:
        """The right end, as high as there is room for."""
        least = self.minimumSizeHint()
        width, height = max(WIDTH, least.width()), max(min(HEIGHT, space.height()), least.height())
        return QRect(space.right() + 1 - width, space.bottom() + 1 - height, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.entries.currentRow()
        if event.key() == Qt.Key.Key_Delete and row >= 0:
            self._player.queue.remove(self._first + row)
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and row >= 0:
            self._move(row, row + step)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        if event.matches(QKeySequence.StandardKey.Undo) and self._cleared is not None:
            self._put_back()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and an arrow move the entry, which the list would take for going to another one."""
        pressed = watched is self.entries and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.entries.setObjectName("queueList")
        self.entries.setIconSize(QSize(14, 14))
        self.entries.setAccessibleName(self.tr("Tracks in the queue"))
        self.entries.setUniformItemSizes(True)
        self.entries.installEventFilter(self)
        self.undo.hide()
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self.note.setText(self.tr("Nothing more in your library is like what played."))
        self.note.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.entries, 1)
        layout.addLayout(foot)
        layout.addWidget(self.goes_on)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _keep(self) -> None:
        self.save_requested.emit([entry.track for entry in self._player.queue.entries], "")

    def _clear(self) -> None:
        self._cleared = self._player.queue.clear()
        self.undo.show()
        self.entries.setFocus()

    def _put_back(self) -> None:
        if self._cleared is not None:
            self._player.queue.restore(self._cleared)
        self._forget_cleared()

    def _forget_cleared(self) -> None:
        self._cleared = None
        self.undo.hide()

    def _move(self, row: int, to: int) -> None:
        if 0 <= to < self.entries.count():
            self._player.queue.move(self._first + row, self._first + to)
            self.entries.setCurrentRow(to)

    def _on_moved(self, row: int, before: int) -> None:
        self._move(row, before - 1 if before > row else before)

    def _on_dropped(self, mime: QMimeData, row: int) -> None:
        entries, place = self._player.queue.entries, self._first + row
        self.dropped.emit(mime, entries[place] if place < len(entries) else None)

    def _on_switched(self, on: bool) -> None:
        self.goes_on.setChecked(on)
        self.note.hide()

    def _on_position(self, _position_s: float, _duration_s: float) -> None:
        if self.isVisible():
            self.head.show_queue()

    def _on_queue_changed(self) -> None:
        self.note.hide()
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        queue = self._player.queue
        self.head.show_queue()
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
        item.setToolTip(plain_tip(said))
        if current:
            item.setIcon(icon("play", "accent_text"))
            font = item.font()
            font.setBold(True)
            item.setFont(font)
