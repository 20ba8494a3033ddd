"""How names are compared: without case, accents and width."""

from __future__ import annotations

import unicodedata

LAST = "\U0010ffff"  # sorts after every name

# Letters that Unicode does not take apart, but people do.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """The text as it is compared: NFKD without combining marks, casefolded, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # A name that is not valid text holds surrogates, which SQLite refuses.
    safe = plain.encode("utf-8", "replace").decode("utf-8")
    return " ".join(safe.casefold().translate(_LETTERS).split())


def sort_key(text: str) -> str:
    """The folded text; an empty one sorts last."""
    return fold(text) or LAST
