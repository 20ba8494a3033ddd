"""`vectorbeats rate`: stars for a track."""

from __future__ import annotations

import os
from dataclasses import dataclass

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND
from vectorbeats_desktop.engine.errors import BadQuery


@dataclass(frozen=True, slots=True)
class RateCommand:
    """Rate the track in a file of the library. No stars take its rating away; the file itself is not touched."""

    path: str
    stars: int
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Keep the rating."""
        path = place.absolute(self.path)
        track_id = place.session.catalog.track_id_at(path)
        if not track_id:
            raise BadQuery(f"{path} is not in the library, or waits to be identified.", "vectorbeats index adds it.")
        place.session.rate(track_id, self.stars or None)
        if self.as_json:
            place.out.json({"path": os.fspath(path), "track_id": track_id, "stars": self.stars})
        else:
            place.out.say(f"{path.name}: {'★' * self.stars or 'not rated'}")
        return FOUND
