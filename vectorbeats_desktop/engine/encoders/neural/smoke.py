"""Is a model worth anything? A few questions after it came, before it is used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.neural.client import NeuralModels
from vectorbeats_desktop.engine.encoders.neural.concept_pairs import LEAST_TOLD, concept_pairs, told_apart
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role, Running
from vectorbeats_desktop.engine.encoders.neural.trials import PHRASES, trial_items
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.task import Progress, TaskContext

MOST_ALIKE = 0.6  # mean cosine of unrelated phrases; a published checkpoint has .999 and finds nothing
MOST_CONSTANT = 0.999  # the same of items that have nothing in common
ITEMS = 8
LENGTH_ERROR = 0.01
STAGE = "trying the model"

Floats = NDArray[np.float32]


class BadModel(ModelUnavailable):
    """The model's files are whole, and what it says is of no use."""

    code = "bad_model"


def smoke_test(model: NeuralModel, ctx: TaskContext, running: Running | None = None) -> None:
    """Load a model in a process of its own and ask it about phrases, and pictures or sounds.

    Of a model that is said to be trained, words and what they say must lie together as well. Raises BadModel with the
    reason when it tells things not apart, ModelUnavailable when it cannot be loaded, Cancelled.
    """
    models = NeuralModels(lambda: (model,), running or Running(), idle_s=60)
    try:
        ctx.report(Progress(STAGE, 0, 2, model.model_id))
        said = models.words(model.role, PHRASES, ctx)
        ctx.report(Progress(STAGE, 1, 2, model.model_id))
        items = models.items(model.role, trial_items(model.role, ITEMS), ctx)
        told = _told_apart(models, model, ctx) if model.trained else None
    finally:
        models.close()
    _check(said, model, "sentences", MOST_ALIKE)
    _check(items, model, "pictures" if model.role is Role.PICTURES else "sounds", MOST_CONSTANT)
    if told is not None and told < LEAST_TOLD:
        raise BadModel(f"{model.model_id} does not know which words belong to what it is shown.", HINT)
    ctx.report(Progress(STAGE, 2, 2, model.model_id))


def _told_apart(models: NeuralModels, model: NeuralModel, ctx: TaskContext) -> float:
    sentences, items = concept_pairs(model.role)
    return told_apart(models.words(model.role, sentences, ctx), models.items(model.role, items, ctx))


def _check(rows: Floats, model: NeuralModel, what: str, most: float) -> None:
    name = model.model_id
    if rows.shape[1:] != (model.dimension,):
        raise BadModel(f"{name} gives vectors of {rows.shape[1]} numbers, not {model.dimension}.", HINT)
    if not np.isfinite(rows).all() or np.abs(np.linalg.norm(rows, axis=1) - 1).max() > LENGTH_ERROR:
        raise BadModel(f"{name} gives numbers for {what} that are none.", HINT)
    if (alike := mean_cosine(rows)) > most:
        raise BadModel(f"{name} does not tell {what} apart: all are alike (cosine {alike:.3f}).", HINT)


HINT = "The files are damaged, or of a broken model. Remove it, and install it again or choose another."


def mean_cosine(rows: Floats) -> float:
    """The mean cosine of all pairs of unit rows, (n, d)."""
    count = len(rows)
    return float(((rows @ rows.T).sum() - count) / (count * (count - 1)))
