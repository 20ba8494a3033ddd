"""Rules of smart playlists as they are typed, such as `genre is jazz` or `year >= 1990`, and as they are told."""

from __future__ import annotations

import re

from vectorbeats_desktop.commands.query import Absolute, seconds_of
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.playlists.recipe import Operator, Recipe, Rule
from vectorbeats_desktop.engine.playlists.rules import FIELDS, Sort
from vectorbeats_desktop.engine.records import FilterValue

EXAMPLES = "Write FIELD OPERATOR VALUE, such as “genre is jazz”, “year >= 1990” or “added in the last 30 days”."
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
AGO = (Operator.IN_LAST, Operator.NOT_IN_LAST)

_OPERATORS = "|".join(
    re.escape(operator) + (r"\b" if operator[-1].isalpha() else "")
    for operator in sorted(Operator, key=len, reverse=True)
)
_RULE = re.compile(rf"\s*(\w+)\s*({_OPERATORS})\s*(.+?)\s*", re.DOTALL)
_RANGE = re.compile(r"(.*?)\s*(?:\.\.|\band\b)\s*(.*)")
_AGO = re.compile(rf"([\d.]+)\s*({'|'.join(DAYS)})?s?")


def rule_of(text: str, absolute: Absolute) -> Rule:
    """Read a rule. Raises BadQuery."""
    match = _RULE.fullmatch(text)
    if match is None:
        raise BadQuery(f"“{text}” is no rule.", EXAMPLES)
    field, operator, typed = match[1].lower(), Operator(match[2]), match[3]
    sort = FIELDS.get(field)
    if sort is Sort.NUMBER:
        return _of_numbers(field, operator, typed)
    if operator in AGO:
        return Rule(field, operator, _days(typed))
    return Rule(field, operator, str(absolute(typed)) if sort is Sort.FOLDER else typed)


def rule_in_words(rule: Rule) -> str:
    """A rule as it can be typed."""
    value = rule.value
    if isinstance(value, tuple) and rule.operator is Operator.BETWEEN:
        said = "..".join("" if end is None else _number(end) for end in value)
    elif isinstance(value, tuple):
        said = " or ".join(map(str, value))
    else:
        said = value if isinstance(value, str) else _number(value)
    days = " days" if rule.operator in AGO else ""
    return f"{rule.field} {rule.operator} {said}{days}"


def recipe_in_words(recipe: Recipe) -> str:
    """What fills a playlist, on one line."""
    rules = (" or " if recipe.any_of else ", ").join(map(rule_in_words, recipe.rules))
    said = [rules or "all tracks"]
    said += [f"search “{recipe.search}”"] if recipe.search else []
    said += [f"order {recipe.order}"]
    said += [f"at most {recipe.tracks:,} tracks"] if recipe.tracks is not None else []
    said += [f"at most {recipe.minutes:g} minutes"] if recipe.minutes is not None else []
    line = "; ".join(said)
    return "".join(c if c.isprintable() else " " for c in line)


def _of_numbers(field: str, operator: Operator, typed: str) -> Rule:
    between = _RANGE.fullmatch(typed)
    if between is None:
        return Rule(field, operator, _one_number(field, typed))
    if operator not in (Operator.IS, Operator.BETWEEN):
        raise BadQuery(f"“{field} {operator}” takes one number, not “{typed}”.")
    low, high = (_one_number(field, end) if end else None for end in between.groups())
    return Rule(field, Operator.BETWEEN, (low, high))


def _one_number(field: str, typed: str) -> float:
    try:
        return seconds_of(typed) if field == "duration" else float(typed)
    except ValueError:
        raise BadQuery(f"“{field}” is compared with a number, not “{typed}”.") from None


def _days(typed: str) -> float:
    match = _AGO.fullmatch(typed.lower())
    try:
        return float(match[1]) * DAYS[match[2] or "day"] if match is not None else float(typed)
    except ValueError:
        raise BadQuery(f"“{typed}” is no span of time.", "Write it as 30 days, 2 weeks or 1 year.") from None


def _number(value: FilterValue) -> str:
    return f"{value:.10g}" if isinstance(value, int | float) else str(value)
