"""A query, told in words."""

from __future__ import annotations

from pathlib import Path

from vectorbeats_desktop.engine.records import FilterValue, Kind, Query, QueryPart

NAMES = {
    Kind.IMAGE: "picture",
    Kind.HUM: "hum",
    Kind.SOUND: "sounds like",
    Kind.RECOGNISE: "recording",
    Kind.LIKE: "like",
    Kind.PLAYLIST: "playlist",
    Kind.AUTO: "file",
}


def in_words(query: Query) -> str:
    """What was asked, in one line that can be shown: “rainy night”, less hum “take 3”, genre Jazz."""
    asked = [_part(part) for part in query.parts]
    line = ", ".join([*asked, *(f"{field} {_value(value)}" for field, value in sorted(query.filters.items()))])
    # A file's name need not be text, and what is no text can neither be kept nor shown.
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


def _part(part: QueryPart) -> str:
    less = "less " if part.weight < 0 else ""
    if part.kind is Kind.TEXT:
        return f"{less}“{part.value}”"
    name = part.value if part.kind is Kind.PLAYLIST else Path(part.value).stem
    return f"{less}{NAMES[part.kind]} “{name}”"


def _value(value: FilterValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, tuple):
        return f"{value:g}" if isinstance(value, int | float) else value
    if all(isinstance(item, str) for item in value):
        return " or ".join(map(str, value))
    low, high = ("" if item is None else f"{item:g}" for item in value if not isinstance(item, str))
    return f"{low}…{high}"
