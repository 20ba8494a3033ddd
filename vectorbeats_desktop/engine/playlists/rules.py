"""Rules of smart playlists, checked, and as conditions that the catalogue can be asked for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.library.selection import Condition, Holds, InPlaylist, Opposite, Said, Within
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.playlists.recipe import Operator, Rule
from vectorbeats_desktop.engine.records import FilterValue, Verdict
from vectorbeats_desktop.engine.search import filters

DAY_S = 86_400.0
LONGEST_AGO = 36_500  # days


class Sort(Enum):
    """What kind of field it is, and so how it is compared and what its value is."""

    TEXT = auto()
    NAME = auto()  # one of those that there are
    NUMBER = auto()
    DATE = auto()
    FOLDER = auto()
    PLAYLIST = auto()
    SAID = auto()
    ANSWER = auto()  # yes or no


FIELDS: Mapping[str, Sort] = {
    "artist": Sort.TEXT,
    "album": Sort.TEXT,
    "title": Sort.TEXT,
    "genre": Sort.TEXT,
    "year": Sort.NUMBER,
    "duration": Sort.NUMBER,
    "tempo": Sort.NUMBER,
    "key": Sort.NAME,
    "mood": Sort.NAME,
    "energy": Sort.NUMBER,
    "valence": Sort.NUMBER,
    "rating": Sort.NUMBER,
    "said": Sort.SAID,
    "added": Sort.DATE,
    "folder": Sort.FOLDER,
    "format": Sort.TEXT,
    "playlist": Sort.PLAYLIST,
    "analysed": Sort.ANSWER,
}
"""All fields of rules, in the order in which they are offered."""

_EITHER = (Operator.IS, Operator.IS_NOT)
OPERATORS: Mapping[Sort, tuple[Operator, ...]] = {
    Sort.TEXT: (*_EITHER, Operator.CONTAINS, Operator.CONTAINS_NOT, Operator.BEGINS),
    Sort.NAME: _EITHER,
    Sort.NUMBER: (Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN, *_EITHER),
    Sort.DATE: (Operator.IN_LAST, Operator.NOT_IN_LAST, Operator.AT_LEAST, Operator.AT_MOST),
    Sort.FOLDER: _EITHER,
    Sort.PLAYLIST: _EITHER,
    Sort.SAID: _EITHER,
    Sort.ANSWER: (Operator.IS,),
}
"""How each kind of field can be compared, the likeliest first."""

OPPOSITES = {
    Operator.IS_NOT: Operator.IS,
    Operator.CONTAINS_NOT: Operator.CONTAINS,
    Operator.NOT_IN_LAST: Operator.IN_LAST,
}


def condition_of(rule: Rule, now: float) -> Condition:
    """The rule as a condition; `now` is the time, in seconds since the epoch, that "in the last" counts from.

    Raises BadQuery for an unknown field, a comparison that the field does not have, or a value it does not take.
    """
    sort = FIELDS.get(rule.field)
    if sort is None:
        raise BadQuery(f"There is no field named “{rule.field}”.", f"Fields are {', '.join(FIELDS)}.")
    if rule.operator not in OPERATORS[sort]:
        told = ", ".join(f"“{operator}”" for operator in OPERATORS[sort])
        raise BadQuery(f"“{rule.field}” cannot be compared by “{rule.operator}”.", f"It can be by {told}.")
    if isinstance(rule.value, str):
        _text(rule)
    if (opposite := OPPOSITES.get(rule.operator)) is not None:
        return Opposite(_positive(Rule(rule.field, opposite, rule.value), sort, now))
    return _positive(rule, sort, now)


def _positive(rule: Rule, sort: Sort, now: float) -> Condition:
    match sort:
        case Sort.NUMBER:
            return filters.condition(rule.field, _bounds(rule))
        case Sort.DATE:
            return _when(rule, now)
        case Sort.PLAYLIST:
            return InPlaylist(_text(rule))
        case Sort.SAID:
            return Said(_verdict(rule))
        case _ if rule.operator is not Operator.IS:
            return Holds(rule.field, fold(_text(rule)), rule.operator is Operator.BEGINS)
        case _:
            return filters.condition(rule.field, rule.value)


def _bounds(rule: Rule) -> FilterValue:
    """What a filter takes for the rule's comparison."""
    value = rule.value
    if rule.operator is Operator.BETWEEN:
        if not isinstance(value, tuple) or len(value) != 2:
            raise BadQuery(f"“{rule.field}” lies between two numbers.", "Say both.")
        return value
    if not is_number(value):
        raise BadQuery(f"“{rule.field}” is compared with a number, not {_shown(value)}.")
    bounds: dict[Operator, FilterValue] = {Operator.AT_LEAST: (value, None), Operator.AT_MOST: (None, value)}
    return bounds.get(rule.operator, value)


def _when(rule: Rule, now: float) -> Within:
    value = rule.value
    if rule.operator is Operator.IN_LAST:
        if isinstance(value, str | bool | tuple) or not 0 < value <= LONGEST_AGO:
            raise BadQuery(f"“{rule.field}” is compared with a number of days, not {_shown(value)}.")
        return Within(rule.field, now - value * DAY_S, math.inf)
    try:
        day = date.fromisoformat(_text(rule))
        begin = datetime.combine(day, time()).timestamp()
        end = datetime.combine(day + timedelta(days=1), time()).timestamp()
    except (ValueError, OverflowError, OSError):
        raise BadQuery(f"{_shown(value)} is no date.", "Write it as 2024-05-01.") from None
    return (
        Within(rule.field, begin, math.inf)
        if rule.operator is Operator.AT_LEAST
        else Within(rule.field, -math.inf, end)
    )


def _verdict(rule: Rule) -> Verdict:
    try:
        return Verdict(_text(rule))
    except ValueError:
        raise BadQuery(f"“{rule.field}” is {' or '.join(Verdict)}, not {_shown(rule.value)}.") from None


def _text(rule: Rule) -> str:
    if not isinstance(rule.value, str) or not rule.value.strip():
        raise BadQuery(f"The rule by “{rule.field}” says nothing to compare with.", "Say it, or take the rule out.")
    return rule.value


def _shown(value: FilterValue) -> str:
    return f"“{value}”" if isinstance(value, str) else f"{value!r}"
