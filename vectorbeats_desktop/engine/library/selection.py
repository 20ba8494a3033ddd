"""Which files pass the conditions of a filter: asked of SQLite, which reads only what a condition is about."""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.folding import fold


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text field is one of these, folded. Fields: genre, artist, album, key."""

    field: str
    texts: tuple[str, ...]


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


Condition = OneOf | Within | Under | Analysed


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
}
_NUMBERS = {
    "year": "f.year",
    "duration": "f.duration_s",
    "tempo": "COALESCE(c.tempo_bpm, json_extract(s.features, '$.tempo_bpm'))",
    "energy": "m.energy",
    "valence": "m.valence",
    "rating": "COALESCE(r.stars, 0)",  # nobody has rated it: no stars
}
_SEVERAL = (
    "SELECT track_id FROM files WHERE track_id IS NOT NULL AND presence <> 1 GROUP BY track_id HAVING COUNT(*) > 1"
)
GENRE_SIGNS = re.compile(r"[;,/|\x00]+")


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
        wanted = set(texts)
        return tuple(spelled for spelled, folded in self._spellings(field) if folded & wanted)

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
                found.update(row[0] for row in connection.execute(f"SELECT DISTINCT {column} {JOINS}") if row[0])
        taken_apart = GENRE_SIGNS.split if field == "genre" else lambda _: ()
        return tuple((text, frozenset(map(fold, (text, *taken_apart(text))))) for text in sorted(found))

    def _compiled(self, condition: Condition) -> tuple[str, tuple[object, ...]]:
        if isinstance(condition, OneOf):
            listed = json.dumps(self.spellings(condition.field, condition.texts))
            columns = _TEXTS[condition.field]
            tests = " OR ".join(f"{column} IN (SELECT value FROM json_each(?))" for column in columns)
            return tests, (listed,) * len(columns)
        if isinstance(condition, Within):
            return _between(_NUMBERS[condition.field], condition.low, condition.high)
        if isinstance(condition, Under):
            places = [_below(folder) for folder in condition.folders]
            return " OR ".join("f.path >= ? AND f.path < ?" for _ in places), tuple(
                end for ends in places for end in ends
            )
        return ("f.state = 'ready'" if condition.done else "f.state <> 'ready'"), ()


def _between(column: str, low: float, high: float) -> tuple[str, tuple[object, ...]]:
    ends = [(f"{column} >= ?", low), (f"{column} <= ?", high)]
    closed = [(sql, end) for sql, end in ends if not math.isinf(end)]
    return " AND ".join([f"{column} IS NOT NULL", *(sql for sql, _ in closed)]), tuple(end for _, end in closed)


def _below(folder: Path) -> tuple[bytes, bytes]:
    """The smallest path below a folder, and the smallest beyond: paths are compared byte by byte."""
    inside = os.fsencode(folder).rstrip(os.sep.encode()) + os.sep.encode()
    return inside, inside[:-1] + bytes([inside[-1] + 1])
