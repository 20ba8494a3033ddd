"""What the store's client promises: nothing acknowledged is lost, nothing senseless is stored."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from vectorbeats_desktop.engine.errors import StoreUnavailable
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, point_id, spaces

SPACE = "concepts_test"


def vector(seed: int, size: int = 512) -> NDArray[np.float32]:
    return np.random.default_rng(seed).standard_normal(size).astype(np.float32)


def points(*numbers: int, space: str = SPACE) -> list[Point]:
    return [Point(point_id(str(n)), {space: vector(n)}, {"track_id": str(n), "genre": "jazz"}) for n in numbers]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "store", spaces(SPACE))
    yield opened
    opened.close()


def pid_of(store: VectorStore) -> int:
    assert store.pid is not None
    return store.pid


def kill_during(store: VectorStore, call: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """Kill the store's process while it holds a call's request, and return what the caller got."""
    store.info()
    process = pid_of(store)
    got: list[tuple[Any, BaseException | None]] = []

    def run() -> None:
        try:
            got.append((call(), None))
        except StoreUnavailable as error:
            got.append((None, error))

    os.kill(process, signal.SIGSTOP)
    caller = threading.Thread(target=run)
    caller.start()
    time.sleep(0.2)
    assert caller.is_alive()
    os.kill(process, signal.SIGKILL)
    caller.join(20)
    assert not caller.is_alive()
    return got[0]


def test_start_returns_at_once_and_the_first_call_waits(store: VectorStore) -> None:
    began = time.monotonic()
    store.start()
    assert time.monotonic() - began < 0.2
    assert store.count(MUSIC) == 0


def test_what_was_stored_is_there_after_closing(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "store", spaces(SPACE))
    store.upsert(MUSIC, points(1, 2))
    process = pid_of(store)
    store.close()
    assert not psutil.pid_exists(process)
    with pytest.raises(StoreUnavailable, match="closed"):
        store.count(MUSIC)
    again = VectorStore(tmp_path / "store", spaces(SPACE))
    assert again.ids(MUSIC) == {point_id("1"), point_id("2")}
    again.close()


def test_a_read_outlives_the_store_process(store: VectorStore) -> None:
    store.upsert(MUSIC, points(1, 2, 3))
    hits, error = kill_during(store, lambda: store.nearest(MUSIC, SPACE, vector(2), 1))
    assert error is None
    assert hits[0].id == point_id("2")
    assert hits[0].payload == {"track_id": "2", "genre": "jazz"}


def test_a_write_outlives_the_store_process(store: VectorStore) -> None:
    store.upsert(MUSIC, points(1))
    _, error = kill_during(store, lambda: store.upsert(MUSIC, points(2)))
    assert error is None
    assert store.ids(MUSIC) == {point_id("1"), point_id("2")}


def test_a_write_over_damaged_files_goes_into_a_new_store_and_the_loss_is_counted(
    store: VectorStore, tmp_path: Path
) -> None:
    store.upsert(MUSIC, points(1))
    store.flush()
    (tmp_path / "store" / MUSIC / "edge_config.json").write_bytes(b"damaged")
    _, error = kill_during(store, lambda: store.upsert(MUSIC, points(2)))
    assert error is None
    assert (store.ids(MUSIC), store.losses) == ({point_id("2")}, 1)


def test_acknowledged_writes_survive_a_kill_without_flush(store: VectorStore) -> None:
    for number in range(20):
        store.upsert(MUSIC, points(number))
    os.kill(pid_of(store), signal.SIGKILL)
    assert store.count(MUSIC) == 20


def test_an_idle_store_gives_its_memory_back_and_comes_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = VectorStore(tmp_path / "store", spaces(SPACE), idle_s=0.3)
    store.upsert(MUSIC, points(1, 2))
    gone_by(store)
    assert store.ids(MUSIC) == {point_id("1"), point_id("2")}
    gone_by(store)
    store.start()
    deadline = time.monotonic() + 20
    while store.pid is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert store.pid is not None
    store.close()
    assert caplog.text == "", "to be idle is nothing to warn of"


def gone_by(store: VectorStore) -> None:
    deadline = time.monotonic() + 20
    while store.pid is not None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert store.pid is None


def test_calls_from_many_threads_do_not_mix(store: VectorStore) -> None:
    store.upsert(MUSIC, points(*range(40)))
    wrong: list[int] = []

    def look(number: int) -> None:
        for _ in range(5):
            if store.nearest(MUSIC, SPACE, vector(number), 1)[0].id != point_id(str(number)):
                wrong.append(number)

    threads = [threading.Thread(target=look, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_vectors_that_cannot_be_compared_are_refused(store: VectorStore) -> None:
    zero, short, matrix = np.zeros(512, np.float32), np.ones(128, np.float32), np.ones((1, 512), np.float32)
    no_number, infinite = (np.full(512, value, np.float32) for value in (np.nan, np.inf))
    for senseless in (zero, short, matrix, no_number, infinite):
        with pytest.raises(ValueError, match=MUSIC):
            store.upsert(MUSIC, [*points(1), Point(point_id("2"), {SPACE: senseless})])
        with pytest.raises(ValueError, match=MUSIC):
            store.nearest(MUSIC, SPACE, senseless, 5)
    assert store.count(MUSIC) == 0


def test_names_that_are_not_declared_are_refused(store: VectorStore) -> None:
    with pytest.raises(ValueError, match="no such collection"):
        store.count("podcasts")
    with pytest.raises(ValueError, match="no vector named"):
        store.nearest(MUSIC, "another_space", vector(1), 5)
    with pytest.raises(ValueError, match="no keyword field"):
        store.facet(MUSIC, "tempo")
    with pytest.raises(ValueError, match="no vector"):
        store.upsert(MUSIC, [Point(point_id("1"), {})])
    with pytest.raises(ValueError, match="JSON"):
        store.upsert(MUSIC, [Point(point_id("1"), {SPACE: vector(1)}, {"tempo": float("nan")})])


def test_payload_of_missing_points_is_told_and_the_rest_is_set(store: VectorStore) -> None:
    store.upsert(MUSIC, points(1))
    missing = store.set_payload(MUSIC, {point_id("1"): {"artist": "Sade"}, point_id("9"): {"artist": "Nobody"}})
    assert missing == {point_id("9")}
    assert store.payloads(MUSIC, [point_id("1"), point_id("9")]) == {
        point_id("1"): {"track_id": "1", "genre": "jazz", "artist": "Sade"}
    }


def test_all_points_can_be_scored_at_once(store: VectorStore) -> None:
    store.upsert(AUDIO, [Point(point_id(str(n)), {"sound_v1": vector(n, 128)}) for n in range(1_200)])
    hits = store.nearest(AUDIO, "sound_v1", vector(7, 128), 10_000, with_payload=False)
    assert len(hits) == 1_200
    assert hits[0].id == point_id("7")
    assert hits[0].score == pytest.approx(1.0)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(store.retrieve(AUDIO, [hit.id for hit in hits], "sound_v1")) == 1_200


def test_the_window_never_imports_edge() -> None:
    code = "import sys, vectorbeats_desktop.engine.store.client; print('qdrant_edge' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"


def test_the_store_process_stays_small(store: VectorStore) -> None:
    store.upsert(MUSIC, points(*range(300)))
    store.flush()
    memory = psutil.Process(pid_of(store)).memory_info().rss
    assert memory < 250 * 2**20
