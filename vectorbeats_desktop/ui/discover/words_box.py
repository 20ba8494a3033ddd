"""The text box: words, and what is pasted into it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from vectorbeats_desktop.ui.discover.intake import Intake, read_mime

LONGEST_WORDS = 500


class WordsBox(QLineEdit):
    """A line of words. Pictures and files that are pasted into it go out as `taken_in`."""

    taken_in = Signal(object)  # Intake
    leave_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wordsBox")
        self.setPlaceholderText(self.tr("A mood, a place, a name… “rainy night drive”, “joyful, not loud”"))
        self.setAccessibleName(self.tr("What to look for, in words"))
        self.setMaxLength(LONGEST_WORDS)
        self.setClearButtonEnabled(True)
        # Qt would drop a file's address into the box as text; the page takes drops as what they are.
        self.setAcceptDrops(False)

    def event(self, event: QEvent) -> bool:
        # Undo is left to the page once there is nothing more to undo in the words themselves.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            done = event.matches(undo) and not self.isUndoAvailable()
            if done or (event.matches(redo) and not self.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._pasted():
            return
        if event.key() == Qt.Key.Key_Down:
            self.leave_downwards.emit()
            return
        super().keyPressEvent(event)

    def _pasted(self) -> bool:
        taken = clipboard_intake()
        if taken.paths or taken.pictured:
            self.taken_in.emit(taken)
            return True
        return False


def clipboard_intake() -> Intake:
    """What lies on the clipboard."""
    return read_mime(QGuiApplication.clipboard().mimeData())
