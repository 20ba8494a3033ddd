"""Where a command prints: its own terminal, or that of the program that asked for it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from vectorbeats_desktop.engine.task import Progress

FOUND, NOTHING_FOUND, WRONG_USE, FAILED, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141

PROGRESS_INTERVAL_S = 2.0
STAGE_INTERVAL_S = 0.5  # what begins and ends faster is nothing to wait for

IN_BYTES = ("download", "import", "verify")  # stages that are counted in bytes

Write = Callable[[str, str], None]
"""Takes the stream's name, "stdout" or "stderr", and text."""


class ReaderGone(Exception):
    """Nobody reads the output any more."""


@dataclass(slots=True)
class Output:
    """Prints answers on stdout; progress and trouble on stderr."""

    write: Write
    _stage: str = ""
    _said_at: float = field(default_factory=time.monotonic)

    def say(self, text: str = "") -> None:
        """Print a line of the answer."""
        self.write("stdout", f"{text}\n")

    def json(self, value: object) -> None:
        """Print a value as one line of JSON, in ASCII: any file name survives, as escapes."""
        self.write("stdout", json.dumps(value, allow_nan=False) + "\n")

    def note(self, text: str) -> None:
        """Print a line beside the answer."""
        self.write("stderr", f"{text}\n")

    def progress(self, progress: Progress) -> None:
        """Print how far a task is, every two seconds; a new stage and the end of one sooner."""
        now = time.monotonic()
        ends = progress.total > 0 and progress.done >= progress.total
        interval = STAGE_INTERVAL_S if ends or progress.stage != self._stage else PROGRESS_INTERVAL_S
        if now - self._said_at < interval:
            return
        self._stage, self._said_at = progress.stage, now
        self.note(_line(progress))


def _line(progress: Progress) -> str:
    parts = [progress.stage]
    if progress.stage in IN_BYTES:
        parts.append(f"{progress.done / 1e6:,.0f} of {progress.total / 1e6:,.0f} MB")
        progress = replace(progress, rate=0.0)
    elif progress.total:
        parts.append(f"{progress.done:,} of {progress.total:,}")
    elif progress.done:
        parts.append(f"{progress.done:,}")
    if progress.rate > 0:
        parts.append(f"{progress.rate:.1f} a second")
    if progress.left_s is not None and progress.left_s >= 1:
        parts.append(f"{_duration(progress.left_s)} left")
    if progress.detail:
        parts.append(progress.detail)
    return " · ".join(parts)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
