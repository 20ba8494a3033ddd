"""A part of a query as a chip: picture, name, and a slider from less to more."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSlider, QWidget

from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.discover.kind_button import AUDIO_KINDS, KindButton
from vectorbeats_desktop.ui.discover.parts import Chosen
from vectorbeats_desktop.ui.discover.thumbnails import THUMBNAIL, rounded
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import IconButton, IconLabel

LONGEST_NAME = 150
STEPS = 10  # slider steps between 0 and 1
ICONS = {Kind.TEXT: "quote", Kind.LIKE: "heart", Kind.IMAGE: "image", Kind.HUM: "microphone"}


def icon_of(chosen: Chosen) -> str:
    """The icon of a part without a picture."""
    return ICONS.get(chosen.part.kind, "music")


def weight_text(weight: float) -> str:
    """A weight as its chip shows it, with a true minus sign."""
    return "0" if weight == 0 else f"{weight:+.1f}".replace("-", "−")


class PartChip(QFrame):
    """One part of the query."""

    weight_changed = Signal(int, float)  # key, weight
    kind_changed = Signal(int, object)  # key, Kind: an audio file is a piece of music or a hum
    remove_requested = Signal(int)  # key

    def __init__(self, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.key = chosen.key
        self._name = ElidedLabel(self, most=LONGEST_NAME)
        self._name.setObjectName("chipName")
        self._value = QLabel(self)
        self._value.setObjectName("chipValue")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.remove = IconButton("close", self.tr("Remove"), self)
        self._face = self._make_face(chosen)
        self.kind = KindButton(self) if chosen.part.kind in AUDIO_KINDS else None
        self._build()
        self.show_part(chosen)
        self.slider.setValue(round(chosen.part.weight * STEPS))
        self.slider.valueChanged.connect(self._moved)
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.key))

    def _build(self) -> None:
        self.slider.setRange(-STEPS, STEPS)
        self.slider.setPageStep(STEPS // 2)
        self.slider.setFixedWidth(104)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("−0.0") + 4)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 6, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._face, 0, 0, 2, 1)
        grid.addWidget(self._name, 0, 1, 1, 2)
        grid.addWidget(self.slider, 1, 1)
        grid.addWidget(self._value, 1, 2)
        grid.addWidget(self.remove, 0, 4, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        if self.kind is not None:
            grid.addWidget(self.kind, 0, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)
            self.kind.chosen.connect(lambda kind: self.kind_changed.emit(self.key, kind))

    @property
    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return [widget for widget in (self.slider, self.kind, self.remove) if widget is not None]

    def _make_face(self, chosen: Chosen) -> QWidget:
        if chosen.thumbnail is None:
            return IconLabel(icon_of(chosen), 24, self)
        label = QLabel(self)
        label.setFixedSize(QSize(THUMBNAIL, THUMBNAIL))
        label.setPixmap(rounded(chosen.thumbnail, THUMBNAIL, self.devicePixelRatioF()))
        return label

    def show_part(self, chosen: Chosen) -> None:
        """Show the part's name and weight; the slider stays where the person holds it."""
        self._name.setText(chosen.name)
        self._name.updateGeometry()
        self._value.setText(weight_text(chosen.part.weight))
        self.setAccessibleName(chosen.name)
        self.slider.setAccessibleName(self.tr("How much {0} counts").format(chosen.name))
        self.slider.setAccessibleDescription(self._meaning(chosen.part.weight))
        self.slider.setToolTip(self._meaning(chosen.part.weight))
        self.remove.setAccessibleName(self.tr("Remove {0}").format(chosen.name))
        if self.kind is not None:
            self.kind.show_kind(chosen.part.kind, chosen.name)
        if isinstance(self._face, IconLabel):
            self._face.set_icon(icon_of(chosen))
        against = chosen.part.weight < 0
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
