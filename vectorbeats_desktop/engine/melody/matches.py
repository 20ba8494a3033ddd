"""What the matcher answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import MelodyMatch


@dataclass(frozen=True, slots=True, eq=False)
class HumMatches:
    """The tracks that a hum was compared with, best first.

    `scores`, (n,) float32, are calibrated: standard deviations above what this hum scores on a track that
    is not the one. `sure`, (n,) float32 in [0, 1], is how sure it is that a track is the one. `places`
    tells where the best of them match; `size` is how many melodies the library holds.
    """

    track_ids: tuple[str, ...]
    scores: NDArray[np.float32]
    sure: NDArray[np.float32]
    places: Mapping[str, MelodyMatch] = field(default_factory=dict)
    size: int = 0
