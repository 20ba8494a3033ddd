from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

WAIT_MS = 5000


class Gate:
    """Jobs that run until they are let go or cancelled."""

    def __init__(self) -> None:
        self.running = 0
        self.most = 0
        self.ended: list[str] = []
        self.go = threading.Event()
        self._lock = threading.Lock()

    def job(self, name: str) -> Job:
        job = Job(name, lambda ctx: self._work(name, ctx))
        job.succeeded.connect(lambda result: self.ended.append(f"{result} done"))
        job.cancelled.connect(lambda: self.ended.append(f"{name} cancelled"))
        job.failed.connect(lambda error: self.ended.append(f"{name} failed: {error}"))
        return job

    def _work(self, name: str, ctx: TaskContext) -> str:
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
        try:
            while not self.go.wait(0.005):
                ctx.checkpoint()
            return name
        finally:
            with self._lock:
                self.running -= 1


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.go.set()


def test_queue_runs_one_after_the_other_in_order(qtbot: QtBot, gate: Gate) -> None:
    lane = Lane("test", opened=True)
    for name in "abc":
        lane.add(gate.job(name))
    gate.go.set()
    qtbot.waitUntil(lambda: not lane.busy, timeout=WAIT_MS)
    assert gate.ended == ["a done", "b done", "c done"]
    assert gate.most == 1


def test_latest_wins(qtbot: QtBot, gate: Gate) -> None:
    lane = Lane("test", latest_wins=True, opened=True)
    lane.add(gate.job("a"))
    qtbot.waitUntil(lambda: gate.running == 1, timeout=WAIT_MS)
    lane.add(gate.job("b"))
    lane.add(gate.job("c"))
    qtbot.waitUntil(lambda: lane.current is not None and lane.current.name == "c", timeout=WAIT_MS)
    gate.go.set()
    qtbot.waitUntil(lambda: not lane.busy, timeout=WAIT_MS)
    assert sorted(gate.ended) == ["a cancelled", "b cancelled", "c done"]
    assert gate.most == 1


def test_closed_lane_keeps_its_jobs_until_it_opens(qtbot: QtBot, gate: Gate) -> None:
    gate.go.set()
    lane = Lane("test")
    lane.add(gate.job("a"))
    qtbot.wait(30)
    assert gate.ended == []
    lane.open()
    qtbot.waitUntil(lambda: gate.ended == ["a done"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not lane.busy, timeout=WAIT_MS)


def test_refusal_reaches_what_waits_and_what_comes_later(qtbot: QtBot, gate: Gate) -> None:
    lane = Lane("test")
    lane.add(gate.job("a"))
    lane.refuse(KnownError("No library."))
    assert gate.ended == ["a failed: No library."]
    lane.add(gate.job("b"))
    assert gate.ended == ["a failed: No library."]  # whoever added it connects first
    qtbot.waitUntil(lambda: gate.ended[-1] == "b failed: No library.", timeout=WAIT_MS)
    gate.go.set()
    lane.open()
    lane.add(gate.job("c"))
    qtbot.waitUntil(lambda: gate.ended[-1] == "c done", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not lane.busy, timeout=WAIT_MS)


def test_shutting_ends_the_running_and_gives_up_the_waiting(qtbot: QtBot, gate: Gate) -> None:
    lane = Lane("test", opened=True)
    lane.add(gate.job("a"))
    lane.add(gate.job("b"))
    qtbot.waitUntil(lambda: gate.running == 1, timeout=WAIT_MS)
    assert lane.shut(WAIT_MS)
    assert gate.running == 0
    qtbot.waitUntil(lambda: sorted(gate.ended) == ["a cancelled", "b cancelled"], timeout=WAIT_MS)
