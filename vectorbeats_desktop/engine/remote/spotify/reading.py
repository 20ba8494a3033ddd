"""The Web API's answers as records. What an answer lacks stays empty; what it must have and lacks is an error."""

from __future__ import annotations

import re
from typing import Any

from vectorbeats_desktop.engine.remote.spotify import errors
from vectorbeats_desktop.engine.remote.spotify.records import SpotifyTrack, plain_isrc

_ID = re.compile(r"[0-9A-Za-z]{1,40}")
LONGEST_MS = 2**53  # larger numbers mean no length, and some are no number of Python's any more
ART_PX = 300  # the size of cover that is asked for: the smallest that is no smaller


def read_search(answer: Any) -> list[SpotifyTrack]:
    """The tracks of a search's answer. Raises SpotifyStrange."""
    items = _at(answer, "tracks", "items")
    if not isinstance(items, list):
        raise errors.strange("no list of tracks")
    return [track for track in map(read_track, items) if track is not None]


def read_several(answer: Any) -> list[SpotifyTrack]:
    """The tracks of an answer to several ids; those that are gone are left out. Raises SpotifyStrange."""
    items = _at(answer, "tracks")
    if not isinstance(items, list):
        raise errors.strange("no list of tracks")
    return [track for track in map(read_track, items) if track is not None]


def read_track(item: Any) -> SpotifyTrack | None:
    """A track object; None when it is none."""
    if not isinstance(item, dict) or item.get("type", "track") != "track" or item.get("is_local") is True:
        return None
    spotify_id, title = read_id(item), item.get("name")
    if not spotify_id or not isinstance(title, str):
        return None
    artists = item.get("artists")
    return SpotifyTrack(
        spotify_id,
        title,
        tuple(_text(artist, "name") for artist in artists if _text(artist, "name"))
        if isinstance(artists, list)
        else (),
        _text(item, "album", "name"),
        _seconds(item.get("duration_ms")),
        _year(_text(item, "album", "release_date")),
        plain_isrc(_text(item, "external_ids", "isrc")),
        _address(_text(item, "external_urls", "spotify")) or f"https://open.spotify.com/track/{spotify_id}",
        _art(_at(item, "album", "images")),
        _share(item.get("popularity")),
        _address(_text(item, "preview_url")),
    )


def read_id(item: Any) -> str:
    """An object's id; empty when it has none that can be one."""
    told = _text(item, "id")
    return told if _ID.fullmatch(told) else ""


def read_name(answer: Any) -> str:
    """What a profile calls its owner. Raises SpotifyStrange."""
    if not _text(answer, "id"):
        raise errors.strange("no profile")
    return _text(answer, "display_name") or _text(answer, "id")


def read_address(item: Any) -> str:
    """An object's page."""
    return _address(_text(item, "external_urls", "spotify"))


def _at(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(value: Any, *names: str) -> str:
    found = _at(value, *names)
    return found if isinstance(found, str) else ""


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _seconds(value: Any) -> float | None:
    number = _whole(value)
    return number / 1000 if number is not None and 0 < number < LONGEST_MS else None


def _share(value: Any) -> int | None:
    number = _whole(value)
    return number if number is not None and 0 <= number <= 100 else None


def _year(date: str) -> int | None:
    found = re.match(r"(\d{4})(?!\d)", date)
    return int(found[1]) if found and found[1] != "0000" else None


def _address(text: str) -> str:
    """An address that may be shown and opened."""
    return text if text.startswith("https://") else ""


def _art(images: Any) -> str:
    if not isinstance(images, list):
        return ""
    sized = sorted((_whole(_at(image, "width")) or 0, _address(_text(image, "url"))) for image in images)
    known = [(width, url) for width, url in sized if url]
    return next((url for width, url in known if width >= ART_PX), known[-1][1] if known else "")
