"""The id of what a person asked for, from the click or the command to the last process that works on it.

Every line of the log names it, so that all of one search, or of one indexing run, is found by one word. It is drawn by
chance and tells nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_BYTES = 4
_current: ContextVar[str] = ContextVar("request", default="")


def current() -> str:
    """The id of what this thread works on; empty where nobody asked for it."""
    return _current.get()


def new() -> str:
    """An id for what a person just asked for: eight hexadecimal digits."""
    return secrets.token_hex(_BYTES)


def follow(request: str) -> None:
    """Let this thread work on a request from now on."""
    _current.set(request)


@contextmanager
def following(request: str) -> Iterator[None]:
    """Work on a request meanwhile."""
    before = _current.set(request)
    try:
        yield
    finally:
        _current.reset(before)


def mark(error: Exception) -> None:
    """Write on an error which request it ended, unless it says so already."""
    if not request_of(error):
        error.__dict__["request"] = current()


def request_of(error: Exception) -> str:
    """The request that an error ended; empty when it is not known."""
    return str(error.__dict__.get("request", ""))
