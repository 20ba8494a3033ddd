"""Rows of the Diagnostics page: a part with its badge, and a kind of search with its plot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.diagnostics import Latency
from vectorbeats_desktop.engine.health_records import PartHealth, Remedy, State
from vectorbeats_desktop.ui.diagnostics import words
from vectorbeats_desktop.ui.diagnostics.sparkline import Sparkline
from vectorbeats_desktop.ui.row_pieces import row_button, row_label


class PartRow(QWidget):
    """How one part is: a badge in a word and a colour, what was seen, what to do, and a button that does it."""

    remedy_wanted = Signal(object)  # Remedy

    def __init__(self, part: PartHealth, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        said, tone = words.state(part.state)
        self.title = _label(words.part(part.name), "settingTitle", self)
        self.text = _label(part.text, "muted", self)
        self.hint = _label(part.hint, "text", self)
        self.hint.setVisible(bool(part.hint))
        self.badge = QLabel(said, self)
        self.badge.setObjectName("stateBadge")
        self.badge.setProperty("tone", tone)
        self.remedy = _remedy_button(part, self)
        self.setAccessibleName(f"{self.title.text()}: {said}")
        self.setAccessibleDescription(part.text)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.text, self.hint):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        if self.remedy is not None:
            row.addWidget(self.remedy, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)


class FigureRow(QWidget):
    """What was counted of one thing, in words."""

    def __init__(self, title: str, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _label(title, "settingTitle", self)
        self.text = _label(said, "muted", self)
        texts = QVBoxLayout(self)
        texts.setContentsMargins(16, 8, 16, 8)
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.text)


class LatencyRow(QWidget):
    """How long searches of one kind take."""

    def __init__(self, latency: Latency, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _label(words.kind(latency.kind), "settingTitle", self)
        said = words.tr("usually about {0}, one in twenty about {1} or more; counted: {2}").format(
            words.milliseconds(latency.median), words.milliseconds(latency.slowest_twentieth), f"{latency.count:,}"
        )
        self.text = _label(said, "muted", self)
        self.plot = Sparkline(self)
        self.plot.setMaximumWidth(260)
        self.plot.show_values(latency.latest)
        self.plot.setAccessibleName(f"{self.title.text()}: {said}")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addWidget(self.plot, 0, Qt.AlignmentFlag.AlignVCenter)


def _remedy_button(part: PartHealth, row: PartRow) -> QPushButton | None:
    """None where nothing is to be done, or not by the program."""
    if part.remedy is None or (part.state is State.HEALTHY and part.remedy is not Remedy.FOLDERS and not part.hint):
        return None
    remedy = part.remedy
    return row_button(words.remedy(remedy), words.part(part.name), lambda: row.remedy_wanted.emit(remedy), row)


def _label(text: str, name: str, parent: QWidget) -> QLabel:
    label = row_label(text, name, parent)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
