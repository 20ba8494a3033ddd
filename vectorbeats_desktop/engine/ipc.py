"""The local socket by which a second start of the program reaches the first.

The owner of a data folder listens; its address and a secret lie in the folder, readable by
the same user only. Who calls as another user is turned away even with the secret. Messages are JSON; nothing is ever
unpickled. A call carries the command
line's arguments and working folder; the answer is what the command prints, then its exit code.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine import peers, request
from vectorbeats_desktop.engine.concealing import conceal
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.untrusted_json import loads

ADDRESS_NAME = "owner.json"
WATCH_S = 0.2
LONGEST_UNIX_PATH = 100  # sun_path holds 104 bytes on macOS, 108 on Linux

Write = Callable[[str, str], None]
"""Takes the stream's name, "stdout" or "stderr", and text."""

Handler = Callable[[list[str], Path, Write, TaskContext], int]
"""Runs a command line in a working folder and returns its exit code."""

log = logging.getLogger(__name__)


def _send(pipe: Connection, message: dict[str, Any]) -> None:
    pipe.send_bytes(json.dumps(message).encode())


def _receive(pipe: Connection) -> dict[str, Any]:
    message = loads(pipe.recv_bytes())
    if not isinstance(message, dict):
        raise ValueError("a message is a JSON object")  # noqa: TRY004 - its content is wrong
    return message


def _request(pipe: Connection) -> tuple[list[str], Path, str]:
    """A call's command line, the folder that it was typed in, and its request's id. Raises ValueError."""
    said = _receive(pipe)
    argv, cwd, asked_by = said.get("argv"), said.get("cwd"), said.get("request") or request.new()
    if not isinstance(argv, list) or not all(isinstance(word, str) for word in [*argv, cwd, asked_by]):
        raise ValueError("a call has a command line and a folder")
    return argv, Path(str(cwd)), str(asked_by)


class OwnerLeft(Exception):
    """The program that was to answer is closing, and has printed nothing of the answer: ask again, or do it oneself."""


class Server:
    """Answers calls from other processes of the same user, each in a thread of its own.

    Where no socket can be made (no room, paths that are too long) it answers nobody, which the log says: this program
    works, and others are told that the folder is in use.
    """

    def __init__(self, paths: Paths, handler: Handler) -> None:
        self._handler = handler
        self._address_file = paths.data / ADDRESS_NAME
        self._secret = secrets.token_bytes(32)
        conceal(self._secret.hex())
        self._closing = False
        self._lock = threading.Lock()
        self._tasks: dict[threading.Thread, TaskContext] = {}
        self._folder: Path | None = None
        self._listener: Listener | None = None
        self._thread: threading.Thread | None = None
        try:
            self._folder, self._listener = _listen(paths, self._secret)
            self._publish(self._listener)
        except OSError as error:  # a full disk, or a path that is too long
            log.warning("no other process can reach this one", extra={"reason": str(error)})
        if self._listener is not None:
            self._thread = threading.Thread(target=self._accept, args=(self._listener,), name="ipc-server", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop listening, cancel what is running for others, and wait for it."""
        self._closing = True
        if self._listener is None or self._thread is None:
            return
        self._address_file.unlink(missing_ok=True)
        # accept() is woken by a connection; closing the socket alone leaves it waiting on Linux.
        with contextlib.suppress(OSError, EOFError, AuthenticationError):
            # Without the secret, so without waiting for a challenge that nobody may send any more.
            Client(self._listener.address).close()
        self._thread.join()
        self._listener.close()
        with self._lock:
            running = dict(self._tasks)
        for context in running.values():
            context.cancel()
        for thread in running:
            thread.join()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _publish(self, listener: Listener) -> None:
        _write_private(self._address_file, {"address": str(listener.address), "secret": self._secret.hex()})

    def _accept(self, listener: Listener) -> None:
        while True:
            try:
                pipe = listener.accept()
            except (OSError, EOFError, AuthenticationError) as error:
                if self._closing:
                    return
                log.warning("a caller was turned away", extra={"reason": str(error)})
                continue
            if self._closing:
                pipe.close()
                return
            if not peers.is_same_user(pipe.fileno()):
                log.warning("a caller of another user was turned away")
                pipe.close()
                continue
            context = TaskContext()
            thread = threading.Thread(target=self._answer, args=(pipe, context), name="ipc-call", daemon=True)
            with self._lock:
                self._tasks[thread] = context
            thread.start()

    def _answer(self, pipe: Connection, context: TaskContext) -> None:
        ended = threading.Event()
        gone = threading.Thread(target=_cancel_when_gone, args=(pipe, context, ended), name="ipc-watch", daemon=True)
        try:
            argv, folder, asked_by = _request(pipe)
            request.follow(asked_by)
            gone.start()

            answered = threading.Event()

            def write(stream: str, text: str) -> None:
                if stream == "stdout":
                    answered.set()
                if not self._gives_up(context, answered):
                    _send(pipe, {"stream": stream, "text": text})

            code = self._handler(argv, folder, write, context)
            _send(pipe, {"again": True} if self._gives_up(context, answered) else {"exit": code})
        except (OSError, EOFError, ValueError, KeyError) as error:
            log.info("a call ended early", extra={"reason": repr(error)})
        finally:
            ended.set()
            if gone.ident is not None:
                gone.join()
            pipe.close()
            with self._lock:
                self._tasks.pop(threading.current_thread(), None)

    def _gives_up(self, context: TaskContext, answered: threading.Event) -> bool:
        """Whether a call is cut off by this program's end before any of its answer was printed."""
        return self._closing and context.cancelled and not answered.is_set()


def call(paths: Paths, argv: Sequence[str], cwd: Path, write: Write) -> int | None:
    """Have the running program run a command; its exit code, or None when none runs.

    What it prints is passed to `write` as it comes. A program that ends in the middle of the
    call gives exit code 3. Raises OwnerLeft.
    """
    try:
        entry = loads((paths.data / ADDRESS_NAME).read_text(encoding="utf-8"))
        pipe = Client(entry["address"], authkey=bytes.fromhex(entry["secret"]))
    except (OSError, EOFError, ValueError, KeyError, TypeError, AuthenticationError):
        return None  # nobody listens, or what is there was left by a crash
    with pipe:
        try:
            _send(pipe, {"argv": list(argv), "cwd": str(cwd), "request": request.current()})
            while "exit" not in (message := _receive(pipe)):
                if "again" in message:
                    raise OwnerLeft
                write(str(message["stream"]), str(message["text"]))
        except (OSError, EOFError):
            write("stderr", "The running program ended before it had answered.\n")
            return 3
        return int(message["exit"])


def _cancel_when_gone(pipe: Connection, context: TaskContext, ended: threading.Event) -> None:
    """Cancel a task whose caller has closed its end; a caller says nothing after its request."""
    while not ended.is_set():
        try:
            if pipe.poll(WATCH_S):
                context.cancel()
                return
        except (OSError, EOFError):  # on Windows a broken pipe is an error, not readable
            context.cancel()
            return


def _listen(paths: Paths, secret: bytes) -> tuple[Path | None, Listener]:
    """Listen in the data folder, else in a temporary one, which is returned as well."""
    if os.name == "nt":
        return None, Listener(rf"\\.\pipe\vectorbeats-{secrets.token_hex(8)}", authkey=secret)
    beside = paths.data / f"owner-{os.getpid()}.socket"
    if len(os.fsencode(beside)) <= LONGEST_UNIX_PATH:
        for stale in paths.data.glob("owner-*.socket"):
            stale.unlink(missing_ok=True)  # left by a crash; we own the folder
        with contextlib.suppress(OSError):  # a file system that knows no sockets, such as a USB stick's
            return None, _private(str(beside), secret)
    folder = Path(tempfile.mkdtemp(prefix="vectorbeats-"))
    try:
        return folder, _private(str(folder / "owner.socket"), secret)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _private(address: str, secret: bytes) -> Listener:
    """Listen on a socket that nobody else may connect to, wherever it lies."""
    listener = Listener(address, authkey=secret)
    Path(address).chmod(0o600)
    return listener


def _write_private(path: Path, entry: dict[str, str]) -> None:
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(entry, file)
    part.replace(path)
