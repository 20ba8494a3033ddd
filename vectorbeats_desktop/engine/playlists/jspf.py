"""JSPF: a playlist as JSON, with the fields of an XSPF (https://xspf.org/jspf)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from vectorbeats_desktop.engine.playlists.xspf import LONGEST_LOCATION
from vectorbeats_desktop.engine.untrusted_json import loads


class NotJspf(Exception):
    """JSON that is no playlist, or is broken."""


def locations(content: bytes) -> list[str]:
    """The first location of each track, in order. Raises NotJspf."""
    try:
        document = loads(content)
        tracks = document["playlist"]["track"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotJspf("no playlist in it") from error
    if not isinstance(tracks, list):
        raise NotJspf("its tracks are no list")
    return [location for track in tracks if (location := _location(track))]


def document(tracks: Iterable[dict[str, Any]]) -> bytes:
    """A playlist of tracks, each with "location" and what else is told of it; a line for each track."""
    lines = ",\n  ".join(json.dumps(track, ensure_ascii=False) for track in tracks)
    return f'{{"playlist": {{"track": [\n  {lines}\n]}}}}\n'.encode("utf-8", "replace")


def _location(track: Any) -> str:
    told = track.get("location") if isinstance(track, dict) else None
    first = next(iter(told), "") if isinstance(told, list) else told
    return first if isinstance(first, str) and len(first) <= LONGEST_LOCATION else ""
