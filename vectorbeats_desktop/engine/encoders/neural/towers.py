"""The towers of the models that are installed, as analysis and search ask them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vectorbeats_desktop.engine.encoders.neural.client import NeuralModels
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role
from vectorbeats_desktop.engine.encoders.towers import Floats, Pixels
from vectorbeats_desktop.engine.task import TaskContext


@dataclass(frozen=True, slots=True)
class NeuralTower:
    """A model behind the client: a picture tower or a sound tower, by its role."""

    models: NeuralModels
    model: NeuralModel

    @property
    def space(self) -> str:
        """Names model and revision."""
        return self.model.space

    @property
    def dimension(self) -> int:
        """The size of its vectors."""
        return self.model.dimension

    @property
    def ready(self) -> bool:
        """Whether it would answer at once."""
        return self.models.ready(self.model.role)

    def warm(self) -> None:
        """Begin loading it in the background."""
        self.models.warm(self.model.role)

    def words(self, texts: Sequence[str], ctx: TaskContext | None = None) -> Floats:
        """Unit rows of sentences, (n, d). Raises ModelUnavailable, Cancelled."""
        return self.models.words(self.model.role, texts, ctx)

    def pictures(self, pictures: Sequence[Pixels], ctx: TaskContext | None = None) -> Floats:
        """Unit rows of pictures, (n, d). Raises ModelUnavailable, Cancelled."""
        return self.models.items(Role.PICTURES, pictures, ctx)

    def sounds(self, windows: Floats, ctx: TaskContext | None = None) -> Floats:
        """Unit rows of windows, (n, d). Raises ModelUnavailable, Cancelled."""
        return self.models.items(Role.SOUNDS, list(np.asarray(windows, np.float32)), ctx)
