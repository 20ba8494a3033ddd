"""A query out of a line of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vectorbeats_desktop.commands.query import Absolute, Listing, Manner, emphasis_of, seconds_of
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.records import Emphasis, FilterValue, Kind, Query

OF_SOUNDS = ("from", "to", "emphasis")
OF_THE_LIST = ("diversity", "per_artist", "per_album")
KEYS = {"id", "weights", "filter", *OF_SOUNDS, *OF_THE_LIST, *Kind}


def query_of_line(line: Mapping[str, object], absolute: Absolute, listing: Listing) -> Query:
    """Make a query of a batch's line. Raises BadQuery, naming what is wrong."""
    if unknown := sorted(set(line) - KEYS):
        raise BadQuery(f"Unknown keys: {', '.join(unknown)}.", f"Known are {', '.join(sorted(KEYS))}.")
    manner = _manner(line)
    parts = [manner.part(kind, value, absolute) for kind in Kind for value in _values(kind, line.get(kind, []))]
    asked = replace(
        listing,
        diversity=_number("diversity", line.get("diversity", listing.diversity)),
        per_artist=_whole("per_artist", line.get("per_artist", listing.per_artist)),
        per_album=_whole("per_album", line.get("per_album", listing.per_album)),
    )
    return asked.query(parts, _filters(line.get("filter", {})))


def _manner(line: Mapping[str, object]) -> Manner:
    emphasis = line.get("emphasis", Emphasis.BALANCED)
    if not isinstance(emphasis, str):
        raise BadQuery(f"“emphasis” takes a text, not {emphasis!r}.")
    start_s, end_s = (_seconds(name, line[name]) if name in line else None for name in ("from", "to"))
    return Manner(_weights(line.get("weights", {})), start_s, end_s, emphasis_of(emphasis))


def _values(kind: Kind, given: object) -> list[str]:
    values = given if isinstance(given, list) else [given]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) != len(values):
        raise BadQuery(f"“{kind}” takes a text or a list of texts.")
    return texts


def _seconds(name: str, given: object) -> float:
    return seconds_of(given) if isinstance(given, str) else _number(name, given)


def _number(name: str, given: object) -> float:
    if not is_number(given):
        raise BadQuery(f"“{name}” takes a number, not {given!r}.")
    return float(given)


def _whole(name: str, given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise BadQuery(f"“{name}” takes a whole number, not {given!r}.")
    return given


def _weights(given: object) -> dict[Kind, float]:
    if not isinstance(given, dict):
        raise BadQuery('“weights” takes an object such as {"text": 0.5}.')
    weights = {}
    for kind, weight in given.items():
        if kind not in set(Kind) or not is_number(weight):
            raise BadQuery(f"“weights” maps a kind to a number, not {kind!r} to {weight!r}.")
        weights[Kind(kind)] = float(weight)
    return weights


def _filters(given: object) -> dict[str, FilterValue]:
    if not isinstance(given, dict):
        raise BadQuery('“filter” takes an object such as {"genre": "jazz"}.')
    return {name: _filter(name, value) for name, value in given.items()}


def _filter(name: str, value: object) -> FilterValue:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, list) and len(value) == 2:
        low, high = (None if item is None else item for item in value)
        if all(item is None or (isinstance(item, int | float) and not isinstance(item, bool)) for item in (low, high)):
            return (low, high)
    raise BadQuery(f"The filter “{name}” takes a value, a list of texts, or [minimum, maximum], not {value!r}.")
