"""The window's program as a test has it, which leaves nothing of it to the next one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from vectorbeats_desktop.app import Program
from vectorbeats_desktop.engine.paths import Paths


@contextmanager
def opened_program(application: QApplication, paths: Paths) -> Iterator[Program]:
    """The program, not started yet; closed at last, and its window gone: each later theme would restyle that too."""
    program = Program(application, paths)
    yield program
    program.window.close()
    assert program.close()
    program.window.deleteLater()
    program._theme.deleteLater()
