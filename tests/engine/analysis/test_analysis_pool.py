from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.engine.analysis import pool_calls as calls
from vectorbeats_desktop.engine.analysis.jobs import analyse
from vectorbeats_desktop.engine.analysis.pool import AnalysisBug, Outcome, Task, WorkerCrashed, WorkerPool
from vectorbeats_desktop.engine.errors import Cancelled, UnreadableFile
from vectorbeats_desktop.engine.task import TaskContext


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2, timeout_s=60, memory_mb=400) as two:
        yield two


def test_every_task_has_one_outcome(pool: WorkerPool) -> None:
    tasks = [Task(number, calls.double, (number,)) for number in range(50)]
    outcomes = list(pool.run(tasks, TaskContext()))
    assert sorted((outcome.task.key, outcome.value) for outcome in outcomes) == [(n, 2 * n) for n in range(50)]


def test_outcomes_that_come_while_one_is_looked_at_are_not_lost(pool: WorkerPool) -> None:
    tasks = [Task(number, calls.double, (number,)) for number in range(4)]
    found = []
    for outcome in pool.run(tasks, TaskContext()):
        time.sleep(0.5)  # by now all others are done
        found.append(outcome.task.key)
    assert sorted(found) == [0, 1, 2, 3]


def test_no_tasks_are_no_outcomes(pool: WorkerPool) -> None:
    assert list(pool.run([], TaskContext())) == []


def test_a_known_error_arrives_with_its_words(pool: WorkerPool) -> None:
    (outcome,) = pool.run([Task(1, calls.refuse, (Path("a.mp3"),))], TaskContext())
    assert isinstance(outcome.failure, UnreadableFile)
    assert (outcome.failure.message, outcome.failure.hint) == ("a.mp3 is no music.", "Look at it.")
    assert not outcome.crashed


def test_a_known_error_arrives_whatever_its_kind_is_made_of(pool: WorkerPool) -> None:
    (outcome,) = pool.run([Task(1, calls.refuse_odd, (7,))], TaskContext())
    assert isinstance(outcome.failure, calls.OddlyMade)
    assert str(outcome.failure) == "7 is odd. Take an even one."


def test_a_bug_is_logged_and_the_rest_goes_on(pool: WorkerPool, caplog: pytest.LogCaptureFixture) -> None:
    tasks = [Task("bug", calls.stumble, ()), Task("fine", calls.double, (4,))]
    with caplog.at_level(logging.ERROR):
        outcomes = {outcome.task.key: outcome for outcome in pool.run(tasks, TaskContext())}
    assert isinstance(outcomes["bug"].failure, AnalysisBug)
    assert outcomes["fine"].value == 8
    assert "ZeroDivisionError" in caplog.records[0].__dict__["traceback"]


def test_a_crash_costs_one_task_and_the_worker_is_replaced(pool: WorkerPool) -> None:
    tasks = [
        Task(number, calls.crash if number == 5 else calls.pid_after, (0.0,) * (number != 5)) for number in range(12)
    ]
    outcomes = {outcome.task.key: outcome for outcome in pool.run(tasks, TaskContext())}
    assert outcomes[5].crashed
    assert "crashed" in str(outcomes[5].failure)
    assert all(outcomes[number].failure is None for number in range(12) if number != 5)


def test_a_worker_that_swells_is_ended(pool: WorkerPool) -> None:
    (outcome,) = pool.run([Task(1, calls.swell, ())], TaskContext())
    assert outcome.crashed
    assert "400 MB" in str(outcome.failure)


@pytest.mark.parametrize("hang", [calls.spin, calls.sleep_long])
def test_a_worker_that_hangs_is_ended(hang: object) -> None:
    with WorkerPool(1, timeout_s=0.3) as small:
        started = time.monotonic()
        with pytest.raises(WorkerCrashed, match="longer than"):
            small.submit(hang).result(60)  # type: ignore[arg-type]
        assert time.monotonic() - started < 30
        assert small.submit(calls.double, 3).result(60) == 6


def test_cancelling_stops_soon_and_the_pool_can_be_used_again(pool: WorkerPool) -> None:
    ctx = TaskContext()
    outcomes = pool.run((Task(number, calls.pid_after, (0.05,)) for number in range(1000)), ctx)
    next(outcomes)
    ctx.cancel()
    with pytest.raises(Cancelled):
        list(outcomes)
    assert pool.submit(calls.double, 1).result(60) == 2


def test_pausing_begins_nothing_new(pool: WorkerPool) -> None:
    ctx = TaskContext()
    seen: list[Outcome] = []

    def consume() -> None:
        seen.extend(pool.run([Task(number, calls.pid_after, (0.02,)) for number in range(30)], ctx))

    ctx.pause()
    consumer = threading.Thread(target=consume)
    consumer.start()
    time.sleep(0.3)
    assert seen == []
    ctx.resume()
    consumer.join(60)
    assert len(seen) == 30


def test_a_query_goes_before_the_files_that_wait() -> None:
    with WorkerPool(1) as small:
        order: list[str] = []
        slow = small.submit(calls.pid_after, 0.5)
        outcomes = small.run([Task(number, calls.pid_after, (0.3,)) for number in range(3)], TaskContext())
        runner = threading.Thread(target=lambda: order.extend(str(outcome.task.key) for outcome in outcomes))
        runner.start()
        time.sleep(0.2)
        small.submit(calls.double, 1).add_done_callback(lambda _: order.append("query"))
        runner.join(60)
        slow.result(60)
    assert order[0] == "query"


def test_closing_ends_the_processes_in_the_middle_of_their_work() -> None:
    small = WorkerPool(2)
    futures = [small.submit(calls.sleep_long) for _ in range(5)]
    while len(small.pids()) < 2:
        time.sleep(0.01)
    pids = small.pids()
    small.close()
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert all(future.done() for future in futures)


@pytest.fixture
def _threads_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a person's surroundings are: those of the tests have it already."""
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)


@pytest.mark.usefixtures("_threads_not_set", "spawned")
def test_workers_are_polite_and_light(pool: WorkerPool) -> None:
    with pytest.raises(UnreadableFile):
        pool.submit(analyse, Path("/nowhere.mp3")).result(60)
    niceness, threads, modules = [pool.submit(calls.surroundings).result(60) for _ in range(2)][-1]
    assert niceness == 10
    assert threads == "1"
    assert not modules & {"torch", "librosa", "qdrant_edge", "PySide6", "sklearn", "numba"}
