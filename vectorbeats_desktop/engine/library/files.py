"""The catalogue's files: one row per path, from the first sight of it to its identity."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vectorbeats_desktop.engine.library.changes import MUSIC, ChangeTables
from vectorbeats_desktop.engine.library.entries import KnownFile, Presence, SeenFile, at_or_under
from vectorbeats_desktop.engine.library.folding import LAST, fold, sort_key
from vectorbeats_desktop.engine.library.states import MAX_ATTEMPTS, refresh_states
from vectorbeats_desktop.engine.records import FileProblem, FileState, Tags

IDENTIFY_BATCH = 500

_KNOWN = "SELECT file_id, path, size, mtime_ns, inode, state, COALESCE(track_id, ''), presence FROM files"

# The sign keeps SQLite from the index of folders, which leads to all files of one.
_KNOWN_AT = f"""
{_KNOWN} WHERE +folder_id = ?1 AND path = ?2 UNION ALL {_KNOWN} WHERE +folder_id = ?1 AND path > ?3 AND path < ?4
"""

_HELD = "SELECT COALESCE(SUM(held), 0) FROM counts WHERE kind = 'folder' AND name = ? AND version <> ?"
_WAITING = _HELD.replace("<>", "=")

_ADD = f"""
INSERT INTO files (folder_id, path, size, mtime_ns, inode, added_at, sort_artist, sort_album, sort_title, folded)
VALUES (?, ?, ?, ?, ?, ?, '{LAST}', '{LAST}', ?, ?)
ON CONFLICT (path) DO NOTHING
"""

_CHANGE = """
UPDATE files SET size = ?, mtime_ns = ?, inode = ?, presence = 0, state = 'pending', attempts = 0,
    last_track_id = COALESCE(track_id, last_track_id), track_id = NULL, code = '', message = '', hint = ''
WHERE file_id = ?
"""

_IDENTIFY = """
UPDATE files SET track_id = ?, last_track_id = NULL, attempts = 0, code = '', message = '', hint = '',
    title = ?, artist = ?, album = ?, album_artist = ?, genre = ?, year = ?, track_number = ?, disc_number = ?,
    duration_s = ?, codec = ?, sample_rate_hz = ?, channels = ?, bit_rate = ?, cover_id = ?,
    sort_artist = ?, sort_album = ?, sort_title = ?, folded = ?
WHERE file_id = ?
"""

_TO_IDENTIFY = """
SELECT f.file_id, f.path FROM files f JOIN folders d USING (folder_id)
WHERE f.track_id IS NULL AND f.state = 'pending' AND f.file_id > ? AND f.presence = 0 AND d.reachable
ORDER BY f.file_id LIMIT ?
"""


class FileTables(ChangeTables):
    """Files: added, changed, moved, gone, and identified."""

    def known_files(self, folder_id: int, places: Iterable[bytes] | None = None) -> dict[bytes, KnownFile]:
        """All files remembered of a folder by their paths, those that are gone or waiting included.

        With `places`, those only that lie at or under one of these paths.
        """
        with self.read() as connection:
            if places is None:
                rows = connection.execute(_KNOWN + " WHERE folder_id = ?", (folder_id,)).fetchall()
            else:
                bounds = [(folder_id, *at_or_under(place)) for place in places]
                rows = [row for values in bounds for row in connection.execute(_KNOWN_AT, values)]
            return {row[1]: _to_known(row) for row in rows}

    def count_waiting(self, folder_id: int) -> int:
        """How many files of a folder wait for the person's word."""
        with self.read() as connection:
            row = connection.execute(_WAITING, (str(folder_id), Presence.WAITING)).fetchone()
            return int(row[0])

    def count_files(self, folder_id: int) -> int:
        """How many files of a folder are there, as far as is known: those that are gone left out."""
        with self.read() as connection:
            return int(connection.execute(_HELD, (str(folder_id), Presence.GONE)).fetchone()[0])

    def same_inode(self, seen: SeenFile) -> list[KnownFile]:
        """Files in any reachable folder with this inode, size and time: the same file, seen elsewhere."""
        if not seen.inode:
            return []
        with self.read() as connection:
            rows = connection.execute(
                _KNOWN + " WHERE inode = ? AND size = ? AND mtime_ns = ? "
                "AND folder_id IN (SELECT folder_id FROM folders WHERE reachable)",
                (seen.inode, seen.size, seen.mtime_ns),
            )
            return [_to_known(row) for row in rows]

    def add_files(self, folder_id: int, seen: Sequence[SeenFile]) -> list[int]:
        """Add files as pending; they can be played at once.

        Returns their ids in the given order; a path that is already there keeps its id.
        """
        now = time.time()
        names = [fold(Path(os.fsdecode(file.path)).stem) for file in seen]
        with self.write(visible=False) as connection:
            connection.executemany(
                _ADD,
                [
                    (folder_id, f.path, f.size, f.mtime_ns, f.inode, now, name or LAST, name)
                    for f, name in zip(seen, names, strict=True)
                ],
            )
            find = "SELECT file_id FROM files WHERE path = ?"
            return [int(connection.execute(find, (file.path,)).fetchone()[0]) for file in seen]

    def touch_changed(self, changed: Sequence[tuple[int, SeenFile]]) -> None:
        """Files whose size or time differs: they are identified again, and keep their ids.

        What is known of their former track stays until they are, since most changes are of tags.
        """
        if not changed:
            return  # a write, even of nothing, would tell every search that the library has changed
        with self.write(visible=True) as connection:
            connection.executemany(_CHANGE, [(f.size, f.mtime_ns, f.inode, file_id) for file_id, f in changed])

    def move_file(self, file_id: int, folder_id: int, seen: SeenFile) -> None:
        """A file that now lies elsewhere: its row, with its track and history, goes with it."""
        with self.write(visible=True) as connection:
            connection.execute("DELETE FROM files WHERE path = ? AND file_id <> ?", (seen.path, file_id))
            connection.execute(
                "UPDATE files SET folder_id = ?, path = ?, size = ?, mtime_ns = ?, inode = ?, presence = 0 "
                "WHERE file_id = ?",
                (folder_id, seen.path, seen.size, seen.mtime_ns, seen.inode, file_id),
            )

    def set_presence(self, file_ids: Sequence[int], presence: Presence) -> None:
        """Say whether files are there, gone, or waiting for the person's word."""
        if not file_ids:
            return
        with self.write(visible=True) as connection:
            connection.executemany(
                "UPDATE files SET presence = ? WHERE file_id = ?", [(int(presence), file_id) for file_id in file_ids]
            )

    def remove_files(self, file_ids: Sequence[int]) -> None:
        """Forget files. What is known of their tracks stays until `forget_tracks`."""
        if not file_ids:
            return
        with self.write(visible=True) as connection:
            connection.executemany("DELETE FROM files WHERE file_id = ?", [(file_id,) for file_id in file_ids])

    def sweep_gone(self) -> int:
        """Forget files that are gone, once no new file waits to be identified; return how many.

        Until then a file that is gone may turn out to have moved. Call it when identifying has
        come to its end.
        """
        with self.write(visible=False) as connection:
            if connection.execute(_TO_IDENTIFY, (-1, 1)).fetchone() is not None:
                return 0
            # The first condition leads SQLite to the index `files_absent`, which holds the few.
            gone = "DELETE FROM files WHERE presence <> 0 AND presence = ?"
            return connection.execute(gone, (int(Presence.GONE),)).rowcount

    def files_to_identify(self) -> Iterator[tuple[int, Path]]:
        """Reachable files without an identity, each once, read in batches so that none is held open."""
        last = -1
        while True:
            with self.read() as connection:
                rows = connection.execute(_TO_IDENTIFY, (last, IDENTIFY_BATCH)).fetchall()
            yield from ((int(file_id), Path(os.fsdecode(path))) for file_id, path in rows)
            if len(rows) < IDENTIFY_BATCH:
                return
            last = int(rows[-1][0])

    def is_as_seen(self, path: Path) -> bool:
        """Whether a file is what it was when it was scanned, by size and time; so is one that is not there now."""
        try:
            now = path.stat()
        except OSError:
            return True
        with self.read() as connection:
            row = connection.execute("SELECT size, mtime_ns FROM files WHERE path = ?", (os.fsencode(path),)).fetchone()
        return row is None or tuple(row) == (now.st_size, now.st_mtime_ns)

    def identified(self, file_id: int, track_id: str, tags: Tags, cover_id: str = "") -> int:
        """Remember what a file holds, and what it says of itself.

        When a file with the same audio is gone elsewhere, this one is that file, moved: the
        old row takes over its place. Returns the id that now stands for the file, 0 when it
        has been removed meanwhile. Wrap many calls in `batch`.
        """
        with self.write(visible=True) as connection:
            place = connection.execute("SELECT path FROM files WHERE file_id = ?", (file_id,)).fetchone()
            if place is None:
                return 0
            new = connection.execute(
                "INSERT OR IGNORE INTO tracks VALUES (?, ?, ?)", (track_id, tags.duration_s, time.time())
            ).rowcount
            if new:
                self._apply_edits([track_id])  # what was said of it before, or on another computer
            else:
                self._log_stages([MUSIC], [track_id])
            file_id = _moved_from(connection, file_id, track_id)
            connection.execute(_IDENTIFY, (track_id, *_columns(tags, cover_id, place[0]), file_id))
            refresh_states(connection, [track_id])
            return file_id

    def identify_failed(self, file_id: int, problem: FileProblem, *, crashed: bool = False) -> bool:
        """Remember why a file could not be identified; return True when it is set aside.

        A file that is unreadable is set aside at once; one that `crashed` its worker is tried
        once more.
        """
        with self.write(visible=False) as connection:
            connection.execute(
                "UPDATE files SET attempts = attempts + 1, code = ?, message = ?, hint = ? WHERE file_id = ?",
                (problem.code, problem.message, problem.hint, file_id),
            )
            return bool(
                connection.execute(
                    "UPDATE files SET state = ?, last_track_id = NULL WHERE file_id = ? AND (? OR attempts >= ?)",
                    (FileState.FAILED, file_id, not crashed, MAX_ATTEMPTS),
                ).rowcount
            )


def _moved_from(connection: sqlite3.Connection, file_id: int, track_id: str) -> int:
    """The id of a gone file with this audio, which takes over the place of `file_id`; else `file_id`."""
    row = connection.execute(
        "SELECT f.file_id FROM files f JOIN folders d USING (folder_id) "
        "WHERE f.track_id = ? AND f.presence <> 0 AND f.file_id <> ? AND d.reachable "
        "ORDER BY f.presence, f.file_id LIMIT 1",
        (track_id, file_id),
    ).fetchone()
    if row is None:
        return file_id
    place = connection.execute(
        "SELECT folder_id, path, size, mtime_ns, inode FROM files WHERE file_id = ?", (file_id,)
    ).fetchone()
    connection.execute("DELETE FROM files WHERE file_id = ?", (file_id,))
    connection.execute(
        "UPDATE files SET folder_id = ?, path = ?, size = ?, mtime_ns = ?, inode = ?, presence = 0 WHERE file_id = ?",
        (*place, row[0]),
    )
    return int(row[0])


def _columns(tags: Tags, cover_id: str, path: bytes) -> tuple[object, ...]:
    name = Path(os.fsdecode(path)).stem
    title = tags.title or name
    words = " ".join((title, tags.artist, tags.album, tags.album_artist, tags.genre, name))
    # Albums stand together under the album's artist, as in every player.
    return (
        *(tags.title, tags.artist, tags.album, tags.album_artist, tags.genre),
        *(tags.year, tags.track_number, tags.disc_number, tags.duration_s),
        *(tags.codec, tags.sample_rate_hz, tags.channels, tags.bit_rate, cover_id),
        *(sort_key(tags.album_artist or tags.artist), sort_key(tags.album), sort_key(title), fold(words)),
    )


# A look into a table takes a fifth of the time that calling an enumeration does: half of a look at 100,000 known files.
_STATES: dict[str, FileState] = {state.value: state for state in FileState}
_PRESENCES: dict[int, Presence] = {presence.value: presence for presence in Presence}


def _to_known(row: tuple[int, bytes, int, int, int, str, str, int]) -> KnownFile:
    file_id, path, size, mtime_ns, inode, state, track_id, presence = row
    return KnownFile(file_id, path, size, mtime_ns, inode, _STATES[state], track_id, _PRESENCES[presence])
