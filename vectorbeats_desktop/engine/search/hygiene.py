"""A list worth reading: each recording once, and not everything by one artist."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.records import Track

WINDOW = 20
SAME_DURATION_S = 2.0
UNKNOWN_ALBUMS = {"", "<unknown>", "unknown", "unknown album", "n/a", "[unknown]", "[unknown album]"}
UNKNOWN_ARTISTS = {"", "<unknown>", "unknown", "unknown artist", "various artists", "various", "va", "n/a", "[unknown]"}


class Hygiene:
    """Chooses from tracks that come best first.

    At most `per_artist` tracks of one artist and `per_album` of one album stand in any twenty that follow each other;
    one more waits until there is room. When nothing else is left, those that waited for their album follow, since a
    library may be one album; those that waited for their artist are left out. `never_hidden` are tracks that
    no limit keeps back, since they were asked for by name, or heard.
    """

    def __init__(self, per_artist: int, per_album: int, never_hidden: frozenset[str] = frozenset()) -> None:
        self._limits = (per_artist, per_album)
        self._never_hidden = never_hidden
        self._recent: deque[tuple[str, str]] = deque(maxlen=WINDOW - 1)
        self._recordings: dict[tuple[str, str], list[float | None]] = {}
        self._named: dict[int, tuple[str, str]] = {}
        self.left_out: list[Track] = []  # known when all were chosen from

    def choose(self, tracks: Iterable[Track]) -> Iterator[Track]:
        """Yield the tracks that stay, in the order in which they shall stand."""
        waiting: list[Track] = []
        for track in tracks:
            if self._heard_before(track):
                continue
            if self._has_room(track):
                yield self._placed(track)
                yield from self._released(waiting)
            else:
                waiting.append(track)
        for track in waiting:
            if self._full(track)[0]:
                self.left_out.append(track)
            else:
                yield self._placed(track)

    @property
    def notices(self) -> tuple[str, ...]:
        """What to know of tracks that were left out."""
        if not self.left_out:
            return ()
        return (f"At most {self._limits[0]} tracks by the same artist are shown in every twenty.",)

    def _released(self, waiting: list[Track]) -> Iterator[Track]:
        """Those that have room now, best first; each may make room for the next."""
        while (free := next((track for track in waiting if self._has_room(track)), None)) is not None:
            waiting.remove(free)
            yield self._placed(free)

    def _placed(self, track: Track) -> Track:
        self._recent.append(self._names(track))
        return track

    def _has_room(self, track: Track) -> bool:
        return track.track_id in self._never_hidden or not any(self._full(track))

    def _full(self, track: Track) -> tuple[bool, bool]:
        """Whether the artist has enough tracks among the last ones, and whether the album has."""
        artist, album = self._names(track)
        return (
            bool(artist) and sum(artist == other for other, _ in self._recent) >= self._limits[0],
            bool(album) and sum(album == other for _, other in self._recent) >= self._limits[1],
        )

    def _names(self, track: Track) -> tuple[str, str]:
        """Artist and album as they are compared; a track that waits is asked for them again and again."""
        if track.file_id not in self._named:
            self._named[track.file_id] = (_artist(track), _album(track))
        return self._named[track.file_id]

    def _heard_before(self, track: Track) -> bool:
        """True when the same artist's same title of the same length came before; of a guest no length is known."""
        artist, title = _artist(track), fold(track.tags.title)
        if not artist or not title:
            return False
        durations = self._recordings.setdefault((artist, title), [])
        own = track.tags.duration_s
        heard = (track.elsewhere and bool(durations)) or any(
            own is not None and other is not None and abs(own - other) <= SAME_DURATION_S for other in durations
        )
        durations.append(own)
        return heard


def _artist(track: Track) -> str:
    """The artist as it is compared; empty when nobody knows who it is."""
    name = fold(track.tags.artist or track.tags.album_artist)
    return "" if name in UNKNOWN_ARTISTS else name


def _album(track: Track) -> str:
    """The album as it is compared; empty when nobody knows which it is.

    Many albums are called “Greatest Hits”: the album's artist tells them apart, or the folder where there is none.
    """
    name = fold(track.tags.album)
    if name in UNKNOWN_ALBUMS:
        return ""
    return f"{name}/{fold(track.tags.album_artist) or track.path.parent}"
