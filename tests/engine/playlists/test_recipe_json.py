"""Recipes outlive the program; one that cannot be read whole is not read at all."""

from __future__ import annotations

import json

import pytest

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.playlists.recipe_json import recipe_from_json, recipe_to_json

RECIPE = Recipe(
    (
        Rule("genre", Operator.IS, ("Jazz", "Métal")),
        Rule("year", Operator.BETWEEN, (1990.0, None)),
        Rule("added", Operator.IN_LAST, 30),
    ),
    any_of=True,
    search="calm",
    order=Order.RANDOM,
    seed=7,
    tracks=50,
    minutes=90.5,
)


@pytest.mark.parametrize("recipe", [RECIPE, Recipe()])
def test_a_recipe_comes_back_as_it_was(recipe: Recipe) -> None:
    written = recipe_to_json(recipe)
    assert written.isascii()
    assert recipe_from_json(written) == recipe


@pytest.mark.parametrize(
    "change",
    [
        {"order": "colour"},
        {"rules": [{"field": "year", "operator": "resembles", "value": 1}]},
        {"rules": [{"field": "year", "operator": "contains", "value": "19"}]},
        {"rules": [{"field": "smell", "operator": "is", "value": "sweet"}]},
        {"rules": [{"field": "year", "operator": "is", "value": {"at": 1}}]},
        {"rules": None},
    ],
)
def test_what_another_version_says_is_told_and_not_guessed(change: dict[str, object]) -> None:
    stored = json.loads(recipe_to_json(RECIPE)) | change
    with pytest.raises(BadQuery, match="another version"):
        recipe_from_json(json.dumps(stored))
    with pytest.raises(BadQuery):
        recipe_from_json("no JSON")


def test_what_is_no_number_cannot_be_kept() -> None:
    with pytest.raises(BadQuery, match="no number"):
        recipe_to_json(Recipe((Rule("year", Operator.IS, float("inf")),)))
