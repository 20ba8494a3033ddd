"""What a rule compares with: a widget for each kind of value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from vectorbeats_desktop.engine.analysis.descriptors import PITCH_CLASSES
from vectorbeats_desktop.engine.playlists.recipe import Operator
from vectorbeats_desktop.engine.playlists.rules import FIELDS, Sort
from vectorbeats_desktop.engine.records import FilterValue, Verdict
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.filter_fields import ListCompleter
from vectorbeats_desktop.ui.discover.filter_values import BadEntry, entry, read_list, read_time
from vectorbeats_desktop.ui.playlists import rule_words
from vectorbeats_desktop.workers.smart_actions import Offers

NUMBER_WIDTH, CHOICE_WIDTH = 110, 190
LONGEST_AGO = 3_650  # of one unit
NUMBERS = {"year": (1000, 2200, 2000), "tempo": (20, 400, 120), "energy": (-100, 100, 0), "valence": (-100, 100, 0)}
"""From, to, and where one begins."""
LISTS = ("genre",)  # several words, parted by commas: no genre has one


class ValueEditor(QWidget):
    """`value` reads it, None while nothing is said; `show_value` shows what was kept."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def value(self) -> FilterValue | None:
        """What is said; None for nothing. Raises BadEntry."""
        raise NotImplementedError

    def show_value(self, value: FilterValue) -> None:
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """What the tab key stops at, in order."""
        inside = [item.widget() for place in range(self.row.count()) if (item := self.row.itemAt(place)) is not None]
        found: list[QWidget] = []
        for widget in inside:
            if isinstance(widget, ValueEditor):
                found += widget.stops()
            elif widget is not None and not isinstance(widget, QLabel):
                found.append(widget)
        return found

    def name(self, name: str) -> None:
        """Tell a screen reader what this is the value of."""
        for widget in self.stops():
            widget.setAccessibleName(name)

    def _tell(self, _now: object = None) -> None:
        self.edited.emit()


class WordsEditor(ValueEditor):
    """Words, completed from what the library has; `several` parted by commas."""

    def __init__(self, parent: QWidget, known: Sequence[str] = (), *, several: bool = False) -> None:
        super().__init__(parent)
        self._several = several
        self.line = QLineEdit(self)
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText(self.tr("Several with commas") if several else self.tr("Words"))
        completer = ListCompleter(list(known), self) if several else QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.line.textChanged.connect(self._tell)
        self.row.addWidget(self.line, 1)

    def value(self) -> FilterValue | None:
        return read_list(self.line.text()) if self._several else self.line.text().strip() or None

    def show_value(self, value: FilterValue) -> None:
        self.line.setText(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))


class NumberEditor(ValueEditor):
    """A whole number within bounds; shown in percent where the engine has -1 to 1."""

    def __init__(self, parent: QWidget, field: str) -> None:
        super().__init__(parent)
        low, high, first = NUMBERS[field]
        self._scale = 100 if field in rule_words.PERCENT else 1
        self.spin = QSpinBox(self)
        self.spin.setRange(low, high)
        self.spin.setValue(first)
        self.spin.setSuffix({"tempo": self.tr(" BPM")}.get(field, " %" if self._scale > 1 else ""))
        self.spin.setFixedWidth(NUMBER_WIDTH)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.valueChanged.connect(self._tell)
        self.row.addWidget(self.spin)
        self.row.addStretch(1)

    def value(self) -> FilterValue | None:
        return self.spin.value() / self._scale

    def show_value(self, value: FilterValue) -> None:
        if isinstance(value, int | float):
            self.spin.setValue(round(value * self._scale))


class TimeEditor(ValueEditor):
    """A length, such as 3:30."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setFixedWidth(NUMBER_WIDTH)
        self.line.setPlaceholderText(self.tr("min:s"))
        self.line.textChanged.connect(self._tell)
        self.row.addWidget(self.line)
        self.row.addStretch(1)

    def value(self) -> FilterValue | None:
        return read_time(self.line.text())

    def show_value(self, value: FilterValue) -> None:
        if isinstance(value, int | float):
            self.line.setText(entry("duration", value))


class DateEditor(ValueEditor):
    """A day, written as 2024-05-01."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setFixedWidth(NUMBER_WIDTH + 20)
        self.line.setPlaceholderText(date.today().isoformat())
        self.line.textChanged.connect(self._tell)
        self.row.addWidget(self.line)
        self.row.addStretch(1)

    def value(self) -> FilterValue | None:
        typed = self.line.text().strip()
        if not typed:
            return None
        try:
            return date.fromisoformat(typed).isoformat()
        except ValueError:
            raise BadEntry(
                self.tr("“{0}” is no date. Write year, month and day, such as 2024-05-01.").format(typed)
            ) from None

    def show_value(self, value: FilterValue) -> None:
        self.line.setText(str(value))


class AgoEditor(ValueEditor):
    """A span of time up to now: days, weeks, months or years."""

    UNITS = (1, 7, 30, 365)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.spin = QSpinBox(self)
        self.spin.setRange(1, LONGEST_AGO)
        self.spin.setValue(30)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.setFixedWidth(NUMBER_WIDTH)
        self.unit = QComboBox(self)
        for text, days in zip(
            (self.tr("days"), self.tr("weeks"), self.tr("months"), self.tr("years")), self.UNITS, strict=True
        ):
            self.unit.addItem(text, days)
        self.spin.valueChanged.connect(self._tell)
        self.unit.currentIndexChanged.connect(self._tell)
        self.row.addWidget(self.spin)
        self.row.addWidget(self.unit)
        self.row.addStretch(1)

    def value(self) -> FilterValue | None:
        return self.spin.value() * int(self.unit.currentData())

    def show_value(self, value: FilterValue) -> None:
        days = max(1, round(value)) if isinstance(value, int | float) else 1
        unit = next((unit for unit in reversed(self.UNITS) if not days % unit and days > unit), 1)
        self.unit.setCurrentIndex(self.UNITS.index(unit))
        self.spin.setValue(days // unit)


class ChoiceEditor(ValueEditor):
    """One of several values; one that is no longer there stays chosen, and is marked."""

    def __init__(self, parent: QWidget, choices: Sequence[tuple[str, FilterValue]]) -> None:
        super().__init__(parent)
        self.box = QComboBox(self)
        self.box.setMinimumWidth(CHOICE_WIDTH)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._values = [value for _, value in choices]
        self.box.addItems([text for text, _ in choices])
        self.box.currentIndexChanged.connect(self._tell)
        self.row.addWidget(self.box, 1)

    def value(self) -> FilterValue | None:
        place = self.box.currentIndex()
        return self._values[place] if place >= 0 else None

    def show_value(self, value: FilterValue) -> None:
        if value not in self._values:
            self._values.append(value)
            self.box.addItem(rule_words.gone(str(value)))
        self.box.setCurrentIndex(self._values.index(value))


class BetweenEditor(ValueEditor):
    """Two values of one kind, both included."""

    def __init__(self, parent: QWidget, make: Callable[[QWidget], ValueEditor]) -> None:
        super().__init__(parent)
        self.low, self.high = make(self), make(self)
        self.row.addWidget(self.low)
        self.row.addWidget(QLabel(self.tr("and"), self))
        self.row.addWidget(self.high)
        self.row.addStretch(1)
        for end in (self.low, self.high):
            end.edited.connect(self.edited)

    def value(self) -> FilterValue | None:
        low, high = self.low.value(), self.high.value()
        if not isinstance(low, int | float) or not isinstance(high, int | float):
            return None
        if low > high:
            raise BadEntry(self.tr("The second number is smaller than the first."))
        return low, high

    def show_value(self, value: FilterValue) -> None:
        ends = value if isinstance(value, tuple) and len(value) == 2 else (value, value)
        for editor, end in zip((self.low, self.high), ends, strict=True):
            if end is not None:
                editor.show_value(end)


def make_editor(field: str, operator: Operator, offers: Offers, parent: QWidget) -> ValueEditor:
    """The widget for what a field is compared with."""
    sort = FIELDS[field]
    if sort is Sort.NUMBER:
        if operator is Operator.BETWEEN:
            return BetweenEditor(parent, lambda inside: _number(field, inside))
        return _number(field, parent)
    if sort is Sort.DATE:
        return AgoEditor(parent) if operator in (Operator.IN_LAST, Operator.NOT_IN_LAST) else DateEditor(parent)
    choices = _choices(field, offers)
    if choices is not None:
        return ChoiceEditor(parent, choices)
    several = field in LISTS and operator in (Operator.IS, Operator.IS_NOT)
    return WordsEditor(parent, offers.words.get(field, ()), several=several)


def _number(field: str, parent: QWidget) -> ValueEditor:
    if field == "duration":
        return TimeEditor(parent)
    if field == "rating":
        stars = range(wording.MOST_STARS, -1, -1)
        return ChoiceEditor(parent, [(wording.stars(count), count) for count in stars])
    return NumberEditor(parent, field)


def _choices(field: str, offers: Offers) -> list[tuple[str, FilterValue]] | None:
    """What there is to choose from; None where words are typed."""
    if field == "key":
        keys = [f"{tonic} {mode}" for mode in ("major", "minor") for tonic in PITCH_CLASSES]
        return [(wording.key(key), key) for key in keys]
    if field == "folder":
        return [(str(path), str(path)) for path in offers.folders]
    if field == "playlist":
        return [(name, name) for name in offers.playlists]
    if field == "said":
        return [(rule_words.said(verdict), str(verdict)) for verdict in Verdict]
    if field == "analysed":
        return [(rule_words.yes_or_no(answer), answer) for answer in (True, False)]
    return None
