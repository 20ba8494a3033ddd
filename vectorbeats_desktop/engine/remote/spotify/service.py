"""Spotify as the program knows it: signing in and out, finding tracks, saving playlists there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vectorbeats_desktop.engine.privacy import SPOTIFY as USE
from vectorbeats_desktop.engine.privacy import permit
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.remote.keys import Keys
from vectorbeats_desktop.engine.remote.spotify import connection, errors
from vectorbeats_desktop.engine.remote.spotify.account import SAVE_PLAYLISTS, SIGN_IN_S, Account
from vectorbeats_desktop.engine.remote.spotify.api import ADDED_AT_ONCE, Api
from vectorbeats_desktop.engine.remote.spotify.art import Art, SmallPicture, made_here
from vectorbeats_desktop.engine.remote.spotify.cache import Cache
from vectorbeats_desktop.engine.remote.spotify.finder import Finder
from vectorbeats_desktop.engine.remote.spotify.pace import Pace
from vectorbeats_desktop.engine.remote.spotify.records import Found
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext


@dataclass(frozen=True, slots=True)
class SpotifyStatus:
    """How things stand; nobody is asked for it."""

    on: bool
    client_id: bool
    signed_in: bool
    may_save: bool
    redirect: str
    paused_s: float


@dataclass(frozen=True, slots=True)
class SavedPlaylist:
    """A playlist that was saved to Spotify, and what of it is not there."""

    name: str
    url: str
    added: int
    missing: tuple[Track, ...]


class Spotify:
    """Off until it is switched on. Safe to use from several threads.

    What asks Spotify raises NetworkOff, Cancelled, and SpotifyError's kinds.
    """

    def __init__(
        self,
        settings: Settings,
        cache_folder: Path,
        addresses: connection.Addresses = connection.SPOTIFY,
        made: SmallPicture = made_here,
    ) -> None:
        self._settings = settings
        self._account = Account(settings, Keys(variable=""), addresses)
        self._cache = Cache(cache_folder)
        self._pace = Pace(self._cache)
        self._api = Api(self._account, settings, self._pace, addresses)
        self._finder = Finder(self._api, self._cache)
        self._art = Art(settings, self._cache, self._pace, made)

    def close(self) -> None:
        """Let go of connections and files."""
        self._api.close()
        self._art.close()
        self._cache.close()

    def status(self) -> SpotifyStatus:
        """How things stand."""
        return SpotifyStatus(
            on=self._settings.flag("network.spotify"),
            client_id=bool(self._account.client_id),
            signed_in=self._account.signed_in,
            may_save=SAVE_PLAYLISTS in self._account.scopes,
            redirect=self._account.redirect,
            paused_s=self._pace.left_s(),
        )

    @property
    def kept(self) -> bool:
        """Whether the sign-in outlives this program: there is a keyring."""
        return self._account.kept

    def sign_in(
        self, show: Callable[[str], None], ctx: TaskContext, *, to_save: bool = False, timeout_s: float = SIGN_IN_S
    ) -> str:
        """Have the person sign in on a page that `show` opens; what the account is called.

        `to_save` also asks for leave to make private playlists. An account that the app is not open to is not kept.
        """
        scopes = self._account.scopes | ({SAVE_PLAYLISTS} if to_save else set())
        self._account.sign_in(show, ctx, scopes, timeout_s)
        try:
            return self._api.name(ctx)
        except (errors.NotRegistered, errors.PremiumNeeded, errors.Forbidden):
            self._account.forget()
            raise

    def sign_out(self) -> None:
        """Forget the sign-in and all that Spotify said."""
        self._account.forget()
        self._cache.clear()

    def find(self, tracks: Sequence[Track], ctx: TaskContext) -> list[Found | None]:
        """What each track is on Spotify; None where nothing surely is. Art is offered to a track without a cover."""
        permit(USE, self._settings)
        found = self._finder.find(tracks, ctx)
        return [
            replace(each, spotify=replace(each.spotify, art_url="")) if each is not None and track.cover_id else each
            for track, each in zip(tracks, found, strict=True)
        ]

    def cover(self, address: str, ctx: TaskContext) -> Path | None:
        """Where the cover of a found track's `art_url` is kept for a day; None where there is no picture.

        It is checked and made small as all covers are. Also raises DataFolderBroken.
        """
        return self._art.fetch(address, ctx)

    def save(self, name: str, tracks: Sequence[Track], ctx: TaskContext) -> SavedPlaylist:
        """Make a private playlist of the tracks that are surely there, in their order.

        Raises ScopeMissing until `sign_in(to_save=True)`, NothingMatched, SavedInPart.
        """
        permit(USE, self._settings)
        if not self._account.signed_in:
            raise errors.not_signed_in()
        if SAVE_PLAYLISTS not in self._account.scopes:
            raise errors.ScopeMissing("The sign-in does not allow playlists to be saved.", errors.SIGN_IN)
        found = self._finder.find(tracks, ctx)
        ids = [each.spotify.spotify_id for each in found if each is not None]
        missing = tuple(track for track, each in zip(tracks, found, strict=True) if each is None)
        if not ids:
            raise errors.NothingMatched("None of these tracks is surely on Spotify.", "No playlist was made there.")
        playlist_id, url = self._api.make_playlist(name, ctx)
        for start in range(0, len(ids), ADDED_AT_ONCE):
            try:
                self._api.add(playlist_id, ids[start : start + ADDED_AT_ONCE], ctx)
            except errors.SpotifyError as error:
                raise errors.SavedInPart(
                    f"The playlist was made, and {start:,} of {len(ids):,} tracks came into it. {error.message}",
                    f"{error.hint} Delete {url} before you try again.",
                ) from error
        return SavedPlaylist(name, url, len(ids), missing)
