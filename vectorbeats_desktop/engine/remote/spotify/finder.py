"""Finds the library's tracks on Spotify: what is known from before, the rest asked for in few questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.library.tags import read_isrc
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.remote.spotify.api import Api
from vectorbeats_desktop.engine.remote.spotify.cache import Cache, Match
from vectorbeats_desktop.engine.remote.spotify.matching import best
from vectorbeats_desktop.engine.remote.spotify.names import is_nobody, read_title, split_artists
from vectorbeats_desktop.engine.remote.spotify.records import Found, Wanted
from vectorbeats_desktop.engine.task import Progress, TaskContext

MISS = Match("")


class Finder:
    """Safe to use from several threads."""

    def __init__(self, api: Api, cache: Cache, isrc_of: Callable[[Path], str] = read_isrc) -> None:
        self._api = api
        self._cache = cache
        self._isrc_of = isrc_of

    def find(self, tracks: Sequence[Track], ctx: TaskContext) -> list[Found | None]:
        """What each track is on Spotify; None where nothing surely is. Raises as Api does."""
        self._renew(tracks, ctx)
        found = []
        for number, track in enumerate(tracks):
            ctx.checkpoint()
            ctx.report(Progress("Spotify", number, len(tracks)))
            found.append(self._find(track, ctx))
        return found

    def _renew(self, tracks: Sequence[Track], ctx: TaskContext) -> None:
        """Ask anew, many at a time, for what Spotify says of tracks that were found before."""
        matches = [self._cache.match(Wanted.of(track)) for track in tracks]
        known = {match.spotify_id for match in matches if match is not None and match.spotify_id}
        stale = sorted(spotify_id for spotify_id in known if self._cache.track(spotify_id) is None)
        if not stale:
            return
        for track in self._api.tracks(stale, ctx).values():
            self._cache.keep_track(track)

    def _find(self, track: Track, ctx: TaskContext) -> Found | None:
        wanted = Wanted.of(track)
        known = self._cache.match(wanted)
        if known is not None and not known.spotify_id:
            return None
        if known is not None and (said := self._cache.track(known.spotify_id)) is not None:
            return Found(said, known.sureness, known.by)
        found = self._ask(Wanted.of(track, self._isrc(track)), ctx)
        if found is None:
            self._cache.keep_match(wanted, MISS)
            return None
        self._cache.keep_track(found.spotify)
        self._cache.keep_match(wanted, Match(found.spotify.spotify_id, found.sureness, found.by))
        return found

    def _ask(self, wanted: Wanted, ctx: TaskContext) -> Found | None:
        for query in queries(wanted):
            if (found := best(wanted, self._api.search(query, ctx))) is not None:
                return found
        return None

    def _isrc(self, track: Track) -> str:
        if track.elsewhere:
            return ""
        try:
            return self._isrc_of(track.path)
        except UnreadableFile:
            return ""  # its drive is away: names are known


def queries(wanted: Wanted) -> Iterator[str]:
    """What is searched for, the surest first; nothing where there is not even a title and an artist."""
    if wanted.isrc:
        yield f"isrc:{wanted.isrc}"
    title, artists = _plain(read_title(wanted.title).shown), split_artists(wanted.artist)
    if not title or not artists or is_nobody(wanted.artist):
        return
    first = _plain(artists[0])
    yield f'track:"{title}" artist:"{first}"'
    kinds = " ".join(sorted(read_title(wanted.title).kinds))
    yield " ".join(f"{_plain(wanted.artist)} {title} {kinds}".split())


def _plain(text: str) -> str:
    """Words without what a query would read as more than words."""
    return " ".join(text.translate(str.maketrans('":*', "   ")).split())[:100]
