"""`vectorbeats rate`: stars for a track."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND
from vectorbeats_desktop.commands.search import printable
from vectorbeats_desktop.commands.tracks import track_at
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.ratings import MOST_STARS


@dataclass(frozen=True, slots=True)
class RateCommand:
    """Rate the track in a file of the library. No stars take its rating away; the file itself is not touched."""

    path: str
    stars: int
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Keep the rating."""
        if not 0 <= self.stars <= MOST_STARS:
            raise BadQuery(f"A rating is 1 to {MOST_STARS} stars, not {self.stars}.", "0 takes a rating away.")
        track = track_at(self.path, place)
        place.session.rate(track.track_id, self.stars or None)
        if self.as_json:
            place.out.json({"path": os.fspath(track.path), "track_id": track.track_id, "stars": self.stars})
        else:
            place.out.say(f"{printable(Path(track.path.name))}: {'★' * self.stars or 'not rated'}")
        return FOUND
