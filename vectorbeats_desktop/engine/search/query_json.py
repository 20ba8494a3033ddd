"""Queries as JSON, so that they outlive the program, and older ones are read by newer programs and the other way."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.records import Emphasis, FilterValue, Kind, Query, QueryPart
from vectorbeats_desktop.engine.untrusted_json import loads

NEWER = "It was saved by another version of VectorBeats."


class _Misfit(Exception):
    """A value that is none of this field's."""


def query_to_json(query: Query) -> str:
    """The query as JSON in ASCII, the same text for equal queries. Raises BadQuery for numbers that are none."""
    try:
        return json.dumps(asdict(replace(query, filters=dict(query.filters))), allow_nan=False, sort_keys=True)
    except ValueError:
        raise BadQuery("The query holds something that is no number, and cannot be kept.") from None


def query_from_json(text: str) -> tuple[Query, tuple[str, ...]]:
    """The query, and in plain words what of it this version does not know and left out.

    Raises BadQuery when it is no query at all.
    """
    try:
        stored = loads(text)
    except ValueError:
        stored = None
    if not isinstance(stored, dict):
        raise BadQuery("The saved search cannot be read.", "Delete it, and save it anew.")
    notes: list[str] = []
    parts = [part for given in _listed(stored.pop("parts", [])) if (part := _part(given, notes)) is not None]
    filters = _filters(stored.pop("filters", {}), notes)
    others = _known(stored, _QUERY_FIELDS, "query", notes)
    return Query(tuple(parts), filters, **others), tuple(dict.fromkeys(notes))


def _part(given: object, notes: list[str]) -> QueryPart | None:
    kind = given.get("kind") if isinstance(given, dict) else None
    value = given.get("value") if isinstance(given, dict) else None
    if not isinstance(given, dict) or kind not in tuple(Kind) or not isinstance(value, str):
        notes.append(f"A part of the search was left out, since its kind ({kind!r}) is not known here. {NEWER}")
        return None
    rest = {name: value for name, value in given.items() if name not in ("kind", "value")}
    return QueryPart(Kind(kind), value, **_known(rest, _PART_FIELDS, "part", notes))


def _known(
    given: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]], of_what: str, notes: list[str]
) -> dict[str, Any]:
    """Those values that this version understands; for the others their defaults stand in, which is noted."""
    found = {}
    for name, value in given.items():
        try:
            found[name] = readers[name](value)
        except (KeyError, _Misfit):
            notes.append(f"“{name}” of the {of_what} was left out: {value!r:.60} is not known here. {NEWER}")
    return found


def _filters(given: object, notes: list[str]) -> dict[str, FilterValue]:
    """Filters; which fields there are is the search's matter, which refuses an unknown one in words."""
    found: dict[str, FilterValue] = {}
    for name, value in given.items() if isinstance(given, dict) else ():
        try:
            found[name] = _filter_value(value)
        except _Misfit:
            notes.append(f"The filter “{name}” was left out: its value is not known here. {NEWER}")
    return found


def _filter_value(value: Any) -> FilterValue:
    if isinstance(value, str | int | float):  # bool is an int
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if isinstance(value, list) and len(value) == 2:
        return (_optional(value[0]), _optional(value[1]))
    raise _Misfit


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> float:
    if not is_number(value):
        raise _Misfit
    return value


def _optional(value: Any) -> float | None:
    return None if value is None else _number(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Misfit
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Misfit
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Misfit
    return value


def _emphasis(value: Any) -> Emphasis:
    try:
        return Emphasis(value)
    except ValueError:
        raise _Misfit from None


_READERS: dict[str, Callable[[Any], Any]] = {
    **{"weight": _number, "caption": _text, "start_s": _optional, "end_s": _optional, "emphasis": _emphasis},
    **{"limit": _whole, "hygiene": _flag, "per_artist": _whole, "per_album": _whole, "diversity": _number},
}
# A field that is added to the records without a reader is a KeyError here, when the program starts.
_PART_FIELDS = {f.name: _READERS[f.name] for f in fields(QueryPart) if f.name not in ("kind", "value")}
_QUERY_FIELDS = {f.name: _READERS[f.name] for f in fields(Query) if f.name not in ("parts", "filters")}
