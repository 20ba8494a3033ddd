"""Which part of the map is in view: places of the map to pixels of the widget, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MARGIN = 28  # pixels left free around the whole map
NARROWEST = 0.2  # of the map's unit: a few tracks that lie close are not blown up to fill the page
MOST_ZOOM = 400.0  # times the scale at which all fits


@dataclass(frozen=True, slots=True)
class Viewport:
    """`x`, `y` is the place in the middle of the widget; `scale` is how many pixels one unit of the map takes."""

    width: float = 1.0
    height: float = 1.0
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    whole: float = 1.0  # the scale at which all fits

    def fitted(self, places: Floats) -> Viewport:
        """With all places in view."""
        if not len(places):
            return replace(self, x=0.0, y=0.0, scale=1.0, whole=1.0)
        low, high = places.min(axis=0), places.max(axis=0)
        span = np.maximum(high - low, NARROWEST)
        room = max(self.width - 2 * MARGIN, 1.0), max(self.height - 2 * MARGIN, 1.0)
        scale = float(min(room[0] / span[0], room[1] / span[1]))
        middle = (low + high) / 2
        return replace(self, x=float(middle[0]), y=float(middle[1]), scale=scale, whole=scale)

    def resized(self, width: float, height: float) -> Viewport:
        """Of another size, with the same place in the middle."""
        return replace(self, width=width, height=height)

    def panned(self, right: float, down: float) -> Viewport:
        """With what is shown moved by so many pixels."""
        return replace(self, x=self.x - right / self.scale, y=self.y - down / self.scale)

    def zoomed(self, factor: float, at: tuple[float, float] | None = None) -> Viewport:
        """Nearer by a factor, with the place under `at` (pixels; the middle when None) staying where it is."""
        scale = float(np.clip(self.scale * factor, self.whole / 2, self.whole * MOST_ZOOM))
        across, down = at if at is not None else (self.width / 2, self.height / 2)
        place = self.place(across, down)
        off = (across - self.width / 2) / scale, (down - self.height / 2) / scale
        return replace(self, x=place[0] - off[0], y=place[1] - off[1], scale=scale)

    def place(self, across: float, down: float) -> tuple[float, float]:
        """The place of the map under a pixel."""
        return self.x + (across - self.width / 2) / self.scale, self.y + (down - self.height / 2) / self.scale

    def pixels(self, places: Floats) -> tuple[Floats, Floats]:
        """Where places come to lie: x and y in pixels of the widget, (n,) each."""
        across = (places[:, 0] - np.float32(self.x)) * np.float32(self.scale) + np.float32(self.width / 2)
        down = (places[:, 1] - np.float32(self.y)) * np.float32(self.scale) + np.float32(self.height / 2)
        return across, down
