"""Rules as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from vectorbeats_desktop.commands.rule_text import recipe_in_words, rule_in_words, rule_of
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule


def read(text: str) -> Rule:
    return rule_of(text, lambda typed: Path("/here") / typed)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("genre is jazz", Rule("genre", Operator.IS, "jazz")),
        ("  Genre  is not  acid jazz ", Rule("genre", Operator.IS_NOT, "acid jazz")),
        ("title is not", Rule("title", Operator.IS, "not")),
        ("artist is notorious", Rule("artist", Operator.IS, "notorious")),
        ("title contains is", Rule("title", Operator.CONTAINS, "is")),
        ("title contains not love", Rule("title", Operator.CONTAINS_NOT, "love")),
        ("album begins with 19", Rule("album", Operator.BEGINS, "19")),
        ("album is 1989", Rule("album", Operator.IS, "1989")),
        ("year>=1990", Rule("year", Operator.AT_LEAST, 1990.0)),
        ("year is 1990..1999", Rule("year", Operator.BETWEEN, (1990.0, 1999.0))),
        ("year between 1990 and 1999", Rule("year", Operator.BETWEEN, (1990.0, 1999.0))),
        ("tempo between ..100", Rule("tempo", Operator.BETWEEN, (None, 100.0))),
        ("energy <= -0.5", Rule("energy", Operator.AT_MOST, -0.5)),
        ("duration <= 3:30", Rule("duration", Operator.AT_MOST, 210.0)),
        ("added in the last 30 days", Rule("added", Operator.IN_LAST, 30.0)),
        ("added in the last 2 weeks", Rule("added", Operator.IN_LAST, 14.0)),
        ("added not in the last 1 year", Rule("added", Operator.NOT_IN_LAST, 365.0)),
        ("added >= 2024-05-01", Rule("added", Operator.AT_LEAST, "2024-05-01")),
        ("folder is live", Rule("folder", Operator.IS, "/here/live")),
        ("playlist is not Road trip", Rule("playlist", Operator.IS_NOT, "Road trip")),
    ],
)
def test_what_is_typed_is_read_and_told_alike(typed: str, rule: Rule) -> None:
    assert read(typed) == rule
    assert read(rule_in_words(rule)) == rule


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("jazz", "is no rule"),
        ("genre is", "is no rule"),
        ("year >= many", "with a number, not “many”"),
        ("year >= 1990..1999", "takes one number"),
        ("added in the last moon", "is no span of time"),
        ("added in the last 1.2.3 days", "is no span of time"),
    ],
)
def test_what_cannot_be_read_is_told(typed: str, told: str) -> None:
    with pytest.raises(BadQuery, match=told):
        read(typed)


def test_a_recipe_is_told_on_one_line() -> None:
    rules = (Rule("genre", Operator.IS, ("jazz", "soul\n")), Rule("added", Operator.IN_LAST, 30))
    recipe = Recipe(rules, True, "calm", Order.RANDOM, 3, 1_000, 90.0)
    assert recipe_in_words(recipe) == (
        "genre is jazz or soul  or added in the last 30 days; search “calm”; order random; "
        "at most 1,000 tracks; at most 90 minutes"
    )
    assert recipe_in_words(Recipe()) == "all tracks; order artist"
