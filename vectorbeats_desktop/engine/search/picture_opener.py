"""Pictures that a person drops, opened in a worker process: they come from anywhere, as music does."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.pool import WorkerCrashed, WorkerPool
from vectorbeats_desktop.engine.analysis.worker import OutOfMemory
from vectorbeats_desktop.engine.errors import UnreadableFile, UnreadablePicture
from vectorbeats_desktop.engine.search.recent import Recent, content_key
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext

KEPT = 16  # pictures that are remembered: those of a query, asked again with other weights

Pixels = NDArray[np.uint8]
"""RGB, shape (height, width, 3)."""

PictureOpener = Callable[[Path, int, TaskContext], Pixels]
"""Opens a picture file as a working copy of at most so many pixels a side. Raises UnreadablePicture, Cancelled."""


def working_copy(path: Path, side: int) -> Pixels:
    """A small copy of a picture, upright, at most `side` pixels wide and high. Raises UnreadablePicture."""
    from vectorbeats_desktop.engine.encoders.picture_file import load_picture

    return np.asarray(load_picture(path, side), np.uint8)


def opened_here(path: Path, side: int, _ctx: TaskContext) -> Pixels:
    """Open a picture in this process, for what trusts its pictures. Raises UnreadablePicture."""
    return working_copy(path, side)


def small_jpeg(data: bytes) -> bytes:
    """A picture's bytes as a JPEG of at most 512 pixels a side; empty for what cannot be opened."""
    from vectorbeats_desktop.engine.analysis import cover

    return cover.small_jpeg(data)


def get_ready() -> None:
    """What a worker does to open the first picture as soon as the next."""
    import vectorbeats_desktop.engine.encoders.picture_file  # noqa: F401 - it is imported for the next call


class PooledPictures:
    """Opens pictures in workers. Safe to use from several threads."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._recent: Recent[Pixels] = Recent(KEPT)

    def open(self, path: Path, side: int, ctx: TaskContext) -> Pixels:
        """A working copy of a picture file. Raises UnreadablePicture, Cancelled."""
        try:
            key = content_key(path, side)
        except UnreadableFile as error:
            raise UnreadablePicture(error.message, error.hint) from error
        return self._recent.get(key, lambda: self._opened(path, side, ctx))

    def warm(self) -> Future[None]:
        """Start a worker and let it import what opens pictures; nobody has to wait for it."""
        return self._pool.submit(get_ready)

    def small_jpeg(self, data: bytes, ctx: TaskContext) -> bytes:
        """A picture's bytes as a small JPEG; empty for what cannot be opened. Raises Cancelled."""
        try:
            made: bytes = result_of(self._pool.submit(small_jpeg, data), ctx)
        except (WorkerCrashed, OutOfMemory):
            return b""
        return made

    def _opened(self, path: Path, side: int, ctx: TaskContext) -> Pixels:
        try:
            pixels: Pixels = result_of(self._pool.submit(working_copy, path, side), ctx)
        except (WorkerCrashed, OutOfMemory) as error:
            raise UnreadablePicture(
                f"“{path.name}” cannot be opened: what reads pictures failed on it.",
                "Open it in a picture viewer and save it again as JPEG or PNG.",
            ) from error
        return pixels
