"""Brings the seek bar what is known of the playing track: its waveform, and the part that was searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.seek_slider import SeekSlider
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands, and so is the engine
    from vectorbeats_desktop.engine.waveforms import Waveform
    from vectorbeats_desktop.ui.player import Player


class SeekOutline(QObject):
    """Asks for each track that begins. Where none can be heard, the bar keeps its plain groove."""

    def __init__(self, actions: Actions, seek: SeekSlider, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions, self._seek = actions, seek
        self._player: Player | None = None
        self._shown: Track | None = None
        self._job: Job | None = None

    def attach(self, player: Player) -> None:
        """Follow this player from now on."""
        self._player = player
        player.track_changed.connect(self._on_track)

    def _on_track(self, track: Track | None) -> None:
        entry = self._player.queue.current if self._player is not None else None
        match = entry.match if entry is not None else None
        self._seek.show_match((match.start_s, match.end_s) if match is not None else None)
        if track is not None and self._shown is not None and track.path == self._shown.path:
            return  # the same once more
        self._shown = track
        self._seek.show_waveform(None)
        if self._job is not None:
            self._job.cancel()
        self._job = None
        if track is not None:
            job = self._job = self._actions.waveform(track)
            job.succeeded.connect(lambda waveform: self._on_waveform(job, waveform))

    def _on_waveform(self, job: Job, waveform: Waveform) -> None:
        if job is self._job:
            self._seek.show_waveform(waveform)
