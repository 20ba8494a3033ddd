"""The child's side of the pool. Imports nothing heavy before it has set its threads."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.errors import KnownError

NICENESS = 10
BLAS_VARIABLES = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")  # what NumPy's wheels multiply matrices with

READY = "ready"

Call = tuple[Callable[..., Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gave: a value, a known error, or the traceback of a bug."""

    value: Any = None
    error: tuple[type[KnownError], str, str] | None = None  # kind, message, hint
    bug: str = ""


def main(pipe: Pipe) -> None:
    """Say READY, and answer calls, one after the other, until the pipe ends."""
    for variable in BLAS_VARIABLES:  # there is a process for each core already
        os.environ[variable] = "1"
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    pipe.send(READY)
    while True:
        try:
            function, args = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_answer(function, args))
        except (BrokenPipeError, ConnectionResetError):
            return


def _answer(function: Callable[..., Any], args: tuple[Any, ...]) -> Answer:
    """Run one call. This is the job runner of this process: a bug met in one file must not end the run."""
    try:
        return Answer(value=function(*args))
    except KnownError as error:
        return Answer(error=(type(error), error.message, error.hint))
    except Exception:  # noqa: BLE001 - handed to the parent, which logs it with its traceback
        return Answer(bug="".join(traceback.format_exception(*sys.exc_info())))
