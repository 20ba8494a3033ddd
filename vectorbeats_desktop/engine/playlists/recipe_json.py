"""Recipes as JSON, so that they outlive the program, and other versions read what they know of them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.playlists.rules import FIELDS, OPERATORS
from vectorbeats_desktop.engine.records import FilterValue

NEWER = "It was made by another version of VectorBeats."


def recipe_to_json(recipe: Recipe) -> str:
    """The recipe as JSON in ASCII. Raises BadQuery for numbers that are none."""
    try:
        return json.dumps(asdict(recipe), allow_nan=False, sort_keys=True)
    except ValueError:
        raise BadQuery("The playlist holds something that is no number, and cannot be kept.") from None


def recipe_from_json(text: str) -> Recipe:
    """The recipe. Raises BadQuery where it cannot be read: a rule that is left out would let everything in."""
    try:
        stored = json.loads(text)
        rules = tuple(map(_rule, stored["rules"]))
        return Recipe(
            rules,
            bool(stored["any_of"]),
            str(stored["search"]),
            Order(stored["order"]),
            int(stored["seed"]),
            None if stored["tracks"] is None else int(stored["tracks"]),
            None if stored["minutes"] is None else float(stored["minutes"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise BadQuery(
            f"What fills this playlist cannot be read. {NEWER}", "Install that one, or make it anew."
        ) from None


def _rule(stored: Any) -> Rule:
    rule = Rule(str(stored["field"]), Operator(stored["operator"]), _value(stored["value"]))
    if rule.operator not in OPERATORS[FIELDS[rule.field]]:
        raise ValueError(rule)
    return rule


def _value(value: Any) -> FilterValue:
    if isinstance(value, str | int | float):  # bool is an int
        return value
    if isinstance(value, list) and (
        all(isinstance(one, str) for one in value)
        or (len(value) == 2 and all(one is None or isinstance(one, int | float) for one in value))
    ):
        return tuple(value)
    raise ValueError(value)
