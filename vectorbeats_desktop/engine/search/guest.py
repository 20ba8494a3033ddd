"""Tracks of the remote catalogue among the library's: what is known of one, and evidence that judges them too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.search.channel import Evidence, Grounds
from vectorbeats_desktop.engine.search.wishes import Wish

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Guest:
    """A track that is not in the library, read as if it were: with the library's own calibration.

    `vectors` are those that the store would have, by the name of their space; `valence` and `energy` are the ranks
    that it would have among the library's tracks.
    """

    track: Track
    vectors: Mapping[str, Floats]
    valence: float
    energy: float

    @property
    def track_id(self) -> str:
        """Names its audio."""
        return self.track.track_id


@runtime_checkable
class Hospitable(Evidence, Protocol):
    """Evidence that can be had of tracks that are not in the library."""

    def wish(self) -> Wish:
        """What a server is asked for, to find such tracks."""
        ...

    def receive(self, guests: Sequence[Guest]) -> Evidence:
        """The same evidence, of these tracks: by the same formula, in the library's mean and deviation."""
        ...


class Hosted:
    """Evidence that answers for guests as well. Where it cannot judge them, they are as the library's mean."""

    def __init__(self, own: Evidence, of_guests: Evidence | None, guest_ids: frozenset[str]) -> None:
        self._own = own
        self._of_guests = of_guests
        self._guest_ids = guest_ids

    @property
    def channel(self) -> str:
        """The evidence's channel."""
        return self._own.channel

    @property
    def weight(self) -> float:
        """The channel's trust in it."""
        return self._own.weight

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The library's tracks that it favours most, or least."""
        return self._own.candidates(limit, fewest=fewest)

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated scores, (n,) float32. Raises StoreUnavailable."""
        theirs = np.array([track_id in self._guest_ids for track_id in track_ids], dtype=bool)
        scores = np.zeros(len(track_ids), np.float32)
        scores[~theirs] = self._own.scores([track_id for track_id in track_ids if track_id not in self._guest_ids])
        if self._of_guests is not None and theirs.any():
            scores[theirs] = self._of_guests.scores([each for each in track_ids if each in self._guest_ids])
        return scores

    def grounds(self, track_id: str) -> Grounds | None:
        """Why this track."""
        asked = self._of_guests if track_id in self._guest_ids else self._own
        return asked.grounds(track_id) if asked is not None else None
