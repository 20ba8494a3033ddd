"""The library by album, artist, genre and folder: who is there, how much of each, and which files."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.folding import fold, sort_key
from vectorbeats_desktop.engine.library.selection import GENRE_SIGNS

# In the order of artists and albums, so that a group's files are in it too. The table is read in one go.
_FILES = """
SELECT file_id, album, album_artist, artist, genre, year, duration_s, cover_id, path
FROM files WHERE presence <> 1
ORDER BY sort_artist, sort_album, disc_number, track_number, sort_title, file_id
"""


class Grouping(StrEnum):
    """By what files are put together."""

    ALBUM = "album"
    ARTIST = "artist"
    GENRE = "genre"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Scope:
    """One group of a grouping, by a key that outlives changes of the library."""

    grouping: Grouping
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """What belongs together. `by` is who made an album, "" where several did; `year` the latest that is told.

    `cover_id` is that of its first file that has one. `file_ids` are in the order of albums.
    """

    scope: Scope
    title: str
    by: str
    file_ids: array[int]
    duration_s: float
    year: int | None
    cover_id: str
    several: bool = False  # an album by more than one

    @property
    def count(self) -> int:
        """How many files it has."""
        return len(self.file_ids)


@dataclass(slots=True)
class _Gathering:
    title: str
    by: str = ""
    several: bool = False
    file_ids: array[int] = field(default_factory=lambda: array("q"))
    duration_s: float = 0.0
    year: int | None = None
    cover_id: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    file_id: int
    album: str
    album_artist: str
    artist: str
    genre: str
    year: int | None
    duration_s: float
    cover_id: str
    folder: bytes


class GroupQueries(Database):
    """Groups of files. Each grouping is put together once for each state of the library."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._grouped: dict[Grouping, tuple[int, dict[str, Group]]] = {}

    def groups(self, grouping: Grouping) -> Sequence[Group]:
        """All groups, by their names. Takes a second for 100,000 files, and nothing until the library changes."""
        return tuple(self._groups(grouping).values())

    def group(self, scope: Scope) -> Group | None:
        """One group as it is now; None when nothing is in it any more."""
        return self._groups(scope.grouping).get(scope.key)

    def ids_within(self, scope: Scope) -> array[int]:
        """The files of a group as it is now; of a folder, those of all folders below as well."""
        if scope.grouping is not Grouping.FOLDER:
            found = self.group(scope)
            return found.file_ids if found is not None else array("q")
        inside = scope.key.rstrip(os.sep) + os.sep
        ids = array("q")
        for key, group in self._groups(Grouping.FOLDER).items():
            if key == scope.key or key.startswith(inside):
                ids.extend(group.file_ids)
        return ids

    def _groups(self, grouping: Grouping) -> dict[str, Group]:
        revision = self.revision()
        kept = self._grouped.get(grouping)
        if kept is None or kept[0] != revision:
            kept = self._grouped[grouping] = (revision, _gathered(grouping, self._listed()))
        return kept[1]

    def _listed(self) -> list[_File]:
        with self.read() as connection:
            rows = connection.execute(_FILES)
            return [
                _File(file_id, album, maker, artist, genre, year, seconds or 0.0, cover, os.path.dirname(path))  # noqa: PTH120 - bytes
                for file_id, album, maker, artist, genre, year, seconds, cover, path in rows
            ]


def _gathered(grouping: Grouping, files: Iterable[_File]) -> dict[str, Group]:
    names = _KEYS[grouping]
    gathered: dict[str, _Gathering] = {}
    folded: dict[str, str] = {}
    for file in files:
        for key, title in names(file, folded):
            found = gathered.get(key)
            if found is None:
                found = gathered[key] = _Gathering(title, file.album_artist or file.artist)
            _add(found, file)
    made = [
        Group(
            Scope(grouping, key), one.title, "" if one.several else one.by, one.file_ids, one.duration_s, one.year,
            one.cover_id, one.several,
        )
        for key, one in gathered.items()
    ]  # fmt: skip
    made.sort(key=lambda group: (sort_key(group.title), sort_key(group.by), group.scope.key))
    return {group.scope.key: group for group in made}


def _add(group: _Gathering, file: _File) -> None:
    group.file_ids.append(file.file_id)
    group.duration_s += file.duration_s
    if file.year is not None and (group.year is None or file.year > group.year):
        group.year = file.year
    group.cover_id = group.cover_id or file.cover_id
    if not group.several and (file.album_artist or file.artist) != group.by:
        group.several = fold(file.album_artist or file.artist) != fold(group.by)


def _album(file: _File, folded: dict[str, str]) -> Iterable[tuple[str, str]]:
    """An album is told by its artist; where files name none, by the folder: a sampler has many artists."""
    if file.album:
        whose = _fold(file.album_artist, folded) if file.album_artist else f"\0{os.fsdecode(file.folder)}"
        yield f"{_fold(file.album, folded)}\0{whose}", file.album


def _artist(file: _File, folded: dict[str, str]) -> Iterable[tuple[str, str]]:
    """A file belongs to who plays it, and to who made its album."""
    seen: set[str] = set()
    for name in (file.artist, file.album_artist):
        key = _fold(name, folded)
        if key and key not in seen:
            seen.add(key)
            yield key, name


def _genre(file: _File, folded: dict[str, str]) -> Iterable[tuple[str, str]]:
    seen: set[str] = set()
    for name in GENRE_SIGNS.split(file.genre):
        key = _fold(name, folded)
        if key and key not in seen:
            seen.add(key)
            yield key, name.strip()


def _folder(file: _File, _folded: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Only the folder itself; what lies below it has groups of its own."""
    place = os.fsdecode(file.folder)
    yield place, Path(place).name or place


def _fold(text: str, folded: dict[str, str]) -> str:
    found = folded.get(text)
    if found is None:
        found = folded[text] = fold(text)
    return found


_KEYS: dict[Grouping, Callable[[_File, dict[str, str]], Iterable[tuple[str, str]]]] = {
    Grouping.ALBUM: _album,
    Grouping.ARTIST: _artist,
    Grouping.GENRE: _genre,
    Grouping.FOLDER: _folder,
}
