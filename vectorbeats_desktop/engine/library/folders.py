"""The catalogue's folders: which there are, which are there now, and what a scan said of them."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.entries import FolderRecord, Presence, at_or_under
from vectorbeats_desktop.engine.paths import from_home
from vectorbeats_desktop.engine.records import FileProblem, Folder

_FOLDERS = """
SELECT d.folder_id, d.path, d.reachable, d.scanned_at,
    COALESCE(SUM(c.held) FILTER (WHERE c.version IN (0, 2)), 0), COALESCE(SUM(c.held) FILTER (WHERE c.version = 2), 0)
FROM folders d LEFT JOIN counts c ON c.kind = 'folder' AND c.name = CAST(d.folder_id AS TEXT)
"""


def normal_path(path: Path) -> Path:
    """The absolute path without "..", links kept: the person's own name for the place."""
    return Path(os.path.normpath(from_home(path).absolute()))


class FolderTables(Database):
    """Folders and the problems found while they were scanned."""

    def add_folder(self, path: Path) -> Folder:
        """Take a folder into the library and return it.

        No file is ever indexed twice: inside a folder that is already there, that one is
        returned; a folder that holds others takes over their files, and they are no longer
        folders of their own. The folder need not be reachable.
        """
        wanted = normal_path(path)
        with self.write(visible=False) as connection:
            known = {
                Path(os.fsdecode(stored)): int(folder_id)
                for folder_id, stored in connection.execute("SELECT folder_id, path FROM folders")
            }
            for held, folder_id in known.items():
                if wanted.is_relative_to(held):
                    return self._folder(connection, folder_id)
            cursor = connection.execute("INSERT INTO folders (path) VALUES (?)", (os.fsencode(wanted),))
            folder_id = int(cursor.lastrowid or 0)
            inner = [(held, inner_id) for held, inner_id in known.items() if held.is_relative_to(wanted)]
            _take_over(connection, folder_id, inner)
            return self._folder(connection, folder_id)

    def remove_folder(self, folder_id: int) -> None:
        """Take a folder and its files out of the library. Nothing on the disk changes.

        What is known of the music stays until `orphan_tracks` are forgotten, so adding the
        folder again before that costs no analysis. Raises BadQuery when there is none.
        """
        with self.write(visible=True) as connection:
            self._folder(connection, folder_id)
            connection.execute("DELETE FROM folders WHERE folder_id = ?", (folder_id,))

    def folders(self) -> list[Folder]:
        """All folders in the order of their paths."""
        with self.read() as connection:
            return [_to_folder(row) for row in connection.execute(_FOLDERS + "GROUP BY d.folder_id ORDER BY d.path")]

    def folder(self, folder_id: int) -> Folder:
        """One folder. Raises BadQuery when there is none."""
        with self.read() as connection:
            return self._folder(connection, folder_id)

    def set_folder(self, folder_id: int, *, reachable: bool | None = None, scanned_at: float | None = None) -> None:
        """Remember what a scan found out; None leaves a value as it is."""
        with self.write(visible=reachable is not None) as connection:
            connection.execute(
                "UPDATE folders SET reachable = COALESCE(?, reachable), scanned_at = COALESCE(?, scanned_at) "
                "WHERE folder_id = ?",
                (None if reachable is None else int(reachable), scanned_at, folder_id),
            )

    def set_reachable(self, folder_id: int, reachable: bool) -> None:
        """Say whether the folder is there now. Its files keep their own state underneath."""
        if self.folder(folder_id).reachable != reachable:
            self.set_folder(folder_id, reachable=reachable)

    def folder_record(self, folder_id: int) -> FolderRecord:
        """On which file systems the folder lay when it was last scanned."""
        with self.read() as connection:
            row = connection.execute("SELECT device, mounts FROM folders WHERE folder_id = ?", (folder_id,)).fetchone()
        return FolderRecord(row[0], tuple(Path(mount) for mount in json.loads(row[1])))

    def set_folder_record(self, folder_id: int, record: FolderRecord) -> None:
        """Remember on which file systems the folder lies."""
        mounts = json.dumps([str(mount) for mount in record.mounts])  # ASCII: a strange name becomes an escape
        with self.write(visible=False) as connection:
            connection.execute(
                "UPDATE folders SET device = ?, mounts = ? WHERE folder_id = ?", (record.device, mounts, folder_id)
            )

    def set_scan_problems(
        self, folder_id: int, problems: Sequence[FileProblem], places: Sequence[bytes] | None = None
    ) -> None:
        """Replace what could not be read in this folder; with `places`, at or under these paths.

        A problem may be of a folder that leads to a place: that one's own row is replaced as well.
        """
        rows = [(folder_id, os.fsencode(p.path), p.code, p.message, p.hint) for p in problems]
        with self.write(visible=False) as connection:
            if places is None:
                connection.execute("DELETE FROM scan_problems WHERE folder_id = ?", (folder_id,))
            else:
                connection.executemany(
                    "DELETE FROM scan_problems WHERE folder_id = ? AND (path = ? OR path > ? AND path < ?)",
                    [(folder_id, *at_or_under(place)) for place in places],
                )
                connection.executemany(
                    "DELETE FROM scan_problems WHERE folder_id = ? AND path = ?", [row[:2] for row in rows]
                )
            connection.executemany("INSERT INTO scan_problems VALUES (?, ?, ?, ?, ?)", rows)

    @staticmethod
    def _folder(connection: sqlite3.Connection, folder_id: int) -> Folder:
        row = connection.execute(_FOLDERS + "WHERE d.folder_id = ? GROUP BY d.folder_id", (folder_id,)).fetchone()
        if row is None:
            raise BadQuery("That folder is not in the library.", "Look at the list of folders again.")
        return _to_folder(row)


def _take_over(connection: sqlite3.Connection, folder_id: int, inner: list[tuple[Path, int]]) -> None:
    """Give the files of the inner folders to this one, and forget those folders.

    Each inner folder that lay on another file system, or is not there now, is remembered as a
    mount: when it is missing, its files wait instead of being removed.
    """
    mounts: set[str] = set()
    for held, inner_id in inner:
        row = connection.execute("SELECT reachable, mounts FROM folders WHERE folder_id = ?", (inner_id,)).fetchone()
        mounts.update(json.loads(row[1]))
        if not row[0] or held.is_mount():
            mounts.add(str(held))
            if not row[0]:
                connection.execute(
                    "UPDATE files SET presence = ? WHERE folder_id = ?", (int(Presence.WAITING), inner_id)
                )
        connection.execute("UPDATE files SET folder_id = ? WHERE folder_id = ?", (folder_id, inner_id))
        connection.execute("DELETE FROM folders WHERE folder_id = ?", (inner_id,))
    connection.execute(
        "UPDATE folders SET mounts = ?, scanned_at = ? WHERE folder_id = ?",
        (json.dumps(sorted(mounts)), time.time() if inner else None, folder_id),
    )


def _to_folder(row: tuple[int, bytes, int, float | None, int, int]) -> Folder:
    folder_id, path, reachable, scanned_at, files, waiting = row
    return Folder(folder_id, Path(os.fsdecode(path)), bool(reachable), scanned_at, files, waiting)
