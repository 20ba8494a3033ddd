"""The towers of the models that are installed, as analysis and search ask them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vectorbeats_desktop.engine.encoders.neural.client import NeuralModels
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role
from vectorbeats_desktop.engine.encoders.towers import Floats, Pixels
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.task import Progress, TaskContext

logger = logging.getLogger(__name__)

QUICKENING = "quickening"
IDLE_S = 60.0


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

    def quicken(self, ctx: TaskContext) -> None:
        """See that its quicker form is made, in a process of its own, so that searches are answered meanwhile.

        Without it the model runs as it is, only slower. Raises Cancelled.
        """
        if not self.models.may_be_quickened(self.model):
            return
        ctx.report(Progress(QUICKENING, detail=self.model.model_id))
        apart = NeuralModels(lambda: (self.model,), self.models.running, idle_s=IDLE_S)
        try:
            apart.quicken(self.model.role, ctx)
        except ModelUnavailable as error:
            logger.warning("no quicker form of %s was made: %s", self.model.model_id, error)
        finally:
            apart.close()

    def words(self, texts: Sequence[str], ctx: TaskContext | None = None) -> Floats:
        """Unit rows of sentences, (n, d). Raises ModelUnavailable, Cancelled."""
        return self.models.words(self.model.role, texts, ctx)

    def pictures(self, pictures: Sequence[Pixels], ctx: TaskContext | None = None) -> Floats:
        """Unit rows of pictures, (n, d). Raises ModelUnavailable, Cancelled."""
        return self.models.items(Role.PICTURES, pictures, ctx)

    def sounds(self, windows: Floats, ctx: TaskContext | None = None) -> Floats:
        """Unit rows of windows, (n, d). Raises ModelUnavailable, Cancelled."""
        return self.models.items(Role.SOUNDS, list(np.asarray(windows, np.float32)), ctx)
