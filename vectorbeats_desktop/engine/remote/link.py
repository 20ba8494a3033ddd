"""The link to the server: when it may be asked, and when it is let alone.

A failure opens the circuit: until its time has come, calls fail at once. Then the first call looks whether anybody is
there (half open), and goes on only if so. Each failure doubles the longest wait, of which a random part is waited
(full jitter), so that many computers do not come back together. What only a person can mend stops the link until
`retry` is called.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from vectorbeats_desktop.engine.remote.errors import (
    NOTHING_LOST,
    RecordRefused,
    RemoteError,
    RemoteGone,
    RemoteReadOnly,
    RemoteTooNew,
    RemoteTooOld,
    RemoteWaiting,
)
from vectorbeats_desktop.engine.remote.port import Port
from vectorbeats_desktop.engine.task import TaskContext

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 300.0
PATIENCE_S = 20.0  # what `insist` waits at most for one more try
TRIES = 4
WAIT_STEP_S = 0.1
OLDEST, NEWEST_MAJOR = (1, 16), 1  # conditional writes came with 1.16

OF_THE_REQUEST = (RecordRefused, RemoteReadOnly, RemoteGone)
"""The link is well, and what was asked is not."""

Value = TypeVar("Value")
logger = logging.getLogger(__name__)


class LinkState(StrEnum):
    """How the link is."""

    UNTRIED = "untried"
    READY = "ready"
    WAITING = "waiting"  # it failed, and is tried again by itself
    STOPPED = "stopped"  # a person has to do something


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The state, why it is so, and after how many seconds it is tried again."""

    state: LinkState
    problem: RemoteError | None = None
    wait_s: float = 0.0
    version: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """The state as one thing, so that it is read without waiting for a call under way."""

    state: LinkState = LinkState.UNTRIED
    problem: RemoteError | None = None
    until: float = 0.0


class Link:
    """Calls to a server, one at a time. Any thread may call."""

    def __init__(
        self,
        open_port: Callable[[], Port],
        *,
        now: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`open_port` gives a server and reaches nobody yet; it may raise RemoteError."""
        self._open_port = open_port
        self._now = now
        self._chance = chance
        self._sleep = sleep
        self._lock = threading.RLock()
        self._port: Port | None = None
        self._closed = False
        self._failures = 0
        self._version = ""
        self._standing = _Standing()

    def status(self) -> LinkStatus:
        """How the link is; asks nobody, and waits for nobody."""
        now = self._standing
        wait = max(0.0, now.until - self._now()) if now.state is LinkState.WAITING else 0.0
        return LinkStatus(now.state, now.problem, wait, self._version)

    def retry(self) -> None:
        """Let the next call try, whatever has happened; for a person who asks, or has changed something."""
        with self._lock:
            self._drop()
            self._standing, self._failures = _Standing(), 0

    def close(self) -> None:
        """Let go of connections for good, and wait for nobody: a call under way fails, or ends unheard."""
        self._closed = True
        self._drop()

    def call(self, work: Callable[[Port], Value]) -> Value:
        """Let `work` ask the server. Raises RemoteError; RemoteWaiting at once while the circuit is open."""
        with self._lock:
            self._admit()
            try:
                port = self._opened()
                began = time.monotonic()
                answer = work(port)
                logger.debug("the remote catalogue answered", extra={"ms": round(1000 * (time.monotonic() - began), 1)})
            except OF_THE_REQUEST:
                raise
            except RemoteError as error:
                self._failed(error)
                raise
            self._standing, self._failures = _Standing(LinkState.READY), 0
            return answer

    def insist(self, ctx: TaskContext, work: Callable[[Port], Value]) -> Value:
        """As `call`, and try again after short waits. Raises RemoteError, Cancelled."""
        for _ in range(TRIES - 1):
            try:
                return self.call(work)
            except OF_THE_REQUEST:
                raise
            except RemoteError as error:
                if error.lasting or self.status().wait_s > PATIENCE_S:
                    raise
            while self.status().wait_s > 0:
                ctx.checkpoint()
                self._sleep(WAIT_STEP_S)
        return self.call(work)

    def _admit(self) -> None:
        now = self.status()
        if now.state is LinkState.STOPPED and now.problem is not None:
            raise now.problem
        if now.wait_s > 0:
            raise RemoteWaiting(f"The server is tried again in {now.wait_s:,.0f} s.", NOTHING_LOST)

    def _opened(self) -> Port:
        """The server, after a look whether it is there when it is new or has failed."""
        if self._closed:
            raise RemoteWaiting("The connection was closed.", NOTHING_LOST)
        port = self._port = self._port or self._open_port()
        if self._standing.state is not LinkState.READY:
            self._version = _checked_version(port.version())
        return port

    def _failed(self, error: RemoteError) -> None:
        self._drop()  # a connection that is half open would fail again
        if error.lasting:
            self._standing = _Standing(LinkState.STOPPED, error)
        else:
            longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(self._failures, 20))
            self._failures += 1
            until = self._now() + max(error.retry_after_s, self._chance() * longest)
            self._standing = _Standing(LinkState.WAITING, error, until)
        logger.info("the remote catalogue failed", extra={"code": error.code, "failures": self._failures})

    def _drop(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            port.close()


def _checked_version(version: str) -> str:
    numbers = tuple(int(number) if number.isdigit() else 0 for number in version.split("-")[0].split(".")[:2])
    if numbers < OLDEST:
        raise RemoteTooOld(
            f"The server runs Qdrant {version}; {OLDEST[0]}.{OLDEST[1]} or later is needed.", "Have it updated."
        )
    if numbers[0] > NEWEST_MAJOR:
        raise RemoteTooNew(
            f"The server runs Qdrant {version}, which this program does not know.", "Update VectorBeats."
        )
    return version
