"""What a map is: places of tracks, and what their points are coloured by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.columns import Columns

Floats = NDArray[np.float32]

READING, COMPARING, ARRANGING, PLACING = "map reading", "map comparing", "map arranging", "map placing"
"""The stages of making a map, as progress tells them."""

OUTGROWN = 1.5
"""A layout was made for a certain number of tracks; when there are this many times as many, it is to be made anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where tracks lie: `places` (n, 2), one for each of `track_ids`. `fitted` tracks were there when it was made."""

    track_ids: tuple[str, ...]
    places: Floats
    fitted: int

    @property
    def outgrown(self) -> bool:
        """Whether most of what shaped it was less than what has come since, so that a new one would be better."""
        return len(self.track_ids) > OUTGROWN * self.fitted

    def only(self, track_ids: frozenset[str]) -> Layout:
        """Those of its tracks, where they lie."""
        rows = [row for row, track_id in enumerate(self.track_ids) if track_id in track_ids]
        return Layout(tuple(self.track_ids[row] for row in rows), self.places[rows], self.fitted)


@dataclass(frozen=True, slots=True, eq=False)
class MapPoints:
    """The map as it is drawn: `places` (n, 2) within about [-1, 1], and what is known of each point.

    `row_of` gives each track's row. `outgrown` says that much came to the library since the places were found.
    """

    places: Floats
    known: Columns
    row_of: Mapping[str, int]
    outgrown: bool = False

    def __len__(self) -> int:
        return len(self.places)
