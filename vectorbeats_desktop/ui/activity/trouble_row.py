"""One thing that went wrong: what, when, what to do, and another try."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.ui import error_details
from vectorbeats_desktop.ui.activity import words
from vectorbeats_desktop.ui.icons import IconButton, IconLabel
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.ui.row_pieces import row_label

AGAIN = ("index", "demo", "duplicates", "download model", "verify model", "sync", "file")  # what can be tried from here


class TroubleRow(QWidget):
    """Shows a record of the journal's problems."""

    again_requested = Signal()

    def __init__(self, record: dict[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        what, subject = str(record.get("what", "")), str(record.get("subject", ""))
        self.title = row_label(words.job(what, subject), "settingTitle", self)
        self.text = row_label(f"{record.get('message', '')} {record.get('hint', '')}".strip(), "muted", self)
        self.when = row_label(words.moment(float(record.get("at", 0.0))), "muted", self)
        self.title.setToolTip(plain_tip(subject))
        self.again = QPushButton(self.tr("Try again"), self)
        self.again.setAccessibleName(self.tr("Try again: {0}").format(self.title.text()))
        self.again.setAutoDefault(True)
        self.again.setVisible(what in AGAIN)
        self.again.clicked.connect(self.again_requested)
        self.copy = IconButton("copies", self.tr("Copy details"), self, 18)
        self.copy.clicked.connect(lambda: error_details.copy(error_details.of_record(record)))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.text, self.when):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("warning", 18, self, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)
