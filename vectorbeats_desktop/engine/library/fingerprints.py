"""The catalogue's fingerprints: what a recording of a track is recognised by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from vectorbeats_desktop.engine.library import ledger
from vectorbeats_desktop.engine.library.entries import FingerprintRow
from vectorbeats_desktop.engine.library.stages import StageTables

STAGE = "fingerprint"
META = "fingerprints.changed"

_KEEP = """
INSERT INTO fingerprints (track_id, version, landmarks, changed)
SELECT track_id, ?, ?, ? FROM tracks WHERE track_id = ?
ON CONFLICT (track_id) DO UPDATE SET
    version = excluded.version, landmarks = excluded.landmarks, changed = excluded.changed
"""

_GONE = """
SELECT track_id FROM fingerprints_gone
WHERE NOT EXISTS (SELECT 1 FROM fingerprints f WHERE f.track_id = fingerprints_gone.track_id AND f.version = ?)
"""


class FingerprintTables(StageTables):
    """Fingerprints: kept, and numbered so that the index sees what is new."""

    _fingerprint_writes = 0

    def revision(self) -> int:
        """A number that rises with each change that a search may see; it starts anew with the program."""
        return super().revision() + self._fingerprint_writes

    def fingerprint_done(self, rows: Sequence[FingerprintRow]) -> None:
        """Keep the fingerprints of tracks and mark their stage "fingerprint" done, in one transaction."""
        if not rows:
            return
        self._keep_numbered(STAGE, META, _KEEP, [(row.track_id, row.version, row.landmarks) for row in rows])
        self._fingerprint_writes += 1  # once they can be read: an earlier look would be kept as one at them

    def fingerprints_indexed(self) -> None:
        """The index holds what was new: what was looked for before may be found now."""
        self._fingerprint_writes += 1

    def fingerprint_stamp(self, version: int) -> tuple[int, int]:
        """The number of the last write, whatever became of what it wrote, and how many fingerprints there are."""
        changed = int(self.get_meta(META, 0))
        with self.read() as connection:
            return changed, ledger.count(connection, "table", "fingerprints", version)

    def fingerprints_since(self, version: int, changed: int) -> list[tuple[str, int]]:
        """Tracks whose fingerprints came after the write of that number, and the number of theirs, in that order."""
        with self.read() as connection:
            return connection.execute(
                "SELECT track_id, changed FROM fingerprints WHERE changed > ? AND version = ? "
                "ORDER BY changed, track_id",
                (changed, version),
            ).fetchall()

    def fingerprint_ids(self, version: int) -> set[str]:
        """All tracks with a fingerprint of that version."""
        with self.read() as connection:
            rows = connection.execute("SELECT track_id FROM fingerprints WHERE version = ?", (version,))
            return {track_id for (track_id,) in rows}

    def fingerprints_gone(self, version: int) -> set[str]:
        """Tracks whose fingerprint of that version was deleted since `fingerprints_taken_out`, as far as is known."""
        with self.read() as connection:
            return {track_id for (track_id,) in connection.execute(_GONE, (version,))}

    def fingerprints_taken_out(self, track_ids: Iterable[str]) -> None:
        """The index does not hold these tracks any more, nor has it to be told of others that are there again."""
        with self.write(visible=False) as connection:
            connection.executemany("DELETE FROM fingerprints_gone WHERE track_id = ?", [(each,) for each in track_ids])
            connection.execute(
                "DELETE FROM fingerprints_gone WHERE EXISTS "
                "(SELECT 1 FROM fingerprints f WHERE f.track_id = fingerprints_gone.track_id)"
            )

    def copied_tracks(self) -> list[str]:
        """Tracks of which there are several files, all with the same encoded audio."""
        with self.read() as connection:
            rows = connection.execute(
                "SELECT track_id FROM files WHERE track_id IS NOT NULL AND presence <> 1 "
                "GROUP BY track_id HAVING COUNT(*) > 1"
            )
            return [track_id for (track_id,) in rows]

    def fingerprints_of(self, track_ids: Iterable[str]) -> dict[str, bytes]:
        """The fingerprints of tracks, as Landmarks.to_bytes gave them; of those that have one."""
        with self.read() as connection:
            rows = connection.execute(
                "SELECT track_id, landmarks FROM fingerprints WHERE track_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(track_ids)),),
            )
            return dict(rows.fetchall())
