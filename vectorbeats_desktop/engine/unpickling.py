"""Reads what a child answers as data, and as nothing else.

Children decode files from anywhere, and one may have been taken over by such a file. A pickle may call whatever it
names, so here it may name what answers are made of: the program's own records, enumerations and errors, NumPy's arrays,
paths.
"""

from __future__ import annotations

import builtins
import dataclasses
import importlib
import io
import pickle
import sys
from enum import Enum
from typing import Any

from vectorbeats_desktop.engine.errors import KnownError

OWN = "vectorbeats_desktop."
RECORDS = (tuple, Enum, Exception)
NUMPY = frozenset(
    (module, name)
    for package in ("numpy.core", "numpy._core")
    for module, name in (
        (f"{package}.multiarray", "_reconstruct"),
        (f"{package}.multiarray", "scalar"),
        (f"{package}.numeric", "_frombuffer"),
    )
) | {("numpy", "ndarray"), ("numpy", "dtype")}
PATHS = frozenset(
    (module, name)
    for module in ("pathlib", "pathlib._local")
    for name in ("Path", "PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath")
)
PLAIN = frozenset(("set", "frozenset", "bytearray", "complex", "range", "slice"))


class NotData(pickle.UnpicklingError):
    """An answer names something that is no data."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in NUMPY or (module, name) in PATHS:
            return super().find_class(module, name)
        if module == "builtins" and (name in PLAIN or _is_error(getattr(builtins, name, None))):
            return super().find_class(module, name)
        if "." not in name and _is_record(found := _named(module, name), own=module.startswith(OWN)):
            return found
        raise NotData(f"an answer names {module}.{name}")


def read(message: bytes) -> Any:
    """What a child sent. Raises NotData, UnpicklingError and what a damaged pickle raises."""
    return _Reader(io.BytesIO(message)).load()


def _named(module: str, name: str) -> Any:
    """What a module calls so; one that is not the program's own is not imported for that."""
    there = importlib.import_module(module) if module.startswith(OWN) else sys.modules.get(module)
    return getattr(there, name, None)


def _is_record(found: object, *, own: bool) -> bool:
    if not isinstance(found, type):
        return False
    return issubclass(found, KnownError) or (own and (dataclasses.is_dataclass(found) or issubclass(found, RECORDS)))


def _is_error(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, Exception)
