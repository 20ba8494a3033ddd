"""A drive that does not answer, as a network's whose server is gone: whoever looks at its folders waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.library import watch


@contextmanager
def dead_drive(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The watcher's own thread does not come back from its next look before this is left; the event tells of it."""
    looked, back, look = threading.Event(), threading.Event(), watch._identity

    def never(folder: Path) -> tuple[int, int] | None:
        if threading.current_thread().name == "folder-watcher":
            looked.set()
            back.wait(30)
        return look(folder)

    monkeypatch.setattr(watch, "_identity", never)
    try:
        yield looked
    finally:
        back.set()
