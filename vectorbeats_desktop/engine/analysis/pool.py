"""A pool of worker processes that may crash, hang or swell without harm to the program.

A thread for each worker drives its process over a pipe: decoders are C code fed with files from
anywhere, so whatever happens to one must stay in one process and be told of one file.
"""

from __future__ import annotations

import itertools
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from pickle import UnpicklingError
from queue import Empty, PriorityQueue, SimpleQueue
from types import TracebackType
from typing import Any

import psutil

from vectorbeats_desktop.engine import request
from vectorbeats_desktop.engine.analysis import answers, worker
from vectorbeats_desktop.engine.analysis.worker import TRY_HINT, Answer
from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout, tell_loss
from vectorbeats_desktop.engine.confinement import Confinement
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.task import TaskContext

logger = logging.getLogger(__name__)

SAMPLE_S = 0.25  # between two looks at a worker's memory
CLOCK_FACTOR = 10
"""A file may take this many times its processor time by the clock: on a busy computer a good file is slow,
and only one on a dead drive takes that long."""
START_S = 120.0  # for a worker to start, which no file is to blame for
IDLE_S = 30.0  # after which a worker without work ends and gives its memory back
RENEW_SHARE = 0.8  # of the memory bound; a worker that rests above it is renewed before its next file
SLACK_MB = 256.0  # between the bound, at which a worker is ended when it is looked at, and where the system says no
URGENT, USUAL, LAST = 0, 1, 2
MB = 1_000_000


class WorkerCrashed(KnownError):
    """The worker ended, hung or swelled on a file; another try may succeed, a second failure means no."""

    code = "worker_crashed"


class AnalysisBug(KnownError):
    """The program itself failed on a file; the log has the traceback."""

    code = "internal_error"


@dataclass(frozen=True, slots=True)
class Task:
    """A call of a module-level function in a worker. `key` tells the caller what it was for."""

    key: Any
    function: Callable[..., Any]
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its value, or the failure. `crashed` when it took its worker along."""

    task: Task
    value: Any = None
    failure: KnownError | None = None

    @property
    def crashed(self) -> bool:
        return isinstance(self.failure, WorkerCrashed)


class WorkerPool:
    """Runs functions in spawned processes, as many at once as there are workers.

    Workers start when there is work and end after a while without. Any thread may call.

    Args:
        size: number of workers; 0 means one for each core this process may use.
        timeout_s: seconds of processor time after which a call is given up and its worker
            ended; by the clock, ten times as many.
        memory_mb: resident memory, in MB, at which a worker is ended.
        idle_s: seconds without work after which a worker ends; half a minute when it is not told.
        writable: folders in which the workers may make files; where the system can, they write nothing else.
    """

    def __init__(
        self,
        size: int = 0,
        timeout_s: float = 120.0,
        memory_mb: float = 700.0,
        writable: Sequence[Path] = (),
        idle_s: float | None = None,
    ) -> None:
        self.size = size or usable_cores()
        # Here, and not only in the worker: a child imports the parent's main module first, and with it perhaps NumPy.
        for variable in worker.BLAS_VARIABLES:
            os.environ.setdefault(variable, "1")
        self._queue: PriorityQueue[tuple[int, int, _Call | None]] = PriorityQueue()
        self._order = itertools.count()
        self._closing = threading.Event()
        self._workers = [
            _Worker(number, self._queue, timeout_s, memory_mb, writable, idle_s, self._closing)
            for number in range(self.size)
        ]

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """Call a function before all that waits in `run`; for a person who waits for the answer.

        The future raises what the function raised if it is a KnownError, else WorkerCrashed or
        AnalysisBug.
        """
        return self._put(URGENT, function, args)

    def run(self, tasks: Iterable[Task], ctx: TaskContext) -> Iterator[Outcome]:
        """Run tasks and yield their outcomes as they come, in no order.

        Tasks are taken as workers become free. Pausing the context lets those begun finish and
        begins no more. Raises Cancelled; what was begun is then given up.
        """
        source = iter(tasks)
        arrived: SimpleQueue[tuple[Task, Future[Any]]] = SimpleQueue()
        waiting: set[Future[Any]] = set()
        try:
            while True:
                ctx.checkpoint()
                for task in itertools.islice(source, 2 * self.size - len(waiting)):
                    future = self._put(USUAL, task.function, task.args)
                    waiting.add(future)
                    future.add_done_callback(lambda done, task=task: arrived.put((task, done)))  # type: ignore[misc]
                if not waiting:
                    return
                try:
                    task, future = arrived.get(timeout=SAMPLE_S)
                except Empty:
                    continue
                # This one only: others that are done by now are still to be taken out of the queue.
                waiting.discard(future)
                yield _outcome(task, future)
        finally:
            for future in waiting:
                future.cancel()

    def pids(self) -> list[int]:
        """The processes of the workers that run now."""
        return [pid for each in self._workers if (pid := each.pid) is not None]

    def close(self) -> None:
        """End all workers, in the middle of their work if need be."""
        self._closing.set()
        for _ in self._workers:
            self._queue.put((LAST, next(self._order), None))
        for each in self._workers:
            each.join()
        while not self._queue.empty():
            _, _, call = self._queue.get()
            if call is not None:
                call.future.cancel()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _put(self, priority: int, function: Callable[..., Any], args: tuple[Any, ...]) -> Future[Any]:
        if self._closing.is_set():
            raise RuntimeError("the pool is closed")
        call = _Call(function, args, Future(), request.current())
        self._queue.put((priority, next(self._order), call))
        return call.future


def usable_cores() -> int:
    """How many cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _made_again(kind: type[KnownError], message: str, hint: str) -> KnownError:
    """The error as the worker raised it; its kind's own constructor may take other things."""
    error = kind.__new__(kind)
    KnownError.__init__(error, message, hint)
    return error


def _outcome(task: Task, done: Future[Any]) -> Outcome:
    if done.cancelled():
        return Outcome(task, failure=WorkerCrashed("The analysis was stopped."))
    error = done.exception()
    if isinstance(error, KnownError):
        return Outcome(task, failure=error)
    if error is not None:
        raise error
    return Outcome(task, value=done.result())


@dataclass(frozen=True, slots=True)
class _Call:
    function: Callable[..., Any]
    args: tuple[Any, ...]
    future: Future[Any]
    request: str


class _Watch:
    """Time and memory of one call."""

    def __init__(self, process: psutil.Process, timeout_s: float, memory: float) -> None:
        self._process = process
        self._timeout_s = timeout_s
        self._memory = memory
        self._started = time.monotonic()
        self._used_before = processor_s(process)

    def look(self) -> None:
        """Raise WorkerCrashed when the call has taken too much."""
        used = processor_s(self._process) - self._used_before
        if used > self._timeout_s or time.monotonic() - self._started > CLOCK_FACTOR * self._timeout_s:
            raise WorkerCrashed(f"Reading this file took longer than {self._timeout_s:.0f} seconds.", TRY_HINT)
        if resident(self._process) > self._memory:
            raise WorkerCrashed(f"Reading this file took more than {self._memory / MB:.0f} MB of memory.", TRY_HINT)


def processor_s(process: psutil.Process) -> float:
    """Processor time a process has used, in seconds; 0 when it has just ended, which its pipe tells next."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def resident(process: psutil.Process) -> int:
    """Resident memory in bytes; 0 when the process has just ended, which its pipe tells next."""
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


class _Worker:
    """One worker process and the thread that drives it."""

    def __init__(
        self,
        number: int,
        queue: PriorityQueue[tuple[int, int, _Call | None]],
        timeout_s: float,
        memory_mb: float,
        writable: Sequence[Path],
        idle_s: float | None,
        closing: threading.Event,
    ) -> None:
        self._name = f"analysis-{number}"
        self._queue = queue
        self._timeout_s = timeout_s
        self._memory = memory_mb * MB
        self._confined = tuple(writable), int((memory_mb + SLACK_MB) * MB)
        self._idle_s = idle_s
        self._closing = closing
        self._child: Child | None = None
        self._process: psutil.Process | None = None
        self._thread = threading.Thread(target=self._loop, name=self._name, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        child = self._child
        return child.pid if child is not None else None

    def join(self) -> None:
        self._thread.join()

    def _loop(self) -> None:
        while not self._closing.is_set():
            try:
                _, _, call = self._queue.get(timeout=self._idle_s or IDLE_S)
            except Empty:
                self._end()
                continue
            if call is not None and call.future.set_running_or_notify_cancel():
                with request.following(call.request):
                    self._serve(call)
        self._end()

    def _serve(self, call: _Call) -> None:
        try:
            answer = self._ask(call)
        except WorkerCrashed as crash:
            if self._child is not None and self._child.alive and not self._closing.is_set():
                tell_loss(self._name)  # it is ended now, for the time or the memory that it took
            self._end(kill=True)
            call.future.set_exception(crash)
            return
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits for the call
            self._end(kill=True)
            call.future.set_exception(error)
            return
        if answer.error is not None:
            kind, message, hint = answer.error
            call.future.set_exception(_made_again(kind, message, hint))
        elif answer.bug:
            logger.error("a worker failed", extra={"call": call.function.__name__, "traceback": answer.bug})
            call.future.set_exception(AnalysisBug("The program failed on this file.", "The log has the details."))
        else:
            call.future.set_result(answer.value)
        if self._resident() > RENEW_SHARE * self._memory:
            self._end()

    def _ask(self, call: _Call) -> Answer:
        """Send the call and wait for its answer, with an eye on time and memory. Raises WorkerCrashed."""
        try:
            child, process = self._running()
            watch = _Watch(process, self._timeout_s, self._memory)
            child.send((call.function, call.args))
            while True:
                try:
                    return answers.checked(child.receive(SAMPLE_S))
                except ChildTimeout:
                    self._look(watch)
        except ChildDied as death:
            raise WorkerCrashed("The decoder crashed on this file.", TRY_HINT) from death
        except UnpicklingError as message:
            logger.warning("a worker sent what is no answer: %s", message)
            raise WorkerCrashed("The decoder crashed on this file.", TRY_HINT) from message

    def _running(self) -> tuple[Child, psutil.Process]:
        """The process, started when there is none; its start is charged to no file. Raises WorkerCrashed, ChildDied."""
        if self._child is None or self._process is None:
            self._make_writable()
            child = self._child = Child(self._name, worker.main, *self._confined, loads=answers.loads)
            self._process = psutil.Process(child.pid)
            give_up = time.monotonic() + START_S
            while not child.pipe.poll(SAMPLE_S):
                self._look_up()
                if time.monotonic() > give_up:
                    raise WorkerCrashed("The process that reads files did not start.", "Close other programs.")
            confined: Confinement = child.receive()
            if not confined.complete:
                logger.info("a worker is confined in part", extra={"confined": asdict(confined)})
        return self._child, self._process

    def _make_writable(self) -> None:
        """Make what the worker may write: it is let into folders that are there, and makes none itself."""
        for folder in self._confined[0]:
            with suppress(OSError):  # it is told of a folder that cannot be made when it writes there
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _look(self, watch: _Watch) -> None:
        self._look_up()
        watch.look()

    def _look_up(self) -> None:
        if self._closing.is_set():
            raise WorkerCrashed("The analysis was stopped.")

    def _resident(self) -> int:
        return resident(self._process) if self._process is not None else 0

    def _end(self, *, kill: bool = False) -> None:
        child, self._child, self._process = self._child, None, None
        if child is not None:
            child.kill() if kill else child.close()
