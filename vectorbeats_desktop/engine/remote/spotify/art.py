"""A found track's cover: fetched from one of Spotify's picture hosts, made small, and kept for a day."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from vectorbeats_desktop.engine.analysis.cover import small_jpeg, thumbnail
from vectorbeats_desktop.engine.privacy import SPOTIFY as USE
from vectorbeats_desktop.engine.privacy import SPOTIFY_PICTURES, permit
from vectorbeats_desktop.engine.remote.spotify import errors
from vectorbeats_desktop.engine.remote.spotify.cache import Cache
from vectorbeats_desktop.engine.remote.spotify.connection import TIMEOUT_S, check_api, of_connection, session
from vectorbeats_desktop.engine.remote.spotify.pace import Pace
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

LARGEST_BYTES = 2_000_000
LONGEST_S = 15.0  # for the whole picture, however slowly it trickles
PIECE_BYTES = 65_536

SmallPicture = Callable[[bytes, TaskContext], bytes]
"""Makes a small JPEG of a picture's bytes; empty for what is none."""


def made_here(data: bytes, _ctx: TaskContext) -> bytes:
    """A small JPEG, made in this process."""
    return small_jpeg(data)


class Art:
    """Fetches pictures without the sign-in. Safe to use from several threads."""

    def __init__(
        self,
        settings: Settings,
        cache: Cache,
        pace: Pace,
        made: SmallPicture,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._cache = cache
        self._pace = pace
        self._made = made
        self._now = now
        self._session = session(check_api)

    def close(self) -> None:
        """Let go of connections."""
        self._session.close()

    def fetch(self, address: str, ctx: TaskContext) -> Path | None:
        """Where the picture of an address is kept, at most 512 pixels a side; None for what is no picture.

        Raises NetworkOff, Cancelled, DataFolderBroken where it cannot be kept, and SpotifyError's kinds.
        """
        permit(USE, self._settings)
        kept = self._cache.art(address)
        if kept is None:
            kept = thumbnail(self._fetched(address, ctx), self._cache.art_folder, lambda data: self._made(data, ctx))
            self._cache.keep_art(address, kept)
        return self._cache.art_file(kept) if kept else None

    def _fetched(self, address: str, ctx: TaskContext) -> bytes:
        if not is_spotifys(address):
            raise errors.strange("a cover elsewhere")
        self._pace.admit(ctx)
        permit(USE, self._settings)
        try:
            with self._session.get(
                address,
                headers={"Accept": "image/*", "Accept-Encoding": "identity"},
                timeout=TIMEOUT_S,
                allow_redirects=False,  # it might lead elsewhere
                stream=True,
            ) as response:
                if response.status_code != 200:
                    raise errors.strange(f"status {response.status_code}")
                return self._read(response, ctx)
        except requests.RequestException as error:
            raise of_connection(error) from error
        except HTTPError as error:  # what is read piece by piece is not told in the words of requests
            raise errors.unreachable() from error

    def _read(self, response: requests.Response, ctx: TaskContext) -> bytes:
        until = self._now() + LONGEST_S
        read = bytearray()
        while piece := response.raw.read1(PIECE_BYTES, decode_content=False):
            ctx.checkpoint()
            permit(USE, self._settings)
            read += piece
            if len(read) > LARGEST_BYTES:
                raise errors.strange("a cover too large")
            if self._now() > until:
                raise errors.SpotifyTimedOut("Spotify did not answer in time.", "Try again later.")
        return bytes(read)


def is_spotifys(address: str) -> bool:
    """Whether a picture may be fetched from there: over TLS, and from a host that the privacy table names."""
    try:
        told = urlsplit(address)
    except ValueError:
        return False
    return told.scheme == "https" and told.netloc in SPOTIFY_PICTURES
