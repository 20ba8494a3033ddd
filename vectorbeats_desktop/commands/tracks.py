"""Tracks as commands take and print them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.search import printable
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.playlists.routes import NotAnalysed
from vectorbeats_desktop.engine.records import Track


class TrackJson(TypedDict):
    """A track of the library."""

    path: str
    title: str
    artist: str
    album: str
    track_id: str
    duration_s: float | None
    tempo_bpm: float | None
    state: str


def track_json(track: Track) -> TrackJson:
    """A track; the tempo is None until it has been analysed."""
    return {
        "path": os.fspath(track.path),
        "title": track.tags.title,
        "artist": track.tags.artist,
        "album": track.tags.album,
        "track_id": track.track_id,
        "duration_s": track.tags.duration_s,
        "tempo_bpm": None if track.features is None else round(track.features.tempo_bpm, 1),
        "state": str(track.state),
    }


def print_tracks(tracks: Sequence[Track], place: Workplace) -> None:
    """Print tracks for people, two lines each."""
    for number, track in enumerate(tracks, start=1):
        artist = f" – {track.tags.artist}" if track.tags.artist else ""
        tempo = f"  {track.features.tempo_bpm:.0f} bpm" if track.features is not None else ""
        place.out.say(f"{number:3}. {track.name}{artist}{tempo}")
        place.out.say(f"     {printable(track.path)}")


def track_at(typed: str, place: Workplace) -> Track:
    """The library's track at a path as it was typed. Raises BadQuery, NotAnalysed."""
    path = place.absolute(typed)
    real = Path(os.path.realpath(path))
    found = place.session.catalog.tracks_by_path([path, real])
    track = found.get(path) or found.get(real)
    if track is None:
        raise BadQuery(f"{printable(path)} is no file of the library.", "vectorbeats index FOLDER takes it in.")
    if not track.track_id:
        raise NotAnalysed(f"“{track.name}” has not been analysed yet.", "Run vectorbeats index, and try again.")
    return track
