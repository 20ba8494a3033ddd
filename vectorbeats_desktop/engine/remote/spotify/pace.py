"""How often Spotify is asked: so many times a minute at most, and never while it asks for a pause."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from vectorbeats_desktop.engine.remote.spotify import errors
from vectorbeats_desktop.engine.task import TaskContext

A_MINUTE = 60
MINUTE_S = 60.0
PATIENCE_S = 10.0  # a pause that is waited for; of a longer one the person is told
LONGEST_S = 86_400.0  # no pause is longer, whatever the clock says
STEP_S = 0.1


class PauseKeeper(Protocol):
    """Remembers until when a pause lasts, also for the next start of the program."""

    def paused_until(self) -> float: ...
    def pause_until(self, when: float) -> None: ...


class Pace:
    """Admits requests. Safe to use from several threads; times are seconds since the epoch."""

    def __init__(
        self,
        keeper: PauseKeeper,
        *,
        a_minute: int = A_MINUTE,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._keeper = keeper
        self._a_minute = a_minute
        self._now = now
        self._sleep = sleep
        self._asked: deque[float] = deque()
        self._lock = threading.Lock()

    def left_s(self) -> float:
        """How long a pause still lasts; 0 when there is none."""
        left = self._keeper.paused_until() - self._now()
        return min(left, LONGEST_S) if left > 0 else 0.0

    def pause(self, seconds: float) -> None:
        """Ask nothing for so long."""
        self._keeper.pause_until(max(self._keeper.paused_until(), self._now() + min(seconds, LONGEST_S)))

    def admit(self, ctx: TaskContext) -> None:
        """Return when a request may go out, which then counts. Raises SpotifyBusy when that is long, Cancelled."""
        while (left := self.left_s()) > 0:
            if left > PATIENCE_S:
                raise errors.busy(left)
            self.rest(left, ctx)
        while (left := self._until_free()) > 0:
            self.rest(left, ctx)

    def rest(self, seconds: float, ctx: TaskContext) -> None:
        """Wait. Raises Cancelled."""
        until = self._now() + seconds
        while 0 < (left := until - self._now()) <= seconds:
            ctx.checkpoint()
            self._sleep(min(left, STEP_S))

    def _until_free(self) -> float:
        """0 when the budget has room, and the request is counted; else how long it has none."""
        with self._lock:
            now = self._now()
            while self._asked and not 0 <= now - self._asked[0] < MINUTE_S:
                self._asked.popleft()
            if len(self._asked) < self._a_minute:
                self._asked.append(now)
                return 0.0
            return self._asked[0] + MINUTE_S - now
