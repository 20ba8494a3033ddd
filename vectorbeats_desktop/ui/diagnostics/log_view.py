"""The log's newest entries, from a level on, and the way to its folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui.diagnostics import words

CHOSEN_FIRST = "INFO"
CHOICES = ("DEBUG", "INFO", "WARNING", "ERROR")
HEIGHT = 260


class LogView(QWidget):
    """Shows entries, the newest at the bottom, as the log's file has them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[dict[str, Any], ...] = ()
        self._folder: Path | None = None
        self.level = QComboBox(self)
        self.level.setAccessibleName(self.tr("Which entries are shown"))
        for name in CHOICES:
            self.level.addItem(words.level(name), name)
        self.level.setCurrentIndex(CHOICES.index(CHOSEN_FIRST))
        self.open_folder = QPushButton(self.tr("Open the log's folder"), self)
        self.open_folder.setEnabled(False)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("logText")
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("The log"))
        self.text.setPlaceholderText(self.tr("The log has no such entries."))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFixedHeight(HEIGHT)
        self.level.currentIndexChanged.connect(lambda _row: self._show())
        self.open_folder.clicked.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.level)
        head.addStretch(1)
        head.addWidget(self.open_folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.text)

    def show_entries(self, entries: Sequence[dict[str, Any]], folder: Path) -> None:
        """Show these, oldest first, of the log in a folder."""
        self._entries, self._folder = tuple(entries), folder
        self.open_folder.setEnabled(True)
        self._show()

    def _show(self) -> None:
        least = words.LEVELS.index(self.level.currentData())
        shown = (entry for entry in self._entries if _rank(entry) >= least)
        self.text.setPlainText("\n".join(map(words.entry, shown)))
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _rank(entry: dict[str, Any]) -> int:
    level = str(entry.get("level", ""))
    return words.LEVELS.index(level) if level in words.LEVELS else 0
