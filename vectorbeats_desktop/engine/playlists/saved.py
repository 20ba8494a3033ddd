"""Saved playlists: kept under a name, never overwritten unasked, exported and imported."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog, PlaylistEntry
from vectorbeats_desktop.engine.library.folders import normal_path
from vectorbeats_desktop.engine.library.saved_names import NameTaken, checked_name, free_name
from vectorbeats_desktop.engine.playlists.files import read_playlist_file, write_playlist_file
from vectorbeats_desktop.engine.records import Playlist, Track
from vectorbeats_desktop.engine.task import TaskContext


class NoSuchPlaylist(BadQuery):
    """There is no playlist of that name."""


class FillsItself(BadQuery):
    """Nothing can be put into a smart playlist by hand."""


class Smart(Protocol):
    """Knows how playlists are filled that fill themselves; `SmartPlaylists` does."""

    def tracks(self, name: str, ctx: TaskContext) -> list[Track]: ...
    def follow(self, old: str, new: str) -> None: ...


@dataclass(frozen=True, slots=True)
class RemovedPlaylist:
    """A playlist that was deleted, for `Playlists.restore`; `recipe` is what a smart one was filled by, as JSON."""

    name: str
    entries: tuple[PlaylistEntry, ...]
    recipe: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedPlaylist:
    """What became of a playlist's file: the name it is kept under, and what of it the library does not have."""

    name: str
    count: int
    missing: tuple[Path, ...] = ()


class Playlists:
    """Saved playlists. Safe to use from several threads.

    An entry is found again by its audio, wherever the file has gone, else by its path; on a drive that is
    away it stays, and is given as unreachable. Whatever fills playlists by itself (a saved search run
    again, a path) goes into a new one (`free_name`) or behind what is there (`append`). A smart playlist has no
    entries: `smart` fills it each time its tracks are asked for.
    """

    def __init__(self, catalog: Catalog, smart: Callable[[], Smart]) -> None:
        self._catalog = catalog
        self._smart = smart

    def all(self) -> list[Playlist]:
        """All of them, by name."""
        return self._catalog.playlists()

    def free_name(self, wanted: str) -> str:
        """The name, or the first of "name (2)", "name (3)" … that no playlist has. Raises BadQuery."""
        return free_name(wanted, (playlist.name for playlist in self.all()))

    def save(self, name: str, tracks: Sequence[Track], *, replace: bool = False) -> None:
        """Save tracks in this order.

        Raises:
            NameTaken: there is a playlist of that name, and `replace` was not said.
            BadQuery: the name cannot be shown, or there are no tracks.
        """
        if not tracks:
            raise BadQuery("There are no tracks to save.", "Choose some first.")
        self._put(checked_name(name), _entries(tracks), replace=replace)

    def append(self, name: str, tracks: Sequence[Track]) -> int:
        """Put those tracks behind the others that the playlist does not hold yet; how many.

        Raises BadQuery, FillsItself.
        """
        held = self._entries(name)
        if self.is_smart(name):
            raise FillsItself(f"The playlist “{name}” fills itself by its rules.", "Choose another playlist.")
        known: set[str | Path] = {key for entry in held for key in (entry.track_id, entry.path) if key}
        new: list[PlaylistEntry] = []
        for entry in _entries(tracks):
            if known.isdisjoint((entry.track_id, entry.path)):
                new.append(entry)
                known.update(key for key in (entry.track_id, entry.path) if key)
        if new and not self._catalog.extend_playlist(checked_name(name), new):
            raise _no_such(name)  # it was deleted a moment ago
        return len(new)

    def create(self, name: str) -> str:
        """Make an empty one, to be filled by `append`; the name as it is kept. Raises NameTaken, BadQuery."""
        plain = checked_name(name)
        self._put(plain, (), replace=False)
        return plain

    def check_free(self, name: str) -> None:
        """Raises NameTaken when there is a playlist of that name, BadQuery when the name cannot be kept."""
        if self._catalog.playlist_entries(plain := checked_name(name)) is not None:
            raise _taken(plain)

    def is_smart(self, name: str) -> bool:
        """Whether a playlist fills itself. Raises BadQuery for a name that cannot be."""
        return self._catalog.recipe(checked_name(name)) is not None

    def tracks(self, name: str, ctx: TaskContext | None = None) -> list[Track]:
        """Its tracks in order; what the library does not have now is left out.

        Raises BadQuery; for a smart one what `SmartPlaylists.fill` raises.
        """
        if self.is_smart(name):
            return self._smart().tracks(name, ctx or TaskContext())
        found = self._catalog.entry_tracks(self._entries(name))
        return [track for track in found if track is not None]

    def missing(self, name: str) -> list[Path]:
        """Where those of its tracks were last that the library does not have now. Raises BadQuery."""
        entries = self._entries(name)
        found = self._catalog.entry_tracks(entries)
        return [entry.path for entry, track in zip(entries, found, strict=True) if track is None]

    def rename(self, old: str, new: str) -> str:
        """Give it another name; the name as it is kept. Raises NameTaken, BadQuery."""
        self._entries(old)
        before, after = checked_name(old), checked_name(new)
        if before != after and not self._catalog.rename_playlist(before, after):
            raise NameTaken(f"There is a playlist named “{after}” already.", "Choose another name.")
        self._smart().follow(before, after)
        return after

    def delete(self, name: str) -> RemovedPlaylist:
        """Forget it, and return it for `restore`; no music file is touched. Raises BadQuery."""
        plain = checked_name(name)
        removed = RemovedPlaylist(plain, tuple(self._entries(plain)), self._catalog.recipe(plain))
        self._catalog.delete_playlist(plain)
        return removed

    def restore(self, removed: RemovedPlaylist) -> None:
        """Put back what was deleted. Raises NameTaken when its name has a new owner."""
        if removed.recipe is None:
            self._put(removed.name, removed.entries, replace=False)
        elif not self._catalog.put_recipe(removed.name, removed.recipe, replace=False):
            raise _taken(removed.name)

    def read(self, name_or_file: str) -> list[Track]:
        """The tracks of a saved playlist, or of a playlist's file. Raises BadQuery, UnreadablePlaylist."""
        path = Path(name_or_file)
        if path.is_absolute() and path.is_file():
            return [track for _, track in self._listed(path) if track is not None]
        return self.tracks(name_or_file)

    def import_file(self, path: Path, name: str = "", *, replace: bool = False) -> ImportedPlaylist:
        """Save a playlist's file under a name, by itself the file's own.

        Entries that the library does not have are kept too: they are found as soon as their folder is
        in it. Raises NameTaken, BadQuery, UnreadablePlaylist.
        """
        found = self._listed(path)
        if not found:
            raise BadQuery(f"{path.name} lists no music files.")
        entries = [
            PlaylistEntry("", normal_path(own)) if track is None else PlaylistEntry(track.track_id, track.path)
            for own, track in found
        ]
        plain = checked_name(name or path.stem)
        self._put(plain, entries, replace=replace)
        return ImportedPlaylist(plain, len(entries), tuple(own for own, track in found if track is None))

    def export(self, name: str, target: Path, *, replace: bool = False, ctx: TaskContext | None = None) -> int:
        """Write a playlist as a file that other players read (M3U8, XSPF or JSPF, by its ending); how many tracks.

        Raises BadQuery, CannotWrite, and what `tracks` raises.
        """
        tracks = self.tracks(name, ctx)
        write_playlist_file(target, tracks, replace=replace)
        return len(tracks)

    def _put(self, name: str, entries: Sequence[PlaylistEntry], *, replace: bool) -> None:
        if not self._catalog.put_playlist(name, entries, replace=replace):
            raise _taken(name)

    def _entries(self, name: str) -> list[PlaylistEntry]:
        entries = self._catalog.playlist_entries(checked_name(name))
        if entries is None:
            raise _no_such(name)
        return entries

    def _listed(self, file: Path) -> list[tuple[Path, Track | None]]:
        """What a playlist's file lists, and the library's track for it; paths may have been written through a link."""
        paths = read_playlist_file(file)
        by_path = self._catalog.tracks_by_path(paths)
        real = {path: Path(os.path.realpath(path)) for path in paths if path not in by_path}
        by_real = self._catalog.tracks_by_path(list(real.values()))
        return [(path, by_path.get(path) or by_real.get(real[path])) for path in paths]


def _entries(tracks: Sequence[Track]) -> list[PlaylistEntry]:
    return [PlaylistEntry(track.track_id, track.path) for track in tracks]


def _no_such(name: str) -> NoSuchPlaylist:
    return NoSuchPlaylist(f"There is no playlist named “{name}”.", "Look at the list of playlists.")


def _taken(name: str) -> NameTaken:
    return NameTaken(f"There is a playlist named “{name}” already.", "Choose another name, or replace it.")
