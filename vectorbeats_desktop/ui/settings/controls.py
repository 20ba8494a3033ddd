"""The control that fits a setting: a switch, a field for numbers, a list of choices, a field for words or a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from vectorbeats_desktop.engine.setting import Setting, Value
from vectorbeats_desktop.ui.settings import words
from vectorbeats_desktop.ui.switch import Switch

FOLDER, FILE = "folder", "file"  # the units of texts that are paths
LARGEST = 2**31 - 1
NARROW, WIDE = 150, 260
DECIMALS = 2

Choose = Callable[[Value], None]


@dataclass(frozen=True, slots=True)
class Control:
    """A widget that a value is chosen with; `show` puts a value into it without choosing it."""

    widget: QWidget
    show: Callable[[Value], None]


def make_control(setting: Setting, choose: Choose, parent: QWidget) -> Control:
    """The control for a setting; `choose` is called with what the person chooses."""
    if setting.type is bool:
        made = _switch(setting, choose, parent)
    elif setting.choices:
        made = _choices(setting, choose, parent)
    elif setting.type is int or setting.unit == "%":
        made = _number(setting, choose, parent)
    elif setting.type is float:
        made = _decimal(setting, choose, parent)
    else:
        made = _text(setting, choose, parent)
    made.widget.setAccessibleDescription(words.tr(setting.text))
    return made


class _Still(QObject):
    """Keeps the wheel from changing a control that merely passes under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _still(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_Still(widget))


def _quietly(widget: QObject, show: Callable[[Value], object]) -> Callable[[Value], None]:
    def shown(value: Value) -> None:
        with QSignalBlocker(widget):
            show(value)

    return shown


def _switch(setting: Setting, choose: Choose, parent: QWidget) -> Control:
    switch = Switch(words.tr(setting.title), parent)
    switch.toggled.connect(choose)
    return Control(switch, _quietly(switch, lambda value: switch.setChecked(value is True)))


def _choices(setting: Setting, choose: Choose, parent: QWidget) -> Control:
    box = QComboBox(parent)
    box.setAccessibleName(words.tr(setting.title))
    box.setMinimumWidth(NARROW)
    for value in setting.choices:
        box.addItem(words.choice(value), value)
    box.currentIndexChanged.connect(lambda _row: choose(box.currentData()))
    _still(box)
    return Control(box, _quietly(box, lambda value: box.setCurrentIndex(box.findData(value))))


def _field(setting: Setting, field: QAbstractSpinBox) -> None:
    field.setAccessibleName(words.tr(setting.title))
    field.setKeyboardTracking(False)  # while somebody types, half a number is chosen by nobody
    field.setFixedWidth(NARROW)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    _still(field)


def _number(setting: Setting, choose: Choose, parent: QWidget) -> Control:
    scale = 100 if setting.unit == "%" else 1
    field = QSpinBox(parent)
    _field(setting, field)
    low, high = setting.minimum, setting.maximum
    field.setRange(-LARGEST if low is None else round(low * scale), LARGEST if high is None else round(high * scale))
    field.setSuffix(words.suffix(setting.unit))
    field.setGroupSeparatorShown(True)
    if scale == 1:
        field.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
    field.valueChanged.connect(lambda value: choose(value / scale if setting.type is float else value))
    return Control(field, _quietly(field, lambda value: field.setValue(round(float(value) * scale))))


def _decimal(setting: Setting, choose: Choose, parent: QWidget) -> Control:
    field = QDoubleSpinBox(parent)
    _field(setting, field)
    low, high = setting.minimum, setting.maximum
    field.setRange(-LARGEST if low is None else low, LARGEST if high is None else high)
    field.setDecimals(DECIMALS)
    field.setSingleStep(0.1)
    field.setSuffix(words.suffix(setting.unit))
    field.valueChanged.connect(choose)
    return Control(field, _quietly(field, lambda value: field.setValue(float(value))))


def _text(setting: Setting, choose: Choose, parent: QWidget) -> Control:
    is_path = setting.unit in (FOLDER, FILE)
    whole = QWidget(parent) if is_path else parent
    field = QLineEdit(whole)
    field.setAccessibleName(words.tr(setting.title))
    field.setMinimumWidth(WIDE)
    field.editingFinished.connect(lambda: choose(field.text().strip()))
    show = _quietly(field, lambda value: field.setText(str(value)))
    if not is_path:
        return Control(field, show)
    button = QPushButton(words.tr("Choose…"), whole)
    says = words.tr("Choose a folder: {0}") if setting.unit == FOLDER else words.tr("Choose a file: {0}")
    button.setAccessibleName(says.format(words.tr(setting.title)))

    def ask() -> None:
        if chosen := _asked_path(setting, field):
            show(chosen)
            choose(chosen)

    button.clicked.connect(ask)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(button)
    return Control(whole, show)


def _asked_path(setting: Setting, field: QLineEdit) -> str:
    title = words.tr(setting.title)
    if setting.unit == FOLDER:
        return QFileDialog.getExistingDirectory(field, title, field.text())
    return QFileDialog.getOpenFileName(field, title, field.text())[0]
