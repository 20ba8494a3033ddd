"""The fields of the filter panel: a label with what is typed or chosen under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QSlider, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.ui.discover.filter_values import LIST_SIGNS, entry, label, read_list, read_range
from vectorbeats_desktop.ui.plain_tip import plain_tip

GENRE_WIDTH, NUMBER_WIDTH, CHOICE_WIDTH, SLIDER_WIDTH = 170, 58, 112, 150
"""So that they take two rows in the smallest window."""
FIELD_HEIGHT = 27
DIVERSITY_STEPS = 10


class Field(QWidget):
    """One filter: `value` reads it, `show_value` shows what was asked elsewhere."""

    edited = Signal()

    def __init__(self, field: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.title = QLabel(title or label(field), self)
        self.title.setObjectName("fieldTitle")
        self.row = QHBoxLayout()
        self.row.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.title)
        layout.addLayout(self.row)

    def value(self) -> FilterValue | None:
        """What is asked for; None for any. Raises BadEntry."""
        raise NotImplementedError

    def show_value(self, value: FilterValue | None) -> None:
        raise NotImplementedError

    def _line(self, width: int, name: str, nothing: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setFixedWidth(width)
        line.setAccessibleName(name)
        line.setPlaceholderText(nothing)
        line.textEdited.connect(lambda _text: self.edited.emit())
        self.row.addWidget(line)
        return line


class ListField(Field):
    """Words parted by commas, completed from what the library has."""

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent=parent)
        self.line = self._line(GENRE_WIDTH, label(field), self.tr("any, with commas"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _text: self.edited.emit())  # also a completion

    def know(self, values: Sequence[str]) -> None:
        """Complete what is typed from these."""
        completer = ListCompleter(list(values), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def value(self) -> FilterValue | None:
        return read_list(self.line.text())

    def show_value(self, value: FilterValue | None) -> None:
        values = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        if read_list(self.line.text()) != (tuple(values) or None):
            self.line.setText(", ".join(str(each) for each in values))


class RangeField(Field):
    """From and to; either may be left open."""

    def __init__(self, field: str, unit: str, nothing: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(field, f"{label(field)} ({unit})" if unit else "", parent)
        self.low = self._line(NUMBER_WIDTH, self.tr("{0} from").format(self.title.text()), nothing[0])
        self.row.addWidget(QLabel("–", self))
        self.high = self._line(NUMBER_WIDTH, self.tr("{0} to").format(self.title.text()), nothing[1])

    def value(self) -> FilterValue | None:
        return read_range(self.field, self.low.text(), self.high.text())

    def show_value(self, value: FilterValue | None) -> None:
        ends = value if isinstance(value, tuple) and len(value) == 2 else (value, value)
        for line, end in zip((self.low, self.high), ends, strict=True):
            line.setText(entry(self.field, end) if isinstance(end, int | float) else "")


class ChoiceField(Field):
    """One of several values; the first line asks for any."""

    def __init__(self, field: str, parent: QWidget | None = None, width: int = CHOICE_WIDTH) -> None:
        super().__init__(field, parent=parent)
        self.box = QComboBox(self)
        self.box.setAccessibleName(label(field))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setFixedWidth(width)
        self.box.activated.connect(lambda _place: self.edited.emit())
        self.row.addWidget(self.box)
        self._values: list[FilterValue | None] = []

    def offer(self, choices: Sequence[tuple[str, FilterValue]]) -> None:
        """Offer these values under their names; what is chosen stays."""
        chosen = self.value() if self._values else None
        self.box.clear()
        self._values = [None]
        self.box.addItem(self.tr("Any"))
        for text, value in choices:
            self._add(text, value)
        self.show_value(chosen)

    def value(self) -> FilterValue | None:
        return self._values[self.box.currentIndex()]

    def show_value(self, value: FilterValue | None) -> None:
        if value not in self._values:
            self._add(str(value), value)  # of a saved search
        self.box.setCurrentIndex(self._values.index(value))

    def _add(self, text: str, value: FilterValue | None) -> None:
        self._values.append(value)
        self.box.addItem(text)
        self.box.setItemData(self.box.count() - 1, plain_tip(text), Qt.ItemDataRole.ToolTipRole)


class DiversityField(Field):
    """A slider from results that are alike to results that differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("diversity", self.tr("More alike … more varied"), parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, DIVERSITY_STEPS)
        self.slider.setPageStep(DIVERSITY_STEPS // 4)
        self.slider.setFixedSize(SLIDER_WIDTH, FIELD_HEIGHT)
        self.slider.setAccessibleName(self.tr("How varied the results are"))
        self.slider.valueChanged.connect(lambda _steps: self.edited.emit())
        self.row.addWidget(self.slider)
        self.row.addStretch(1)

    def value(self) -> float:
        return self.slider.value() / DIVERSITY_STEPS

    def show_value(self, value: FilterValue | None) -> None:
        self.slider.setValue(round(value * DIVERSITY_STEPS) if isinstance(value, int | float) else 0)


class ListCompleter(QCompleter):
    """Completes the last of several words parted by commas."""

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 - Qt's name
        return [LIST_SIGNS.split(path)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802 - Qt's name
        line = self.widget()
        before = LIST_SIGNS.split(line.text())[:-1] if isinstance(line, QLineEdit) else []
        return ", ".join([*(word.strip() for word in before), str(index.data())])
