"""A command on an open session: run for this process or for a caller in another one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from vectorbeats_desktop.commands.command import Command, Workplace
from vectorbeats_desktop.commands.output import FAILED, INTERRUPTED, WRONG_USE, Output, Write
from vectorbeats_desktop.commands.parsing import OpenWindow, parse
from vectorbeats_desktop.engine.errors import BadQuery, BadSetting, Cancelled, KnownError
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

BUSY_WITH_COMMAND = "A command of VectorBeats is using the library. Open the window when it has finished.\n"

logger = logging.getLogger(__name__)


def answer(session: Session, argv: Sequence[str], cwd: Path, write: Write, ctx: TaskContext) -> int:
    """Run a command line on an open session, for a caller in another process, and return its exit code."""
    parsed = parse(argv)
    if isinstance(parsed, int):
        return parsed
    if isinstance(parsed, OpenWindow):
        write("stderr", BUSY_WITH_COMMAND)
        return FAILED
    return execute(parsed, session, cwd, write, ctx)


def execute(command: Command, session: Session, cwd: Path, write: Write, ctx: TaskContext) -> int:
    """Run a command on a session; errors become words, JSON where it was asked for, and an exit code."""
    out = Output(write)
    ctx.sink = out.progress
    try:
        return command.run(Workplace(session, out, ctx, cwd))
    except KnownError as error:
        return say_error(error, out, command.as_json)
    except Cancelled:
        out.note("Stopped.")
        return INTERRUPTED


def say_error(error: KnownError, out: Output, as_json: bool) -> int:
    """Print what is the matter, also as JSON where that was asked for, and return the exit code."""
    out.note(str(error))
    if as_json:
        out.json({"error": error.message, "code": error.code, "hint": error.hint})
    logger.info("a command failed", extra={"code": error.code, "problem": error.message})
    return WRONG_USE if isinstance(error, BadQuery | BadSetting) else FAILED
