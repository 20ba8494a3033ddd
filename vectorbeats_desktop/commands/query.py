"""A query out of what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Emphasis, FilterValue, Kind, Query, QueryPart
from vectorbeats_desktop.engine.search.filters import NUMBER_FIELDS
from vectorbeats_desktop.engine.settings import Settings

PLAYLIST_FILES = {".m3u", ".m3u8", ".xspf", ".jspf"}
HAS_PASSAGES = {Kind.SOUND, Kind.LIKE, Kind.HUM, Kind.RECOGNISE, Kind.AUTO}

_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)")

Absolute = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Manner:
    """How parts are to be taken: how much each kind counts, and which side and which seconds of sounds and tracks."""

    weights: Mapping[Kind, float] = field(default_factory=dict)
    start_s: float | None = None
    end_s: float | None = None
    emphasis: Emphasis = Emphasis.BALANCED

    @property
    def hears(self) -> bool:
        """Whether it says anything that only sounds and tracks have."""
        return (self.start_s, self.end_s, self.emphasis) != (None, None, Emphasis.BALANCED)

    def part(self, kind: Kind, value: str, absolute: Absolute) -> QueryPart:
        """A part of a query, from its value as it was typed."""
        part = QueryPart(kind, _value(kind, value, absolute), self.weights.get(kind, 1.0))
        if kind not in HAS_PASSAGES:
            return part
        return QueryPart(kind, part.value, part.weight, "", self.start_s, self.end_s, self.emphasis)


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list shall be like, whatever is asked."""

    limit: int
    hygiene: bool = True
    per_artist: int = 3
    per_album: int = 3
    diversity: float = 0.0

    @classmethod
    def of(cls, settings: Settings, limit: int | None, hygiene: bool) -> Listing:
        """As the settings say, but for `limit`."""
        return cls(
            settings.whole("search.limit") if limit is None else limit,
            hygiene,
            settings.whole("search.per_artist"),
            settings.whole("search.per_album"),
        )

    def query(self, parts: Sequence[QueryPart], filters: Mapping[str, FilterValue]) -> Query:
        """The query for such a list."""
        caps = (self.per_artist, self.per_album)
        return Query(tuple(parts), filters, self.limit, self.hygiene, *caps, self.diversity)


def _value(kind: Kind, value: str, absolute: Absolute) -> str:
    """Words and names as they are; a file's path made absolute. A playlist that is a file is named by its ending."""
    if kind is Kind.TEXT or (kind is Kind.PLAYLIST and Path(value).suffix.lower() not in PLAYLIST_FILES):
        return value
    return str(absolute(value))


def seconds_of(text: str) -> float:
    """Read a place in a track: seconds, or such as 1:23. Raises BadQuery."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise BadQuery(f"“{text}” is no time.", "Write seconds, or such as 1:23.")
    hours, minutes, seconds = (float(piece or 0) for piece in match.groups())
    return 3_600 * hours + 60 * minutes + seconds


def emphasis_of(text: str) -> Emphasis:
    """Read a side of sounds. Raises BadQuery."""
    try:
        return Emphasis(text.strip().lower())
    except ValueError:
        raise BadQuery(f"“{text}” is no side of a sound.", f"There are {', '.join(Emphasis)}.") from None


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


def filters_of(options: Sequence[str], absolute: Absolute) -> dict[str, FilterValue]:
    """Read options such as "genre=jazz", "year=1990..1999" or "tempo=..100". Raises BadQuery."""
    filters: dict[str, FilterValue] = {}
    for option in options:
        name, _, value = (piece.strip() for piece in option.partition("="))
        if not name or not value:
            raise BadQuery(f"“{option}” is no filter.", "Write FIELD=VALUE or FIELD=MINIMUM..MAXIMUM.")
        if name in NUMBER_FIELDS:
            filters[name] = _numbers(name, value)
        else:
            filters[name] = str(absolute(value)) if name == "folder" else value
    return filters


def _numbers(name: str, value: str) -> FilterValue:
    low, dots, high = value.partition("..")
    try:
        if dots:
            return (float(low) if low else None, float(high) if high else None)
        return float(value)
    except ValueError:
        raise BadQuery(f"The filter “{name}” takes a number or MINIMUM..MAXIMUM, not “{value}”.") from None
