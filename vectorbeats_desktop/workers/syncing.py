"""Syncs by itself: some time after changes and every so often, where the person has agreed to it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from vectorbeats_desktop.workers.preferences import Preferences
from vectorbeats_desktop.workers.remote_actions import RemoteActions

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.remote.catalogue import RemoteStatus

LOOK_EVERY_MS = 20_000
MINUTE_S = 60
SWITCHES = ("network.remote", "remote.by_itself")


class Syncing(QObject):
    """Looks every now and then, in a thread and without asking anybody, whether it is time to sync.

    It is when changes have come to rest, when what the link waits for is over, and when nothing was asked for so many
    minutes. What needs a person is left alone until they have done something about it.
    """

    def __init__(
        self,
        remote: RemoteActions,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._remote, self._preferences, self._now = remote, preferences, now
        self._timer = QTimer(self, interval=LOOK_EVERY_MS, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._going = False
        self._seen = 0  # changes that waited at the last look
        self._left = 0  # those that a sync could not tell, which alone are no reason for another one
        self._tried_at = 0.0
        self._just_synced = False
        preferences.changed.connect(self._on_setting)

    @property
    def on(self) -> bool:
        """Whether it is switched on; whether there is a server that was agreed to is another matter."""
        return all(self._preferences.settings.flag(name) for name in SWITCHES)

    def start(self) -> None:
        """Begin to look: the library is open."""
        self._going = True
        self._look_later()

    def stop(self) -> None:
        """Look no more."""
        self._going = False
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        self._timer.stop()
        if not (self._going and self.on):
            return
        if self._remote.syncing is not None:
            self._look_later()
            return
        job = self._remote.status()
        job.succeeded.connect(self._on_status)
        for ended in (job.failed, job.cancelled):
            ended.connect(self._look_later)

    def _on_status(self, status: RemoteStatus) -> None:
        if not self._going:
            return
        if self._remote.syncing is not None or not self._is_due(status):
            self._look_later(wait_s=status.link.wait_s)
            return
        self._tried_at = self._now()
        job = self._remote.sync(by_itself=True)
        job.succeeded.connect(self._on_synced)
        for ended in (job.failed, job.cancelled):
            ended.connect(self._on_not_synced)

    def _is_due(self, status: RemoteStatus) -> bool:
        from vectorbeats_desktop.engine.remote.link import LinkState

        at_rest, self._seen = status.waiting == self._seen, status.waiting
        if self._just_synced:
            self._left, self._just_synced = status.waiting if at_rest else 0, False
        link = status.link
        if status.problem or not status.agreed or link.state is LinkState.STOPPED or link.wait_s > 0:
            return False
        if link.state is LinkState.WAITING or (at_rest and status.waiting > self._left):
            return True
        passed = self._now() - max(status.synced_at or 0.0, self._tried_at)
        every = self._preferences.settings.whole("remote.every_min") * MINUTE_S
        return not 0 <= passed < every  # below 0 a clock was set back

    def _on_synced(self, _report: object) -> None:
        self._just_synced = True
        self.look()

    def _on_not_synced(self, _error: object = None) -> None:
        self._left = self._seen
        self.look()  # the link knows how long it waits

    def _look_later(self, _error: object = None, *, wait_s: float = 0.0) -> None:
        if self._going and self.on:
            self._timer.start(math.ceil(wait_s * 1000) if wait_s > 0 else LOOK_EVERY_MS)

    def _on_setting(self, name: str) -> None:
        if name in SWITCHES:
            self._look_later()
