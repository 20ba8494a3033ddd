"""The recorder's first line: what it is, the red sign while it records, and what it records from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.discover.recorder_words import device_name
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.plain_tip import plain_tip

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.devices import InputDevice

SYSTEM_DEFAULT = ""
TEXT_EDGES = 4  # pixels that the style keeps free around the text


class DeviceBox(QComboBox):
    """What can be recorded from; its data are device ids, "" being whatever the system has as default."""

    chosen = Signal(str)  # a device id, by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Record from"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(32)
        self.show_devices((), SYSTEM_DEFAULT)
        self.currentTextChanged.connect(lambda text: self.setToolTip(self.tr("Record from: {0}").format(text)))
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shorten a name that is too long with an ellipsis; Qt would cut it off."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part, kind = QStyle.SubControl.SC_ComboBoxEditField, QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, part, self).width() - TEXT_EDGES
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    @property
    def empty(self) -> bool:
        """Whether no devices have been listed yet."""
        return not self._listed

    @property
    def device_id(self) -> str:
        return str(self.currentData() or SYSTEM_DEFAULT)

    @property
    def monitor(self) -> bool:
        """Whether what the computer plays is recorded, and not what a microphone hears."""
        return self.device_id in self._monitors

    def show_devices(self, devices: Sequence[InputDevice], chosen: str) -> None:
        """List the devices; one that was chosen and is gone stays listed as such."""
        self._listed = bool(devices)
        self._monitors = {device.device_id for device in devices if device.monitor}
        self.clear()
        default = next((device for device in devices if device.default), None)
        if default is not None and default.monitor:
            self._monitors.add(SYSTEM_DEFAULT)
        text = self.tr("System default ({0})").format(device_name(default)) if default else self.tr("System default")
        self.addItem(text, SYSTEM_DEFAULT)
        for device in devices:
            self.addItem(device_name(device), device.device_id)
        if self.findData(chosen) < 0:
            name = chosen.rpartition(":")[2]
            self.addItem(self.tr("Not connected: {0}").format(name) if devices else name, chosen)
        for place in range(self.count()):
            self.setItemData(place, plain_tip(self.itemText(place)), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(0, self.findData(chosen)))


class RecorderHead(QWidget):
    """Title or sign on the left, device and close button on the right."""

    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self.tr("Hum a tune"), self)
        self.title.setObjectName("sectionTitle")
        self.sign = QLabel(self)
        self.sign.setObjectName("recordingSign")
        self.sign.setTextFormat(Qt.TextFormat.PlainText)
        self.devices = DeviceBox(self)
        self.close_button = IconButton("close", self.tr("Close the recorder (Esc)"), self)
        self.close_button.clicked.connect(self.close_requested)
        self._stage = Stage.READY
        self.devices.currentIndexChanged.connect(lambda _place: self._name_it())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.sign)
        row.addStretch(1)
        row.addWidget(self.devices)
        row.addWidget(self.close_button)

    def show_stage(self, stage: Stage) -> None:
        self._stage = stage
        self.sign.setVisible(stage.live)
        self.title.setVisible(not stage.live)
        self._name_it()
        self.devices.setEnabled(not stage.live)
        if stage is Stage.STARTING:
            self._say(self.tr("Opening the microphone…"))
        elif stage is Stage.RECORDING:
            self.show_elapsed(0.0)
        elif stage is Stage.STOPPING:
            self._say(self.tr("Ending the recording…"))

    def _name_it(self) -> None:
        if self._stage is Stage.TAKE:
            self.title.setText(self.tr("Your take"))
        else:
            self.title.setText(self.tr("What is playing?") if self.devices.monitor else self.tr("Hum a tune"))

    def show_elapsed(self, seconds: float) -> None:
        self._say(self.tr("Recording {0}").format(wording.duration(int(seconds))))

    def _say(self, words: str) -> None:
        self.sign.setText(f"●  {words}")
        self.sign.setAccessibleName(words)
        # Digits differ in width; the pill must not tremble with them.
        widest = QFontMetrics(self.sign.font()).horizontalAdvance(self.sign.text().replace("1", "0"))
        self.sign.setMinimumWidth(widest + 28)
