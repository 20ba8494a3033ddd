"""A list worth reading: each recording once, and not everything by one artist."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.records import Track

WINDOW = 20
SAME_DURATION_S = 2.0
UNKNOWN_ARTISTS = {"", "<unknown>", "unknown", "unknown artist", "various artists", "various", "va", "n/a", "[unknown]"}


@dataclass(slots=True)
class Hygiene:
    """Chooses from tracks that come best first.

    At most `per_artist` tracks of one artist stand in any twenty that follow each other; one more
    waits until there is room, and is left out when there is none. `never_hidden` are tracks that
    no artist limit keeps back, since they were asked for by name. `left_out` counts what the artist limit kept back.
    """

    per_artist: int
    never_hidden: frozenset[str] = frozenset()
    left_out: int = 0
    _recent: deque[str] = field(default_factory=lambda: deque(maxlen=WINDOW - 1))
    _recordings: dict[tuple[str, str], list[float | None]] = field(default_factory=dict)

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
        self.left_out = len(waiting)

    def _released(self, waiting: list[Track]) -> Iterator[Track]:
        """Those that have room now, best first; each may make room for the next."""
        while (free := next((track for track in waiting if self._has_room(track)), None)) is not None:
            waiting.remove(free)
            yield self._placed(free)

    def _placed(self, track: Track) -> Track:
        self._recent.append(_artist(track))
        return track

    def _has_room(self, track: Track) -> bool:
        artist = _artist(track)
        if not artist or track.track_id in self.never_hidden:
            return True
        return self._recent.count(artist) < self.per_artist

    def _heard_before(self, track: Track) -> bool:
        """True when the same artist's same title of the same length came before."""
        artist, title = _artist(track), fold(track.tags.title)
        if not artist or not title:
            return False
        durations = self._recordings.setdefault((artist, title), [])
        own = track.tags.duration_s
        heard = any(
            own is not None and other is not None and abs(own - other) <= SAME_DURATION_S for other in durations
        )
        durations.append(own)
        return heard


def _artist(track: Track) -> str:
    """The artist as it is compared; empty when nobody knows who it is."""
    name = fold(track.tags.artist or track.tags.album_artist)
    return "" if name in UNKNOWN_ARTISTS else name
