"""Each reason for a hit with its part, its channel and its share, and the moods it names as chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Hit, Reason
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.mood_chip import MoodChip
from vectorbeats_desktop.ui.discover.push_menu import pushable
from vectorbeats_desktop.ui.discover.shares import Share, ShareBar, colour_of, shares
from vectorbeats_desktop.ui.flow_layout import FlowLayout
from vectorbeats_desktop.ui.theme import colours

SWATCH, SWATCH_MARGIN = 10, 4


class ReasonList(QWidget):
    """The reasons of a hit below a bar of their shares; where in the track it was found comes last."""

    push_requested = Signal(str, bool)  # words that a reason names, and whether they are to count more

    def __init__(self, hit: Hit, part_names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = [*reason_lines(hit, part_names), *found_lines(hit)]
        self.chips: list[MoodChip] = []
        among = shares(hit.reasons)
        bar = ShareBar(self)
        bar.show_shares(among)
        bar.setVisible(bool(among))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(bar)
        layout.addLayout(self._grid(hit.reasons, part_names, among))
        for words in found_lines(hit):
            layout.addWidget(self._label(words, "fieldTitle"))

    def _grid(self, reasons: Sequence[Reason], part_names: Sequence[str], among: Sequence[Share]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        told: set[str] = set()
        for reason in reasons:
            row = grid.rowCount()
            grid.addWidget(Swatch(reason, among, self), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._label(_sentence(reason, part_names)), row, 1)
            share = self._label(share_text(reason.strength), "fieldTitle")
            grid.addWidget(share, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            if new := [words for words in pushable([reason]) if words not in told]:
                told.update(new)
                grid.addWidget(self._chip_row(new), row + 1, 1, 1, 2)
        return grid

    def _chip_row(self, words: Sequence[str]) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row, 6)
        for each in words:
            chip = MoodChip(each, row)
            chip.push_requested.connect(self.push_requested)
            self.chips.append(chip)
            flow.addWidget(chip)
        return row

    def _label(self, text: str, name: str = "") -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setWordWrap(name != "fieldTitle")
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label


class Swatch(QWidget):
    """A small square in the colour that a reason's share has in the bar."""

    def __init__(self, reason: Reason, among: Sequence[Share], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason, self._among = reason, among
        self.setFixedSize(SWATCH, SWATCH + 2 * SWATCH_MARGIN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        reason = self._reason
        against = reason.strength < 0
        colour = QColor(colours().bad) if against else colour_of(reason.part, reason.channel, self._among)
        QPainter(self).fillRect(0, SWATCH_MARGIN, SWATCH, SWATCH, colour)


def share_text(strength: float) -> str:
    """A share with its sign, such as +42 % or −7 %."""
    percent = round(strength * 100)
    return f"{percent:+d} %".replace("-", "−") if percent else "0 %"


def reason_lines(hit: Hit, part_names: Sequence[str]) -> list[str]:
    """Each reason in a line, with its part and its share."""
    return [f"{_sentence(reason, part_names)}: {share_text(reason.strength)}" for reason in hit.reasons]


def found_lines(hit: Hit) -> list[str]:
    """Where in the track it was found, and how."""
    found = [wording.recording(hit.recording)] if hit.recording is not None else []
    return found + (wording.melody(hit.melody) if hit.melody is not None else [])


def _sentence(reason: Reason, part_names: Sequence[str]) -> str:
    of = part_names[reason.part] if 0 <= reason.part < len(part_names) and len(part_names) > 1 else ""
    about = " · ".join(text for text in (of, wording.channel(reason.channel)) if text)
    return f"{reason.text} ({about})"
