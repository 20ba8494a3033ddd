"""Why a hit was found, in full: each reason with its part, its channel and its share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.reason_list import ReasonList

WIDTH = 460
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Space, *ENTER)


class WhyPanel(QFrame):
    """A popup over the list; any of Escape, Enter and the space bar closes it, and Tab goes to the moods it names."""

    push_requested = Signal(str, bool)  # words that a reason names, and whether they are to count more

    def __init__(self, hit: Hit, part_names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popupPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH)
        self.reasons = ReasonList(hit, part_names, self)
        self.setAccessibleName(self.tr("Why “{0}” was found").format(hit.track.name))
        self.setAccessibleDescription("; ".join(self.reasons.lines))
        self.reasons.push_requested.connect(self._on_push)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        for text, name in ((hit.track.name, "sectionTitle"), (wording.confidence(hit.confidence), "fieldTitle")):
            label = QLabel(text, self)
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        layout.addWidget(self.reasons)

    def show_at(self, corner: QPoint) -> None:
        """Open with its upper right corner there, inside the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(corner.x() - self.width(), room.right() - self.width()))
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() in CLOSING:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_push(self, words: str, more: bool) -> None:
        self.close()  # what it tells is of the query before
        self.push_requested.emit(words, more)
