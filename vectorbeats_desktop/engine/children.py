"""Child processes: spawned, spoken to over a pipe, and never left behind.

A child ends when its pipe reaches its end. A child that is busy in a call that holds the GIL
cannot see that, so on Linux the kernel ends it with its parent as well (PR_SET_PDEATHSIG).
That signal comes when the *thread* that started the child ends, so one thread that lives as
long as the process starts them all.
"""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Any, Protocol

from vectorbeats_desktop.engine import child_log, request

PR_SET_PDEATHSIG = 1
POLL_S = 0.05
END_WAIT_S = 5.0
CONTEXT = multiprocessing.get_context("spawn")

logger = logging.getLogger(__name__)

LossListener = Callable[[str], None]
_listeners: list[LossListener] = []
_listening = threading.Lock()


def watch_losses(listener: LossListener) -> None:
    """Call `listener` with the name of each child that ends unasked."""
    with _listening:
        _listeners.append(listener)


def unwatch_losses(listener: LossListener) -> None:
    """Call it no more."""
    with _listening:
        _listeners.remove(listener)


def tell_loss(name: str) -> None:
    """Tell of a child that ended unasked, or was ended in the middle of its work."""
    with _listening:
        listeners = tuple(_listeners)
    for listener in listeners:
        listener(name)


class Pipe(Protocol):
    """A child's end of its pipe."""

    def poll(self, timeout: float | None = 0.0, /) -> bool: ...
    def recv(self) -> Any: ...
    def send(self, message: Any, /) -> None: ...
    def send_bytes(self, message: bytes, /) -> None: ...


class AskedPipe:
    """A child's end, which says of each message whose request it is, and how long its answer took."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._asked_at = 0.0

    def poll(self, timeout: float | None = 0.0, /) -> bool:
        return self._pipe.poll(timeout)

    def fileno(self) -> int:
        return self._pipe.fileno()

    def recv(self) -> Any:
        asked_by, message = self._pipe.recv()
        request.follow(asked_by)
        self._asked_at = time.monotonic()
        return message

    def send(self, message: Any, /) -> None:
        self._pipe.send(message)
        self._tell()

    def send_bytes(self, message: bytes, /) -> None:
        """Send a message that the child has put into bytes by itself."""
        self._pipe.send_bytes(message)
        self._tell()

    def _tell(self) -> None:
        if self._asked_at and logger.isEnabledFor(logging.DEBUG):
            took = 1000 * (time.monotonic() - self._asked_at)
            logger.debug("answered", extra={"ms": round(took, 1)})


Main = Callable[..., None]
"""What a child runs: `main(pipe, *args)`. It returns when `pipe.recv()` raises EOFError."""


class ChildDied(Exception):
    """The child ended in the middle of a call. `exit_code` is negative for a signal."""

    def __init__(self, name: str, exit_code: int | None) -> None:
        super().__init__(f"{name} ended with code {exit_code}")
        self.exit_code = exit_code


class ChildTimeout(Exception):
    """The child did not answer in time."""


def die_with_parent() -> None:
    """On Linux, ask the kernel to end this process when the thread that started it ends."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _run(main: Main, pipe: Connection, parent_pid: int, args: tuple[Any, ...]) -> None:
    die_with_parent()
    # Ctrl+C in a terminal reaches the whole group; the parent decides when a child ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux" and os.getppid() != parent_pid:
        os._exit(1)  # the parent died before the request was made
    main(pipe, *args)


def _begin(pipe: Connection, main: Main, log_pipe: Connection, level: int, *args: Any) -> None:
    """A child's first function: what it logs goes to the parent."""
    child_log.begin(log_pipe, level)
    main(AskedPipe(pipe), *args)


class _Starter:
    """The one thread that starts children (see above)."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[tuple[SpawnProcess, Future[None]]] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, process: SpawnProcess) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="child-starter", daemon=True)
                self._thread.start()
        done: Future[None] = Future()
        self._queue.put((process, done))
        done.result()

    def _loop(self) -> None:
        while True:
            process, done = self._queue.get()
            try:
                process.start()
            except BaseException as error:  # noqa: BLE001 - handed to the caller's thread
                done.set_exception(error)
            else:
                done.set_result(None)


_starter = _Starter()


class Child:
    """A spawned process and the parent's end of its pipe.

    `main` must be a module-level function; it and `args` are pickled. `loads` makes what the child sends of its bytes:
    pickle's own, unless the child reads what strangers made. Not thread-safe: the owner serialises its calls.
    """

    def __init__(self, name: str, main: Main, *args: Any, loads: Callable[[bytes], Any] = pickle.loads) -> None:
        self.name = name
        self._loads = loads
        self._told = False
        self.pipe, theirs = CONTEXT.Pipe()
        our_log, their_log = CONTEXT.Pipe(duplex=False)
        own = (main, their_log, child_log.level(), *args)
        self.process = CONTEXT.Process(target=_run, args=(_begin, theirs, os.getpid(), own), name=name, daemon=True)
        _starter.start(self.process)
        theirs.close()
        their_log.close()
        self._log = child_log.LogReader(name, our_log)

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    @property
    def alive(self) -> bool:
        return self.process.is_alive()

    def send(self, message: Any) -> None:
        """Send a message. Raises ChildDied."""
        try:
            self.pipe.send((request.current(), message))
        except OSError as error:
            raise self._death() from error

    def receive(self, timeout_s: float | None = None) -> Any:
        """Wait for the next message. Raises ChildDied, ChildTimeout."""
        try:
            if timeout_s is not None and not self.pipe.poll(timeout_s):
                raise ChildTimeout(self.name)
            message = self.pipe.recv_bytes()
        except (EOFError, OSError) as error:  # OSError: the child was killed in the middle of a message
            raise self._death() from error
        return self._loads(message)

    def request(self, message: Any, timeout_s: float | None = None) -> Any:
        """Send a message and wait for its answer. Raises ChildDied, ChildTimeout."""
        self.send(message)
        return self.receive(timeout_s)

    def kill(self) -> None:
        """End the child at once and reap it."""
        self._tell_if_lost()
        self.process.kill()
        self.process.join()
        self._log.join()
        self.pipe.close()

    def close(self) -> None:
        """Close the pipe, which ends a well-behaved child; kill one that does not end."""
        self._tell_if_lost()
        self.pipe.close()
        self.process.join(END_WAIT_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self._log.join()

    def _death(self) -> ChildDied:
        self.process.join(END_WAIT_S)
        if not self.process.is_alive():
            self._log.join()
        self._tell_if_lost()
        return ChildDied(self.name, self.process.exitcode)

    def _tell_if_lost(self) -> None:
        """Tell once of an end that nobody here asked for, also one while the child had nothing to do."""
        if not self._told and self.process.exitcode:  # None: it goes on; 0: it ended of idleness
            self._told = True
            tell_loss(self.name)
