"""Signing in to Spotify by OAuth's PKCE: with a client ID of the person's own and no secret.

Nothing is asked for but what everybody may see, unless a playlist is to be saved.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

import requests
from spotipy.oauth2 import SpotifyPKCE

from vectorbeats_desktop.engine.privacy import SPOTIFY as USE
from vectorbeats_desktop.engine.privacy import permit
from vectorbeats_desktop.engine.remote.keys import Keys
from vectorbeats_desktop.engine.remote.spotify import errors
from vectorbeats_desktop.engine.remote.spotify.connection import (
    TIMEOUT_S,
    Addresses,
    check_token,
    of_connection,
    session,
)
from vectorbeats_desktop.engine.remote.spotify.redirect import Redirect, address
from vectorbeats_desktop.engine.remote.spotify.tokens import Tokens
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

SAVE_PLAYLISTS = "playlist-modify-private"
"""The one scope there is: it lets private playlists be made."""
SIGN_IN_S = 300.0


class Account:
    """The person's sign-in. Safe to use from several threads."""

    def __init__(self, settings: Settings, keys: Keys, addresses: Addresses) -> None:
        self._settings = settings
        self._keys = keys
        self._addresses = addresses
        self._lock = threading.RLock()
        self._tokens = Tokens(keys, "")
        self._tokens_of = ""

    @property
    def client_id(self) -> str:
        """The client ID that was entered; empty when none was."""
        return self._settings.text("spotify.client_id").strip()

    @property
    def redirect(self) -> str:
        """The redirect address that is to be entered in the app."""
        return address(self._settings.whole("spotify.port"))

    @property
    def signed_in(self) -> bool:
        return self._kept().get_cached_token() is not None

    @property
    def kept(self) -> bool:
        """Whether the sign-in outlives this program."""
        return self._kept().kept

    @property
    def scopes(self) -> frozenset[str]:
        """What the sign-in allows beyond what everybody may see."""
        return frozenset(str((self._kept().get_cached_token() or {}).get("scope") or "").split())

    def sign_in(
        self,
        show: Callable[[str], None],
        ctx: TaskContext,
        scopes: Iterable[str] = (),
        timeout_s: float = SIGN_IN_S,
    ) -> None:
        """Have the person sign in on Spotify's page, which `show` is given the address of.

        Raises NetworkOff, Cancelled, and SpotifyError's kinds: NoClientId, PortTaken, SignInRefused, SignInTimedOut,
        SignInFailed, SpotifyUnreachable …
        """
        permit(USE, self._settings)
        with Redirect(self._settings.whole("spotify.port")) as redirect:
            state = redirect.expect()
            pkce = self._pkce(self._kept(), state, scopes)
            show(pkce.get_authorize_url())
            code = redirect.wait(timeout_s, ctx)
        with self._lock:
            _ask(lambda: pkce.get_access_token(code, check_cache=False))

    def token(self) -> str:
        """A token to ask with, refreshed when its time is over. Raises NotSignedIn, SignInEnded, SpotifyError."""
        with self._lock:
            tokens = self._kept()
            held = tokens.get_cached_token()
            if held is None:
                raise errors.not_signed_in()
            if not SpotifyPKCE.is_token_expired(held):
                return str(held["access_token"])
            return self._refreshed(tokens)

    def refresh(self, refused: str) -> str:
        """Another token than the one that was refused. Raises as `token`."""
        with self._lock:
            tokens = self._kept()
            held = tokens.get_cached_token()
            if held is None:
                raise errors.not_signed_in()
            if held["access_token"] != refused:
                return str(held["access_token"])  # somebody else was faster
            return self._refreshed(tokens)

    def forget(self) -> None:
        """Sign out: forget the tokens."""
        with self._lock:
            self._kept().forget()

    def _refreshed(self, tokens: Tokens) -> str:
        permit(USE, self._settings)
        pkce = self._pkce(tokens)
        held = tokens.get_cached_token() or {}
        try:
            _ask(lambda: pkce.refresh_access_token(held["refresh_token"]))
        except errors.SignInEnded:
            tokens.forget()
            raise
        return str((tokens.get_cached_token() or {})["access_token"])

    def _kept(self) -> Tokens:
        """The tokens of the client ID that is entered now."""
        with self._lock:
            if self._tokens_of != self.client_id:
                self._tokens, self._tokens_of = Tokens(self._keys, self.client_id), self.client_id
            return self._tokens

    def _pkce(self, tokens: Tokens, state: str | None = None, scopes: Iterable[str] = ()) -> SpotifyPKCE:
        if not self.client_id:
            raise errors.NoClientId(
                "No client ID is entered for Spotify.",
                f"Make an app at {errors.DASHBOARD} with the redirect URI {self.redirect}, and enter its client ID "
                "under Settings, Spotify, or with: vectorbeats settings set spotify.client_id ID",
            )
        pkce = SpotifyPKCE(
            client_id=self.client_id,
            redirect_uri=self.redirect,
            state=state,
            scope=sorted(scopes),
            cache_handler=tokens,
            requests_session=session(check_token),
            requests_timeout=TIMEOUT_S,
            open_browser=False,
        )
        pkce.OAUTH_AUTHORIZE_URL, pkce.OAUTH_TOKEN_URL = self._addresses.authorize, self._addresses.token
        return pkce


def _ask(work: Callable[[], object]) -> None:
    try:
        work()
    except requests.RequestException as error:
        raise of_connection(error) from error
