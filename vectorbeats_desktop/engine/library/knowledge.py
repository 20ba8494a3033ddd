"""What a search reads: names, genres, moods and descriptors of all tracks at once."""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from vectorbeats_desktop.engine.library import ledger
from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.entries import NameRow, SoundRow
from vectorbeats_desktop.engine.records import Features

# The whole table is read in the order it lies in, since following an index row by row costs five times as much.
_NAMES = """
SELECT track_id, title, artist, album, genre, path FROM files NOT INDEXED
WHERE track_id IS NOT NULL AND presence <> 1 ORDER BY file_id
"""

_LIVE = "EXISTS (SELECT 1 FROM files f WHERE f.track_id = {0}.track_id AND f.presence <> 1)"


class KnowledgeQueries(Database):
    """Whole columns of the library, for calibration and search. Only tracks that have a file are in them."""

    def names(self) -> list[NameRow]:
        """The words by which each track is known: those of its first file; without a title, the name of the file."""
        found: dict[str, tuple[str, str, str, str, bytes]] = {}
        for track_id, title, artist, album, genre, path in self._named_files():
            found.setdefault(track_id, (title, artist, album, genre, path))
        return [
            NameRow(track_id, title or _stem(path), artist, album, genre)
            for track_id, (title, artist, album, genre, path) in found.items()
        ]

    def genres(self) -> dict[str, str]:
        """The genre tag of each track that has one, from its first file that has."""
        found: dict[str, str] = {}
        for track_id, _, _, _, genre, _ in self._named_files():
            if genre:
                found.setdefault(track_id, genre)
        return found

    def has_covers(self) -> bool:
        """Whether any track has a cover; answered at once."""
        with self.read() as connection:
            return connection.execute("SELECT 1 FROM files WHERE cover_id <> '' LIMIT 1").fetchone() is not None

    def covers(self) -> set[str]:
        """The ids of all covers."""
        return set(self.tracks_of_covers().values())

    def tracks_of_covers(self) -> dict[str, str]:
        """The cover of each track that has one, from its first file that has."""
        with self.read() as connection:
            rows = connection.execute(
                "SELECT track_id, cover_id FROM files "
                "WHERE track_id IS NOT NULL AND cover_id <> '' AND presence <> 1 ORDER BY file_id DESC"
            )
            return dict(rows.fetchall())

    def descriptors(self, version: int) -> tuple[list[str], npt.NDArray[np.float32]]:
        """Track ids, and their sound descriptors of this version as float32 (n, d); (0, 0) when there are none."""
        with self.read() as connection:
            rows = connection.execute(
                f"SELECT track_id, descriptors FROM sound WHERE version = ? AND {_LIVE.format('sound')}", (version,)
            ).fetchall()
        rows.sort()  # by id, so that the order is the same however the library came about
        if not rows:
            return [], np.zeros((0, 0), np.float32)
        matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4").reshape(len(rows), -1)
        return [row[0] for row in rows], matrix.astype(np.float32, copy=False)

    def count_described(self, version: int) -> int:
        """How many tracks `descriptors` would give."""
        with self.read() as connection:
            return ledger.count_living(connection, "sound", version)

    def sounds(self, track_ids: Iterable[str]) -> dict[str, SoundRow]:
        """What analysis says of the sound of those tracks that it has heard, whatever a person corrected."""
        with self.read() as connection:
            rows = connection.execute(
                "SELECT track_id, version, descriptors, features FROM sound "
                "WHERE track_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(track_ids)),),
            ).fetchall()
        return {
            row[0]: SoundRow(
                row[0], row[1], np.frombuffer(row[2], "<f4").astype(np.float32), Features(**json.loads(row[3]))
            )
            for row in rows
        }

    def moods(self) -> tuple[list[str], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Track ids, valence (n,) and energy (n,) of each track with a mood, in the order of the ids."""
        with self.read() as connection:
            rows = connection.execute(
                f"SELECT track_id, valence, energy FROM moods WHERE {_LIVE.format('moods')} ORDER BY track_id"
            ).fetchall()
        values = np.array([row[1:] for row in rows], np.float32).reshape(len(rows), 2)
        return [row[0] for row in rows], values[:, 0].copy(), values[:, 1].copy()

    def _named_files(self) -> list[tuple[str, str, str, str, str, bytes]]:
        with self.read() as connection:
            return connection.execute(_NAMES).fetchall()


def _stem(path: bytes) -> str:
    name = path.rsplit(b"/", 1)[-1].rsplit(b"\\", 1)[-1]
    return name.rsplit(b".", 1)[0].decode("utf-8", "replace")
