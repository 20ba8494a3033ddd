"""Tells of each track that begins while the window is not in front."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.tray import Tray
from vectorbeats_desktop.workers.mpris_bus import MprisBus
from vectorbeats_desktop.workers.preferences import Preferences

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

SETTING = "player.notify"


class TrackNotices(QObject):
    """By the session bus on Linux, which shows the cover too; elsewhere beside the tray's icon."""

    def __init__(self, player: Player, window: QWidget, preferences: Preferences, bus: MprisBus, tray: Tray) -> None:
        super().__init__(window)
        self._window, self._preferences, self._bus, self._tray = window, preferences, bus, tray
        player.track_changed.connect(self._on_track)

    def _on_track(self, track: Track | None) -> None:
        if track is None or not self._preferences.value(SETTING) or self._window.isActiveWindow():
            return
        said = " · ".join(text for text in (wording.artist(track), track.tags.album) if text)
        if sys.platform.startswith("linux"):
            self._bus.notify(track.name, said, track.cover_id)
        elif self._tray.stands:
            self._tray.say(track.name, said)
