"""Makes query parts of dropped things, in a thread: a drop may lie on a slow drive, a picture may be large."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeDatabase, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QImage

from vectorbeats_desktop.engine.leavings import PICTURES, run_folder
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.discover.intake import kind_of
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

THUMBNAIL_PX = 160
THUMBNAIL_SIDE = 512  # of the copy that the chip's picture is made from, as models are shown it: it is opened once

Pixels = NDArray[np.uint8]
Opened = Callable[[Path, TaskContext], Pixels | None]
"""Opens a picture, elsewhere than in the window's process; None when it cannot be opened."""

WAIT_MS = 2000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A part that is ready to be asked, with the name and picture of its chip."""

    part: QueryPart
    name: str
    thumbnail: QImage | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that cannot be asked with. `folder` is set when it is a folder."""

    name: str
    folder: Path | None = None


class Shelf(QObject):
    """Looks at dropped files one after the other; pictures without a file get one of their own."""

    prepared = Signal(object)  # list[Prepared | Refused], in the order of the drop
    restored = Signal(object)  # list[Prepared | Refused]: what `take_again` was asked for

    def __init__(self, opened: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        # A queue of its own: looking at a file waits for no search, and no search for it.
        self._lane = Lane("shelf", opened=True)
        self._kept: tempfile.TemporaryDirectory[str] | None = None
        self._numbers = count(1)

    def take_paths(self, paths: Sequence[Path], caption: str = "", *, audio: Kind = Kind.AUTO) -> None:
        """Look at files; `audio` is what a piece of music or a recording is taken for."""
        self._start(lambda ctx: [self._look_at(path, caption, audio, ctx) for path in paths])

    def take_image(self, image: QImage, caption: str, fallback: str) -> None:
        """Keep a picture that came without a file; `fallback` names it when it has no caption."""
        target = self._folder() / f"picture-{next(self._numbers)}.png"
        self._start(lambda _context: [keep(image, target, caption, fallback)])

    def take_encoded(self, content: bytes, caption: str, fallback: str) -> None:
        """Keep a picture that came without a file, as it is encoded; `fallback` names it when it has no caption."""
        target = self._folder() / f"picture-{next(self._numbers)}"

        def kept(ctx: TaskContext) -> list[Prepared | Refused]:
            target.write_bytes(content)
            part = QueryPart(Kind.IMAGE, str(target), caption=caption)
            return [self._pictured(Prepared(part, caption or fallback), ctx)]

        self._start(kept)

    def take_again(self, parts: Sequence[QueryPart]) -> None:
        """Look whether the files of an earlier query are still there, and make their pictures."""
        self._start(lambda ctx: [self._pictured(look_again(part), ctx) for part in parts], self.restored)

    def close(self) -> None:
        """Wait for what is under way and remove the kept pictures."""
        if self._lane.shut(WAIT_MS) and self._kept is not None:
            self._kept.cleanup()
            self._kept = None

    def _look_at(self, path: Path, caption: str, audio: Kind, ctx: TaskContext) -> Prepared | Refused:
        return self._pictured(look_at(path, caption, audio=audio), ctx)

    def _pictured(self, seen: Prepared | Refused, ctx: TaskContext) -> Prepared | Refused:
        """What was looked at, with its picture where it is one that can be opened."""
        if isinstance(seen, Refused) or seen.part.kind is not Kind.IMAGE:
            return seen
        pixels = self._opened(Path(seen.part.value), ctx)
        return seen if pixels is None else replace(seen, thumbnail=image_of(pixels))

    def _start(
        self, work: Callable[[TaskContext], list[Prepared | Refused]], told: SignalInstance | None = None
    ) -> None:
        job = Job("look at a drop", work)
        job.succeeded.connect(told or self.prepared)
        self._lane.add(job)

    def _folder(self) -> Path:
        if self._kept is None:
            self._kept = run_folder(PICTURES)
        return Path(self._kept.name)


def look_at(path: Path, caption: str = "", *, audio: Kind = Kind.AUTO) -> Prepared | Refused:
    """Make a part of a file, or say that it is none."""
    if path.is_dir():
        return Refused(path.name or str(path), path)
    kind = kind_of(path, QMimeDatabase()) if path.is_file() else None
    if kind is None:
        return Refused(path.name)
    if kind is Kind.SOUND:
        kind = audio
    return Prepared(QueryPart(kind, str(path), caption=caption or path.stem), path.stem)


def look_again(part: QueryPart) -> Prepared | Refused:
    """Make a part of an earlier query ready to be asked again, or say that its file is gone."""
    if part.kind is Kind.TEXT:
        return Prepared(part, part.value)
    path = Path(part.value)
    name = part.caption or path.stem
    if part.kind is Kind.PLAYLIST and not path.is_file():
        return Prepared(part, name)  # one of the library
    if not path.is_file():
        return Refused(name)
    return Prepared(part, name)


def keep(image: QImage, target: Path, caption: str, fallback: str) -> Prepared | Refused:
    """Write a picture to a file of its own, for the engine to read."""
    name = caption or fallback
    if not image.save(str(target), "PNG"):  # type: ignore[call-overload]
        return Refused(name)
    return Prepared(QueryPart(Kind.IMAGE, str(target), caption=caption), name, _small(image))


def image_of(pixels: Pixels) -> QImage:
    """A small copy of an opened picture, for a chip."""
    height, width, _ = pixels.shape
    return _small(QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888))


def _small(image: QImage) -> QImage:
    side, keep_ratio = THUMBNAIL_PX, Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return image.scaled(side, side, keep_ratio, Qt.TransformationMode.SmoothTransformation)
