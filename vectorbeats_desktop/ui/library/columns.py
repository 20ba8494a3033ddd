"""The columns of the table: what each shows, how wide it is, and what a click on its header sorts by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording

MOODS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `sort` is the catalogue's name for its order, empty when it has none."""

    key: str
    text: Callable[[Track], str]
    narrowest: int
    share: int  # of the room that is left
    sort: str = ""
    right: bool = False  # numbers stand on the right
    from_width: int = 0  # in a narrower table it makes room for the others


def _tempo(track: Track) -> str:
    return f"{track.features.tempo_bpm:.0f}" if track.features else ""


def _year(track: Track) -> str:
    return str(track.tags.year) if track.tags.year else ""


def _mood(track: Track) -> str:
    return ", ".join(track.mood.concepts[:MOODS_SHOWN]) if track.mood else ""


COLUMNS: tuple[Column, ...] = (
    Column("title", lambda track: track.name, 190, 4, "title"),
    Column("artist", lambda track: track.tags.artist or track.tags.album_artist, 128, 3, "artist"),
    Column("album", lambda track: track.tags.album, 128, 4, "album", from_width=560),
    Column("genre", lambda track: track.tags.genre, 92, 1, "genre", from_width=710),
    Column("year", _year, 60, 0, "year", right=True, from_width=1060),
    Column("duration", lambda track: wording.duration(track.tags.duration_s), 72, 0, "duration", right=True),
    Column("tempo", _tempo, 60, 0, right=True, from_width=620),
    Column("key", lambda track: wording.key(track.features.key) if track.features else "", 84, 0, from_width=920),
    Column("mood", _mood, 120, 2, from_width=830),
    Column("state", lambda _track: "", 40, 0, "state"),
)
STATE_COLUMN = len(COLUMNS) - 1


def explanation(key: str) -> str:
    """What a click on a column's heading does, where that is not plain."""
    if key == "artist":
        return QCoreApplication.translate("Columns", "Sorted by the album's artist, so that albums stay together")
    return title(key)


def title(key: str) -> str:
    """A column's heading."""
    titles = {
        "title": QCoreApplication.translate("Columns", "Title"),
        "artist": QCoreApplication.translate("Columns", "Artist"),
        "album": QCoreApplication.translate("Columns", "Album"),
        "genre": QCoreApplication.translate("Columns", "Genre"),
        "year": QCoreApplication.translate("Columns", "Year"),
        "duration": QCoreApplication.translate("Columns", "Length"),
        "tempo": QCoreApplication.translate("Columns", "BPM"),
        "key": QCoreApplication.translate("Columns", "Key"),
        "mood": QCoreApplication.translate("Columns", "Mood"),
        "state": QCoreApplication.translate("Columns", "State"),
    }
    return titles[key]
