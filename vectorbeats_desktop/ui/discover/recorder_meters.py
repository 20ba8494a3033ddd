"""What is measured while a person hums, in one row: seconds of melody, and the level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from vectorbeats_desktop.ui.discover.meters import LevelMeter, VoicedMeter
from vectorbeats_desktop.ui.icons import IconLabel

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.take import Heard


class RecorderMeters(QWidget):
    """Stands at nothing until something is heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seconds = QLabel(self)
        self.voiced = VoicedMeter(self)
        self.level = LevelMeter(self)
        self.seconds.setObjectName("voicedSeconds")
        self.seconds.setMinimumWidth(self.seconds.fontMetrics().horizontalAdvance("00.0 s of melody") + 16)
        top = Qt.AlignmentFlag.AlignTop
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.seconds, 0, top)
        row.addWidget(self.voiced, 4, top)
        row.addSpacing(10)
        self._source = IconLabel("microphone", 16, self)
        row.addWidget(self._source, 0, top)
        row.addWidget(self.level, 1, top)
        self.rest()

    def show_source(self, *, monitor: bool) -> None:
        """Count seconds of melody only where somebody may hum."""
        self.seconds.setVisible(not monitor)
        self.voiced.setVisible(not monitor)
        self._source.set_icon("volume" if monitor else "microphone")

    def show_heard(self, heard: Heard) -> None:
        self._count(heard.voiced_s)
        self.level.show_level(heard.level_db, overloaded=heard.overloaded)

    def rest(self) -> None:
        """Nothing is heard any more."""
        self._count(0.0)
        self.level.silence()

    def _count(self, voiced_s: float) -> None:
        self.voiced.show_seconds(voiced_s)
        self.seconds.setText(self.tr("{0} s of melody").format(f"{voiced_s:.1f}"))
