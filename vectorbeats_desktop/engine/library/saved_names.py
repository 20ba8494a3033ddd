"""The names that people give to playlists and searches."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from vectorbeats_desktop.engine.errors import BadQuery

LONGEST_NAME = 200


class NameTaken(BadQuery):
    """Something was already saved under this name, and nobody said that it may be replaced."""

    code = "name_taken"


def checked_name(name: str) -> str:
    """The name as it is kept: composed (NFC), with single spaces. Raises BadQuery for one that cannot be shown."""
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain:
        raise BadQuery("The name is empty.", "Type a name.")
    if len(plain) > LONGEST_NAME:
        raise BadQuery(f"The name is longer than {LONGEST_NAME} characters.", "Choose a shorter one.")
    if not plain.isprintable():  # surrogates as well, which SQLite refuses
        raise BadQuery("The name holds characters that cannot be shown.", "Choose another name.")
    return plain


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name, or the first of "name (2)", "name (3)" … that is not taken."""
    names, number = set(taken), 2
    name = plain = checked_name(wanted)
    while name in names:
        mark = f" ({number})"
        name, number = plain[: LONGEST_NAME - len(mark)] + mark, number + 1
    return name
