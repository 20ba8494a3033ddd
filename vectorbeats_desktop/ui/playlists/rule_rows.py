"""The rules of a smart playlist as rows: a field, how it is compared, and with what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.playlists.recipe import Operator, Rule
from vectorbeats_desktop.engine.playlists.rules import FIELDS, OPERATORS
from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.ui.discover.filter_values import BadEntry
from vectorbeats_desktop.ui.icons import IconButton, beside_text, icon
from vectorbeats_desktop.ui.playlists import rule_words
from vectorbeats_desktop.ui.playlists.rule_values import ValueEditor, make_editor
from vectorbeats_desktop.workers.smart_actions import Offers

FIELD_WIDTH, OPERATOR_WIDTH = 160, 170
FIRST_FIELD = "genre"
MOST = 24


class RuleRow(QWidget):
    """One rule. Another field or comparison brings the widget that its value needs."""

    edited = Signal()
    remade = Signal()  # there is another widget for the value

    def __init__(self, offers: Offers, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers = offers
        self._number = 0
        self.field = QComboBox(self)
        self.operator = QComboBox(self)
        self.editor: ValueEditor
        self.remove = IconButton("close", "", self, 16)
        for name in FIELDS:
            self.field.addItem(rule_words.field(name), name)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.operator.setFixedWidth(OPERATOR_WIDTH)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.field)
        self._row.addWidget(self.operator)
        self._row.addWidget(self.remove)
        self.field.setCurrentIndex(self.field.findData(FIRST_FIELD))
        self._offer_operators()
        self.field.currentIndexChanged.connect(self._on_field)
        self.operator.currentIndexChanged.connect(self._on_operator)

    def rule(self) -> Rule | None:
        """What it says; None while its value is missing. Raises BadEntry."""
        value = self.editor.value()
        return None if value is None else Rule(self.field.currentData(), self._compared, value)

    def show_rule(self, rule: Rule) -> None:
        """Show a rule of a playlist."""
        self.field.setCurrentIndex(self.field.findData(rule.field))
        self.operator.setCurrentIndex(self.operator.findData(str(rule.operator)))
        self.editor.show_value(rule.value)

    def stops(self) -> list[QWidget]:
        """What the tab key stops at, in order."""
        return [self.field, self.operator, *self.editor.stops(), self.remove]

    def number(self, number: int) -> None:
        """Tell which of the rules it is."""
        self._number = number
        self.field.setAccessibleName(self.tr("Rule {0}: field").format(number))
        self.operator.setAccessibleName(self.tr("Rule {0}: comparison").format(number))
        self.remove.set_icon("close", self.tr("Remove rule {0}").format(number))
        self.editor.name(self.tr("Rule {0}: value").format(number))

    @property
    def _compared(self) -> Operator:
        return Operator(self.operator.currentData())  # Qt keeps the text of it

    def _offer_operators(self) -> None:
        name = self.field.currentData()
        self.operator.blockSignals(True)  # one change, not several
        self.operator.clear()
        for operator in OPERATORS[FIELDS[name]]:
            self.operator.addItem(rule_words.operator(operator, FIELDS[name]), str(operator))
        self.operator.blockSignals(False)
        self._make_editor()

    def _make_editor(self) -> None:
        made = make_editor(self.field.currentData(), self._compared, self._offers, self)
        if hasattr(self, "editor"):
            self._row.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = made
        self._row.insertWidget(2, made, 1)
        made.edited.connect(self.edited)
        self.number(self._number)
        self.remade.emit()

    def _on_field(self) -> None:
        self._offer_operators()
        self.edited.emit()

    def _on_operator(self) -> None:
        before, kept = self.editor, self._kept()
        self._make_editor()
        if type(before) is type(self.editor) and kept is not None:
            self.editor.show_value(kept)
        self.edited.emit()

    def _kept(self) -> FilterValue | None:
        try:
            return self.editor.value()
        except BadEntry:
            return None


class RuleRows(QWidget):
    """All rules, one below the other."""

    edited = Signal()
    added = Signal()  # a rule, by hand

    def __init__(self, offers: Offers, parent: QWidget | None = None, above: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ruleRows")
        self._offers = offers
        self.rows: list[RuleRow] = []
        self._above = above
        self.more = QPushButton(icon("add"), self.tr("Add a rule"), self)
        self.more.setProperty("kind", "quiet")
        self.more.setIconSize(beside_text(16))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._add_by_hand)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """Show the rules of a playlist."""
        for rule in rules:
            self.add().show_rule(rule)

    def add(self) -> RuleRow:
        """Add a rule that says nothing yet."""
        row = RuleRow(self._offers, self)
        row.edited.connect(self.edited)
        row.remade.connect(self._order_tabs)
        row.remove.clicked.connect(lambda: self._remove(row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        row.number(len(self.rows))
        row.show()
        self.more.setEnabled(len(self.rows) < MOST)
        self._order_tabs()
        self.edited.emit()
        return row

    def rules(self) -> tuple[Rule | None, ...]:
        """What the rows say; None where a value is missing. Raises BadEntry."""
        return tuple(row.rule() for row in self.rows)

    def _add_by_hand(self) -> None:
        self.add().field.setFocus()
        self.added.emit()

    def _order_tabs(self) -> None:
        """Let the tab key go from what stands above through the rows, and then to what adds one."""
        rows = [stop for row in self.rows for stop in row.stops()]
        for before, after in pairwise([*([self._above] if self._above else []), *rows, self.more]):
            QWidget.setTabOrder(before, after)

    def _remove(self, row: RuleRow) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        for number, left in enumerate(self.rows, start=1):
            left.number(number)
        self.more.setEnabled(True)
        self._order_tabs()
        (self.rows[min(place, len(self.rows) - 1)].remove if self.rows else self.more).setFocus()
        self.edited.emit()
