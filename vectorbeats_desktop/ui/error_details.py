"""What a person hands to whoever helps: an error in full, and the word by which the log has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication

from vectorbeats_desktop import __version__
from vectorbeats_desktop.engine.concealing import concealed
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.request import request_of

BUG = "internal_error"


def of_error(error: Exception) -> str:
    """An error's message, code and request."""
    if isinstance(error, KnownError):
        return _told(error.message, error.hint, error.code, request_of(error))
    return _told(f"{type(error).__name__}: {error}", "", BUG, request_of(error))


def of_record(record: Mapping[str, Any]) -> str:
    """The same of a record of the journal's problems."""
    subject = str(record.get("subject", ""))
    told = [str(record.get(name, "")) for name in ("message", "hint", "code", "request")]
    return _told(*told) + (f"\nOf: {subject}" if subject else "")


def copy(details: str) -> None:
    """Put it where it can be pasted from."""
    QGuiApplication.clipboard().setText(details)


def _told(message: str, hint: str, code: str, request: str) -> str:
    """In English whatever the window speaks: it is for the log's reader."""
    lines = [f"{message} {hint}".strip(), f"Code: {code}", f"VectorBeats {__version__}"]
    if request:
        lines.append(f"Request: {request} (the lines of the log that have this word belong to it)")
    return concealed("\n".join(lines))
