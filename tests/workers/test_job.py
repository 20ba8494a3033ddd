from __future__ import annotations

import gc
import logging
import threading
import time
import weakref
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.engine.errors import Cancelled, KnownError, UnreadableFile
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.workers.job import Job

WAIT_MS = 5000


class Ears:
    """Writes down what a job says, in order, and in which thread it was heard."""

    def __init__(self, job: Job) -> None:
        self.heard: list[tuple[str, object]] = []
        self.threads: set[QThread] = set()
        job.progressed.connect(lambda progress: self._note("progressed", progress))
        job.succeeded.connect(lambda result: self._note("succeeded", result))
        job.failed.connect(lambda error: self._note("failed", error))
        job.cancelled.connect(lambda: self._note("cancelled", None))

    def _note(self, name: str, value: object) -> None:
        self.heard.append((name, value))
        self.threads.add(QThread.currentThread())

    @property
    def outcomes(self) -> list[str]:
        return [name for name, _ in self.heard if name != "progressed"]


def finish(qtbot: QtBot, work: Callable[[TaskContext], object]) -> tuple[Job, Ears]:
    job = Job("test", work)
    ears = Ears(job)
    with qtbot.waitSignal(job.finished, timeout=WAIT_MS):
        job.start()
    assert job.wait(WAIT_MS)
    return job, ears


def test_result_arrives_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    def work(_ctx: TaskContext) -> object:
        return threading.get_ident()

    _, ears = finish(qtbot, work)
    ((name, worker),) = ears.heard
    assert name == "succeeded"
    assert worker != threading.get_ident()
    assert ears.threads == {QThread.currentThread()}


@pytest.mark.parametrize("told", ["succeeded", "failed", "cancelled"])
def test_a_job_that_is_over_is_let_go(qtbot: QtBot, told: str) -> None:
    """Also where those who waited for it hold it: what a signal's slot holds is nothing that Python would collect."""

    def work(_ctx: TaskContext) -> None:
        if told == "failed":
            raise KnownError("It is cut off.")

    job = Job("test", work)
    heard: list[str] = []
    for name in ("progressed", "succeeded", "failed", "cancelled", "paused_changed"):
        getattr(job, name).connect(partial(hear, heard, name, job))
    if told == "cancelled":
        job.cancel()
    with qtbot.waitSignal(job.finished, timeout=WAIT_MS):
        job.start()
    assert job.wait(WAIT_MS)
    assert heard == [told]
    there = weakref.ref(job)
    del job
    gc.collect()
    assert there() is None


def hear(heard: list[str], name: str, _job: Job, *_told: object) -> None:
    heard.append(name)


def test_known_error_is_passed_on_as_it_is(qtbot: QtBot) -> None:
    error = UnreadableFile("It is cut off.", "Copy it again.")

    def work(_ctx: TaskContext) -> object:
        raise error

    _, ears = finish(qtbot, work)
    assert ears.heard == [("failed", error)]


def test_bug_is_logged_with_its_traceback(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        _, ears = finish(qtbot, lambda _ctx: [][1])
    assert ears.outcomes == ["failed"]
    assert not isinstance(ears.heard[0][1], KnownError)
    assert caplog.records[-1].exc_info is not None


def test_cancelling_stops_at_the_next_checkpoint(qtbot: QtBot) -> None:
    reached = threading.Event()

    def work(ctx: TaskContext) -> object:
        reached.set()
        while True:
            ctx.checkpoint()
            time.sleep(0.005)

    job = Job("test", work)
    ears = Ears(job)
    with qtbot.waitSignal(job.finished, timeout=WAIT_MS):
        job.start()
        assert reached.wait(5)
        job.cancel()
    assert ears.outcomes == ["cancelled"]


def test_cancelled_job_never_tells_a_result(qtbot: QtBot) -> None:
    job = Job("test", lambda ctx: ctx.cancel())
    ears = Ears(job)
    with qtbot.waitSignal(job.finished, timeout=WAIT_MS):
        job.start()
    assert ears.outcomes == ["cancelled"]


def test_work_may_cancel_itself(qtbot: QtBot) -> None:
    def work(_ctx: TaskContext) -> object:
        raise Cancelled

    _, ears = finish(qtbot, work)
    assert ears.outcomes == ["cancelled"]


def test_paused_work_waits_and_goes_on(qtbot: QtBot) -> None:
    steps: list[float] = []
    stop = threading.Event()

    def work(ctx: TaskContext) -> object:
        while not stop.is_set():
            ctx.checkpoint()
            steps.append(time.monotonic())
            time.sleep(0.002)
        return "done"

    job = Job("test", work)
    ears = Ears(job)
    with qtbot.waitSignal(job.finished, timeout=WAIT_MS):
        job.start()
        qtbot.waitUntil(lambda: len(steps) > 3, timeout=WAIT_MS)
        job.pause()
        assert job.paused
        time.sleep(0.05)
        standing = len(steps)
        time.sleep(0.1)
        assert len(steps) == standing
        job.resume()
        qtbot.waitUntil(lambda: len(steps) > standing, timeout=WAIT_MS)
        stop.set()
    assert ears.heard[-1] == ("succeeded", "done")


def test_progress_comes_before_the_result(qtbot: QtBot) -> None:
    def work(ctx: TaskContext) -> object:
        ctx.report(Progress("reading", 1, 2))
        ctx.report(Progress("reading", 2, 2))
        return "done"

    job, ears = finish(qtbot, work)
    assert [name for name, _ in ears.heard] == ["progressed", "progressed", "succeeded"]
    assert job.progress == Progress("reading", 2, 2)


def test_discarded_job_is_cancelled_once() -> None:
    job = Job("test", lambda _ctx: "never")
    ears = Ears(job)
    job.discard()
    job.discard()
    assert ears.outcomes == ["cancelled"]
