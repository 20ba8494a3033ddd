"""What the program asks of the models that understand pictures, sounds and words; who runs them is no matter here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]


class WordsTower(Protocol):
    """Sentences in the space of a model.

    `space` names model and revision, as the vectors of the store do: vectors are comparable if and only if their
    spaces are the same. `dimension` is the size of its vectors, d.
    """

    @property
    def space(self) -> str: ...
    @property
    def dimension(self) -> int: ...

    @property
    def ready(self) -> bool:
        """Whether it would answer at once."""
        ...

    def warm(self) -> None:
        """Begin loading it in the background, and return at once."""
        ...

    def quicken(self, ctx: TaskContext) -> None:
        """Take the time to become quicker, before there is much to do. Raises Cancelled."""
        ...

    def words(self, texts: Sequence[str], ctx: TaskContext | None = None) -> Floats:
        """Unit rows, (n, d). Raises ModelUnavailable, Cancelled."""
        ...


class PictureTower(WordsTower, Protocol):
    """Pictures and sentences in one space: CLIP."""

    def pictures(self, pictures: Sequence[Pixels], ctx: TaskContext | None = None) -> Floats:
        """Unit rows, (n, d), of pictures, each (height, width, 3) uint8. Raises ModelUnavailable, Cancelled."""
        ...


class SoundTower(WordsTower, Protocol):
    """Sounds and sentences in one space: CLAP."""

    def sounds(self, windows: Floats, ctx: TaskContext | None = None) -> Floats:
        """Unit rows, (n, d), of windows, (n, 480000) float32 mono at 48 kHz. Raises ModelUnavailable, Cancelled."""
        ...


@dataclass(frozen=True, slots=True)
class Towers:
    """The models there are now; None for one that is not installed.

    `sounds` is the sound model that was chosen. While it hears the library for the first time, `sounds_before` is the
    one whose vectors are whole, where that is still installed.
    """

    pictures: PictureTower | None = None
    sounds: SoundTower | None = None
    sounds_before: SoundTower | None = None

    @property
    def searched(self) -> SoundTower | None:
        """The sound model whose vectors searches run on."""
        return self.sounds_before or self.sounds
