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

SETTING, BY_SETTING = "player.levelling", "player.levelling_by"
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
        player.beginning.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Do as the settings say, which may have been changed."""
        if self._player is not None:
            queue = self._player.queue
            self._player.set_gain(self._gain([entry.track for entry in queue.entries], queue.index))

    def _gain(self, queue: Sequence[Track], index: int) -> float:
        mode, tags = self._settings.text(SETTING), self._settings.text(BY_SETTING) == "tags"
        if mode == "off" or not 0 <= index < len(queue):
            return 0.0
        track = queue[index]
        of_album = mode == "album" and is_of_an_album(queue, index)
        said = track.gain.album_db if of_album else track.gain.track_db
        if tags and said is not None:
            return min(0.0, said)
        return gain_db(_album_of(track, queue) if of_album else [track])


def gain_db(tracks: Sequence[Track]) -> float:
    """By how many decibels to change tracks that are played as one, never above 0; 0 where nothing is known of them.

    Their level is the mean of their power, each as long as it is.
    """
    known = [(track.features.loudness_db, track.tags.duration_s or 1.0) for track in tracks if track.features]
    if not known:
        return 0.0
    power = sum(10 ** (level / 10) * seconds for level, seconds in known) / sum(seconds for _, seconds in known)
    return min(0.0, TARGET_DB - 10 * math.log10(max(power, 1e-12)))


def is_of_an_album(queue: Sequence[Track], index: int) -> bool:
    """Whether a track is played as a part of its album: after or before another one of it, in the album's order."""
    pairs = [(index - 1, index), (index, index + 1)]
    return any(_follow(queue[one], queue[next_]) for one, next_ in pairs if one >= 0 and next_ < len(queue))


def _follow(one: Track, after: Track) -> bool:
    if not one.tags.album or not _same_album(one, after):
        return False
    places = [(track.tags.disc_number or 0, track.tags.track_number or 0) for track in (one, after)]
    return places[0] <= places[1]


def _same_album(one: Track, other: Track) -> bool:
    return one.tags.album == other.tags.album and one.path.parent == other.path.parent


def _album_of(track: Track, queue: Sequence[Track]) -> list[Track]:
    return [one for one in queue if _same_album(one, track)]
