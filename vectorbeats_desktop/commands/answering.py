"""A command on an open session: run for this process or for a caller in another one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from vectorbeats_desktop.commands.backup import GoBack, ListCopies
from vectorbeats_desktop.commands.command import Command, Workplace
from vectorbeats_desktop.commands.hints import typed_hints
from vectorbeats_desktop.commands.output import FAILED, INTERRUPTED, WRONG_USE, Output, Write
from vectorbeats_desktop.commands.parsing import OpenWindow, parse
from vectorbeats_desktop.commands.record import RecordCommand
from vectorbeats_desktop.commands.sync import KeyCommand
from vectorbeats_desktop.engine import request
from vectorbeats_desktop.engine.errors import BadQuery, BadSetting, Cancelled, KnownError
from vectorbeats_desktop.engine.journal import Journal
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

BUSY_WITH_COMMAND = "A command of VectorBeats is using the library. Open the window when it has finished.\n"
NOT_FOR_OTHERS = "A program records, and asks for keys, only where it was asked to, and not for another one.\n"

logger = logging.getLogger(__name__)


def answer(session: Session, argv: Sequence[str], cwd: Path, write: Write, ctx: TaskContext) -> int:
    """Run a command line on an open session, for a caller in another process, and return its exit code."""
    parsed = parse(argv)
    if isinstance(parsed, int):
        return parsed
    if isinstance(parsed, OpenWindow):
        write("stderr", BUSY_WITH_COMMAND)
        return FAILED
    if isinstance(parsed, RecordCommand | KeyCommand):
        write("stderr", NOT_FOR_OTHERS)
        return FAILED
    return execute(parsed, session, cwd, write, ctx)


def execute(command: Command, session: Session, cwd: Path, write: Write, ctx: TaskContext) -> int:
    """Run a command on a session; errors become words, JSON where it was asked for, and an exit code."""
    out = Output(write)
    ctx.sink = out.progress

    def run() -> int:
        logger.info("a command begins", extra={"command": type(command).__name__})
        with typed_hints():
            return command.run(Workplace(session, out, ctx, cwd))

    return _outcome(run, out, command.as_json, session.journal)


def execute_alone(command: RecordCommand | KeyCommand, cwd: Path, write: Write, ctx: TaskContext) -> int:
    """Run a command that needs no session, as `execute` does."""
    out = Output(write)
    return _outcome(lambda: command.run(out, cwd, ctx), out, command.as_json)


def execute_without_library(command: GoBack | ListCopies, cwd: Path, write: Write, ctx: TaskContext) -> int:
    """Tell of copies, or go back to one, where the library does not open any more, as `execute` does."""
    out = Output(write)
    return _outcome(lambda: command.run_alone(out, cwd, ctx), out, command.as_json)


def _outcome(run: Callable[[], int], out: Output, as_json: bool, journal: Journal | None = None) -> int:
    try:
        return run()
    except KnownError as error:
        if journal is not None:
            journal.count_error(error.code)
        return say_error(error, out, as_json)
    except Cancelled:
        out.note("Stopped.")
        return INTERRUPTED


def say_error(error: KnownError, out: Output, as_json: bool) -> int:
    """Print what is the matter, also as JSON where that was asked for, and return the exit code."""
    out.note(str(error))
    if as_json:
        out.json({"error": error.message, "code": error.code, "hint": error.hint, "request": request.current()})
    logger.info("a command failed", extra={"code": error.code, "problem": error.message})
    return WRONG_USE if isinstance(error, BadQuery | BadSetting) else FAILED
