"""A query out of what was typed, or out of a line of a batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import FilterValue, Kind, Query, QueryPart
from vectorbeats_desktop.engine.search.filters import NUMBER_FIELDS

KEYS = {"id", "weights", "filter", *Kind}


def weights_of(options: Sequence[str]) -> dict[Kind, float]:
    """Read options such as "text=0.5" or "image=-1". Raises BadQuery."""
    weights = {}
    for option in options:
        kind, _, number = option.partition("=")
        try:
            weights[Kind(kind.strip())] = float(number)
        except ValueError:
            raise BadQuery(
                f"“{option}” is no weight.", f"Write KIND=NUMBER, such as text=0.5; kinds are {', '.join(Kind)}."
            ) from None
    return weights


def filters_of(options: Sequence[str], absolute: Callable[[str], Path]) -> dict[str, FilterValue]:
    """Read options such as "genre=jazz", "year=1990..1999" or "tempo=..100". Raises BadQuery."""
    filters: dict[str, FilterValue] = {}
    for option in options:
        field, _, value = (piece.strip() for piece in option.partition("="))
        if not field or not value:
            raise BadQuery(f"“{option}” is no filter.", "Write FIELD=VALUE or FIELD=MINIMUM..MAXIMUM.")
        if field in NUMBER_FIELDS:
            filters[field] = _numbers(field, value)
        else:
            filters[field] = str(absolute(value)) if field == "folder" else value
    return filters


def _numbers(field: str, value: str) -> FilterValue:
    low, dots, high = value.partition("..")
    try:
        if dots:
            return (float(low) if low else None, float(high) if high else None)
        return float(value)
    except ValueError:
        raise BadQuery(f"The filter “{field}” takes a number or MINIMUM..MAXIMUM, not “{value}”.") from None


def query_of_line(line: Mapping[str, object], absolute: Callable[[str], Path], limit: int, hygiene: bool) -> Query:
    """Make a query of a batch's line. Raises BadQuery, naming what is wrong."""
    if unknown := sorted(set(line) - KEYS):
        raise BadQuery(f"Unknown keys: {', '.join(unknown)}.", f"Known are {', '.join(sorted(KEYS))}.")
    weights = _line_weights(line.get("weights", {}))
    parts = [
        QueryPart(kind, value if kind is Kind.TEXT else str(absolute(value)), weights.get(kind, 1.0))
        for kind in Kind
        for value in _values(kind, line.get(kind, []))
    ]
    return Query(tuple(parts), _line_filters(line.get("filter", {})), limit=limit, hygiene=hygiene)


def _values(kind: Kind, given: object) -> list[str]:
    values = given if isinstance(given, list) else [given]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) != len(values):
        raise BadQuery(f"“{kind}” takes a text or a list of texts.")
    return texts


def _line_weights(given: object) -> dict[Kind, float]:
    if not isinstance(given, dict):
        raise BadQuery('“weights” takes an object such as {"text": 0.5}.')
    weights = {}
    for kind, weight in given.items():
        if kind not in set(Kind) or isinstance(weight, bool) or not isinstance(weight, int | float):
            raise BadQuery(f"“weights” maps a kind to a number, not {kind!r} to {weight!r}.")
        weights[Kind(kind)] = float(weight)
    return weights


def _line_filters(given: object) -> dict[str, FilterValue]:
    if not isinstance(given, dict):
        raise BadQuery('“filter” takes an object such as {"genre": "jazz"}.')
    return {field: _line_filter(field, value) for field, value in given.items()}


def _line_filter(field: str, value: object) -> FilterValue:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, list) and len(value) == 2:
        low, high = (None if item is None else item for item in value)
        if all(item is None or (isinstance(item, int | float) and not isinstance(item, bool)) for item in (low, high)):
            return (low, high)
    raise BadQuery(f"The filter “{field}” takes a value, a list of texts, or [minimum, maximum], not {value!r}.")
