"""What changes the queue as a whole: shuffling, repeating, clearing, and taking that back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.queue import PlayQueue, QueueState, Repeat

FOLLOWING: dict[Repeat, Repeat] = {"off": "all", "all": "one", "one": "off"}


class QueueButtons(QWidget):
    """Each is a step of its own; clearing turns into undoing until the queue is changed otherwise."""

    def __init__(self, queue: PlayQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._cleared: QueueState | None = None
        self._clearing = False
        self.shuffle = IconButton("shuffle", "", self)
        self.repeat = IconButton("repeat", "", self)
        self.clear = IconButton("remove", "", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in (self.shuffle, self.repeat, self.clear):
            row.addWidget(button)
        self.shuffle.clicked.connect(lambda: queue.unshuffle() if queue.shuffled else queue.shuffle())
        self.repeat.clicked.connect(lambda: queue.set_repeat(FOLLOWING[queue.repeat]))
        self.clear.clicked.connect(self._clear_or_undo)
        queue.changed.connect(self._on_changed)
        queue.modes_changed.connect(self._show)
        self._show()

    def _clear_or_undo(self) -> None:
        before, self._cleared = self._cleared, None
        if before is not None:
            self._queue.restore(before)
            return
        self._clearing = True
        self._cleared = self._queue.state
        self._queue.clear()
        self._clearing = False
        self._show()

    def _on_changed(self) -> None:
        if not self._clearing:
            self._cleared = None
        self._show()

    def _show(self) -> None:
        queue = self._queue
        on = self.tr("Shuffled: back to the order before") if queue.shuffled else self.tr("Shuffle what follows")
        self.shuffle.set_icon("shuffle", on, "accent_text" if queue.shuffled else "text")
        words = {
            "off": self.tr("Repeat: off"),
            "all": self.tr("Repeat: the whole queue"),
            "one": self.tr("Repeat: this track"),
        }
        self.repeat.set_icon("repeat", words[queue.repeat], "text" if queue.repeat == "off" else "accent_text")
        if self._cleared is not None:
            self.clear.set_icon("undo", self.tr("Undo: bring the queue back"))
        else:
            self.clear.set_icon("remove", self.tr("Clear the queue; what plays goes on"))
        self.shuffle.setEnabled(queue.shuffled or queue.left > 1)
        self.clear.setEnabled(self._cleared is not None or len(queue.entries) > 1)
