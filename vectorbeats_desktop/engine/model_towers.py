"""The towers of the models on the shelf, in their processes, as they come, change and go."""

from __future__ import annotations

import time

from vectorbeats_desktop.engine.encoders.neural.client import NeuralModels
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role, Running
from vectorbeats_desktop.engine.encoders.neural.towers import NeuralTower
from vectorbeats_desktop.engine.encoders.towers import Towers
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.embeddings import SEARCHED
from vectorbeats_desktop.engine.models.libraries import can_run_models
from vectorbeats_desktop.engine.models.shelf import ModelShelf
from vectorbeats_desktop.engine.task import TaskContext

WARM_POLL_S = 0.2


class ModelTowers:
    """Calling it gives the towers as they are now. `close` ends the processes.

    The models that were chosen share a process. While a new sound model hears the library, searches are asked of the
    one before, which then has a process of its own.
    """

    def __init__(self, shelf: ModelShelf, catalog: Catalog, running: Running, idle_s: float) -> None:
        self._shelf = shelf
        self._catalog = catalog
        self.chosen = NeuralModels(self._chosen, running, idle_s)
        self.before = NeuralModels(self._before, running, idle_s)

    def __call__(self) -> Towers:
        """The towers of the models that are chosen and installed."""
        by_role = {model.role: model for model in self._chosen()}
        pictures, sounds = by_role.get(Role.PICTURES), by_role.get(Role.SOUNDS)
        before = next(iter(self._before()), None)
        return Towers(
            NeuralTower(self.chosen, pictures) if pictures else None,
            NeuralTower(self.chosen, sounds) if sounds else None,
            NeuralTower(self.before, before) if before else None,
        )

    def warm(self) -> None:
        """Begin loading what searches ask."""
        towers = self()
        for tower in (towers.pictures, towers.searched):
            if tower is not None:
                tower.warm()

    def wait(self, roles: frozenset[Role], timeout_s: float, ctx: TaskContext) -> None:
        """Load the models of some roles and wait until they are ready, have failed, or time runs out.

        Raises Cancelled.
        """
        give_up = time.monotonic() + timeout_s
        towers = self()
        for role, tower in ((Role.PICTURES, towers.pictures), (Role.SOUNDS, towers.searched)):
            if role not in roles or tower is None:
                continue
            tower.warm()
            models = self.before if role is Role.SOUNDS and towers.sounds_before is not None else self.chosen
            while not models.wait(role, WARM_POLL_S) and not models.problem(role) and time.monotonic() < give_up:
                ctx.checkpoint()

    def close(self) -> None:
        """End the models' processes."""
        self.chosen.close()
        self.before.close()

    def _chosen(self) -> tuple[NeuralModel, ...]:
        """None where models cannot run: one may lie there all the same, from another installation."""
        if not can_run_models():
            return ()
        found = (self._shelf.chosen(role) for role in Role)
        return tuple(each.as_model() for each in found if each is not None)

    def _before(self) -> tuple[NeuralModel, ...]:
        """The sound model that searches still run on, when another was chosen meanwhile and this one is still there."""
        if not can_run_models():
            return ()
        searched = self._catalog.get_meta(SEARCHED)
        chosen = self._shelf.chosen(Role.SOUNDS)
        if searched is None or chosen is None or chosen.as_model().space == searched:
            return ()
        there = (self._shelf.installed(entry.model_id) for entry in self._shelf.entries if entry.role is Role.SOUNDS)
        models = [found.as_model() for found in there if found is not None]
        return tuple(model for model in models if model.space == searched)[:1]
