"""A queue that goes on by itself: when it runs out, tracks follow that are alike what played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

SETTING = "player.continue"
ADDED_AT_ONCE = 5
LOOKED_BACK = 50  # tracks of the queue that tell what follows, and that do not come again
LEFT_AT_LEAST = 2  # entries after the current one; with fewer, more are looked for


class Continuing(QObject):
    """Adds to the player's queue while it is switched on, and stops where the library has nothing more."""

    switched = Signal(bool)
    exhausted = Signal()  # nothing more follows

    def __init__(self, actions: Actions, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions, self._settings = actions, settings
        self._player: Player | None = None
        self._job: Job | None = None
        self._asked: tuple[str, ...] = ()  # what a running or a vain question was about

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def on(self) -> bool:
        return self._settings.flag(SETTING)

    def attach(self, player: Player) -> None:
        """Look after this player's queue from now on."""
        self._player = player
        player.queue.changed.connect(self._look)
        self._look()

    def switch(self, on: bool) -> None:
        """Go on by itself from now on, or leave it."""
        self._settings.set(SETTING, on)
        self.refresh()

    def refresh(self) -> None:
        """Do as the setting says, which may have been changed elsewhere."""
        self._asked = ()
        self.switched.emit(self.on)
        self._look()

    def _look(self) -> None:
        player = self._player
        if (
            player is None
            or not self.on
            or player.repeats
            or player.queue.current is None
            or player.queue.left >= LEFT_AT_LEAST
        ):
            return
        played = self._played(player)
        if not played or played == self._asked:
            return
        self._asked = played
        job = self._actions.playlists.onward(played, ADDED_AT_ONCE)
        self._job = job
        job.succeeded.connect(lambda tracks: self._on_tracks(job, player, tracks))

    def _played(self, player: Player) -> tuple[str, ...]:
        """What the queue holds up to its end, the last of it last."""
        ids = (entry.track.track_id for entry in player.queue.entries)
        return tuple(track_id for track_id in ids if track_id)[-LOOKED_BACK:]

    def _on_tracks(self, job: Job, player: Player, tracks: tuple[Track, ...]) -> None:
        if job is not self._job or not self.on or self._played(player) != self._asked:
            return  # the person has put something else into the queue meanwhile
        if not tracks:
            self.exhausted.emit()
            return
        waiting = player.at_end
        player.queue.go_on_with(tracks)
        if waiting:
            player.next()
