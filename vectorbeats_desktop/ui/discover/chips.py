"""A part of a query as a chip: picture, name, a slider from less to more, and what it was taken for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSlider, QWidget

from vectorbeats_desktop.engine.records import PartReading
from vectorbeats_desktop.ui.discover.kind_button import KindButton, icon_name
from vectorbeats_desktop.ui.discover.part_words import AUDIO_KINDS, SOUND_KINDS, choices, weight_text
from vectorbeats_desktop.ui.discover.parts import Chosen
from vectorbeats_desktop.ui.discover.reading_line import ReadingLine
from vectorbeats_desktop.ui.discover.sound_panel import SoundPanel
from vectorbeats_desktop.ui.discover.thumbnails import THUMBNAIL, rounded
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import IconButton, IconLabel

LONGEST_NAME = 150
ROW_HEIGHT = 25
STEPS = 10  # slider steps between 0 and 1


class PartChip(QFrame):
    """One part of the query."""

    weight_changed = Signal(int, float)  # key, weight
    kind_changed = Signal(int, object)  # key, Kind: what an audio file is to be taken for
    sound_changed = Signal(int, object, object, object)  # key, Emphasis, start and end in seconds or None
    remove_requested = Signal(int)  # key

    def __init__(self, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.key = chosen.key
        self._chosen = chosen
        self._reading: PartReading | None = None
        self._name = ElidedLabel(self, most=LONGEST_NAME)
        self._name.setObjectName("chipName")
        self._value = QLabel(self)
        self._value.setObjectName("chipValue")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.reading = ReadingLine(self)
        self.sound = IconButton("sliders", self.tr("What of it counts"), self, 16)
        self.remove = IconButton("close", self.tr("Remove"), self)
        self._face = self._make_face(chosen)
        self.kind = KindButton(self) if chosen.part.kind in AUDIO_KINDS else None
        self._build()
        self.show_part(chosen)
        self._connect()

    def _build(self) -> None:
        self.slider.setRange(-STEPS, STEPS)
        self.slider.setPageStep(STEPS // 2)
        self.slider.setFixedWidth(104)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("−0.0") + 4)
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self._name)
        above.addStretch(1)
        if self.kind is not None:
            above.addWidget(self.kind)
        above.addWidget(self.sound)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.slider)
        below.addWidget(self._value)
        below.addWidget(self.reading)
        below.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 5, 6, 5)
        for row in range(2):
            grid.setRowMinimumHeight(row, ROW_HEIGHT)  # all chips are alike, whatever they say
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._face, 0, 0, 2, 1)
        grid.addLayout(above, 0, 1)
        grid.addLayout(below, 1, 1)
        grid.addWidget(self.remove, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._moved)
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.key))
        self.reading.chosen.connect(lambda kind: self.kind_changed.emit(self.key, kind))
        self.sound.clicked.connect(self.open_sound)
        if self.kind is not None:
            self.kind.chosen.connect(lambda kind: self.kind_changed.emit(self.key, kind))

    @property
    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        stops = (self.slider, *self.reading.buttons.values(), self.kind, self.sound, self.remove)
        return [widget for widget in stops if widget is not None]

    def open_sound(self) -> SoundPanel:
        """Open the panel that says what of the sound counts."""
        panel = SoundPanel(self._chosen.part, self._chosen.name, self)
        panel.chosen.connect(lambda *chosen: self.sound_changed.emit(self.key, *chosen))
        panel.show_under(self.sound)
        return panel

    def _make_face(self, chosen: Chosen) -> QWidget:
        if chosen.thumbnail is None:
            return IconLabel(icon_name(chosen.part.kind), 24, self)
        label = QLabel(self)
        label.setFixedSize(QSize(THUMBNAIL, THUMBNAIL))
        label.setPixmap(rounded(chosen.thumbnail, THUMBNAIL, self.devicePixelRatioF()))
        return label

    def show_part(self, chosen: Chosen) -> None:
        """Show the part as it is now."""
        if chosen.part.kind is not self._chosen.part.kind:
            self.show_reading(None)
        self._chosen = chosen
        self._name.setText(chosen.name)
        self._name.updateGeometry()
        self._value.setText(weight_text(chosen.part.weight))
        self._show_weight(chosen.part.weight)
        self.setAccessibleName(chosen.name)
        self.remove.setAccessibleName(self.tr("Remove {0}").format(chosen.name))
        self.sound.setVisible(chosen.part.kind in SOUND_KINDS)
        self.sound.setAccessibleName(self.tr("What of {0} counts").format(chosen.name))
        if self.kind is not None:
            self.kind.show_kind(chosen.part.kind, chosen.name)
        if isinstance(self._face, IconLabel):
            self._face.set_icon(icon_name(chosen.part.kind))
        self.reading.show_reading(self._reading, choices(chosen.part))

    def show_reading(self, reading: PartReading | None) -> None:
        """Show what the part was taken for by the last search."""
        self._reading = reading
        self.reading.show_reading(reading, choices(self._chosen.part))

    def _show_weight(self, weight: float) -> None:
        steps = round(weight * STEPS)
        if self.slider.value() != steps:  # undone, or chosen elsewhere
            self.slider.blockSignals(True)
            self.slider.setValue(steps)
            self.slider.blockSignals(False)
        self.slider.setAccessibleName(self.tr("How much {0} counts").format(self._chosen.name))
        self.slider.setAccessibleDescription(self._meaning(weight))
        self.slider.setToolTip(self._meaning(weight))
        against = weight < 0
        if self.property("against") is not against:
            self.setProperty("against", against)
            self.style().unpolish(self)
            self.style().polish(self)

    def _meaning(self, weight: float) -> str:
        if weight == 0:
            return self.tr("Does not count")
        return self.tr("More of this") if weight > 0 else self.tr("Less of this")

    def _moved(self, steps: int) -> None:
        self.weight_changed.emit(self.key, steps / STEPS)
