"""The catalogue's stages: what has been found out about each track, in which version."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.library import waiting
from vectorbeats_desktop.engine.library.changes import HEARD, ChangeTables
from vectorbeats_desktop.engine.library.entries import MoodRow, SoundRow
from vectorbeats_desktop.engine.library.states import DEFAULT_STAGES, MAX_ATTEMPTS, refresh_states
from vectorbeats_desktop.engine.records import FileProblem

_DONE = """
INSERT INTO stages (track_id, stage, version, state, updated_at)
SELECT track_id, ?, ?, 'done', ? FROM tracks WHERE track_id = ?
ON CONFLICT (track_id, stage) DO UPDATE SET version = excluded.version, state = 'done', attempts = 0,
    code = '', message = '', hint = '', updated_at = excluded.updated_at
"""

_MISSING = """
SELECT t.track_id, (
    SELECT f.path FROM files f JOIN folders d USING (folder_id)
    WHERE f.track_id = t.track_id AND f.presence <> 1 AND (:anywhere OR f.presence = 0 AND d.reachable)
    ORDER BY f.file_id LIMIT 1
) AS place
FROM {among} t
WHERE NOT EXISTS (
    SELECT 1 FROM stages s WHERE s.track_id = t.track_id AND s.stage = :stage
    AND s.version = :version AND s.state IN ('done', 'failed')
)
AND (:after IS NULL OR EXISTS (
    SELECT 1 FROM stages s WHERE s.track_id = t.track_id AND s.stage = :after
    AND s.version = :after_version AND s.state = 'done'
))
AND place IS NOT NULL
ORDER BY t.track_id LIMIT :limit
"""

# Where every settled row is of the wanted version, only the tracks without one can miss the stage: a look at the few
# that do. Another version, of all tracks or of those on a drive that is away, is looked for among all.
_OTHER_VERSION = """
SELECT 1 FROM counts WHERE kind = 'stage' AND name = :stage AND version >= 0 AND version <> :version
AND state <> 'trying' LIMIT 1
"""
_UNSETTLED = "(SELECT track_id FROM unsettled WHERE stage = :stage)"

_ORPHANS = """
SELECT track_id FROM fileless
WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.last_track_id = fileless.track_id AND f.track_id IS NULL)
"""

_FAILED = """
INSERT INTO stages (track_id, stage, version, state, attempts, code, message, hint, updated_at)
SELECT track_id, :stage, :version, 'trying', 1, :code, :message, :hint, :now FROM tracks WHERE track_id = :track_id
ON CONFLICT (track_id, stage) DO UPDATE SET
    attempts = CASE WHEN version = :version AND state = 'trying' THEN attempts + 1 ELSE 1 END,
    version = :version, state = 'trying', code = :code, message = :message, hint = :hint, updated_at = :now
"""


class StageTables(ChangeTables):
    """Stages: done, missing, failed, and tried again. A stage done in another version counts as missing."""

    def require_stages(self, versions: Mapping[str, int]) -> None:
        """Say which stages, in which versions, make a file ready. It is kept; a change is applied to all files."""
        with self.write(visible=False) as connection:
            held = dict(connection.execute("SELECT stage, version FROM required_stages").fetchall())
            if held == dict(versions):
                return
            connection.execute("DELETE FROM required_stages")
            connection.executemany("INSERT INTO required_stages VALUES (?, ?)", list(versions.items()))
            refresh_states(connection)

    def tracks_missing(
        self, stage: str, version: int, limit: int, *, after: tuple[str, int] | None = None, anywhere: bool = False
    ) -> list[tuple[str, Path]]:
        """Tracks for which a stage is to do, each with the path of a reachable file.

        Neither done nor given up in this version. `after` names another stage and its version
        that must be done before. A stage that reads no file takes tracks `anywhere`, also on a
        drive that is away. The order is that of the tracks' hashes: the first ones are a fair
        sample of the library, so that what is calibrated on them holds for the rest.
        """
        values = {
            "stage": stage,
            "version": version,
            "limit": limit,
            "after": after[0] if after else None,
            "after_version": after[1] if after else None,
            "anywhere": anywhere,
        }
        with self.read() as connection:
            few = connection.execute(_OTHER_VERSION, values).fetchone() is None and self._is_known(connection, stage)
            rows = connection.execute(_MISSING.format(among=_UNSETTLED if few else "tracks"), values)
            return [(track_id, Path(os.fsdecode(path))) for track_id, path in rows]

    def sound_done(self, rows: Sequence[SoundRow]) -> None:
        """Keep the descriptors of tracks and mark their stage "sound" done, in one transaction."""
        with self.write(visible=True) as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO sound (track_id, version, descriptors, features) "
                "SELECT track_id, ?, ?, ? FROM tracks WHERE track_id = ?",
                [
                    (
                        row.version,
                        np.ascontiguousarray(row.descriptors, dtype="<f4").tobytes(),
                        json.dumps(asdict(row.features)),
                        row.track_id,
                    )
                    for row in rows
                ],
            )
            self._mark_done("sound", [(row.track_id, row.version) for row in rows])

    def mood_done(self, rows: Sequence[MoodRow]) -> None:
        """Keep the moods of tracks and mark their stage "mood" done, in one transaction."""
        with self.write(visible=True) as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO moods (track_id, version, valence, energy, concepts) "
                "SELECT track_id, ?, ?, ?, ? FROM tracks WHERE track_id = ?",
                [
                    (row.version, row.mood.valence, row.mood.energy, json.dumps(row.mood.concepts), row.track_id)
                    for row in rows
                ],
            )
            self._mark_done("mood", [(row.track_id, row.version) for row in rows])

    def stage_done(self, stage: str, version: int, track_ids: Iterable[str]) -> None:
        """Mark any other stage done. What it made must be durable before: a crash repeats work, and loses none."""
        with self.write(visible=True):
            self._mark_done(stage, [(track_id, version) for track_id in track_ids])

    def stage_failed(
        self, track_id: str, stage: str, version: int, problem: FileProblem, *, crashed: bool = False
    ) -> bool:
        """Remember why a stage failed; return True when the track is set aside.

        What cannot be analysed is set aside at once; what `crashed` its worker is tried once
        more, and stays among the missing until then.
        """
        values = {
            "track_id": track_id,
            "stage": stage,
            "version": version,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "now": time.time(),
        }
        with self.write(visible=False) as connection:
            connection.execute(_FAILED, values)
            given_up = connection.execute(
                "UPDATE stages SET state = 'failed' WHERE track_id = ? AND stage = ? AND (? OR attempts >= ?)",
                (track_id, stage, not crashed, MAX_ATTEMPTS),
            ).rowcount
            refresh_states(connection, [track_id])
            return bool(given_up)

    def retry(self, file_ids: Sequence[int] | None = None) -> int:
        """Let failed files, or all of them, be tried again; return how many."""
        chosen = "(state = 'failed' OR track_id IN (SELECT track_id FROM stages WHERE state = 'failed'))"
        listed: tuple[str, ...] = ()
        if file_ids is not None:
            chosen += " AND file_id IN (SELECT value FROM json_each(?))"
            listed = (json.dumps(list(file_ids)),)
        with self.write(visible=False) as connection:
            rows = connection.execute(f"SELECT file_id, track_id FROM files WHERE {chosen}", listed).fetchall()
            tracks = [(track_id,) for _, track_id in rows if track_id is not None]
            connection.executemany("DELETE FROM stages WHERE track_id = ? AND state <> 'done'", tracks)
            connection.executemany(
                "UPDATE files SET state = 'pending', attempts = 0, code = '', message = '', hint = '' "
                "WHERE file_id = ?",
                [(file_id,) for file_id, _ in rows],
            )
            refresh_states(connection, [track_id for (track_id,) in tracks])
            return len(rows)

    def orphan_tracks(self) -> list[str]:
        """Tracks that no file refers to any more; delete them from the store, then `forget_tracks`.

        A file that has changed and is not identified yet still speaks for its former track. Left out are those of
        which a person said something that is locked away now: it could not be let wait for their music.
        """
        with self.read() as connection:
            orphans = [row[0] for row in connection.execute(_ORPHANS)]
            locked = waiting.locked(self, connection, orphans)
            return [track_id for track_id in orphans if track_id not in locked]

    def forget_tracks(self, track_ids: Iterable[str]) -> None:
        """Forget all that is known of tracks; one that a file refers to again meanwhile stays.

        What a person said and hummed of them waits: music comes back after a folder was removed by mistake, and
        after a file was looked at in the middle of being written. Raises SealLocked.
        """
        with self.write(visible=True) as connection:
            listed = json.dumps(list(track_ids))
            rows = connection.execute(
                "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM files WHERE track_id = value)",
                (listed,),
            ).fetchall()
            self._log_stages(HEARD, [row[0] for row in rows], removed=True)
            waiting.keep_of(self, connection, [row[0] for row in rows])
            connection.executemany("DELETE FROM tracks WHERE track_id = ?", rows)

    def _keep_numbered(self, stage: str, meta: str, insert: str, rows: Sequence[tuple[str, int, bytes]]) -> None:
        """Keep what a stage found of tracks (id, version, content), mark it done, and number the write.

        `meta` counts the writes, so that another process sees what is new. `insert` takes version, content, number
        and id of a row. All in one transaction.
        """
        with self.write(visible=False) as connection:
            changed = int(self.get_meta(meta, 0)) + 1
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (meta, json.dumps(changed)))
            connection.executemany(
                insert, [(version, content, changed, track_id) for track_id, version, content in rows]
            )
            self._mark_done(stage, [(track_id, version) for track_id, version, _ in rows], visible=False)

    def _mark_done(self, stage: str, versions: Sequence[tuple[str, int]], *, visible: bool = True) -> None:
        now = time.time()
        with self.write(visible=visible) as connection:
            connection.executemany(_DONE, [(stage, version, now, track_id) for track_id, version in versions])
            self._log_stages([stage], [track_id for track_id, _ in versions])
            refresh_states(connection, [track_id for track_id, _ in versions])

    @staticmethod
    def _is_known(connection: sqlite3.Connection, stage: str) -> bool:
        return connection.execute("SELECT 1 FROM stage_names WHERE stage = ?", (stage,)).fetchone() is not None

    def _require_default_stages(self) -> None:
        with self.read() as connection:
            if connection.execute("SELECT 1 FROM required_stages").fetchone() is not None:
                return
        self.require_stages(DEFAULT_STAGES)
