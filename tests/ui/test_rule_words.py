"""Rules in the words of the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.playlists.rules import FIELDS, OPERATORS
from vectorbeats_desktop.ui.playlists import rule_words

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule("genre", Operator.IS, ("Jazz", "Soul")), "Genre is Jazz, Soul"),
        (Rule("year", Operator.BETWEEN, (1990.0, None)), "Year is between 1990–…"),
        (Rule("duration", Operator.AT_MOST, 210.0), "Length is at most 3:30"),
        (Rule("energy", Operator.AT_LEAST, -0.25), "Energy is at least -25 %"),
        (Rule("rating", Operator.IS, 4), "Rating is ★★★★☆"),
        (Rule("key", Operator.IS_NOT, "C# minor"), "Key is not C♯ minor"),
        (Rule("added", Operator.IN_LAST, 30), "Added in the last 30 days"),
        (Rule("added", Operator.AT_MOST, "2024-05-01"), "Added until 2024-05-01"),
        (Rule("said", Operator.IS, "wanted"), "What you said is That’s it"),
        (Rule("folder", Operator.IS, "/music/live"), "Folder is live"),
        (Rule("playlist", Operator.IS_NOT, "Road trip"), "Playlist is not Road trip"),
        (Rule("analysed", Operator.IS, True), "Analysed is yes"),
    ],
)
def test_a_rule_is_told(rule: Rule, words: str) -> None:
    assert rule_words.rule(rule) == words


def test_a_recipe_is_told_in_a_line() -> None:
    rules = (Rule("genre", Operator.IS, "Jazz"), Rule("title", Operator.CONTAINS, "night"))
    recipe = Recipe(rules, True, "calm", Order.RANK, 0, 50, 90.0)
    assert rule_words.recipe(recipe) == (
        "Genre is Jazz or Title contains night · Search “calm” · Best match first · "
        "at most 50 tracks · at most 1 h 30 min"
    )
    assert rule_words.recipe(Recipe()) == "All tracks · By artist"


def test_every_field_comparison_and_order_has_its_words(qapp: QApplication) -> None:
    fields = [rule_words.field(name) for name in FIELDS]
    assert len(set(fields)) == len(fields)
    assert not set(fields) & set(FIELDS)  # none is the engine's own name
    for sort, operators in OPERATORS.items():
        assert len({rule_words.operator(operator, sort) for operator in operators}) == len(operators)
    assert len({rule_words.order(order) for order in Order}) == len(Order)
