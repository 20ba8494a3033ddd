"""Values of filters: read from what a person types, and said in words."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vectorbeats_desktop.engine.library.selection import GENRE_SIGNS  # so that both take tags apart alike
from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.ui import wording

Range = tuple[float | None, float | None]

TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,4})[:.](\d{1,2})")
LIST_SIGNS = re.compile(r"[,;]")
NUMBER_FIELDS = ("year", "tempo", "duration")


class BadEntry(ValueError):
    """What was typed is no value; its text says so kindly."""


def read_time(text: str) -> float | None:
    """Seconds of a time such as 1:23, 1:02:03 or 90; None for nothing. Raises BadEntry."""
    text = text.strip()
    if not text:
        return None
    if text.isdecimal():
        return float(text)
    found = TIME.fullmatch(text)
    if found is None or int(found[3]) >= wording.MINUTE_S:
        raise BadEntry(_say("“{0}” is no time. Write minutes and seconds, such as 1:23.").format(text))
    return float(int(found[1] or 0) * wording.HOUR_S + int(found[2]) * wording.MINUTE_S + int(found[3]))


def read_piece(start: str, end: str) -> Range:
    """Where a piece of a sound begins and ends, in seconds; None for its beginning and end. Raises BadEntry."""
    first, last = read_time(start), read_time(end)
    if last is not None and last <= (first or 0.0):
        raise BadEntry(_say("The piece ends before it begins."))
    return first, last


def read_number(text: str) -> float | None:
    """A number such as 120 or 119,5; None for nothing. Raises BadEntry."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise BadEntry(_say("“{0}” is no number.").format(text)) from None
    if not 0 <= value < 100_000:
        raise BadEntry(_say("“{0}” is out of bounds.").format(text))
    return value


def read_range(field: str, low: str, high: str) -> Range | None:
    """From and to, as typed; None when both are empty. Raises BadEntry."""
    read = read_time if field == "duration" else read_number
    least, most = read(low), read(high)
    if least is None and most is None:
        return None
    if least is not None and most is not None and least > most:
        raise BadEntry(_say("{0}: from {1} to {2} is the wrong way round.").format(label(field), low, high))
    return least, most


def read_list(text: str) -> tuple[str, ...] | None:
    """Several values parted by commas; None for nothing."""
    values = tuple(dict.fromkeys(value.strip() for value in LIST_SIGNS.split(text) if value.strip()))
    return values or None


def genres_in(tag: str) -> list[str]:
    """The genres that a file's tag lists."""
    return [genre.strip() for genre in GENRE_SIGNS.split(tag) if genre.strip()]


def entry(field: str, value: float | None) -> str:
    """A number as it is typed into a field."""
    if value is None:
        return ""
    return wording.duration(value) if field == "duration" else f"{value:g}"


def label(field: str) -> str:
    """A filter's field in a word."""
    words = {
        "genre": _say("Genre"),
        "artist": _say("Artist"),
        "album": _say("Album"),
        "title": _say("Title"),
        "format": _say("Format"),
        "mood": _say("Mood"),
        "year": _say("Year"),
        "tempo": _say("Tempo"),
        "key": _say("Key"),
        "duration": _say("Length"),
        "folder": _say("Folder"),
        "rating": _say("Rating"),
        "analysed": _say("Analysed"),
        "energy": _say("Energy"),
        "valence": _say("Mood"),
    }
    return words.get(field, field)


def in_words(field: str, value: FilterValue) -> str:
    """An active filter, such as "Year 1990–1999" or "Rating from ★★★"."""
    if field == "analysed":
        return _say("Analysed") if value else _say("Not analysed yet")
    if field == "rating" and isinstance(value, tuple) and isinstance(value[0], int | float):
        return _say("Rating from {0}").format("★" * round(value[0]))
    return f"{label(field)} {_value(field, value)}"


def _value(field: str, value: FilterValue) -> str:
    if field == "folder":
        paths = value if isinstance(value, tuple) else (value,)
        return ", ".join(Path(str(path)).name or str(path) for path in paths)
    if field == "key" and isinstance(value, str):
        return wording.key(value)
    if field in NUMBER_FIELDS and isinstance(value, tuple) and len(value) == 2:
        return _range(field, value[0], value[1])
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value if each is not None)
    return str(value)


def _range(field: str, low: object, high: object) -> str:
    least = entry(field, low) if isinstance(low, int | float) else ""
    most = entry(field, high) if isinstance(high, int | float) else ""
    unit = _say(" BPM") if field == "tempo" else ""
    if least and most:
        return f"{least}–{most}{unit}" if least != most else f"{least}{unit}"
    return (_say("from {0}") if least else _say("up to {0}")).format(least or most) + unit


def _say(text: str) -> str:
    return QCoreApplication.translate("Filters", text)
