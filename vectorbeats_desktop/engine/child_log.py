"""What child processes log: sent to the parent over a pipe of its own, and written to the log there.

Two processes cannot write to one file that rotates. A pipe for each child, rather than one queue for all, since a child
that is killed in the middle of a line must not hold up the others.
"""

from __future__ import annotations

import json
import logging
import threading
from multiprocessing.connection import Connection
from typing import Any

from vectorbeats_desktop.engine import log
from vectorbeats_desktop.engine.untrusted_json import loads

END_WAIT_S = 5.0


class PipeHandler(logging.Handler):
    """In the child: sends each record as JSON."""

    def __init__(self, pipe: Connection) -> None:
        super().__init__()
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        told: dict[str, Any] = {
            **log.fields_of(record),
            "name": record.name,
            "levelno": record.levelno,
            "levelname": record.levelname,
            "created": record.created,
            "msg": record.getMessage(),
            "processName": record.processName,
            "process": record.process,
            "request": log.request_of(record),
        }
        if record.exc_info:
            told["exc_text"] = logging.Formatter().formatException(record.exc_info)
        try:
            self._pipe.send_bytes(json.dumps(told, default=str).encode())
        except OSError:
            self.handleError(record)  # the parent is gone, and this child soon is


class LogReader:
    """In the parent: hands what one child logs to the loggers here, on a thread that ends with the child."""

    def __init__(self, name: str, pipe: Connection) -> None:
        self._pipe = pipe
        self._thread = threading.Thread(target=self._read, name=f"{name}-log", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait for the last lines of a child that has ended."""
        self._thread.join(END_WAIT_S)

    def _read(self) -> None:
        with self._pipe:
            while True:
                try:
                    told = loads(self._pipe.recv_bytes())
                except (EOFError, OSError, ValueError):  # also one that was killed within a line
                    return
                if not isinstance(told, dict) or not isinstance(told.get("name"), str):
                    return  # a file has taken it over
                record = logging.makeLogRecord(told)
                logging.getLogger(record.name).handle(record)


def begin(pipe: Connection, level: int) -> None:
    """In the child: let all that is logged from this level on go to the parent, and nowhere else."""
    logger = logging.getLogger(log.ROOT_LOGGER)
    logger.handlers = [PipeHandler(pipe)]
    logger.setLevel(level)
    logger.propagate = False


def level() -> int:
    """From which level on the parent's log wants to be told."""
    return logging.getLogger(log.ROOT_LOGGER).getEffectiveLevel()
