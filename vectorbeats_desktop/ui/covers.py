"""Covers as pixmaps: read in the background, drawn with round corners, invented where there is none."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QImageReader, QLinearGradient, QPainter, QPainterPath, QPixmap

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

KEPT = 600
WAITING_AT_MOST = 200  # what was scrolled past long ago is not read any more
RADIUS_SHARE = 0.1
SHUT_WAIT_MS = 5_000

Locate = Callable[[str], Path | None]
"""The file of a cover id, or None when there is none."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    cover_id: str
    pixels: int


class CoverCache(QObject):
    """Gives a picture for every track at once; a better one follows `loaded`."""

    loaded = Signal(str)  # cover id

    _read = Signal(object, object)  # _Wanted, QImage; a null image when the file cannot be read

    def __init__(self, locate: Locate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locate = locate
        self._pixmaps: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()
        self._missing: set[str] = set()
        self._wanted: OrderedDict[_Wanted, None] = OrderedDict()
        # A lane of its own: reading pictures from a slow disk must not keep a search waiting.
        self._lane = Lane("covers", opened=True)
        self._read.connect(self._on_read)
        # A wish may come when the reading thread has seen that nothing is left, but has not ended yet.
        self._lane.busy_changed.connect(self._read_on)

    def pixmap(self, track: Track, size: int, ratio: float = 1.0) -> QPixmap:
        """The track's cover as a square of `size` logical pixels; a placeholder while or where there is none."""
        return self.picture(track.cover_id, track.tags.album or track.name, size, ratio)

    def picture(self, cover_id: str, words: str, size: int, ratio: float = 1.0) -> QPixmap:
        """A cover as a square of `size` logical pixels; while or where there is none, one made of the words."""
        pixels = max(1, round(size * ratio))
        if cover_id and cover_id not in self._missing:
            if (found := self._kept((cover_id, pixels))) is not None:
                found.setDevicePixelRatio(ratio)
                return found
            self._want(_Wanted(cover_id, pixels))
        key = (f"\0{words}", pixels)
        made = self._kept(key)
        if made is None:
            made = self._keep(key, QPixmap.fromImage(placeholder(words, pixels)))
        made.setDevicePixelRatio(ratio)
        return made

    def shut(self) -> bool:
        """Stop reading; say whether the reading thread has ended."""
        self._wanted.clear()
        return self._lane.shut(SHUT_WAIT_MS)

    def _kept(self, key: tuple[str, int]) -> QPixmap | None:
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
        return found

    def _keep(self, key: tuple[str, int], pixmap: QPixmap) -> QPixmap:
        self._pixmaps[key] = pixmap
        while len(self._pixmaps) > KEPT:
            self._pixmaps.popitem(last=False)
        return pixmap

    def _want(self, wanted: _Wanted) -> None:
        self._wanted[wanted] = None
        self._wanted.move_to_end(wanted)
        while len(self._wanted) > WAITING_AT_MOST:
            self._wanted.popitem(last=False)
        self._read_on()

    def _read_on(self) -> None:
        if self._wanted and not self._lane.busy:
            self._lane.add(Job("covers", self._read_wanted))

    def _read_wanted(self, ctx: TaskContext) -> None:
        """Read what is wanted, newest first, until nothing is (in the job's thread)."""
        while True:
            ctx.checkpoint()
            try:
                wanted, _ = self._wanted.popitem()
            except KeyError:
                return
            path = self._locate(wanted.cover_id)
            image = read_square(path, wanted.pixels) if path is not None else QImage()
            self._read.emit(wanted, image)

    def _on_read(self, wanted: _Wanted, image: QImage) -> None:
        if image.isNull():
            self._missing.add(wanted.cover_id)
            return
        self._keep((wanted.cover_id, wanted.pixels), QPixmap.fromImage(image))
        self.loaded.emit(wanted.cover_id)


def placeholder(words: str, pixels: int) -> QImage:
    """A calm square in colours that follow from the words, with their initial."""
    digest = hashlib.blake2b(words.encode("utf-8", "surrogateescape"), digest_size=4).digest()
    hue = int.from_bytes(digest[:2], "big") / 65536
    gradient = QLinearGradient(0, 0, pixels, pixels)
    gradient.setColorAt(0, QColor.fromHslF(hue, 0.42, 0.52))
    gradient.setColorAt(1, QColor.fromHslF((hue + 0.08 + digest[2] / 2560) % 1, 0.46, 0.34))
    square = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(_rounded(pixels), QBrush(gradient))
    font = QFont()
    font.setPixelSize(max(6, round(pixels * 0.42)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(255, 255, 255, 225))
    painter.drawText(square.rect(), Qt.AlignmentFlag.AlignCenter, _initial(words))
    painter.end()
    return square


def _initial(words: str) -> str:
    return next((letter.upper() for letter in words if letter.isalnum()), "♪")


def _rounded(pixels: int) -> QPainterPath:
    path = QPainterPath()
    radius = pixels * RADIUS_SHARE
    path.addRoundedRect(QRectF(0, 0, pixels, pixels), radius, radius)
    return path


def read_square(path: Path, pixels: int) -> QImage:
    """The middle square of a picture, scaled, with round corners; null when it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(pixels, pixels), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    square = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(_rounded(pixels))
    painter.drawImage((pixels - image.width()) // 2, (pixels - image.height()) // 2, image)
    painter.end()
    return square
