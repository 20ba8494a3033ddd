"""The space in which sounds are compared, for one library and one emphasis."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Emphasis
from vectorbeats_desktop.engine.search.emphasis import factors
from vectorbeats_desktop.engine.search.vectors import LEAST_SPREAD, Background

Floats = NDArray[np.float32]

NEIGHBOURS = 10
DECIMALS = 4  # the last bits of a product depend on what else is multiplied at once
CROWDING = 0.25
"""How much a track's own neighbourhood counts against it: half of what makes CSLS. All of it takes away more hubs, and
precision with them (docs/QUALITY.md)."""


class SoundSpace:
    """Sounds as directions from the library's mean sound, each side weighted by the emphasis.

    Some tracks lie near to everything: the middle of the library does (hubs; Radovanović, Nanopoulos, Ivanović 2010).
    Centring takes away the common middle (Suzuki et al. 2013), and each track's likeness counts less the more like
    its nearest neighbours it is anyway, as in CSLS (Conneau et al. 2018, "Word translation without parallel data");
    its neighbours are looked for in the library's sample, so that 100,000 tracks cost no more than 1,000.
    """

    def __init__(self, background: Background, emphasis: Emphasis) -> None:
        self.factors = factors(emphasis)
        vectors = background.vectors
        self._mean = vectors.mean(axis=0) if len(vectors) else np.zeros(len(self.factors), np.float32)
        self._rows = {track_id: row for row, track_id in enumerate(background.by_track)}
        self._sample = self.placed(vectors)
        self._sample_crowding = self.crowding(self._sample, tuple(background.by_track))

    def placed(self, vectors: Floats) -> Floats:
        """Stored vectors, (n, 128) or (128,), as unit directions of this space."""
        moved = (vectors - self._mean) * self.factors
        length = np.linalg.norm(moved, axis=-1, keepdims=True)
        unit: Floats = (moved / np.maximum(length, 1e-9)).astype(np.float32)
        return unit

    def crowding(self, placed: Floats, track_ids: Sequence[str]) -> Floats:
        """How like their nearest neighbours in the library tracks are, (n,); none is its own neighbour."""
        likeness = placed @ self._sample.T
        for row, track_id in enumerate(track_ids):
            if (own := self._rows.get(track_id)) is not None:
                likeness[row, own] = -1.0
        count = min(NEIGHBOURS, likeness.shape[1] - 1)
        if count < 1:
            return np.zeros(len(placed), np.float32)
        nearest = np.partition(likeness, -count, axis=1)[:, -count:]
        return np.asarray(nearest.mean(axis=1), np.float32)

    def scores(self, query: Floats, placed: Floats, crowding: Floats) -> Floats:
        """Standard deviations above the library's mean likeness to a query, (n,): both as placed in this space."""
        own = self._sample @ query - CROWDING * self._sample_crowding
        if len(own) < 2 or (spread := float(own.std())) < LEAST_SPREAD:
            return np.zeros(len(placed), np.float32)
        scores = (placed @ query - CROWDING * crowding - own.mean()) / spread
        return np.asarray(np.round(scores, DECIMALS), np.float32)
