"""How long a program takes to be back in use: until the library is open and a search has answered.

What counts is its own time: on a busy computer it also waits for a processor, which is no fault of it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.small_library import words
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Query
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

BACK_S = 5.0
ANYTHING = Query((words("calm night"),))


def waited_s(pid: int, thread: int | None = None) -> float:
    """How long a process's main thread, or another, has waited for a processor, in seconds; 0 where nobody tells."""
    try:
        return int(Path(f"/proc/{pid}/task/{thread or pid}/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


class OwnTime:
    """A clock of this thread that stands still while it, or a child that came since, is ready to run and may not.

    Of the children, the one that waited longest counts: they work side by side.
    """

    def __init__(self) -> None:
        self._began, self._moment = time.monotonic(), time.time()
        self._waited = waited_s(os.getpid(), threading.get_native_id())

    def seconds(self) -> float:
        """How much of it has passed."""
        by_clock = time.monotonic() - self._began
        waited = waited_s(os.getpid(), threading.get_native_id()) - self._waited
        return by_clock - max(waited, self._children_waited_s())

    def _children_waited_s(self) -> float:
        young = []
        for child in psutil.Process().children(recursive=True):
            try:
                if child.create_time() >= self._moment - 1:  # it is told in steps of the system's clock
                    young.append(waited_s(child.pid))
            except psutil.NoSuchProcess:
                continue
        return max(young, default=0.0)


@contextmanager
def reopened(paths: Paths, settings: Settings, *, wait_s: float = 0.0) -> Iterator[Session]:
    """The session of a data folder after a fault. Opening it and a first answer must come within BACK_S."""
    clock = OwnTime()
    with Session.open(paths, settings, wait_s=wait_s) as session:
        session.search(ANYTHING, TaskContext())
        assert clock.seconds() < BACK_S
        yield session


def answers_again(session: Session) -> None:
    """An open session answers a search within BACK_S after a fault."""
    clock = OwnTime()
    session.search(ANYTHING, TaskContext())
    assert clock.seconds() < BACK_S
