"""The rows of the rule editor: each field has the widget that its value needs, and gives back what it was shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.engine.playlists.recipe import Operator, Rule
from vectorbeats_desktop.engine.playlists.rules import FIELDS, OPERATORS
from vectorbeats_desktop.ui.discover.filter_values import BadEntry
from vectorbeats_desktop.ui.playlists.rule_rows import MOST, RuleRows
from vectorbeats_desktop.ui.playlists.rule_values import AgoEditor
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.smart_actions import Offers

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

OFFERS = Offers({"genre": ("Jazz", "Soul")}, (Path("/music"),), ("Road trip",), ("calm",))


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> RuleRows:
    made = RuleRows(OFFERS)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    "rule",
    [
        Rule("genre", Operator.IS, ("Jazz", "Soul")),
        Rule("artist", Operator.IS_NOT, "Earth, Wind & Fire"),
        Rule("title", Operator.BEGINS, "Night"),
        Rule("year", Operator.BETWEEN, (1990.0, 1999.0)),
        Rule("duration", Operator.AT_MOST, 210.0),
        Rule("energy", Operator.AT_LEAST, -0.25),
        Rule("rating", Operator.BETWEEN, (2, 4)),
        Rule("key", Operator.IS, "A minor"),
        Rule("mood", Operator.IS, "calm"),
        Rule("added", Operator.IN_LAST, 21),
        Rule("added", Operator.NOT_IN_LAST, 30),
        Rule("added", Operator.AT_LEAST, "2024-05-01"),
        Rule("folder", Operator.IS, "/elsewhere"),
        Rule("playlist", Operator.IS, "Road trip"),
        Rule("said", Operator.IS, "unwanted"),
        Rule("analysed", Operator.IS, False),
    ],
)
def test_what_is_shown_is_given_back(rows: RuleRows, rule: Rule) -> None:
    rows.show_rules([rule])
    assert rows.rules() == (rule,)


def test_every_field_and_comparison_has_a_named_widget(rows: RuleRows) -> None:
    row = rows.add()
    for name, sort in FIELDS.items():
        row.field.setCurrentIndex(row.field.findData(name))
        for operator in OPERATORS[sort]:
            row.operator.setCurrentIndex(row.operator.findData(str(operator)))
            row.rule()  # says a value, or that there is none yet
            assert row.field.accessibleName() == "Rule 1: field"
            assert {stop.accessibleName() for stop in row.editor.stops()} == {"Rule 1: value"}, (name, operator)


def test_what_was_typed_outlives_another_comparison(rows: RuleRows) -> None:
    rows.show_rules([Rule("title", Operator.CONTAINS, "night")])
    (row,) = rows.rows
    row.operator.setCurrentIndex(row.operator.findData(str(Operator.BEGINS)))
    assert row.rule() == Rule("title", Operator.BEGINS, "night")


def test_a_span_is_shown_in_its_largest_unit(rows: RuleRows) -> None:
    rows.show_rules([Rule("added", Operator.IN_LAST, 60)])
    editor = rows.rows[0].editor
    assert isinstance(editor, AgoEditor)
    assert (editor.spin.value(), editor.unit.currentText()) == (2, "months")


def test_numbers_the_wrong_way_round_are_told(rows: RuleRows) -> None:
    rows.show_rules([Rule("year", Operator.BETWEEN, (1999.0, 1990.0))])
    with pytest.raises(BadEntry, match="smaller than the first"):
        rows.rules()


def test_rows_are_added_up_to_a_limit_and_numbered_anew(rows: RuleRows) -> None:
    while rows.more.isEnabled():
        rows.more.click()
    assert len(rows.rows) == MOST
    rows.rows[0].remove.click()
    assert rows.more.isEnabled()
    assert [row.field.accessibleName() for row in rows.rows[:2]] == ["Rule 1: field", "Rule 2: field"]
