"""The catalogue's table of what the tags of tracks say of their loudness."""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.library.stages import StageTables
from vectorbeats_desktop.engine.records import ReplayGain

STAGE = "gain"

_KEEP = """
INSERT OR REPLACE INTO replay_gain (track_id, track_db, album_db)
SELECT track_id, ?, ? FROM tracks WHERE track_id = ?
"""


class ReplayGainTables(StageTables):
    """Gains of tracks; one whose tags say nothing has an empty row."""

    def gain_done(self, version: int, rows: Sequence[tuple[str, ReplayGain]]) -> None:
        """Keep what was read of tracks and mark their stage "gain" done, in one transaction."""
        with self.write(visible=False) as connection:
            connection.executemany(_KEEP, [(gain.track_db, gain.album_db, track_id) for track_id, gain in rows])
            self._mark_done(STAGE, [(track_id, version) for track_id, _ in rows], visible=False)
