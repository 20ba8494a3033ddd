"""Which files pass the conditions of a filter: asked of SQLite, which reads only what a condition is about."""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.records import Verdict


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text field is one of these, folded. Fields: title, genre, artist, album, key, format, mood."""

    field: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """A text field holds this, folded, anywhere or at its start. Fields as of OneOf, but for mood."""

    field: str
    text: str
    at_start: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A number lies between two, both included; infinite where an end is open."""

    field: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Under:
    """The file lies in one of these folders, or below."""

    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Analysed:
    """Everything that a search by mood needs is known of the track, or is not."""

    done: bool


@dataclass(frozen=True, slots=True)
class InPlaylist:
    """The track stands in a saved playlist that does not fill itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Among:
    """The track is one of these."""

    track_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """Of all that a person said of the track's hits, most was this."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Opposite:
    """What does not pass passes, also where nothing is known."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    conditions: tuple[Condition, ...]


Condition = OneOf | Holds | Within | Under | Analysed | InPlaylist | Among | Said | Opposite | AnyOf


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions as SQL over the tables f, d, s, m, r and c of `JOINS`. Only files that are there pass."""

    sql: str = "d.reachable AND f.presence = 0"
    values: tuple[object, ...] = ()


JOINS = """
FROM files f JOIN folders d USING (folder_id)
LEFT JOIN sound s ON s.track_id = f.track_id
LEFT JOIN moods m ON m.track_id = f.track_id
LEFT JOIN ratings r ON r.track_id = f.track_id
LEFT JOIN corrections c ON c.track_id = f.track_id
"""

_TEXTS = {
    "genre": ("f.genre",),
    "artist": ("f.artist", "f.album_artist"),
    "album": ("f.album",),
    "key": ("json_extract(s.features, '$.key')",),
    "format": ("f.codec",),
}
_TITLE = "f.sort_title"  # is kept folded: hardly two titles are alike
_NUMBERS = {
    "year": "f.year",
    "duration": "f.duration_s",
    "added": "f.added_at",  # seconds since the epoch
    "tempo": "COALESCE(c.tempo_bpm, json_extract(s.features, '$.tempo_bpm'))",
    "energy": "m.energy",
    "valence": "m.valence",
    "rating": "COALESCE(r.stars, 0)",  # nobody has rated it: no stars
}
_SEVERAL = (
    "SELECT track_id FROM files WHERE track_id IS NOT NULL AND presence <> 1 GROUP BY track_id HAVING COUNT(*) > 1"
)
_PLAYLIST = """
SELECT e.{0} FROM playlist_entries e JOIN playlists p USING (playlist_id) WHERE p.name = ? AND e.{0} <> ''
"""
_LEANING = "SELECT track_id FROM verdicts GROUP BY track_id HAVING SUM(CASE verdict WHEN ? THEN 1 ELSE -1 END) > 0"
GENRE_SIGNS = re.compile(r"[;,/|\x00]+")
WAV = ("wav", "pcm")  # what people call the many ways in which samples are written down as they are

Sql = tuple[str, tuple[object, ...]]


class SelectionQueries(Database):
    """Tracks by what a filter asks for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._spelled: dict[str, tuple[int, tuple[tuple[str, frozenset[str]], ...]]] = {}

    def selection(self, conditions: Iterable[Condition]) -> Selection:
        """The conditions, all of which must hold, as they are asked of this catalogue."""
        start = Selection()
        parts, values = [start.sql], list(start.values)
        for condition in conditions:
            sql, given = self._compiled(condition)
            parts.append(f"({sql})")
            values += given
        return Selection(" AND ".join(parts), tuple(values))

    def selected(self, selection: Selection) -> frozenset[str]:
        """The tracks of which a file passes."""
        sql = f"SELECT DISTINCT f.track_id {JOINS} WHERE f.track_id IS NOT NULL AND {selection.sql}"
        with self.read() as connection:
            return frozenset(row[0] for row in connection.execute(sql, selection.values))

    def with_several_files(self) -> frozenset[str]:
        """The tracks that lie in the library more than once."""
        with self.read() as connection:
            return frozenset(row[0] for row in connection.execute(_SEVERAL))

    def spellings(self, field: str, texts: Iterable[str]) -> tuple[str, ...]:
        """How the library's files spell these folded texts; a genre also where it is one of several."""
        wanted = frozenset(texts)
        return self._spelled_as(field, lambda folded: not wanted.isdisjoint(folded))

    def known_texts(self, field: str) -> list[str]:
        """The texts of a field that the library's files have, by their letters; a genre's tag taken apart."""
        apart = GENRE_SIGNS.split if field == "genre" else lambda text: (text,)
        found = {part.strip() for spelled, _ in self._spellings(field) for part in apart(spelled)}
        return sorted(filter(None, found), key=str.casefold)

    def _spelled_as(self, field: str, fits: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
        return tuple(spelled for spelled, folded in self._spellings(field) if fits(folded))

    def _spellings(self, field: str) -> Sequence[tuple[str, frozenset[str]]]:
        revision = self.revision()
        kept = self._spelled.get(field)
        if kept is None or kept[0] != revision:
            kept = self._spelled[field] = (revision, self._read_spellings(field))
        return kept[1]

    def _read_spellings(self, field: str) -> tuple[tuple[str, frozenset[str]], ...]:
        found: set[str] = set()
        with self.read() as connection:
            for column in _TEXTS[field]:
                tables = "FROM files f" if column.startswith("f.") else JOINS
                found.update(row[0] for row in connection.execute(f"SELECT DISTINCT {column} {tables}") if row[0])
        taken_apart = _APART.get(field)
        parts = {text: taken_apart(text) if taken_apart is not None else () for text in found}
        return tuple((text, frozenset(map(fold, (text, *parts[text])))) for text in sorted(found))

    def _compiled(self, condition: Condition) -> Sql:
        match condition:
            case OneOf() | Holds():
                return self._of_text(condition)
            case Opposite():
                sql, values = self._compiled(condition.condition)
                return f"NOT COALESCE(({sql}), 0)", values
            case AnyOf():
                parts = [self._compiled(one) for one in condition.conditions]
                return " OR ".join(f"({sql})" for sql, _ in parts) or "0", tuple(v for _, given in parts for v in given)
            case _:
                return _of_file(condition)

    def _of_text(self, condition: OneOf | Holds) -> Sql:
        if condition.field == "title":
            return _of_title(condition)
        if isinstance(condition, OneOf) and condition.field == "mood":
            return " OR ".join("instr(m.concepts, ?) > 0" for _ in condition.texts), tuple(
                map(json.dumps, condition.texts)
            )
        if isinstance(condition, OneOf):
            spelled = self.spellings(condition.field, condition.texts)
        else:
            spelled = self._spelled_as(condition.field, _holding(condition))
        columns = _TEXTS[condition.field]
        tests = " OR ".join(f"{column} IN (SELECT value FROM json_each(?))" for column in columns)
        return tests, (json.dumps(spelled),) * len(columns)


def _holding(condition: Holds) -> Callable[[frozenset[str]], bool]:
    text = condition.text
    if condition.at_start:
        return lambda folded: any(one.startswith(text) for one in folded)
    return lambda folded: any(text in one for one in folded)


def _of_title(condition: OneOf | Holds) -> Sql:
    if isinstance(condition, OneOf):
        return f"{_TITLE} IN (SELECT value FROM json_each(?))", (json.dumps(condition.texts),)
    place = "= 1" if condition.at_start else "> 0"
    return f"instr({_TITLE}, ?) {place}", (condition.text,)


def _of_file(condition: Within | Under | Analysed | InPlaylist | Among | Said) -> Sql:
    match condition:
        case Within():
            return _between(_NUMBERS[condition.field], condition.low, condition.high)
        case Under():
            places = [_below(folder) for folder in condition.folders]
            return " OR ".join("f.path >= ? AND f.path < ?" for _ in places), tuple(e for ends in places for e in ends)
        case Analysed():
            return ("f.state = 'ready'" if condition.done else "f.state <> 'ready'"), ()
        case InPlaylist():
            by_audio, by_path = _PLAYLIST.format("track_id"), _PLAYLIST.format("path")
            return f"f.track_id IN ({by_audio}) OR f.path IN ({by_path})", (condition.name, condition.name)
        case Among():
            return "f.track_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(condition.track_ids)),)
        case Said():
            return f"f.track_id IN ({_LEANING})", (str(condition.verdict),)


def _between(column: str, low: float, high: float) -> Sql:
    ends = [(f"{column} >= ?", low), (f"{column} <= ?", high)]
    closed = [(sql, end) for sql, end in ends if not math.isinf(end)]
    return " AND ".join([f"{column} IS NOT NULL", *(sql for sql, _ in closed)]), tuple(end for _, end in closed)


def _below(folder: Path) -> tuple[bytes, bytes]:
    """The smallest path below a folder, and the smallest beyond: paths are compared byte by byte."""
    inside = os.fsencode(folder).rstrip(os.sep.encode()) + os.sep.encode()
    return inside, inside[:-1] + bytes([inside[-1] + 1])


def _called(codec: str) -> tuple[str, ...]:
    return WAV if codec.startswith("pcm_") else ()


_APART: dict[str, Callable[[str], Sequence[str]]] = {"genre": GENRE_SIGNS.split, "format": _called}
"""What a text of a field is looked for by, beside itself."""
