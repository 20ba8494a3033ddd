"""The catalogue's melodies, and the hums that people said are of a track."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence

from vectorbeats_desktop.engine.library.entries import MelodyRow
from vectorbeats_desktop.engine.library.stages import StageTables
from vectorbeats_desktop.engine.seal import HUM

STAGE = "melody"
META = "melodies.changed"

_KEEP = """
INSERT OR REPLACE INTO melodies (track_id, version, frames, changed)
SELECT track_id, ?, ?, ? FROM tracks WHERE track_id = ?
"""

_REMEMBER = """
INSERT INTO hums (track_id, contour, start_s, end_s, added_at)
SELECT track_id, :contour, :start_s, :end_s, :now FROM tracks WHERE track_id = :track_id
AND NOT EXISTS (SELECT 1 FROM hums WHERE track_id = :track_id AND contour = :contour)
"""


class MelodyTables(StageTables):
    """Melodies: kept, and numbered so that another process sees what is new."""

    _melody_writes = 0

    def revision(self) -> int:
        """A number that rises with each change that a search may see; it starts anew with the program."""
        return super().revision() + self._melody_writes

    def view_revision(self) -> int:
        """A number that rises with each change that a search may see, but for melodies and hums.

        The matcher alone reads those. They come for hours after all else is done, and the names and moods that
        a search keeps in memory (a second's work in a large library) need not be read anew for each batch of them.
        """
        return super().revision()

    def melody_done(self, rows: Sequence[MelodyRow]) -> None:
        """Keep the melodies of tracks and mark their stage "melody" done, in one transaction."""
        if not rows:
            return
        self._keep_numbered(STAGE, META, _KEEP, [(row.track_id, row.version, row.frames) for row in rows])
        self._melody_writes += 1  # once they can be read: an earlier look would be kept as one at them

    def has_melodies(self) -> bool:
        """Whether any melody is known; answered at once, however large the library."""
        with self.read() as connection:
            return connection.execute("SELECT 1 FROM melodies LIMIT 1").fetchone() is not None

    def melody(self, track_id: str) -> bytes | None:
        """A track's melody as it was kept; None while it is not known."""
        with self.read() as connection:
            row = connection.execute("SELECT frames FROM melodies WHERE track_id = ?", (track_id,)).fetchone()
        return None if row is None else bytes(row[0])

    def melodies_of(self, track_ids: Iterable[str]) -> dict[str, bytes]:
        """The melodies of those tracks whose melody is known."""
        with self.read() as connection:
            rows = connection.execute(
                "SELECT track_id, frames FROM melodies WHERE track_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(track_ids)),),
            )
            return {track_id: bytes(frames) for track_id, frames in rows}

    def remember_hum(self, track_id: str, contour: bytes, start_s: float, end_s: float) -> bool:
        """Keep a hum that a person said is of this track, and the place in it (seconds).

        `contour` is what Contour.to_bytes gives. False when the track has that very hum already,
        or is not known (any more).
        """
        contour = self.seal.sealed(contour, HUM)
        values = {"track_id": track_id, "contour": contour, "start_s": start_s, "end_s": end_s, "now": time.time()}
        with self.write(visible=False) as connection:
            kept = bool(connection.execute(_REMEMBER, values).rowcount)
        self._melody_writes += 1
        return kept

    def count_hums(self) -> int:
        """How many hums are kept as references of tracks."""
        with self.read() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM hums").fetchone()[0])

    def clear_hums(self) -> None:
        """Forget every hum that was confirmed; the matcher sees it with the next one."""
        with self.erase() as connection:
            connection.execute("DELETE FROM hums")
        self._melody_writes += 1
