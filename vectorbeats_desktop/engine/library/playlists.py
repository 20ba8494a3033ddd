"""The catalogue's playlists. An entry is found again by its audio, else by its path."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from vectorbeats_desktop.engine.library.entries import PlaylistEntry
from vectorbeats_desktop.engine.library.folding import sort_key
from vectorbeats_desktop.engine.library.listing import ListingQueries
from vectorbeats_desktop.engine.records import FileState, Playlist, Track

_ALL = """
SELECT p.name, COALESCE(s.found, (SELECT COUNT(*) FROM playlist_entries e WHERE e.playlist_id = p.playlist_id)),
    p.changed_at, s.playlist_id IS NOT NULL
FROM playlists p LEFT JOIN smart_playlists s USING (playlist_id)
"""
_ADD_ENTRY = "INSERT INTO playlist_entries (playlist_id, position, track_id, path) VALUES (?, ?, ?, ?)"


class PlaylistTables(ListingQueries):
    """Saved playlists and what stands in them."""

    _playlist_writes = 0

    def playlist_revision(self) -> int:
        """A number that rises with each change of a playlist; it starts anew with the program."""
        return self._playlist_writes

    def playlists(self) -> list[Playlist]:
        """All of them, by name."""
        with self.read() as connection:
            found = [
                Playlist(name, count, changed, bool(smart)) for name, count, changed, smart in connection.execute(_ALL)
            ]
        return sorted(found, key=lambda playlist: (sort_key(playlist.name), playlist.name))

    def playlist_entries(self, name: str) -> list[PlaylistEntry] | None:
        """What stands in a playlist, in order; None when there is no such playlist."""
        with self.read() as connection:
            if (playlist_id := _id_of(connection, name)) is None:
                return None
            rows = connection.execute(
                "SELECT track_id, path FROM playlist_entries WHERE playlist_id = ? ORDER BY position", (playlist_id,)
            )
            return [PlaylistEntry(track_id, Path(os.fsdecode(path))) for track_id, path in rows]

    def put_playlist(self, name: str, entries: Sequence[PlaylistEntry], *, replace: bool) -> bool:
        """Keep a playlist that holds these. False when there is one of that name, and it is not to be replaced."""
        now = time.time()
        with self.write(visible=False) as connection:
            self._playlist_writes += 1
            playlist_id = _id_of(connection, name)
            if playlist_id is not None and not replace:
                return False
            if playlist_id is None:
                added = connection.execute(
                    "INSERT INTO playlists (name, made_at, changed_at) VALUES (?, ?, ?)", (name, now, now)
                )
                playlist_id = int(added.lastrowid or 0)
            for table in ("playlist_entries", "smart_playlists"):
                connection.execute(f"DELETE FROM {table} WHERE playlist_id = ?", (playlist_id,))
            connection.execute("UPDATE playlists SET changed_at = ? WHERE playlist_id = ?", (now, playlist_id))
            connection.executemany(_ADD_ENTRY, _rows(playlist_id, entries, 0))
        return True

    def extend_playlist(self, name: str, entries: Sequence[PlaylistEntry]) -> bool:
        """Put entries behind those that are there. False when there is no such playlist."""
        with self.write(visible=False) as connection:
            self._playlist_writes += 1
            if (playlist_id := _id_of(connection, name)) is None:
                return False
            first = connection.execute(
                "SELECT COALESCE(MAX(position) + 1, 0) FROM playlist_entries WHERE playlist_id = ?", (playlist_id,)
            ).fetchone()[0]
            connection.execute("UPDATE playlists SET changed_at = ? WHERE playlist_id = ?", (time.time(), playlist_id))
            connection.executemany(_ADD_ENTRY, _rows(playlist_id, entries, first))
        return True

    def rename_playlist(self, old: str, new: str) -> bool:
        """Give a playlist another name. False when that name is taken, or there is no such playlist."""
        with self.write(visible=False) as connection:
            self._playlist_writes += 1
            if _id_of(connection, new) is not None:
                return False
            return bool(connection.execute("UPDATE playlists SET name = ? WHERE name = ?", (new, old)).rowcount)

    def delete_playlist(self, name: str) -> bool:
        """Forget a playlist; its music stays. False when there is no such playlist."""
        with self.write(visible=False) as connection:
            self._playlist_writes += 1
            return bool(connection.execute("DELETE FROM playlists WHERE name = ?", (name,)).rowcount)

    def entry_tracks(self, entries: Sequence[PlaylistEntry]) -> list[Track | None]:
        """The track that stands for each entry now; None where the library has neither its audio nor its path.

        Of several files with the same audio, the one at the entry's own path is taken when it can be
        played, else the first that can.
        """
        by_audio = self.tracks_by_id({entry.track_id for entry in entries if entry.track_id})
        lost = [entry.path for entry in entries if entry.track_id not in by_audio]
        by_path = self.tracks_by_path(lost) if lost else {}
        return [
            _best(by_audio[entry.track_id], entry.path) if entry.track_id in by_audio else by_path.get(entry.path)
            for entry in entries
        ]

    def tracks_by_path(self, paths: Sequence[Path]) -> dict[Path, Track]:
        """The library's files among these."""
        found: dict[Path, int] = {}
        with self.read() as connection:
            for path in dict.fromkeys(paths):
                row = connection.execute(
                    "SELECT file_id FROM files WHERE path = ? AND presence <> 1", (os.fsencode(path),)
                ).fetchone()
                if row is not None:
                    found[path] = int(row[0])
        tracks = {track.file_id: track for track in self.rows(list(found.values()))}
        return {path: tracks[file_id] for path, file_id in found.items() if file_id in tracks}


def _id_of(connection: sqlite3.Connection, name: str) -> int | None:
    row = connection.execute("SELECT playlist_id FROM playlists WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def _rows(playlist_id: int, entries: Sequence[PlaylistEntry], first: int) -> list[tuple[int, int, str, bytes]]:
    return [
        (playlist_id, position, entry.track_id, os.fsencode(entry.path))
        for position, entry in enumerate(entries, start=first)
    ]


def _best(files: Sequence[Track], path: Path) -> Track:
    own = next((track for track in files if track.path == path), None)
    if own is None or (own.state is FileState.UNREACHABLE and files[0].state is not FileState.UNREACHABLE):
        return files[0]
    return own
