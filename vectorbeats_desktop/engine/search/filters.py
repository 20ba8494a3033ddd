"""Filters of a query: which tracks may be found at all."""

from __future__ import annotations

import math
import os
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.records import FileState, FilterValue, Track

KEPT = 8  # answers kept for one revision: turning a slider asks the same filter again and again
PAGE = 1_000

Test = Callable[[Track], bool]

_GENRES = re.compile(r"[;,/|\x00]+")


def _genres(track: Track) -> tuple[str, ...]:
    """The genre field whole, and taken apart where it lists several."""
    whole = track.tags.genre
    return (whole, *_GENRES.split(whole))


TEXT_FIELDS: Mapping[str, Callable[[Track], Iterable[str]]] = {
    "genre": _genres,
    "artist": lambda track: (track.tags.artist, track.tags.album_artist),
    "album": lambda track: (track.tags.album,),
    "key": lambda track: (track.features.key,) if track.features else (),
}
NUMBER_FIELDS: Mapping[str, Callable[[Track], float | None]] = {
    "year": lambda track: track.tags.year,
    "duration": lambda track: track.tags.duration_s,
    "tempo": lambda track: track.features.tempo_bpm if track.features else None,
    "energy": lambda track: track.mood.energy if track.mood else None,
    "valence": lambda track: track.mood.valence if track.mood else None,
}
# How far a track may be off when one number is asked for.
TOLERANCES = {"year": 0.0, "duration": 1.0, "tempo": 1.0, "energy": 0.05, "valence": 0.05}
FIELDS = (*TEXT_FIELDS, *NUMBER_FIELDS, "folder")


@dataclass(frozen=True, slots=True)
class TrackFilter:
    """A checked filter: all of its tests must hold. Unreachable files never pass, since they cannot be played."""

    tests: tuple[Test, ...]
    key: tuple[tuple[str, str], ...]  # what was asked for, comparable

    def passes(self, track: Track) -> bool:
        """True when a track may be found."""
        return track.state is not FileState.UNREACHABLE and all(test(track) for test in self.tests)


def checked_filter(filters: Mapping[str, FilterValue]) -> TrackFilter:
    """Check a query's filters. Raises BadQuery for an unknown field or a value it does not take."""
    tests = tuple(_test(field, value) for field, value in sorted(filters.items()))
    return TrackFilter(tests, tuple((field, repr(value)) for field, value in sorted(filters.items())))


def _test(field: str, value: FilterValue) -> Test:
    if field == "folder":
        return _folder_test(value)
    if field in TEXT_FIELDS:
        return _text_test(field, value)
    if field in NUMBER_FIELDS:
        return _number_test(field, value)
    raise BadQuery(f"There is no filter named “{field}”.", f"Filters are {', '.join(FIELDS)}.")


def _texts(field: str, value: FilterValue) -> tuple[str, ...]:
    values = value if isinstance(value, tuple) else (value,)
    texts = tuple(item for item in values if isinstance(item, str) and item)
    if not texts or len(texts) != len(values):
        raise BadQuery(f"The filter “{field}” takes words, not {value!r}.")
    return texts


def _text_test(field: str, value: FilterValue) -> Test:
    wanted = {fold(text) for text in _texts(field, value)}
    read = TEXT_FIELDS[field]
    return lambda track: any(fold(text) in wanted for text in read(track))


def _folder_test(value: FilterValue) -> Test:
    # Normalised as text, without asking the file system: a drive that sleeps must not delay a search.
    wanted = [Path(os.path.normpath(Path(text).expanduser())) for text in _texts("folder", value)]
    return lambda track: any(track.path.is_relative_to(folder) for folder in wanted)


def _number_test(field: str, value: FilterValue) -> Test:
    low, high = _range(field, value)
    read = NUMBER_FIELDS[field]

    def test(track: Track) -> bool:
        number = read(track)
        return number is not None and low <= number <= high

    return test


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
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise BadQuery(f"The filter “{field}” takes a number or [minimum, maximum], not {value!r}.")
    return float(value)


class FilteredTracks:
    """Which tracks pass a filter, kept for the last few filters of the catalogue's revision."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._revision = -1
        self._known: dict[tuple[tuple[str, str], ...], frozenset[str]] = {}

    def allowed(self, tracks: TrackFilter, revision: int) -> frozenset[str] | None:
        """The tracks that may be found, or None when that is all of them."""
        if not tracks.tests and not self._catalog.status().unreachable:
            return None
        with self._lock:
            if self._revision != revision:
                self._revision, self._known = revision, {}
            if tracks.key not in self._known:
                if len(self._known) >= KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[tracks.key] = self._scan(tracks)
            return self._known[tracks.key]

    def _scan(self, tracks: TrackFilter) -> frozenset[str]:
        file_ids = self._catalog.page_ids()
        found: set[str] = set()
        for start in range(0, len(file_ids), PAGE):
            rows = self._catalog.rows(file_ids[start : start + PAGE])
            found.update(track.track_id for track in rows if track.track_id and tracks.passes(track))
        return frozenset(found)
