"""The catalogue's ratings: stars that a person gave to tracks."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.changes import STARS, ChangeTables, Edit

MOST_STARS = 5

_RATE = """
INSERT OR REPLACE INTO ratings (track_id, stars, rated_at) SELECT track_id, ?, ? FROM tracks WHERE track_id = ?
"""


class RatingTables(ChangeTables):
    """Ratings. They belong to the recording: moving or retagging a file keeps them."""

    _rating_writes = 0

    def rating_revision(self) -> int:
        """A number that rises with each rating; nothing else that a search keeps in memory depends on them."""
        return self._rating_writes

    def rate(self, track_id: str, stars: int | None) -> None:
        """Give a track 1 to 5 stars, or take its rating away with None. Raises BadQuery."""
        if stars is not None and not (isinstance(stars, int) and 1 <= stars <= MOST_STARS):
            raise BadQuery(f"A rating is 1 to {MOST_STARS} stars, not {stars}.")
        with self.write(visible=False) as connection:
            if stars is None:
                connection.execute("DELETE FROM ratings WHERE track_id = ?", (track_id,))
            elif not connection.execute(_RATE, (stars, time.time(), track_id)).rowcount:
                raise BadQuery("This track is no longer in the library.", "Search again.")
            self._edited(connection, track_id, {STARS: stars})
        self._rating_writes += 1  # not before: who looks meanwhile would keep what was there as what is there now

    def merge_edits(self, told: Sequence[Edit]) -> set[str]:
        changed = super().merge_edits(told)
        self._rating_writes += bool(changed)
        return changed

    def clear_edits(self) -> set[str]:
        corrected = super().clear_edits()
        self._rating_writes += 1
        return corrected

    def ratings(self, track_ids: Iterable[str]) -> dict[str, int]:
        """The stars of those tracks that have some."""
        listed = json.dumps(list(track_ids))
        with self.read() as connection:
            return dict(
                connection.execute(
                    "SELECT track_id, stars FROM ratings WHERE track_id IN (SELECT value FROM json_each(?))", (listed,)
                ).fetchall()
            )
