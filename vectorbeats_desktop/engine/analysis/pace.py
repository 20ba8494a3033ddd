"""How fast a stage goes, and how long it will take."""

from __future__ import annotations

import time
from collections import deque

from vectorbeats_desktop.engine.task import Progress, TaskContext

WINDOW_S = 30.0


class Pace:
    """Counts what a stage has done and reports it with its rate over the last half minute."""

    def __init__(self, ctx: TaskContext, stage: str, total: int) -> None:
        self._ctx = ctx
        self._stage = stage
        self._total = total
        self._done = 0
        self._recent: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        if total:
            ctx.report(Progress(stage, 0, total))

    def step(self, detail: str = "", count: int = 1) -> None:
        """Say that so many more are done."""
        self._done += count
        self._total = max(self._total, self._done)
        now = time.monotonic()
        self._recent.append((now, self._done))
        while len(self._recent) > 2 and now - self._recent[0][0] > WINDOW_S:
            self._recent.popleft()
        since, done_then = self._recent[0]
        rate = (self._done - done_then) / max(now - since, 1e-3)
        left_s = (self._total - self._done) / rate if rate > 0 else None
        self._ctx.report(Progress(self._stage, self._done, self._total, detail, rate, left_s))
