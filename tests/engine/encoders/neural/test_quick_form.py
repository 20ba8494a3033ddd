"""The quicker form of a model: the same vectors, used once it is there, and only where it is worth it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.tiny_models import DIMENSION, TinyModels, tiny_models
from vectorbeats_desktop.engine.encoders.neural import quick, towers
from vectorbeats_desktop.engine.encoders.neural.client import NeuralModels
from vectorbeats_desktop.engine.encoders.neural.quick import Judged, judgement, same_nearest
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Running
from vectorbeats_desktop.engine.encoders.neural.towers import NeuralTower
from vectorbeats_desktop.engine.encoders.neural.trials import trial_items
from vectorbeats_desktop.engine.task import Progress, TaskContext

__all__ = ["tiny_models"]

pytestmark = pytest.mark.usefixtures("forked_models")

NEVER_MIND = 0.0
Make = Callable[..., NeuralTower]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    made: list[NeuralModels] = []

    def one(model: NeuralModel, least_faster: float = NEVER_MIND, device: str = "auto") -> NeuralTower:
        running = Running(device, cache=tmp_path / "models", least_faster=least_faster)
        made.append(NeuralModels(lambda: (model,), running, 60))
        return NeuralTower(made[-1], model)

    yield one
    for models in made:
        models.close()


def told() -> tuple[TaskContext, list[Progress]]:
    said: list[Progress] = []
    return TaskContext(sink=said.append), said


@pytest.mark.parametrize("which", ["clip", "clap"])
def test_it_makes_the_same_vectors_and_is_taken_up_while_the_model_runs(
    make: Make, tiny_models: TinyModels, tmp_path: Path, which: str
) -> None:
    model = tiny_models.clip if which == "clip" else tiny_models.clap()
    tower = make(model)
    items = trial_items(model.role, 3)
    before = tower.models.items(model.role, items)
    ctx, said = told()
    tower.quicken(ctx)
    assert said[0].stage == towers.QUICKENING
    found = judgement(model, tmp_path / "models")
    assert found is not None
    assert found.form in (quick.WHOLE, quick.EIGHT_BITS)
    after = tower.models.items(model.role, items)
    assert not np.array_equal(before, after)
    assert (before * after).sum(axis=1).min() >= quick.LEAST_COSINE
    loaded = tower.models.loaded(model.role)
    assert loaded is not None
    assert loaded.precision == found.form
    assert tower.models.items(model.role, items[:1]).shape == (1, DIMENSION)
    assert tower.models.words(model.role, ["rain"]).shape == (1, DIMENSION)
    assert not list((tmp_path / "models").glob(f"{quick.MAKING}*"))


def test_one_that_is_not_quicker_is_not_kept_and_not_tried_again(
    make: Make, tiny_models: TinyModels, tmp_path: Path
) -> None:
    tower = make(tiny_models.clip, least_faster=1e6)
    tower.quicken(TaskContext())
    assert judgement(tiny_models.clip, tmp_path / "models") == Judged("")
    assert not list((tmp_path / "models").glob("*.onnx"))
    ctx, said = told()
    tower.quicken(ctx)
    assert said == []
    tower.models.items(tiny_models.clip.role, trial_items(tiny_models.clip.role, 1))
    loaded = tower.models.loaded(tiny_models.clip.role)
    assert loaded is not None
    assert loaded.precision == "float32"


def test_a_damaged_form_does_no_harm(make: Make, tiny_models: TinyModels, tmp_path: Path) -> None:
    model, cache = tiny_models.clip, tmp_path / "models"
    cache.mkdir()
    quick._file(model, cache).write_bytes(b"no network")
    quick._note(model, cache).write_text(json.dumps({"form": quick.WHOLE}))
    rows = make(model).models.items(model.role, trial_items(model.role, 4))
    np.testing.assert_allclose(rows, tiny_models.expected["clip items"], atol=2e-5)


def test_a_graphics_card_has_no_use_for_it(make: Make, tiny_models: TinyModels, tmp_path: Path) -> None:
    ctx, said = told()
    make(tiny_models.clip, device="cuda").quicken(ctx)
    assert said == []
    assert judgement(tiny_models.clip, tmp_path / "models") is None


def test_a_model_that_dies_on_the_way_is_used_as_it_is(make: Make, tiny_models: TinyModels, tmp_path: Path) -> None:
    gone = NeuralModel(tiny_models.clip.role, "gone", "1" * 40, tmp_path / "nowhere", DIMENSION, "tiny")
    make(gone).quicken(TaskContext())
    assert judgement(gone, tmp_path / "models") is None


def test_what_is_asked_of_a_form() -> None:
    assert Judged("", 1.6, 0.995, 0.97).good(1.5)
    for poor in (Judged("", 1.4, 1, 1), Judged("", 3, 0.98, 1), Judged("", 3, 1, 0.9)):
        assert not poor.good(1.5)


def test_the_nearest_are_compared_without_the_item_itself() -> None:
    random = np.random.default_rng(1)
    rows = random.standard_normal((40, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    assert same_nearest(rows, rows) == 1
    turned = np.linalg.qr(random.standard_normal((16, 16)))[0].astype(np.float32)
    assert same_nearest(rows, rows @ turned) == 1  # a rotation changes no neighbour
    assert same_nearest(rows, np.roll(rows, 1, axis=0)) < 0.5
