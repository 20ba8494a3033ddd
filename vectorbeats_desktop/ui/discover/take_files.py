"""The files of takes: in a folder of this run of the program, which goes when it ends."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.leavings import TAKES, run_folder
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.take import Take

WAIT_MS = 2000


class TakeFiles(QObject):
    """Writes takes in a thread: the disk may be slow, and the line on the screen must go on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("takes", opened=True)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._versions = count(1)

    def write(self, take: Take, trim: tuple[float, float], name: str) -> Job:
        """Write what is used of a take to a file of its own with that name; the result is its path.

        No file is ever written over: it may be playing, dragged away, or part of a query.
        """
        if self._folder is None:
            self._folder = run_folder(TAKES)
        folder = Path(self._folder.name) / str(next(self._versions))
        return self.write_to(take, trim, folder / name)

    def write_to(self, take: Take, trim: tuple[float, float], path: Path) -> Job:
        """Write what is used of a take where the person wants it; the result is the path."""

        def work(_context: TaskContext) -> Path:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                used = take if trim == (0.0, take.duration_s) else take.trimmed(*trim)
                used.save(path)
            except OSError as error:
                raise KnownError(
                    self.tr("The take could not be written: {0}.").format(error.strerror or str(error)),
                    self.tr("Make room on the disk, or choose another folder."),
                ) from error
            return path

        return self._lane.add(Job("write a take", work))

    def forget(self, paths: Sequence[Path]) -> None:
        """Remove the files of a take that nobody wants."""
        if not paths:
            return

        def work(_context: TaskContext) -> None:
            for path in paths:
                path.unlink(missing_ok=True)

        self._lane.add(Job("forget a take", work))

    def close(self) -> None:
        """Wait for what is under way and remove all takes that were not kept elsewhere."""
        if self._lane.shut(WAIT_MS) and self._folder is not None:
            self._folder.cleanup()
            self._folder = None
