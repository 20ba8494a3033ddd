"""Pauses the music after a while, or at the end of a track, and fades it out before."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

FADE_S = 10.0
LOOK_EVERY_MS = 200
MINUTES = (15, 30, 45, 60)


class SleepTimer(QObject):
    """Off, or counting down minutes, or waiting for the end of the track."""

    changed = Signal()

    def __init__(
        self, player: Player, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._player, self._clock = player, clock
        self._due: float | None = None
        self._minutes = 0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        player.rested.connect(self.stop)

    @property
    def minutes(self) -> int:
        """The minutes that were chosen; 0 when none were."""
        return self._minutes

    @property
    def at_end_of_track(self) -> bool:
        return self._player.rests_after_track

    @property
    def left_min(self) -> int:
        """Whole minutes that are left, the one that has begun included."""
        return max(0, math.ceil((self._due - self._clock()) / 60)) if self._due is not None else 0

    def start(self, minutes: int) -> None:
        """Pause after so many minutes."""
        self.stop()
        self._minutes, self._due = minutes, self._clock() + 60 * minutes
        self._timer.start()
        self.changed.emit()

    def wait_for_end(self) -> None:
        """Pause at the end of the track."""
        self.stop()
        self._player.rest_after_track(True)
        self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        """Let the music play on."""
        self._timer.stop()
        self._due, self._minutes = None, 0
        self._player.rest_after_track(False)
        self._player.set_fade(1.0)
        self.changed.emit()

    def look(self) -> None:
        """Fade, or pause, when it is time."""
        if self._due is not None:
            left_s = self._due - self._clock()
        elif self._player.duration_s > 0:
            left_s = self._player.duration_s - self._player.position_s
        else:
            left_s = FADE_S  # the file is still being opened
        if self._due is not None and left_s <= 0:
            self._player.pause()
            self.stop()
        else:
            self._player.set_fade(left_s / FADE_S)
