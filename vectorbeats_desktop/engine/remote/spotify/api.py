"""The few questions that are asked of the Web API, each within the budget and with the faults told apart."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import requests
import spotipy

from vectorbeats_desktop.engine.privacy import SPOTIFY as USE
from vectorbeats_desktop.engine.privacy import permit
from vectorbeats_desktop.engine.remote.spotify import errors, reading
from vectorbeats_desktop.engine.remote.spotify.account import Account
from vectorbeats_desktop.engine.remote.spotify.connection import (
    TIMEOUT_S,
    Addresses,
    check_api,
    of_connection,
    session,
)
from vectorbeats_desktop.engine.remote.spotify.pace import PATIENCE_S, Pace
from vectorbeats_desktop.engine.remote.spotify.records import SpotifyTrack
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

AT_ONCE = 50  # ids of one question
SEARCHED = 10  # the most that an app in development mode is given
ADDED_AT_ONCE = 100
LONGEST_NAME = 100
TRIES = 3
REST_S = 0.5  # doubled with each try


class Api:
    """Asks as the person who is signed in. Safe to use from several threads; one question at a time.

    All raise NetworkOff, Cancelled, and SpotifyError's kinds: NotSignedIn, SignInEnded, NotRegistered, PremiumNeeded,
    SpotifyBusy, SpotifyFailing, SpotifyTimedOut, SpotifyUnreachable, SpotifyStrange.
    """

    def __init__(self, account: Account, settings: Settings, pace: Pace, addresses: Addresses) -> None:
        self._account = account
        self._settings = settings
        self._pace = pace
        self._lock = threading.Lock()
        self._session = session(check_api)
        self._client = spotipy.Spotify(requests_session=self._session, requests_timeout=TIMEOUT_S)
        self._client.prefix = addresses.api
        self._several_at_once = True

    def close(self) -> None:
        """Let go of connections."""
        self._session.close()

    def search(self, query: str, ctx: TaskContext) -> list[SpotifyTrack]:
        """Tracks that fit a query, Spotify's best first."""
        return reading.read_search(self._ask(lambda client: client.search(query, limit=SEARCHED, type="track"), ctx))

    def tracks(self, ids: Sequence[str], ctx: TaskContext) -> dict[str, SpotifyTrack]:
        """Tracks by id; those that are gone are left out.

        Asked for fifty at a time, and one by one where the app may not: since 2026 one in development mode may not.
        """
        found: dict[str, SpotifyTrack] = {}
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found |= self._several(some, ctx) if self._several_at_once else self._singly(some, ctx)
        return found

    def name(self, ctx: TaskContext) -> str:
        """What the account is called."""
        return reading.read_name(self._ask(lambda client: client.me(), ctx))

    def make_playlist(self, name: str, ctx: TaskContext) -> tuple[str, str]:
        """Make an empty private playlist; its id and its page."""
        answer = self._ask(
            lambda client: client.current_user_playlist_create(name[:LONGEST_NAME], public=False), ctx, repeat=False
        )
        if not (playlist_id := reading.read_id(answer)):
            raise errors.strange("no playlist")
        return playlist_id, reading.read_address(answer) or f"https://open.spotify.com/playlist/{playlist_id}"

    def add(self, playlist_id: str, ids: Sequence[str], ctx: TaskContext) -> None:
        """Put up to ADDED_AT_ONCE tracks behind those of a playlist."""
        self._ask(lambda client: client.playlist_add_items(playlist_id, list(ids)), ctx, repeat=False)

    def _several(self, ids: Sequence[str], ctx: TaskContext) -> dict[str, SpotifyTrack]:
        try:
            tracks = reading.read_several(self._ask(lambda client: client.tracks(ids), ctx))
        except errors.NotThere:
            self._several_at_once = False
            return self._singly(ids, ctx)
        asked = set(ids)
        # A track that was replaced by another one answers under the new one's id, at its place.
        return {track.spotify_id: track for track in tracks if track.spotify_id in asked}

    def _singly(self, ids: Sequence[str], ctx: TaskContext) -> dict[str, SpotifyTrack]:
        tracks = [self._single(spotify_id, ctx) for spotify_id in ids]
        return {track.spotify_id: track for track in tracks if track is not None}

    def _single(self, spotify_id: str, ctx: TaskContext) -> SpotifyTrack | None:
        try:
            track = reading.read_track(self._ask(lambda client: client.track(spotify_id), ctx))
        except errors.Forbidden:
            raise
        except errors.NotThere:
            return None
        if track is None:
            raise errors.strange("no track")
        return track if track.spotify_id == spotify_id else None

    def _ask(self, work: Callable[[spotipy.Spotify], Any], ctx: TaskContext, *, repeat: bool = True) -> Any:
        """Ask, and once more after a short pause or a fault that passes; with `repeat` off only what was not done."""
        tries_left = TRIES
        refused = ""
        while True:
            tries_left -= 1
            self._pace.admit(ctx)
            permit(USE, self._settings)
            token = self._account.refresh(refused) if refused else self._account.token()
            try:
                return self._answer(work, token)
            except errors.TokenRefused:
                if refused:
                    self._account.forget()
                    raise errors.sign_in_ended() from None
                refused = token
            except errors.SpotifyBusy as error:
                self._pace.pause(error.retry_after_s)
                if error.retry_after_s > PATIENCE_S or not tries_left:
                    raise
            except (errors.SpotifyFailing, errors.SpotifyTimedOut, errors.SpotifyUnreachable):
                if not repeat or not tries_left:
                    raise
                self._pace.rest(REST_S * 2 ** (TRIES - tries_left), ctx)

    def _answer(self, work: Callable[[spotipy.Spotify], Any], token: str) -> Any:
        with self._lock:
            self._client.set_auth(token)
            try:
                return work(self._client)
            except requests.RequestException as error:
                raise of_connection(error) from error
