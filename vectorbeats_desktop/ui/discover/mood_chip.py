"""Something that a reason names, as a button that asks for more of it or less."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from vectorbeats_desktop.ui.discover.push_menu import push_menu, shown
from vectorbeats_desktop.ui.icons import beside_text, icon

ICON = 10


class MoodChip(QPushButton):
    """A chip of words; a click, Enter or the space bar opens its menu."""

    push_requested = Signal(str, bool)  # the words, and whether they are to count more

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(shown(words), parent)
        self.setObjectName("moodChip")
        self.words = words
        self.setIcon(icon("chevron-down", "muted"))
        self.setIconSize(beside_text(ICON))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
        self.setAccessibleName(self.tr("{0}: more or less of it").format(words))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        menu = push_menu([self.words], self.push_requested.emit, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
