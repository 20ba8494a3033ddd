"""Reading what a worker sends. It has had a stranger's file in its memory: what it says is data and runs nothing."""

from __future__ import annotations

import pickle
import sys
from dataclasses import is_dataclass
from enum import Enum
from io import BytesIO
from typing import Any

from vectorbeats_desktop.engine.analysis.worker import Answer
from vectorbeats_desktop.engine.errors import KnownError

OWN = "vectorbeats_desktop.engine."
ARRAYS = {
    ("numpy", "dtype"), ("numpy", "ndarray"), ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"), ("numpy._core.numeric", "_frombuffer"),
    ("numpy.core.multiarray", "_reconstruct"), ("numpy.core.multiarray", "scalar"),
    ("numpy.core.numeric", "_frombuffer"),
}  # fmt: skip
"""What NumPy's arrays are made again by, under its names before version 2 and since."""

_BROKEN = (
    pickle.UnpicklingError, EOFError, ImportError, AttributeError, ValueError, TypeError, KeyError, IndexError,
    OverflowError, MemoryError,
)  # fmt: skip  # what pickle raises for broken messages; it promises no one kind


class ForbiddenAnswer(pickle.UnpicklingError):
    """A worker sent something else than records, arrays and errors."""


class _Records(pickle.Unpickler):
    """Makes records, enumerations, known errors and arrays again, and refuses every other name."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in ARRAYS:
            return super().find_class(module, name)
        if "." in name or not (module in sys.modules or module.startswith(OWN)):
            raise ForbiddenAnswer(f"{module}.{name}")
        found = super().find_class(module, name)
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | KnownError)):
            return found
        raise ForbiddenAnswer(f"{module}.{name}")


def loads(message: bytes) -> Any:
    """The answer in a message. Raises ForbiddenAnswer for one that is none."""
    try:
        return _Records(BytesIO(message)).load()
    except _BROKEN as error:
        raise ForbiddenAnswer(f"{type(error).__name__}: {error}") from error


def checked(answer: Any) -> Answer:
    """The answer, if it is one. Raises ForbiddenAnswer."""
    if isinstance(answer, Answer) and isinstance(answer.bug, str) and (answer.error is None or _told(answer.error)):
        return answer
    raise ForbiddenAnswer(type(answer).__name__)


def _told(error: Any) -> bool:
    kind, message, hint = error if isinstance(error, tuple) and len(error) == 3 else (None, None, None)
    return (
        isinstance(kind, type) and issubclass(kind, KnownError) and isinstance(message, str) and isinstance(hint, str)
    )
