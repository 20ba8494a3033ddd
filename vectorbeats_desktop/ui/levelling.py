"""Plays tracks equally loud, by the level that the analysis measured."""

from __future__ import annotations

from collections.abc import Iterable

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.queue import PlayQueue

SETTING = "player.levelling"
OFF, ALBUM = "off", "album"
TARGET_DB = -18.0  # RMS, dBFS; most music of today lies above it


def gain_db(track: Track, queue: PlayQueue, settings: Settings) -> float:
    """By how many dB to turn a track down, 0 or less.

    Qt's output takes no factor above 1, so a quiet track stays as it is. Of an album, all tracks in the queue are
    turned down alike, by their mean level, which keeps its own contrasts.
    """
    mode = settings.text(SETTING)
    if mode == OFF:
        return 0.0
    alike = [track]
    if mode == ALBUM and track.tags.album:
        alike += [entry.track for entry in queue.entries if _album(entry.track) == _album(track)]
    levels = list(_levels(alike))
    return min(0.0, TARGET_DB - sum(levels) / len(levels)) if levels else 0.0


def _levels(tracks: Iterable[Track]) -> Iterable[float]:
    """The level of each track once, where it is known."""
    return {track.file_id: track.features.loudness_db for track in tracks if track.features is not None}.values()


def _album(track: Track) -> tuple[str, str]:
    return track.tags.album, track.tags.album_artist or track.tags.artist
