"""Plays loud tracks more quietly, so that all are about as loud."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.settings import Settings

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

SETTING = "player.levelling"
TARGET_DB = -18.0  # dBFS (RMS), where ReplayGain's reference lies as well


class Levelling(QObject):
    """Tells the player by how much to play each track more quietly. Qt's output makes nothing louder than it is."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._player: Player | None = None

    def attach(self, player: Player) -> None:
        """Level what this player plays from now on."""
        self._player = player
        player.track_changed.connect(lambda _track: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Do as the setting says, which may have been changed."""
        player = self._player
        if player is None:
            return
        mode, track = self._settings.text(SETTING), player.current
        if mode == "off" or track is None:
            player.set_gain(0.0)
        elif mode == "album" and track.tags.album:
            player.set_gain(gain_db(_album_of(track, [entry.track for entry in player.queue.entries])))
        else:
            player.set_gain(gain_db([track]))


def gain_db(tracks: Sequence[Track]) -> float:
    """By how many decibels to change tracks that are played as one, never above 0; 0 where nothing is known of them.

    Their level is the mean of their power, each as long as it is.
    """
    known = [(track.features.loudness_db, track.tags.duration_s or 1.0) for track in tracks if track.features]
    if not known:
        return 0.0
    power = sum(10 ** (level / 10) * seconds for level, seconds in known) / sum(seconds for _, seconds in known)
    return min(0.0, TARGET_DB - 10 * math.log10(max(power, 1e-12)))


def _album_of(track: Track, queue: Sequence[Track]) -> list[Track]:
    """The tracks of the queue that are of the same album, in the same folder."""
    return [one for one in queue if one.tags.album == track.tags.album and one.path.parent == track.path.parent]
