"""What is looked for on Spotify, and what is found there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vectorbeats_desktop.engine.records import Track

_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A recording as its file's tags tell of it. `isrc` is empty where they have none that can be one."""

    title: str
    artist: str
    album: str = ""
    duration_s: float | None = None
    year: int | None = None
    isrc: str = ""

    @classmethod
    def of(cls, track: Track, isrc: str = "") -> Wanted:
        """What is looked for, for a track of the library."""
        tags = track.tags
        return cls(
            tags.title, tags.artist or tags.album_artist, tags.album, tags.duration_s, tags.year, plain_isrc(isrc)
        )


@dataclass(frozen=True, slots=True)
class SpotifyTrack:
    """A track of Spotify's. Empty text and None mean that the API does not tell (any more)."""

    spotify_id: str
    title: str
    artists: tuple[str, ...]
    album: str = ""
    duration_s: float | None = None
    year: int | None = None
    isrc: str = ""
    url: str = ""
    art_url: str = ""
    popularity: int | None = None  # 0 to 100
    preview_url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The track of Spotify's that is a recording of the library, how surely (0 to 1), and by what it was found."""

    spotify: SpotifyTrack
    sureness: float
    by: str  # "isrc" or "names"


def plain_isrc(text: str) -> str:
    """An ISRC as it is compared; empty when the text is none."""
    plain = re.sub(r"[\s\-–]", "", text).upper()
    return plain if _ISRC.fullmatch(plain) else ""
