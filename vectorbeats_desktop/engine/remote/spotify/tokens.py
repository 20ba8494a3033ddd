"""The tokens of a sign-in: in the system's keyring, or, where there is none, until the program ends."""

from __future__ import annotations

import json
import threading
from typing import Any

from spotipy.cache_handler import CacheHandler

from vectorbeats_desktop.engine.concealing import conceal
from vectorbeats_desktop.engine.remote.keys import Keys
from vectorbeats_desktop.engine.untrusted_json import loads

NAME = "spotify"  # in the keyring


class Tokens(CacheHandler):  # type: ignore[misc]
    """What spotipy keeps tokens by. They belong to one client ID: with another one nobody is signed in."""

    def __init__(self, keys: Keys, client_id: str) -> None:
        self._keys = keys
        self._client_id = client_id
        self._lock = threading.Lock()
        self._held: dict[str, Any] | None = None
        self._read = False
        self.kept = True
        """Whether the last tokens outlive this program."""

    def get_cached_token(self) -> dict[str, Any] | None:
        """The tokens as the token endpoint gave them, or None."""
        with self._lock:
            if not self._read:
                self._held, self._read = self._from_keyring(), True
            return None if self._held is None else dict(self._held)

    def save_token_to_cache(self, token_info: dict[str, Any]) -> None:
        """Keep tokens; an answer that names no scope leaves it as it was."""
        with self._lock:
            before = self._held or {}
            _conceal(token_info)
            self._held = {"scope": before.get("scope", ""), **token_info, "client_id": self._client_id}
            self._read = True
            self.kept = self._keys.keep(NAME, json.dumps(self._held))

    def forget(self) -> None:
        """Forget them, also in the keyring."""
        with self._lock:
            self._held, self._read = None, True
            self._keys.forget(NAME)

    def _from_keyring(self) -> dict[str, Any] | None:
        try:
            held = loads(self._keys.get(NAME) or "null")
        except ValueError:
            return None
        _conceal(held)
        complete = isinstance(held, dict) and {"access_token", "refresh_token", "expires_at", "scope"} <= held.keys()
        return held if complete and held.get("client_id") == self._client_id else None


def _conceal(tokens: object) -> None:
    """Let none of them be written down."""
    for name in ("access_token", "refresh_token"):
        if isinstance(tokens, dict) and isinstance(token := tokens.get(name), str):
            conceal(token)
