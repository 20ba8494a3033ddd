"""What the window shows: pages of files, counts, and problems."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library import ledger
from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.entries import Presence
from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.library.selection import JOINS, Selection
from vectorbeats_desktop.engine.records import (
    Features,
    FileProblem,
    FileState,
    LibraryStatus,
    Mood,
    ReplayGain,
    Tags,
    Track,
)

_ALBUM = ("f.sort_artist", "f.sort_album", "f.disc_number", "f.track_number", "f.sort_title")

SORTS: dict[str, tuple[str, ...]] = {
    "artist": _ALBUM,
    "title": ("f.sort_title", "f.sort_artist"),
    "album": _ALBUM[1:],
    "genre": ("f.genre", *_ALBUM),
    "year": ("f.year", *_ALBUM),
    "duration": ("f.duration_s", "f.sort_title"),
    "added": ("f.added_at",),
    "state": ("f.state", *_ALBUM),
    "path": ("f.path",),
}
"""By what the list can be sorted, and by which columns in turn; the file's id decides the rest."""

_TRACKS = f"""
SELECT f.file_id, f.path, f.folder_id,
    CASE WHEN NOT d.reachable OR f.presence = 2 THEN 'unreachable' ELSE f.state END,
    f.title, f.artist, f.album, f.album_artist, f.genre, f.year, f.track_number, f.disc_number,
    f.duration_s, f.codec, f.sample_rate_hz, f.channels, f.bit_rate,
    f.track_id, f.cover_id,
    CASE WHEN c.tempo_bpm IS NULL THEN s.features ELSE json_set(s.features, '$.tempo_bpm', c.tempo_bpm) END,
    m.valence, m.energy, m.concepts,
    CASE WHEN f.state <> 'failed' THEN '' WHEN f.message <> '' THEN f.message ELSE COALESCE((
        SELECT t.message FROM stages t WHERE t.track_id = f.track_id AND t.state = 'failed' LIMIT 1), '') END,
    g.track_db, g.album_db
{JOINS}
LEFT JOIN replay_gain g ON g.track_id = f.track_id
"""

_PROBLEMS = """
SELECT path, stage, code, message, hint, file_id FROM (
    SELECT f.path, 'identify' AS stage, f.code, f.message, f.hint, f.file_id
    FROM files f INDEXED BY files_failed WHERE f.state = 'failed' AND f.track_id IS NULL AND f.presence <> 1
    UNION ALL
    SELECT f.path, s.stage, s.code, s.message, s.hint, f.file_id
    FROM stages s JOIN files f USING (track_id) WHERE s.state = 'failed' AND f.presence <> 1
    AND NOT EXISTS (SELECT 1 FROM required_stages r WHERE r.stage = s.stage AND r.version NOT IN (0, s.version))
    UNION ALL
    SELECT path, 'scan', code, message, hint, NULL FROM scan_problems
) ORDER BY path, stage
"""

ANY = Selection("f.presence <> 1")
"""All files that are shown, also those that are not there now."""

_SHOWN = (Presence.PRESENT, Presence.WAITING)
_STORED_STATES = (FileState.PENDING, FileState.READY, FileState.FAILED)


class ListingQueries(Database):
    """Files in order, page by page."""

    def page_ids(
        self,
        filter_text: str = "",
        sort: str = "artist",
        descending: bool = False,
        state: FileState | None = None,
        among: Sequence[int] | None = None,
    ) -> array[int]:
        """The ids of all files, or of those `among` some, that hold every word of the filter, in order.

        The words are looked for in title, artist, album, genre and the file's name, without
        case and accents. Raises BadQuery for an unknown order.
        """
        if sort not in SORTS:
            raise BadQuery(f"The library cannot be sorted by “{sort}”.", f"Choose one of {', '.join(SORTS)}.")
        words = fold(filter_text).split()
        where = ["f.presence <> 1", *("instr(f.folded, ?) > 0" for _ in words), *_state_condition(state)]
        values = [*words, *([str(state)] if state not in (None, FileState.UNREACHABLE) else [])]
        if among is not None:
            where.append("f.file_id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(among)))
        direction = " DESC" if descending else ""
        order = ", ".join(column + direction for column in (*SORTS[sort], "f.file_id"))
        with self.read() as connection:
            rows = connection.execute(
                f"SELECT f.file_id FROM files f WHERE {' AND '.join(where)} ORDER BY {order}", values
            )
            return array("q", [row[0] for row in rows])

    def rows(self, file_ids: Sequence[int]) -> list[Track]:
        """Tracks of these files, in the given order; one that is gone by now is left out."""
        listed = json.dumps(list(file_ids))
        with self.read() as connection:
            found = connection.execute(
                _TRACKS + "WHERE f.presence <> 1 AND f.file_id IN (SELECT value FROM json_each(?))", (listed,)
            ).fetchall()
        tracks = {row[0]: to_track(row) for row in found}
        return [tracks[file_id] for file_id in file_ids if file_id in tracks]

    def track(self, file_id: int) -> Track | None:
        """One file, or None."""
        return next(iter(self.rows([file_id])), None)

    def tracks_by_id(self, track_ids: Iterable[str], selection: Selection = ANY) -> dict[str, list[Track]]:
        """The files of each track that pass, those that can be played first; a track without one is left out."""
        listed = json.dumps(list(track_ids))
        with self.read() as connection:
            found = connection.execute(
                _TRACKS + f"WHERE f.track_id IN (SELECT value FROM json_each(?)) AND {selection.sql} "
                "ORDER BY NOT d.reachable OR f.presence = 2, f.file_id",
                (listed, *selection.values),
            ).fetchall()
        tracks: dict[str, list[Track]] = {}
        for row in found:
            tracks.setdefault(row[17], []).append(to_track(row))
        return tracks

    def status(self) -> LibraryStatus:
        """How many files stand where."""
        counts = dict.fromkeys(FileState, 0)
        with self.read() as connection:
            folders = connection.execute("SELECT folder_id, reachable FROM folders").fetchall()
            for (folder_id, reachable), presence, state in product(folders, _SHOWN, _STORED_STATES):
                count = ledger.count(connection, "folder", folder_id, presence, state)
                there = reachable and presence is Presence.PRESENT
                counts[state if there else FileState.UNREACHABLE] += count
            tracks, melodies, fingerprints = (
                ledger.count_living(connection, table) for table in ("tracks", "melodies", "fingerprints")
            )
        return LibraryStatus(
            files=sum(counts.values()),
            ready=counts[FileState.READY],
            pending=counts[FileState.PENDING],
            failed=counts[FileState.FAILED],
            unreachable=counts[FileState.UNREACHABLE],
            tracks=tracks,
            melodies=melodies,
            fingerprints=fingerprints,
        )

    def problems(self) -> list[FileProblem]:
        """What could not be scanned, identified or analysed, and why, in the order of the paths."""
        with self.read() as connection:
            return [
                FileProblem(Path(os.fsdecode(path)), stage, code, message, hint, file_id)
                for path, stage, code, message, hint, file_id in connection.execute(_PROBLEMS)
            ]


def to_track(row: Sequence[Any]) -> Track:
    """A Track from a row of `_TRACKS`."""
    features, valence = row[19], row[20]
    return Track(
        file_id=row[0],
        path=Path(os.fsdecode(row[1])),
        folder_id=row[2],
        state=FileState(row[3]),
        tags=Tags(*row[4:17]),
        track_id=row[17] or "",
        cover_id=row[18],
        features=None if features is None else Features(**json.loads(features)),
        mood=None if valence is None else Mood(valence, row[21], tuple(json.loads(row[22]))),
        error=row[23],
        gain=ReplayGain(row[24], row[25]),
    )


def _state_condition(state: FileState | None) -> tuple[str, ...]:
    away = "f.folder_id IN (SELECT folder_id FROM folders WHERE NOT reachable)"
    if state is None:
        return ()
    if state is FileState.UNREACHABLE:
        return (f"(f.presence = 2 OR {away})",)
    return ("f.state = ?", "f.presence = 0", f"NOT {away}")
