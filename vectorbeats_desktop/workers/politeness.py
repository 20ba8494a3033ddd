"""Pauses indexing while it would be in the way, as the person has it in the settings, and lets it go on afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.preferences import Preferences

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.sensors import Sensors

LOOK_EVERY_MS = 5_000
BUSY, CALM = 0.5, 0.35  # shares of the processor: paused from the one on, resumed below the other
PREFIX = "analysis."


class Reason(StrEnum):
    """Why indexing is paused, by the setting that says so."""

    BATTERY = "pause_on_battery"
    PLAYING = "pause_while_playing"
    BUSY = "pause_on_busy"
    DAY = "night_only"


class Politeness(QObject):
    """Looks every few seconds, while something is being indexed, whether to pause it.

    What the person pauses stays paused. What they resume goes on, until the reason has gone and come again.
    """

    changed = Signal(object)  # frozenset[Reason]: why it is paused now; empty when it is not, or not by this

    def __init__(
        self,
        preferences: Preferences,
        parent: QObject | None = None,
        *,
        sensors: Sensors | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._clock = preferences, clock
        self._sensors = sensors  # the system's when there are none, once they are needed
        # The list of processes takes a while to walk.
        self._lane = Lane("politeness", latest_wins=True, opened=True)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._job: Job | None = None
        self._playing = False
        self._paused_for: frozenset[Reason] = frozenset()
        self._overruled: frozenset[Reason] = frozenset()
        self._busy = False
        preferences.changed.connect(self._on_setting)

    @property
    def reasons(self) -> frozenset[Reason]:
        """Why indexing is paused now."""
        return self._paused_for

    def follow(self, job: Job) -> None:
        """Be polite with this run until it ends."""
        self._job, self._overruled = job, frozenset()
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(partial(self._on_ended, job))
        job.paused_changed.connect(partial(self._on_paused, job))
        self._timer.start()
        self.look()

    def set_playing(self, playing: bool) -> None:
        """Say whether music plays in the window."""
        self._playing = playing
        self.look()

    def look(self) -> None:
        """Look now, in a thread, whether there is a reason to pause."""
        if self._job is None:
            return
        settings = self._preferences.settings
        asked = {reason for reason in Reason if settings.flag(PREFIX + reason)}
        if not asked and not self._paused_for:
            return
        job = Job("look how busy the computer is", lambda _ctx: self._sense(asked))
        job.succeeded.connect(self._act)
        self._lane.add(job)

    def shut(self, wait_ms: int) -> bool:
        """Look no more, and say whether the thread has ended."""
        self._timer.stop()
        self._job = None
        return self._lane.shut(wait_ms)

    def _sense(self, asked: set[Reason]) -> frozenset[Reason]:
        if self._sensors is None:
            from vectorbeats_desktop.engine.sensors import SystemSensors  # with a library that few starts need

            self._sensors = SystemSensors()
        found = set()
        if Reason.BATTERY in asked and self._sensors.on_battery():
            found.add(Reason.BATTERY)
        if Reason.BUSY in asked:
            self._busy = self._sensors.others_load() > (CALM if self._busy else BUSY)
            found |= {Reason.BUSY} if self._busy else set()
        return frozenset(found)

    def _act(self, sensed: frozenset[Reason]) -> None:
        job = self._job
        if job is None:
            return
        settings = self._preferences.settings
        # What is known without asking the system is looked at now: it may have changed while that was asked.
        found = set(sensed)
        if settings.flag(PREFIX + Reason.PLAYING) and self._playing:
            found.add(Reason.PLAYING)
        if settings.flag(PREFIX + Reason.DAY) and not is_night(settings, self._clock().hour):
            found.add(Reason.DAY)
        self._overruled &= found
        reasons = frozenset(found - self._overruled)
        if reasons and (self._paused_for or not job.paused):
            self._set_reasons(reasons)
            job.pause()
        elif not reasons and self._paused_for:
            self._set_reasons(frozenset())
            job.resume()

    def _set_reasons(self, reasons: frozenset[Reason]) -> None:
        if reasons != self._paused_for:
            self._paused_for = reasons
            self.changed.emit(reasons)

    def _on_paused(self, job: Job, paused: bool) -> None:
        if job is self._job and not paused and self._paused_for:  # not by this: it tells the reasons first
            self._overruled |= self._paused_for
            self._set_reasons(frozenset())

    def _on_ended(self, job: Job, *_outcome: object) -> None:
        if job is self._job:
            self._job = None
            self._timer.stop()
            self._set_reasons(frozenset())

    def _on_setting(self, name: str) -> None:
        if name.startswith(PREFIX):
            self.look()


def is_night(settings: Settings, hour: int) -> bool:
    """Whether an hour lies in those that were chosen for analysing; from and to the same mean all day."""
    begin, end = settings.whole("analysis.night_from"), settings.whole("analysis.night_to")
    if begin == end:
        return True
    return begin <= hour < end if begin < end else hour >= begin or hour < end
