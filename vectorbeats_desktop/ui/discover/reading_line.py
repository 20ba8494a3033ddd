"""What a sound was heard to be, and, while that is unsure, a button for each thing it may be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from vectorbeats_desktop.engine.records import Kind, PartReading
from vectorbeats_desktop.ui.discover.part_words import AUDIO_KINDS, as_kind, heard_as, kind_meaning
from vectorbeats_desktop.ui.elided_label import ElidedLabel

LONGEST = 190


class ReadingLine(QWidget):
    """One line of a chip: words, and at most as many buttons as there are ways to use a sound."""

    chosen = Signal(object)  # Kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel(self, most=LONGEST)
        self.words.setObjectName("chipValue")
        self.buttons = {kind: self._button(kind) for kind in AUDIO_KINDS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self.show_reading(None, "")

    def show_reading(self, reading: PartReading | None, chosen: str) -> None:
        """Say what the part was taken for, and before it what the person chose of it."""
        unsure: Sequence[Kind] = reading.kinds if reading is not None and len(reading.kinds) > 1 else ()
        said = " · ".join(words for words in (chosen, heard_as(reading)) if words)
        self.words.setText(f"{said}:" if said and unsure else said)
        self.words.setVisible(bool(said))
        for kind, button in self.buttons.items():
            button.setVisible(kind in unsure)
        self.setVisible(bool(said or unsure))

    def _button(self, kind: Kind) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("readingButton")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setText(as_kind(kind))
        button.setToolTip(kind_meaning(kind))
        button.setAccessibleName(kind_meaning(kind))
        button.clicked.connect(lambda: self.chosen.emit(kind))
        return button
