"""The head of the queue's panel: what is left of it, in which order it plays, and what is done with all of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.queue_order import Order, QueueOrder

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player


class QueueHead(QWidget):
    """Buttons with their states; what its signals ask for is for the panel."""

    keep_requested = Signal()
    clear_requested = Signal()
    close_requested = Signal()

    def __init__(self, player: Player, order: QueueOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._order = player, order
        self.title = QLabel(self)
        self.title.setObjectName("sectionTitle")
        self.left = QLabel(self)
        self.left.setObjectName("muted")
        self.order = IconButton("shuffle", "", self)
        self.repeat = IconButton("repeat", "", self)
        self.keep = IconButton("bookmark", self.tr("Save the queue as a playlist…"), self)
        self.clear = IconButton("remove", self.tr("Clear the queue"), self)
        self.close_button = IconButton("close", self.tr("Close the queue"), self)
        self._orders: dict[Order, QAction] = {}
        self._build()
        self.keep.clicked.connect(self.keep_requested)
        self.clear.clicked.connect(self.clear_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.repeat.clicked.connect(self._turn_repeat)
        order.changed.connect(lambda _order: self._show_modes())
        player.repeat_changed.connect(self._show_modes)
        self._show_modes()

    def show_queue(self) -> None:
        """Show how much is left to play."""
        queue = self._player.queue
        self.title.setText(self.tr("Queue") if queue.entries else self.tr("The queue is empty"))
        self.keep.setEnabled(bool(queue.entries))
        self.clear.setEnabled(len(queue.entries) > (queue.current is not None))
        seconds = max(0.0, self._player.duration_s - self._player.position_s)
        seconds += sum(entry.track.tags.duration_s or 0.0 for entry in queue.rest)
        count = len(queue.rest) + (queue.current is not None)
        self.left.setText(self.tr("{0} left").format(wording.duration(seconds)) if count else "")

    def _build(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, text in (
            (Order.LISTED, self.tr("As listed")),
            (Order.SHUFFLED, self.tr("Shuffled")),
            (Order.ALIKE, self.tr("By similarity: each track like the one before it")),
        ):
            action = self._orders[order] = menu.addAction(text, partial(self._order.choose, order))
            action.setCheckable(True)
            group.addAction(action)
        self.order.setMenu(menu)
        self.order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.title)
        row.addSpacing(6)
        row.addWidget(self.left, 1)
        for button in (self.order, self.repeat, self.keep, self.clear, self.close_button):
            row.addWidget(button)

    def _turn_repeat(self) -> None:
        turns = list(type(self._player.repeat))
        self._player.set_repeat(turns[(turns.index(self._player.repeat) + 1) % len(turns)])

    def _show_modes(self) -> None:
        order, repeat = self._order.order, str(self._player.repeat)
        self._orders[order].setChecked(True)
        said = {
            Order.LISTED: self.tr("Order: as listed"),
            Order.SHUFFLED: self.tr("Order: shuffled"),
            Order.ALIKE: self.tr("Order: by similarity"),
        }[order]
        self.order.set_icon("shuffle", said, "text" if order is Order.LISTED else "accent_text")
        said = {
            "off": self.tr("Repeat: off"),
            "all": self.tr("Repeat: the whole queue"),
            "one": self.tr("Repeat: this track"),
        }[repeat]
        name = "repeat-one" if repeat == "one" else "repeat"
        self.repeat.set_icon(name, said, "text" if repeat == "off" else "accent_text")
