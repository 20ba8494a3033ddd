"""Filters of a query: which tracks may be found at all."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.library.selection import Analysed, Condition, OneOf, Under, Within
from vectorbeats_desktop.engine.numbers import is_number
from vectorbeats_desktop.engine.paths import from_home
from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC

KEPT = 8  # answers kept for one revision: turning a slider asks the same filter again and again

TEXT_FIELDS = ("genre", "artist", "album", "title", "key", "format", "mood")
# How far a track may be off when one number is asked for.
TOLERANCES = {
    "year": 0.0,
    "duration": 1.0,
    "tempo": 1.0,
    "energy": 0.05,
    "valence": 0.05,
    "rating": 0.0,
}
NUMBER_FIELDS = tuple(TOLERANCES)
FIELDS = (*TEXT_FIELDS, *NUMBER_FIELDS, "folder", "analysed")
ANSWERS = {True: True, False: False, "yes": True, "no": False}
UNANALYSED = "Tracks that are not analysed yet can be found by their names only."

# What the store knows of a track by itself. Of an artist it knows one name only, and the filter looks at two.
PAYLOAD = {
    MUSIC: frozenset({"genre", "album", "tempo", "energy", "valence"}),
    AUDIO: frozenset({"key", "tempo"}),
}
ROUNDING = 1e-4  # the store keeps numbers with fewer digits


class Allowed(frozenset[str]):
    """The tracks that may be found, and the same as a condition that the store can test by itself.

    `where` maps a collection of the store to that condition; one that cannot tell all of it is missing.
    """

    where: Mapping[str, Mapping[str, FilterValue]]


@dataclass(frozen=True, slots=True)
class TrackFilter:
    """A checked filter: all of its conditions must hold. Files that are not there never pass, whatever it asks."""

    conditions: tuple[Condition, ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What to know of the answer."""
        return (UNANALYSED,) if Analysed(False) in self.conditions else ()


def checked_filter(filters: Mapping[str, FilterValue], within: Sequence[Condition] = ()) -> TrackFilter:
    """Check a query's filters, and let `within` hold beside them.

    Raises BadQuery for an unknown field or a value it does not take.
    """
    return TrackFilter((*(condition(field, value) for field, value in sorted(filters.items())), *within))


def condition(field: str, value: FilterValue) -> Condition:
    """Check one filter. Raises BadQuery."""
    if field == "folder":
        # Normalised as text, without asking the file system: a drive that sleeps must not delay a search.
        return Under(tuple(Path(os.path.normpath(from_home(Path(text)))) for text in _texts(field, value)))
    if field == "analysed":
        return _analysed(value)
    if field in TEXT_FIELDS:
        return OneOf(field, tuple(sorted({fold(text) for text in _texts(field, value)})))
    if field in TOLERANCES:
        return Within(field, *_range(field, value))
    raise BadQuery(f"There is no filter named “{field}”.", f"Filters are {', '.join(FIELDS)}.")


def _texts(field: str, value: FilterValue) -> tuple[str, ...]:
    values = value if isinstance(value, tuple) else (value,)
    texts = tuple(item for item in values if isinstance(item, str) and item)
    if not texts or len(texts) != len(values):
        raise BadQuery(f"The filter “{field}” takes words, not {value!r}.")
    return texts


def _analysed(value: FilterValue) -> Analysed:
    answer = fold(value) if isinstance(value, str) else value
    if not isinstance(answer, str | bool) or answer not in ANSWERS:
        raise BadQuery(f"The filter “analysed” takes yes or no, not {value!r}.")
    return Analysed(ANSWERS[answer])


def _range(field: str, value: FilterValue) -> tuple[float, float]:
    if isinstance(value, tuple):
        if len(value) != 2:
            raise BadQuery(f"The filter “{field}” takes a number or [minimum, maximum].")
        low = -math.inf if value[0] is None else _number(field, value[0])
        high = math.inf if value[1] is None else _number(field, value[1])
        if low > high:
            raise BadQuery(f"The filter “{field}” ends ({high:g}) before it begins ({low:g}).")
        return low, high
    number = _number(field, value)
    return number - TOLERANCES[field], number + TOLERANCES[field]


def _number(field: str, value: object) -> float:
    if not is_number(value):
        raise BadQuery(f"The filter “{field}” takes a number or [minimum, maximum], not {value!r}.")
    return float(value)


class FilteredTracks:
    """Which tracks pass a filter, kept for the last few filters of the catalogue's revision."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._revision = (-1, -1)
        self._known: dict[TrackFilter, Allowed] = {}

    def allowed(self, tracks: TrackFilter, revision: int, unreachable: int) -> Allowed | None:
        """The tracks that may be found, or None when that is all of them; the same object while nothing changes.

        `unreachable` is how many files are not there now.
        """
        if not tracks.conditions and not unreachable:
            return None
        with self._lock:
            now = (revision, self._catalog.said_revision())
            if self._revision != now:
                self._revision, self._known = now, {}
            if tracks not in self._known:
                if len(self._known) >= KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[tracks] = self._resolved(tracks, unreachable)
            return self._known[tracks]

    def _resolved(self, tracks: TrackFilter, unreachable: int) -> Allowed:
        allowed = Allowed(self._catalog.selected(self._catalog.selection(tracks.conditions)))
        # The store does not know whether a file is there now, and it knows what one file says of a track: where two
        # lie in the library, the other one may pass.
        certain = not unreachable and allowed.isdisjoint(self._catalog.with_several_files())
        allowed.where = self._where(tracks) if certain else {}
        return allowed

    def _where(self, tracks: TrackFilter) -> dict[str, dict[str, FilterValue]]:
        asked = {each.field: each for each in tracks.conditions if isinstance(each, OneOf | Within)}
        told = {name: fields for name, fields in PAYLOAD.items() if fields.issuperset(asked)}
        if len(asked) < len(tracks.conditions) or not all(map(_is_bounded, asked.values())):
            return {}
        return {name: {field: self._payload(each) for field, each in asked.items()} for name in told}

    def _payload(self, condition: OneOf | Within) -> FilterValue:
        if isinstance(condition, OneOf):
            return self._catalog.spellings(condition.field, condition.texts)
        low, high = condition.low - ROUNDING, condition.high + ROUNDING
        return (None if math.isinf(low) else low, None if math.isinf(high) else high)


def _is_bounded(condition: OneOf | Within) -> bool:
    return isinstance(condition, OneOf) or not (math.isinf(condition.low) and math.isinf(condition.high))
