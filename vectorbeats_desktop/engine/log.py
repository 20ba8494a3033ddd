"""Structured logs: one JSON object a line, in files that rotate."""

from __future__ import annotations

import contextlib
import json
import logging
import logging.handlers
import os
import sys
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine import request
from vectorbeats_desktop.engine.concealing import concealed
from vectorbeats_desktop.engine.untrusted_json import loads

FILE_NAME = "vectorbeats.jsonl"
FILE_BYTES = 2_000_000
FILES_KEPT = 5
ROOT_LOGGER = "vectorbeats_desktop"
DEBUG_VARIABLE = "VECTORBEATS_DEBUG"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request"}
MAIN_PROCESS = "MainProcess"


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object; what was given as `extra` is under `fields`.

    Secrets are left out. `request` tells whose work it was (see request.py), and `process` which child's, where it was
    a child's.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if asked := request_of(record):
            line["request"] = asked
        if record.processName != MAIN_PROCESS:
            line["process"] = record.processName
        if fields := fields_of(record):
            line["fields"] = fields
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        elif record.exc_text:  # a child's
            line["exception"] = record.exc_text
        return concealed(json.dumps(line, default=str))


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What was given as `extra`."""
    return {key: value for key, value in vars(record).items() if key not in _STANDARD}


def request_of(record: logging.LogRecord) -> str:
    """The request that a record belongs to: what a child said, or else what this thread works on."""
    return getattr(record, "request", "") or request.current()


class LogFile(logging.handlers.RotatingFileHandler):
    """A log file that a full disk does not make the program's trouble; bugs in a log call are still shown."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)

    def close(self) -> None:
        with contextlib.suppress(OSError):  # what was not written is lost; the file is closed all the same
            super().close()


def debugging() -> bool:
    """Whether this is a debug run: everything is logged, and what holds the window's thread as well."""
    return DEBUG_VARIABLE in os.environ


def configure(folder: Path) -> logging.Handler:
    """Write the program's log to a rotating file in `folder`, and return the handler.

    Raises OSError when the file cannot be opened. Configuring again moves the log.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    logger = logging.getLogger(ROOT_LOGGER)
    for old in [h for h in logger.handlers if isinstance(h.formatter, JsonLines)]:
        release(old)
    handler = LogFile(folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if debugging() else logging.INFO)
    return handler


def release(handler: logging.Handler) -> None:
    """Stop writing to a handler that `configure` made, and close its file."""
    logging.getLogger(ROOT_LOGGER).removeHandler(handler)
    handler.close()


def tail(folder: Path, count: int = 200) -> list[dict[str, Any]]:
    """The last `count` entries of the log, oldest first; lines that are no JSON are left out."""
    try:
        with (folder / FILE_NAME).open(encoding="utf-8", errors="replace") as file:
            lines = deque(file, maxlen=count)
    except FileNotFoundError:
        return []
    entries = []
    for line in lines:
        try:
            entries.append(loads(line))
        except ValueError:
            continue  # a line cut off by a crash
    return entries
