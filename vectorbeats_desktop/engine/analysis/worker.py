"""The child's side of the pool. Imports nothing heavy before it has set its threads and given up its rights."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.children import Pipe
from vectorbeats_desktop.engine.confinement import confine
from vectorbeats_desktop.engine.errors import KnownError

NICENESS = 10
BLAS_VARIABLES = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")  # what NumPy's wheels multiply matrices with

TRY_HINT = "Copy it again from where it came from, then choose “Try again”."

Call = tuple[Callable[..., Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gave: a value, a known error, or the traceback of a bug."""

    value: Any = None
    error: tuple[type[KnownError], str, str] | None = None  # kind, message, hint
    bug: str = ""


class OutOfMemory(KnownError):
    """A file asked for more memory than a worker may have."""

    code = "out_of_memory"


def main(pipe: Pipe, writable: Sequence[Path], memory: int) -> None:
    """Be confined, say how (a Confinement), and answer calls, one after the other, until the pipe ends.

    Nothing but the folders `writable` is written, and `memory` bytes are all that is taken beyond what is there.
    """
    for variable in BLAS_VARIABLES:  # there is a process for each core already
        os.environ[variable] = "1"
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    pipe.send_bytes(message_of(confine(writable, memory)))
    while True:
        try:
            function, args = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send_bytes(message_of(_answer(function, args)))
        except (BrokenPipeError, ConnectionResetError):
            return


def message_of(said: object) -> bytes:
    """What is sent: pickled by protocol 5, in which arrays are nothing but bytes, see `answers`."""
    written = BytesIO()
    _Pickler(written, protocol=5).dump(said)
    return written.getvalue()


class _Pickler(pickle.Pickler):
    """Lays arrays out in one piece, so that they can be read without NumPy's own ways of making them again."""

    def reducer_override(self, said: Any) -> Any:
        if type(said).__name__ == "ndarray" and not said.flags.forc:
            return said.copy().__reduce_ex__(5)
        return NotImplemented


def _answer(function: Callable[..., Any], args: tuple[Any, ...]) -> Answer:
    """Run one call. This is the job runner of this process: a bug met in one file must not end the run."""
    try:
        return Answer(value=function(*args))
    except KnownError as error:
        return Answer(error=(type(error), error.message, error.hint))
    except MemoryError:
        return Answer(error=(OutOfMemory, "Reading this file took more memory than there is for it.", TRY_HINT))
    except Exception:  # noqa: BLE001 - handed to the parent, which logs it with its traceback
        return Answer(bug="".join(traceback.format_exception(*sys.exc_info())))
