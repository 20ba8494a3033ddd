"""Which concepts carried a match of the bridge, by taking each out of the picture and looking what is lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge

STANDS_OUT = 2.0  # times the usual size of such cosines, by which a picture and a track must have a concept
LEAST_SHARE = 0.1  # of the match; what carried less is no reason
MOST_NAMED = 2

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Contribution:
    """A concept of the picture, and the share of the match that goes when it is taken out, in (0, 1]."""

    concept: str
    share: float


class PictureConcepts:
    """What the concepts of one picture do to its matches.

    A concept is taken out of a picture by projecting its direction away. The map is linear, so that a track's score
    then falls by exactly what the direction had brought: how much of it the picture has, times how near the track is
    to what the direction is mapped to.
    """

    def __init__(self, bridge: Bridge, picture: Floats, usual_in_tracks: float) -> None:
        """Take a picture's vector, (p,), and how large the cosines of tracks with `bridge.heard` usually are."""
        centred = bridge.centred(picture[None])
        mapped = bridge.mapped(centred)
        length = np.float32(float(np.linalg.norm(mapped)) or 1)
        self._bridge = bridge
        self._usual_in_tracks = usual_in_tracks
        self._query: Floats = mapped[0] / length
        self._has: Floats = bridge.shown @ centred[0]
        self._reaches: Floats = bridge.mapped(bridge.shown) / length

    def lost(self, tracks: Floats) -> Floats:
        """What each track's cosine loses without each concept: (n, m) centred unit rows → (n, C)."""
        lost: Floats = (tracks @ self._reaches.T) * self._has
        return lost

    def named(self, track: Floats) -> tuple[Contribution, ...]:
        """The few concepts that carried a track, (m,) centred and of length 1, the strongest first.

        Only those that both models see for themselves, the one in the picture and the other in the track, and
        without which the match would be a good part weaker. Often there are none: then there is nothing to say.
        """
        score = float(track @ self._query)
        if score <= 0:
            return ()
        lost = self.lost(track[None])[0]
        shown = self._has >= STANDS_OUT * self._bridge.usual
        heard = self._bridge.heard @ track >= STANDS_OUT * self._usual_in_tracks
        real = shown & heard & (lost >= LEAST_SHARE * score)
        strongest = [int(place) for place in np.argsort(-lost, kind="stable") if real[place]][:MOST_NAMED]
        named = self._bridge.concepts
        return tuple(Contribution(named[place], min(1.0, float(lost[place]) / score)) for place in strongest)
