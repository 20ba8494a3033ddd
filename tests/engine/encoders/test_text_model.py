from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from vectorbeats_desktop.engine.children import Main
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace, load_concepts
from vectorbeats_desktop.engine.encoders.text_model import SIZE, TextModel, find_weights
from vectorbeats_desktop.engine.encoders.text_model_child import WEIGHTS_SHA256, answer, verified_sha256
from vectorbeats_desktop.engine.encoders.words import SOURCE_LIST, SOURCE_MODEL, WordsEncoder
from vectorbeats_desktop.engine.errors import ModelUnavailable

WEIGHTS = find_weights()
needs_weights = pytest.mark.skipif(WEIGHTS is None, reason="the text model is not installed")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TextModel]:
    assert WEIGHTS is not None
    model = TextModel(WEIGHTS, tmp_path_factory.mktemp("cache"))
    model.encode(["warm"], timeout_s=100)
    yield model
    model.close()


@needs_weights
def test_sentences_alike_in_meaning_lie_together(model: TextModel) -> None:
    rows = model.encode(["a sad song", "mournful, sorrowful music", "a tax form", "A SAD SONG"], timeout_s=100)

    assert rows.shape == (4, SIZE)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-4)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert rows[0] @ rows[3] == pytest.approx(1, abs=1e-4)  # it knows no capitals


@needs_weights
def test_many_threads_get_their_own_answers(model: TextModel) -> None:
    texts = ["rain", "sun", "snow", "wind"]
    expected = model.encode(texts)
    found: dict[int, bool] = {}

    def ask(place: int) -> None:
        found[place] = bool(np.allclose(model.encode([texts[place]])[0], expected[place], atol=1e-4))

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == dict.fromkeys(range(4), True)


@needs_weights
def test_phrases_are_kept_and_a_broken_file_is_made_again(model: TextModel) -> None:
    texts, before = ("green hills", "grey walls"), set(model._cache.glob("phrases-*"))
    rows = model.phrases(texts)
    (kept,) = set(model._cache.glob("phrases-*")) - before
    kept.write_bytes(b"broken")

    again = model.phrases(texts)

    assert np.allclose(again, rows, atol=1e-5)
    with np.load(kept, allow_pickle=False) as stored:
        assert np.allclose(stored["rows"], rows, atol=1e-5)


@needs_weights
def test_words_are_read_by_the_model_once_it_is_ready(model: TextModel) -> None:
    words = WordsEncoder(ConceptSpace(load_concepts().concepts[:12]), model)

    first = words.read("a joyful moment")
    later = words.read("everybody is beaming with delight", wait_s=100)

    assert first.source == SOURCE_LIST
    assert any("still loading" in notice for notice in first.notices)
    assert later.source == SOURCE_MODEL
    assert later.notices == ()
    assert later.valence > 0.3
    assert "joyful" in {concept.id for concept in words._space.strongest(later.activations, 4)}


def letters(texts: list[str]) -> NDArray[np.float32]:
    """Stand in for the weights: how often each letter occurs."""
    rows = np.zeros((len(texts), SIZE), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for letter in text:
            row[ord(letter) % SIZE] += 1
    return rows


def serve_letters(pipe: Connection, weights: str, cache: str, idle_s: float) -> None:
    answer(pipe, letters, idle_s)


def serve_slowly(pipe: Connection, weights: str, cache: str, idle_s: float) -> None:
    time.sleep(60)


def serve_and_stall(pipe: Connection, weights: str, cache: str, idle_s: float) -> None:
    def stall(texts: list[str]) -> NDArray[np.float32]:
        time.sleep(60)
        return letters(texts)

    answer(pipe, stall, idle_s)


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Callable[..., TextModel]]:
    made: list[TextModel] = []

    def make(idle_s: float = 60.0, serve: Main = serve_letters) -> TextModel:
        made.append(TextModel(tmp_path, tmp_path / "cache", idle_s, serve))
        return made[-1]

    yield make
    for model in made:
        model.close()


def test_a_killed_process_fails_one_call_and_comes_back(light: Callable[..., TextModel]) -> None:
    model = light()
    model.encode(["a"])
    pid = model.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # so that a call is under way when the process ends
    timer = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
    timer.start()

    with pytest.raises(ModelUnavailable, match="ended"):
        model.encode(["b"])
    timer.join()

    assert not model.ready
    assert model.encode(["b"]).shape == (1, SIZE)
    assert model.ready
    assert model.pid != pid


def test_an_idle_process_ends_and_comes_back_when_asked(light: Callable[..., TextModel]) -> None:
    model = light(idle_s=0.2)
    model.encode(["a"])
    deadline = time.monotonic() + 10
    while model.ready and time.monotonic() < deadline:
        time.sleep(0.02)

    assert model.pid is None
    assert model.encode(["ab"])[0].sum() == 2


def test_an_answer_that_does_not_come_ends_the_process(light: Callable[..., TextModel]) -> None:
    model = light(serve=serve_and_stall)

    with pytest.raises(ModelUnavailable, match="did not answer"):
        model.encode(["a"], timeout_s=0.2)

    assert model.pid is None


def test_warming_prepares_what_every_reading_needs(light: Callable[..., TextModel]) -> None:
    model = light()
    model.prepare(("ab", "c"))
    assert not model.ready

    model.warm()

    assert model.wait(30)
    rows = model.prepared(("ab", "c"))
    assert rows is not None
    assert rows.sum(axis=1).tolist() == [2, 1]


def test_closing_while_it_loads_ends_the_process_at_once(light: Callable[..., TextModel]) -> None:
    model = light(serve=serve_slowly)
    model.warm()
    while model.pid is None:
        time.sleep(0.01)
    started = time.monotonic()

    model.close()

    assert time.monotonic() - started < 5
    assert model.pid is None
    with pytest.raises(ModelUnavailable):
        model.encode(["too late"])


@needs_weights
def test_other_weights_are_refused_and_the_word_list_says_why(tmp_path: Path) -> None:
    assert WEIGHTS is not None
    forged = tmp_path / "model"
    shutil.copytree(WEIGHTS, forged, ignore=shutil.ignore_patterns("*.safetensors"))
    (forged / "model.safetensors").write_bytes(b"not the model")
    model = TextModel(forged, tmp_path / "cache")
    try:
        reading = WordsEncoder(load_concepts(), model).read("happy", wait_s=60)

        assert reading.source == SOURCE_LIST
        assert any("checksum" in notice for notice in reading.notices)
        assert not model.ready
    finally:
        model.close()


@needs_weights
def test_the_installed_weights_are_the_expected_ones(tmp_path: Path) -> None:
    assert WEIGHTS is not None
    assert verified_sha256(WEIGHTS / "model.safetensors", tmp_path) == WEIGHTS_SHA256


def test_a_file_is_hashed_again_only_when_it_changed(tmp_path: Path) -> None:
    file, cache = tmp_path / "weights", tmp_path / "cache"
    file.write_bytes(b"abc")
    stat = file.stat()
    # SHA-256 of "abc", from FIPS 180-2
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert verified_sha256(file, cache) == known

    file.write_bytes(b"xyz")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert verified_sha256(file, cache) == known  # same size and time: the note is trusted
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    assert verified_sha256(file, cache) != known
