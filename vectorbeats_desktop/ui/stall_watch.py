"""Tells what holds the window's thread for longer than a frame: for debug runs, tests and benchmarks.

A second thread sends the window's one a signal again and again. While the answer is missing it looks at that thread's
stack, so that a report names the code and not only the time.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QObject, Qt, Signal

FRAME_S = 0.016
NAMED_FRAMES = 4
END_WAIT_S = 2.0
PACKAGE = __name__.partition(".")[0]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stall:
    """A time in which the window did not answer; seconds by the clock, and of processor time of its thread."""

    wall_s: float
    own_s: float
    where: str  # innermost functions of the program, "file:line function" each; empty when none of them ran


def to_log(stall: Stall) -> None:
    log.warning(
        "the window's thread was busy",
        extra={"ms": round(stall.wall_s * 1000, 1), "own_ms": round(stall.own_s * 1000, 1), "where": stall.where},
    )


class StallWatch(QObject):
    """Watches the thread that makes it, from `start` to `close`, and reports what keeps it longer than `limit_s`.

    `report` is called in the watching thread.
    """

    _ping = Signal()

    def __init__(
        self, report: Callable[[Stall], None] = to_log, limit_s: float = FRAME_S, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._report, self._limit_s = report, limit_s
        self._watched = threading.get_ident()
        self._answered, self._closed = threading.Event(), threading.Event()
        self._ping.connect(self._on_ping, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="stall-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()
        self._thread.join(END_WAIT_S)

    def _on_ping(self) -> None:
        self._answered.set()

    def _run(self) -> None:
        while not self._closed.wait(self._limit_s / 4):
            self._answered.clear()
            began, own = time.perf_counter(), self._own_s()
            self._ping.emit()
            seen: Counter[str] = Counter()
            while not self._answered.wait(self._limit_s / 4) and not self._closed.is_set():
                seen[_named(sys._current_frames().get(self._watched))] += 1
            took = time.perf_counter() - began
            if took > self._limit_s and not self._closed.is_set():
                where = max(seen, key=seen.__getitem__) if seen else ""
                self._report(Stall(took, self._own_s() - own, where))

    def _own_s(self) -> float:
        """The processor time that the watched thread has used; 0 where the system does not tell."""
        if sys.platform == "win32":
            return 0.0
        return time.clock_gettime(time.pthread_getcpuclockid(self._watched))


def _named(frame: FrameType | None) -> str:
    """The innermost functions of the program in a stack, innermost first."""
    if frame is None:
        return ""
    own = [
        f"{each.filename.partition(PACKAGE + '/')[2] or each.filename}:{each.lineno} {each.name}"
        for each in reversed(traceback.extract_stack(frame))
        if PACKAGE in each.filename and not each.filename.endswith("stall_watch.py")
    ]
    return " < ".join(own[:NAMED_FRAMES])
