"""`vectorbeats spotify`: tracks of the library on Spotify, for those who switch it on."""

from __future__ import annotations

import os
import webbrowser
from dataclasses import dataclass
from typing import Any

from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.commands.search import printable
from vectorbeats_desktop.commands.tracks import track_at, track_json
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.remote.spotify.records import Found

NO_KEYRING = "This system has no keyring: you are signed in until VectorBeats ends."


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sign in on Spotify's page."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Open the page, and wait until the person comes back from it."""
        name = sign_in(place, to_save=False)
        if self.as_json:
            place.out.json({"signed_in": True, "name": name, "kept": place.session.spotify.kept})
        else:
            place.out.say(f"Signed in to Spotify as “{name}”.")
        return FOUND


@dataclass(frozen=True, slots=True)
class SignOut:
    """Forget the sign-in."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Forget it, and what Spotify said."""
        place.session.spotify.sign_out()
        if self.as_json:
            place.out.json({"signed_in": False})
        else:
            place.out.say("Signed out of Spotify; what it said is forgotten.")
        return FOUND


@dataclass(frozen=True, slots=True)
class ShowSpotify:
    """Tell how things stand, without asking Spotify."""

    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print what is set, and what is missing."""
        status = place.session.spotify.status()
        if self.as_json:
            place.out.json(
                {
                    "on": status.on,
                    "client_id": status.client_id,
                    "signed_in": status.signed_in,
                    "may_save": status.may_save,
                    "redirect": status.redirect,
                    "paused_s": round(status.paused_s, 1),
                }
            )
            return FOUND
        place.out.say(f"Spotify: {'on' if status.on else 'off (vectorbeats settings set network.spotify on)'}")
        missing = f"none; its app needs the redirect URI {status.redirect}"
        place.out.say(f"Client ID: {'entered' if status.client_id else missing}")
        allowed = "signed in, playlists may be saved" if status.may_save else "signed in"
        place.out.say(f"Account: {allowed if status.signed_in else 'not signed in'}")
        if status.paused_s:
            place.out.say(f"Spotify asked for a pause: {status.paused_s:,.0f} s are left.")
        return FOUND


@dataclass(frozen=True, slots=True)
class MatchTrack:
    """Find a track of the library on Spotify."""

    file: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print what it is there, or that nothing surely is."""
        track = track_at(self.file, place)
        [found] = place.session.spotify.find([track], place.ctx)
        if self.as_json:
            place.out.json({"path": os.fspath(track.path), "match": None if found is None else found_json(found)})
        elif found is None:
            place.out.note(f"Nothing on Spotify is surely “{track.name}”.")
        else:
            _print(found, place)
        return NOTHING_FOUND if found is None else FOUND


@dataclass(frozen=True, slots=True)
class SaveToSpotify:
    """Save a playlist to Spotify."""

    name: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Make a private playlist there; sign in first where that is not allowed yet."""
        tracks = place.session.playlists.tracks(self.name)
        gone = place.session.playlists.missing(self.name)
        spotify = place.session.spotify
        if not spotify.status().may_save:
            sign_in(place, to_save=True)
        saved = spotify.save(self.name, tracks, place.ctx)
        if self.as_json:
            left_out = [track_json(track) for track in saved.missing]
            lost = [os.fspath(path) for path in gone]
            told = {"name": saved.name, "url": saved.url, "added": saved.added, "not_found": left_out, "missing": lost}
            place.out.json(told)
            return FOUND
        place.out.say(f"Saved {saved.added:,} of {len(tracks) + len(gone):,} tracks to Spotify: {saved.url}")
        for track in saved.missing:
            place.out.note(f"Not surely on Spotify: {_called(track)}")
        for path in gone:
            place.out.note(f"Not in the library: {printable(path)}")
        return FOUND


def sign_in(place: Workplace, *, to_save: bool) -> str:
    """Have the person sign in; what the account is called."""

    def show(address: str) -> None:
        place.out.note(f"Sign in on this page:\n{address}\nWaiting …")
        webbrowser.open(address)

    spotify = place.session.spotify
    name = spotify.sign_in(show, place.ctx, to_save=to_save)
    if not spotify.kept:
        place.out.note(NO_KEYRING)
    return name


def found_json(found: Found) -> dict[str, Any]:
    """A match; null and empty texts are what Spotify does not tell."""
    spotify = found.spotify
    return {
        "spotify_id": spotify.spotify_id,
        "title": spotify.title,
        "artists": list(spotify.artists),
        "album": spotify.album,
        "year": spotify.year,
        "url": spotify.url,
        "art_url": spotify.art_url,
        "popularity": spotify.popularity,
        "preview_url": spotify.preview_url,
        "by": found.by,
        "sureness": round(found.sureness, 3),
    }


def _print(found: Found, place: Workplace) -> None:
    spotify = found.spotify
    year = f" ({spotify.year})" if spotify.year else ""
    how = "the same ISRC" if found.by == "isrc" else f"by names and length, {found.sureness:.0%}"
    place.out.say(f"{spotify.title} – {', '.join(spotify.artists)}")
    place.out.say(f"     {spotify.album}{year} · {how}")
    place.out.say(f"     {spotify.url}")
    if spotify.popularity is not None:
        place.out.say(f"     popularity {spotify.popularity} of 100")
    if spotify.preview_url:
        place.out.say(f"     30 seconds of it: {spotify.preview_url}")
    if spotify.art_url:
        place.out.say(f"     cover: {spotify.art_url}")


def _called(track: Track) -> str:
    return f"{track.name} – {track.tags.artist}" if track.tags.artist else track.name
