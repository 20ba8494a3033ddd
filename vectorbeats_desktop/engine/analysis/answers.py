"""Reading what a worker sends. It has had a stranger's file in its memory: what it says is data, and runs nothing."""

from __future__ import annotations

import pickle
import re
import struct
import sys
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from io import BytesIO
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.worker import Answer
from vectorbeats_desktop.engine.errors import KnownError

OWN = "vectorbeats_desktop.engine."
_NUMBERS = re.compile(r"[fiu][1248]|b1")
_BROKEN = (
    pickle.UnpicklingError, EOFError, ImportError, AttributeError, ValueError, TypeError, KeyError, IndexError,
    OverflowError, MemoryError, AssertionError, struct.error,
)  # fmt: skip  # what pickle raises for broken messages; it promises no one kind


class ForbiddenAnswer(pickle.UnpicklingError):
    """A worker sent something else than records, arrays of numbers and errors."""


class _Kind:
    """Stands for NumPy's dtype, which ends the process over a state that makes no sense: numbers only."""

    def __init__(self, code: str, *_copied: object) -> None:
        if not _NUMBERS.fullmatch(code):
            raise ForbiddenAnswer(f"an array of {code}")
        self.dtype = np.dtype(code)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        if state[1] in ("<", ">"):
            self.dtype = self.dtype.newbyteorder(state[1])


def _array(content: bytes | bytearray, kind: _Kind, shape: tuple[int, ...], order: Any) -> NDArray[Any]:
    return np.frombuffer(content, kind.dtype).reshape(shape, order=order)


def _number(kind: _Kind, content: bytes) -> Any:
    return np.frombuffer(content, kind.dtype)[0]


_STAND_INS: dict[tuple[str, str], Any] = {("numpy", "dtype"): _Kind}
for _package in ("numpy._core", "numpy.core"):  # since NumPy 2, and before
    _STAND_INS[f"{_package}.numeric", "_frombuffer"] = _array
    _STAND_INS[f"{_package}.multiarray", "scalar"] = _number


class _Records(pickle._Unpickler):
    """Makes records, enumerations, known errors and arrays again, and refuses every other name.

    In Python: the one in C takes gigabytes for a message of a few bytes that says so (LONG_BINPUT), and lets a message
    change a class. What takes time, the bytes of arrays, is one step in either.
    """

    stack: list[Any]
    read: Callable[[int], bytes]
    append: Callable[[Any], None]
    dispatch: ClassVar[dict[int, Callable[[Any], None]]] = dict(pickle._Unpickler.dispatch)

    def find_class(self, module: str, name: str) -> Any:
        if (stand_in := _STAND_INS.get((module, name))) is not None:
            return stand_in
        if "." in name or not (module in sys.modules or module.startswith(OWN)):
            raise ForbiddenAnswer(f"{module}.{name}")
        found = super().find_class(module, name)
        if isinstance(found, type) and (_is_record(found) or issubclass(found, Enum | KnownError)):
            return found
        raise ForbiddenAnswer(f"{module}.{name}")

    def load_build(self) -> None:
        if len(self.stack) > 1 and isinstance(self.stack[-2], type):
            raise ForbiddenAnswer("a change to a class")
        pickle._Unpickler.dispatch[pickle.BUILD[0]](self)  # type: ignore[arg-type]

    def load_bytearray8(self) -> None:
        (size,) = struct.unpack("<Q", self.read(8))
        content = bytearray(self.read(size))  # what is there, not what it says is there
        if len(content) != size:
            raise ForbiddenAnswer("less than it says")
        self.append(content)

    dispatch[pickle.BUILD[0]] = load_build
    dispatch[pickle.BYTEARRAY8[0]] = load_bytearray8


def _is_record(found: type) -> bool:
    return is_dataclass(found) and bool(found.__dataclass_params__.frozen)  # type: ignore[attr-defined]


def loads(message: bytes) -> Any:
    """The answer in a message. Raises ForbiddenAnswer for one that is none."""
    try:
        return _Records(BytesIO(message)).load()
    except _BROKEN as error:
        raise ForbiddenAnswer(f"{type(error).__name__}: {error}") from error


def checked(answer: Any) -> Answer:
    """The answer, if it is one. Raises ForbiddenAnswer."""
    whole = isinstance(answer, Answer) and all(hasattr(answer, field) for field in ("value", "error", "bug"))
    if whole and isinstance(answer.bug, str) and (answer.error is None or _told(answer.error)):
        return answer  # type: ignore[no-any-return]
    raise ForbiddenAnswer(type(answer).__name__)


def _told(error: Any) -> bool:
    if not isinstance(error, tuple) or [type(each) for each in error[1:]] != [str, str]:
        return False
    return isinstance(error[0], type) and issubclass(error[0], KnownError)
