"""The command line: reads the arguments, finds who shall answer, and prints.

A command is answered by the program that has the data folder open, if there is one; otherwise it
opens the folder itself, and answers others meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from vectorbeats_desktop.commands.answering import answer, execute, execute_alone, execute_without_library, say_error
from vectorbeats_desktop.commands.backup import GoBack, ListCopies
from vectorbeats_desktop.commands.command import Command
from vectorbeats_desktop.commands.output import INTERRUPTED, READER_GONE, Output, ReaderGone
from vectorbeats_desktop.commands.parsing import OpenWindow, parse
from vectorbeats_desktop.commands.record import RecordCommand
from vectorbeats_desktop.commands.sync import KeyCommand
from vectorbeats_desktop.engine import ipc, request
from vectorbeats_desktop.engine.errors import CatalogDamaged, DataFolderBusy, KnownError
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

OWNER_WAIT_S = 10.0  # for an owner that is just starting or just ending
OWNER_POLL_S = 0.2


def run(argv: Sequence[str]) -> int:
    """Run a command line and return its exit code: 0 found, 1 nothing found, 2 wrong use, 3 failed."""
    _make_printable()
    if not argv and _has_display():
        return _open_window(())
    parsed = parse(argv or ["--help"])
    if isinstance(parsed, int):
        return parsed
    if isinstance(parsed, OpenWindow):
        return _open_window(parsed.files)
    try:
        with request.following(request.new()):
            if isinstance(parsed, RecordCommand | KeyCommand):
                return _done_alone(parsed)
            return _answered_by_someone(list(argv), parsed)
    except ReaderGone:
        _drop_stdout()
        return READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _answered_by_someone(argv: list[str], command: Command) -> int:
    paths, cwd = Paths.default(), _working_folder()
    give_up = time.monotonic() + OWNER_WAIT_S
    while True:
        try:
            code = ipc.call(paths, argv, cwd, _print)
        except ipc.OwnerLeft:
            give_up = time.monotonic() + OWNER_WAIT_S
            continue
        if code is not None:
            return code
        try:
            session = Session.open(paths, wait_s=OWNER_POLL_S)
        except DataFolderBusy as error:
            if time.monotonic() > give_up:
                return say_error(error, Output(_print), command.as_json)
        except CatalogDamaged as error:
            if isinstance(command, GoBack | ListCopies):
                return execute_without_library(command, cwd, _print, TaskContext())
            return say_error(error, Output(_print), command.as_json)
        except KnownError as error:
            return say_error(error, Output(_print), command.as_json)
        else:
            with session:
                return _answered_here(session, command, cwd)


def _answered_here(session: Session, command: Command, cwd: Path) -> int:
    server = ipc.Server(session.paths, lambda *call: answer(session, *call))
    ctx = TaskContext()
    try:
        with _ended_by_signal(ctx):
            return execute(command, session, cwd, _print, ctx)
    finally:
        server.close()


def _done_alone(command: RecordCommand | KeyCommand) -> int:
    ctx = TaskContext()
    with _ended_by_signal(ctx):
        return execute_alone(command, _working_folder(), _print, ctx)


def _open_window(files: Sequence[str]) -> int:
    from vectorbeats_desktop import app  # with Qt, for this one command

    return app.run([str(_working_folder() / file) for file in files])


def _has_display() -> bool:
    """True when a window can be shown: elsewhere than on Linux there always is a screen."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path.home()  # the folder was deleted under the shell; absolute paths still work


def _print(stream: str, text: str) -> None:
    target = sys.stdout if stream == "stdout" else sys.stderr
    try:
        target.write(text)
        target.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def _make_printable() -> None:
    """Let any file name be printed, on any terminal: what it cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _drop_stdout() -> None:
    """Send what Python still flushes at its end to nowhere; the reader has left."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _ended_by_signal(ctx: TaskContext) -> Iterator[None]:
    """Let the first Ctrl+C stop the task in good order; a second one ends at once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        ctx.cancel()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
