"""Two small models that see and hear for real: brightness, loudness and colour, each in a space of its own.

Each space is a random rotation of what is seen or heard, with a gap between what is said and what is shown, as the
spaces of CLIP and CLAP have. What they know of words is written in WORDS.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.rows import unit_rows
from vectorbeats_desktop.engine.encoders.towers import Floats, Pixels
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.task import TaskContext

# How bright or shrill, how loud or strong, and how warm.
WORDS = {
    "dark": (-1, 0, 0), "night": (-1, -0.5, 0), "low": (-1, 0, 0), "bright": (1, 0, 0), "shrill": (1, 0, 0),
    "quiet": (0, -1, 0), "calm": (0, -1, 0), "loud": (0, 1, 0), "furious": (0.5, 1, 0), "red": (0, 0.5, 1),
    "fire": (0, 0.5, 1), "blue": (0, -0.5, -1), "sea": (0, -0.5, -1), "sun": (1, 0.2, 0.7),
}  # fmt: skip
LATENT = 3


class FakeTower:
    """What both have in common; counts what it is asked."""

    def __init__(self, space: str, dimension: int, seed: int) -> None:
        random = np.random.default_rng(seed)
        self.space = space
        self.dimension = dimension
        self._turned = np.linalg.qr(random.standard_normal((dimension, LATENT + 2)))[0].T.astype(np.float32)
        self.ready = True
        self.asked = 0
        self.warmed = 0
        self.quickened = 0
        self.broken = ""
        self.hold = threading.Event()
        self.hold.set()

    def warm(self) -> None:
        self.warmed += 1

    def quicken(self, ctx: TaskContext) -> None:
        self.quickened += 1

    def words(self, texts: Sequence[str], ctx: TaskContext | None = None) -> Floats:
        self._answer()
        said = [[WORDS[word] for word in re.findall("[a-z]+", text.lower()) if word in WORDS] for text in texts]
        return self._placed(np.array([np.mean(found, axis=0) if found else np.zeros(LATENT) for found in said]), -1)

    def _placed(self, latent: NDArray[np.floating], gap: float) -> Floats:
        rows = np.concatenate([latent, np.full((len(latent), 1), gap), np.full((len(latent), 1), 1.5)], axis=1)
        return unit_rows((rows @ self._turned).astype(np.float32))

    def _answer(self) -> None:
        assert self.hold.wait(30)
        self.asked += 1
        if self.broken:
            raise ModelUnavailable(self.broken)


class FakeSoundTower(FakeTower):
    """Hears how shrill (by the spectral centroid) and how loud windows are."""

    def __init__(self, space: str = "clap_fake", dimension: int = 24, seed: int = 1) -> None:
        super().__init__(space, dimension, seed)

    def sounds(self, windows: Floats, ctx: TaskContext | None = None) -> Floats:
        self._answer()
        assert windows.shape[1:] == (480_000,)
        assert windows.dtype == np.float32
        power = np.abs(np.fft.rfft(windows[:, :48_000])) ** 2 + 1e-12
        centroid = power @ np.arange(power.shape[1]) / power.sum(axis=1)
        loud = np.sqrt((windows**2).mean(axis=1)) + 1e-6
        latent = np.stack([np.log2(centroid / 700) / 2, np.log2(loud / 0.05) / 2, np.zeros(len(windows))], axis=1)
        return self._placed(np.clip(latent, -1.5, 1.5), 1)


class FakePictureTower(FakeTower):
    """Sees how bright and how warm pictures are."""

    def __init__(self, space: str = "clip_fake", dimension: int = 16, seed: int = 2) -> None:
        super().__init__(space, dimension, seed)

    def pictures(self, pictures: Sequence[Pixels], ctx: TaskContext | None = None) -> Floats:
        self._answer()
        means = np.array([picture.reshape(-1, 3).mean(axis=0) / 255 for picture in pictures])
        latent = np.stack([3 * (means.mean(axis=1) - 0.5), np.zeros(len(means)), means[:, 0] - means[:, 2]], axis=1)
        return self._placed(latent, 1)
