"""Evidence that remembers its own answers: they are the same however much its part counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.search.channel import Evidence, Grounds

Floats = NDArray[np.float32]


class Remembered:
    """Answers as `evidence` does, and asks it once only for each track. Safe to use from several threads."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._candidates: dict[tuple[int, bool], Sequence[str]] = {}
        self._scores: dict[str, float] = {}
        self._grounds: dict[str, Grounds | None] = {}

    @property
    def channel(self) -> str:
        """The evidence's channel."""
        return self.evidence.channel

    @property
    def weight(self) -> float:
        """The channel's trust in it."""
        return self.evidence.weight

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The tracks it favours most, or least."""
        key = (limit, fewest)
        if key not in self._candidates:
            self._candidates[key] = self.evidence.candidates(limit, fewest=fewest)
        return self._candidates[key]

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated scores, (n,) float32."""
        known = self._scores
        missing = [track_id for track_id in track_ids if track_id not in known]
        if missing:
            known.update(zip(missing, self.evidence.scores(missing).tolist(), strict=True))
        return np.fromiter(map(known.__getitem__, track_ids), np.float32, len(track_ids))

    def grounds(self, track_id: str) -> Grounds | None:
        """Why this track."""
        if track_id not in self._grounds:
            self._grounds[track_id] = self.evidence.grounds(track_id)
        return self._grounds[track_id]
