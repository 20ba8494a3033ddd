"""Discs drawn into a picture by NumPy: 100,000 of them take a few milliseconds, without a graphics card.

Each pixel of the disc's stamp is one assignment for all points at once. The stamp's pale edge comes first and its
core last, so that edges are smooth on the ground and never eat into a neighbour's core.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Floats = NDArray[np.float32]
Inks = NDArray[np.uint32]
"""Colours as Qt's RGB32 has them: 0xFFRRGGBB."""

EDGE = 16  # pixels around the picture that a disc may reach into; the largest radius
LEVELS = 4  # shades of a disc's edge
LEAST_COVER = 0.06


@dataclass(frozen=True, slots=True, eq=False)
class Discs:
    """Points of one size: where (pixels, (n,) each), in which colours (n,), and their radius in pixels."""

    across: Floats
    down: Floats
    inks: Inks
    radius: float


class Raster:
    """Draws discs, layer by layer; the picture's memory is used again as long as its size stays."""

    def __init__(self) -> None:
        self._cells: Inks = np.zeros((0, 0), np.uint32)

    def draw(self, width: int, height: int, ground: int, layers: list[Discs]) -> QImage:
        """A picture of these layers, later ones over earlier ones. It is valid until the next call."""
        if self._cells.shape != (height + 2 * EDGE, width + 2 * EDGE):
            self._cells = np.empty((height + 2 * EDGE, width + 2 * EDGE), np.uint32)
        self._cells.fill(ground)
        for layer in layers:
            self._stamp(width, height, ground, layer)
        stride = width + 2 * EDGE
        seen = self._cells.reshape(-1)[EDGE * stride + EDGE :]
        return QImage(seen.data, width, height, 4 * stride, QImage.Format.Format_RGB32)

    def _stamp(self, width: int, height: int, ground: int, discs: Discs) -> None:
        across, down = np.rint(discs.across), np.rint(discs.down)
        seen = (across >= 0) & (across < width) & (down >= 0) & (down < height)
        stride = width + 2 * EDGE
        cells = self._cells.reshape(-1)
        at = (down[seen].astype(np.int32) + EDGE) * stride + across[seen].astype(np.int32) + EDGE
        inks = discs.inks[seen]
        shades = {level: blended(inks, ground, level / LEVELS) for level in range(1, LEVELS)} | {LEVELS: inks}
        for row, column, level in stamp(min(discs.radius, EDGE - 1)):
            cells[at + (row * stride + column)] = shades[level]


@lru_cache(maxsize=64)
def stamp(radius: float) -> tuple[tuple[int, int, int], ...]:
    """The pixels of a disc: row, column, and how much of LEVELS it covers, palest first."""
    reach = int(np.ceil(radius))
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    cover = np.clip(radius + 0.5 - np.hypot(rows, columns), 0, 1)
    levels = np.maximum(np.rint(cover * LEVELS).astype(int), 1)
    pixels = [
        (int(row), int(column), int(level))
        for row, column, level, share in zip(rows.flat, columns.flat, levels.flat, cover.flat, strict=True)
        if share > LEAST_COVER
    ]
    return tuple(sorted(pixels, key=lambda pixel: pixel[2]))


def blended(inks: Inks, ground: int, share: float) -> Inks:
    """Each colour mixed with the ground; `share` of 1 is the colour itself."""
    mixed = np.full(inks.shape, 0xFF000000, np.uint32)
    for shift in (16, 8, 0):
        part = ((inks >> shift) & 255).astype(np.float32) * share + ((ground >> shift) & 255) * (1 - share)
        mixed |= part.astype(np.uint32) << np.uint32(shift)
    return mixed
