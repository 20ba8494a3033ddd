"""What a person corrected of what analysis found. It belongs to the recording, and counts from then on."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.changes import MOOD, TEMPO, ChangeTables
from vectorbeats_desktop.engine.records import Correction

SLOWEST, FASTEST = 20.0, 400.0  # beats a minute

_KEEP = """
INSERT OR REPLACE INTO corrections (track_id, valence, energy, tempo_bpm, corrected_at)
SELECT track_id, ?, ?, ?, ? FROM tracks WHERE track_id = ?
"""
_READ = """
SELECT track_id, valence, energy, tempo_bpm FROM corrections WHERE track_id IN (SELECT value FROM json_each(?))
"""


class CorrectionTables(ChangeTables):
    """Corrections of mood and tempo."""

    def correct(self, track_id: str, correction: Correction) -> None:
        """Keep what is right of a track; a correction that says nothing takes an earlier one back. Raises BadQuery."""
        _check(correction)
        values = (correction.valence, correction.energy, correction.tempo_bpm)
        with self.write(visible=True) as connection:
            if values == (None, None, None):
                connection.execute("DELETE FROM corrections WHERE track_id = ?", (track_id,))
            elif not connection.execute(_KEEP, (*values, time.time(), track_id)).rowcount:
                raise BadQuery("This track is no longer in the library.", "Search again.")
            mood = None
            if correction.valence is not None and correction.energy is not None:
                mood = (float(correction.valence), float(correction.energy))
            self._edited(connection, track_id, {MOOD: mood, TEMPO: correction.tempo_bpm})

    def corrections(self, track_ids: Iterable[str]) -> dict[str, Correction]:
        """The corrections of those tracks that have one."""
        with self.read() as connection:
            rows = connection.execute(_READ, (json.dumps(list(track_ids)),)).fetchall()
        return {row[0]: Correction(*row[1:]) for row in rows}


def _check(correction: Correction) -> None:
    for name, value, low, high in (
        ("mood", correction.valence, -1.0, 1.0),
        ("energy", correction.energy, -1.0, 1.0),
        ("tempo", correction.tempo_bpm, SLOWEST, FASTEST),
    ):
        if value is not None and not (math.isfinite(value) and low <= value <= high):
            raise BadQuery(f"A {name} lies between {low:g} and {high:g}, not at {value:g}.")
    if (correction.valence is None) != (correction.energy is None):
        raise BadQuery("A mood has both a valence and an energy.")
