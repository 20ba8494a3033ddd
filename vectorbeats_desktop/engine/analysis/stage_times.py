"""How long each stage of an indexing run takes."""

from __future__ import annotations

import time


class StageTimes:
    """Seconds by stage, one after the other."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._seconds: dict[str, float] = {}

    def ended(self, stage: str) -> None:
        """Put the time since the last stage's end down to this one."""
        now = time.monotonic()
        self._seconds[stage] = round(self._seconds.get(stage, 0.0) + now - self._since, 3)
        self._since = now

    def all(self) -> tuple[tuple[str, float], ...]:
        """Each stage and its seconds, in their order."""
        return tuple(self._seconds.items())
