"""CLIP and CLAP in their process, with tiny checkpoints in the layout of the published ones."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.engine.encoders.neural.odd_children import no_network, out_of_memory_above_two
from tests.tiny_models import DIMENSION, ITEMS, TinyModels, tiny_models
from vectorbeats_desktop.engine.children import Main
from vectorbeats_desktop.engine.encoders.neural import child
from vectorbeats_desktop.engine.encoders.neural.client import NeuralModels
from vectorbeats_desktop.engine.encoders.neural.records import NeuralModel, Role, Running
from vectorbeats_desktop.engine.encoders.neural.smoke import BadModel, smoke_test
from vectorbeats_desktop.engine.encoders.neural.trials import PHRASES, trial_items
from vectorbeats_desktop.engine.errors import Cancelled, ModelUnavailable
from vectorbeats_desktop.engine.task import TaskContext

__all__ = ["tiny_models"]

pytestmark = pytest.mark.usefixtures("forked_models")

Make = Callable[..., NeuralModels]


@pytest.fixture
def make(tiny_models: TinyModels) -> Iterator[Make]:
    made: list[NeuralModels] = []

    def one(
        models: Callable[[], Sequence[NeuralModel]] | None = None, serve: Main = child.serve, idle_s: float = 60
    ) -> NeuralModels:
        both = (tiny_models.clip, tiny_models.clap())
        made.append(NeuralModels(models or (lambda: both), Running(), idle_s, serve))
        return made[-1]

    yield one
    for each in made:
        each.close()


def test_they_say_what_the_libraries_themselves_say(make: Make, tiny_models: TinyModels) -> None:
    models = make(serve=no_network)
    for role, name in ((Role.PICTURES, "clip"), (Role.SOUNDS, "clap")):
        assert not models.ready(role)
        np.testing.assert_allclose(models.words(role, PHRASES), tiny_models.expected[f"{name} said"], atol=2e-5)
        items = models.items(role, trial_items(role, ITEMS))
        np.testing.assert_allclose(items, tiny_models.expected[f"{name} items"], atol=2e-5)
        loaded = models.loaded(role)
        assert loaded is not None
        assert (loaded.device, loaded.precision, loaded.dimension) == ("cpu", "float32", DIMENSION)
    assert models.words(Role.SOUNDS, []).shape == (0, DIMENSION)


def test_out_of_memory_makes_smaller_batches(make: Make, tiny_models: TinyModels) -> None:
    models = make(serve=out_of_memory_above_two)
    items = models.items(Role.PICTURES, trial_items(Role.PICTURES, ITEMS))
    np.testing.assert_allclose(items, tiny_models.expected["clip items"], atol=2e-5)
    loaded = models.loaded(Role.PICTURES)
    assert loaded is not None
    assert loaded.batch == 2


def test_a_killed_process_is_told_and_comes_back(make: Make) -> None:
    models = make()
    models.words(Role.PICTURES, ["a"])
    assert models.pid is not None
    os.kill(models.pid, signal.SIGSTOP)
    threading.Timer(0.5, os.kill, (models.pid, signal.SIGKILL)).start()
    with pytest.raises(ModelUnavailable, match="picture model ended unexpectedly"):
        models.words(Role.PICTURES, ["b"])
    assert "unexpectedly" in models.problem(Role.PICTURES)
    assert models.words(Role.PICTURES, ["b"]).shape == (1, DIMENSION)
    assert models.problem(Role.PICTURES) == ""


def test_an_idle_process_gives_its_memory_back_and_comes_again(make: Make) -> None:
    models = make(idle_s=0.5)
    models.words(Role.SOUNDS, ["a"])
    pid = models.pid
    assert pid is not None
    assert psutil.Process(pid).memory_info().rss > 200e6
    deadline = time.monotonic() + 20
    while models.pid is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert models.pid is None
    assert not models.ready(Role.SOUNDS)
    assert models.words(Role.SOUNDS, ["a"]).shape == (1, DIMENSION)


def test_a_call_that_is_given_up_stops_at_once_and_the_next_is_answered_rightly(
    make: Make, tiny_models: TinyModels
) -> None:
    models = make()
    models.words(Role.PICTURES, ["warm"])
    assert models.pid is not None
    ctx = TaskContext()
    os.kill(models.pid, signal.SIGSTOP)
    threading.Timer(0.3, ctx.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        models.words(Role.PICTURES, ["slow"], ctx)
    assert time.monotonic() - began < 3
    os.kill(models.pid, signal.SIGCONT)
    np.testing.assert_allclose(models.words(Role.PICTURES, PHRASES), tiny_models.expected["clip said"], atol=2e-5)


def test_loading_ahead_does_not_wait(make: Make) -> None:
    models = make()
    began = time.monotonic()
    models.warm(Role.SOUNDS)
    assert time.monotonic() - began < 2
    assert models.wait(Role.SOUNDS, 60)


def test_another_revision_is_loaded_anew(make: Make, tiny_models: TinyModels, tmp_path: Path) -> None:
    now = [tiny_models.clip]
    models = make(lambda: tuple(now))
    models.words(Role.PICTURES, ["a"])
    first = models.pid
    moved = tmp_path / "moved"
    shutil.copytree(tiny_models.clip.folder, moved)
    now[0] = NeuralModel(Role.PICTURES, "tiny-clip", "f" * 40, moved, DIMENSION, "tiny")
    assert not models.ready(Role.PICTURES)
    models.words(Role.PICTURES, ["a"])
    assert models.pid != first
    now.clear()
    with pytest.raises(ModelUnavailable, match="is not installed"):
        models.words(Role.PICTURES, ["a"])


def damaged(model: NeuralModel, folder: Path, name: str, content: bytes | None) -> NeuralModel:
    """A copy of a model with a file that is another, or missing."""
    shutil.copytree(model.folder, folder)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    return NeuralModel(model.role, model.model_id, model.revision, folder, model.dimension, model.architecture)


@pytest.mark.parametrize(
    ("which", "name", "content", "reason"),
    [
        ("clip", "open_clip_model.safetensors", b"\x80\x04 pickled", "cannot be read"),
        ("clip", "open_clip_model.safetensors", None, "no weights in safetensors"),
        ("clip", "open_clip_config.json", None, "open_clip_config.json is missing"),
        ("clap", "model.safetensors", None, "no weights in safetensors"),
        ("clap", "config.json", b"{", "config.json is missing or damaged"),
        ("clap", "tokenizer.json", b"{}", "cannot be read"),
        ("fused", "nothing.txt", b"", "fused"),
    ],
)
def test_files_that_are_not_right_are_refused_in_words(
    make: Make, tiny_models: TinyModels, tmp_path: Path, which: str, name: str, content: bytes | None, reason: str
) -> None:
    model = tiny_models.clip if which == "clip" else tiny_models.clap(which)
    bad = damaged(model, tmp_path / "bad", name, content)
    models = make(lambda: (bad,))
    with pytest.raises(ModelUnavailable, match=reason) as told:
        models.words(bad.role, ["a"])
    assert told.value.hint


def test_a_model_that_is_well_passes_and_a_broken_one_is_refused(tiny_models: TinyModels) -> None:
    smoke_test(tiny_models.clip, TaskContext())
    smoke_test(tiny_models.clap(), TaskContext())
    with pytest.raises(BadModel, match="sentences apart"):
        smoke_test(tiny_models.clap("alike"), TaskContext())
    with pytest.raises(BadModel, match="does not know which words"):
        smoke_test(replace(tiny_models.clip, trained=True), TaskContext())
    wrong = NeuralModel(Role.SOUNDS, "x", "1", tiny_models.clap().folder, 512)
    with pytest.raises(BadModel, match="32 numbers, not 512"):
        smoke_test(wrong, TaskContext())
