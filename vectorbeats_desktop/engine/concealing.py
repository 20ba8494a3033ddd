"""Keeps secrets out of what is written down: the log, the journal, what is copied for whoever helps.

A secret that the program has learned is known by its value; the password of an address, and what stands behind the
words by which servers are shown a key, by its place.
"""

from __future__ import annotations

import json
import re
import threading

HIDDEN = "‹secret›"
SHORTEST = 6  # characters; what is shorter stands in half of all words

_known: set[str] = set()
_lock = threading.Lock()
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@\"'”]+(?=@)")
_SHOWN = re.compile(
    r"(?i)\b(bearer |basic |api[-_]key[\"'\\]*\s*[:=]\s*[\"'\\]*|(?:access|refresh)_token[\"'\\]*\s*[:=]\s*[\"'\\]*)"
    r"[A-Za-z0-9._~+/=-]{6,}"
)


def conceal(secret: str) -> None:
    """Let a value be written down nowhere from now on."""
    if len(secret) >= SHORTEST:
        with _lock:
            _known.update((secret, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]))


def concealed(text: str) -> str:
    """The text without the secrets in it."""
    with _lock:
        known = sorted(_known, key=len, reverse=True)
    if known:  # all at once: one may be a word of what stands in another's place
        text = re.sub("|".join(map(re.escape, known)), HIDDEN, text)
    text = _IN_ADDRESS.sub(HIDDEN, text)
    return _SHOWN.sub(rf"\1{HIDDEN}", text)
