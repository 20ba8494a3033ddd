"""The last few answers, kept: who turns a slider or a filter asks about the same hum again and again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Generic, TypeVar

from vectorbeats_desktop.engine.errors import UnreadableFile

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """Keeps the `size` answers that were asked for last. Safe to use from several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._known: dict[Hashable, Value] = {}

    def known(self, key: Hashable) -> Value | None:
        """The answer kept under `key`, or None."""
        with self._lock:
            if key not in self._known:
                return None
            self._known[key] = known = self._known.pop(key)  # now the youngest
            return known

    def keep(self, key: Hashable, value: Value) -> Value:
        """Keep an answer, and return it."""
        with self._lock:
            self._known.pop(key, None)
            self._known[key] = value
            while len(self._known) > self._size:
                del self._known[next(iter(self._known))]
        return value

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._known.clear()

    def get(self, key: Hashable, find: Callable[[], Value]) -> Value:
        """The answer kept under `key`, or what `find` finds; two threads may find the same at once."""
        with self._lock:
            if key in self._known:
                self._known[key] = known = self._known.pop(key)  # now the youngest
                return known
        return self.keep(key, find())


def content_key(path: Path, *others: Hashable) -> Hashable:
    """A key under which what was read of a file may be kept until the file changes. Raises UnreadableFile."""
    try:
        seen = path.stat()
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be read: {error.strerror}.") from error
    return path, seen.st_size, seen.st_mtime_ns, *others
