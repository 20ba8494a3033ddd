"""Keeps watch over the library's folders, and says where in them something changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Folder
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.library.watch import FolderWatcher


class Watching(QObject):
    """Owns the watcher of the folders; a new list of folders replaces the old one."""

    places_changed = Signal(object)  # set[Path], of files and folders in the library's folders, or of those
    failed = Signal(object)

    _noticed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Watching a deep tree asks the system about each of its folders, which takes seconds.
        self._lane = Lane("watch", opened=True)
        self._watcher: FolderWatcher | None = None
        self._folders: tuple[Folder, ...] = ()
        self._noticed.connect(self._on_noticed)

    @property
    def active(self) -> bool:
        """Whether the watcher has begun."""
        return self._watcher is not None

    def watch(self, folders: Sequence[Folder], poll_interval_s: float) -> None:
        """Watch these folders and no others; what happens in those that were watched before is not missed."""
        self._folders = tuple(folders)
        paths = [folder.path for folder in folders]
        job = Job("watch folders", partial(self._replace, paths, poll_interval_s))
        job.failed.connect(self.failed)
        self._lane.add(job)

    def stop(self, wait_ms: int) -> bool:
        """Stop watching, and say whether everything has ended."""
        ended = self._lane.shut(wait_ms)
        if ended and self._watcher is not None:
            ended = self._watcher.stop(wait_ms / 1000)
            if ended:
                self._watcher = None
        return ended

    def _replace(self, paths: list[Path], poll_interval_s: float, _ctx: TaskContext) -> None:
        former: frozenset[Path] = frozenset()
        if self._watcher is not None:
            former = self._watcher.folders
            self._watcher.stop()
            self._watcher = None
        if paths:
            # Imported when there is something to watch: an empty window opens without it.
            from vectorbeats_desktop.engine.library.watch import FolderWatcher

            watcher = FolderWatcher(paths, self._notice, poll_interval_s)
            watcher.start()
            # What the former one had not told yet, or what happened while nobody watched.
            watcher.tell_whole(former.intersection(paths))
            self._watcher = watcher

    def _notice(self, changed: set[Path]) -> None:
        self._noticed.emit(changed)  # from the watcher's thread; the slot runs in the window's

    def _on_noticed(self, changed: set[Path]) -> None:
        places = {path for path in changed if any(path.is_relative_to(folder.path) for folder in self._folders)}
        if places:
            self.places_changed.emit(places)
