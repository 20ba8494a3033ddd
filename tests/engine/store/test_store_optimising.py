"""Optimising in a copy: searches go on, what is written meanwhile wins, and a crash leaves one of the two."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from vectorbeats_desktop.engine.children import Child
from vectorbeats_desktop.engine.disk_use import bytes_taken
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.store import optimising
from vectorbeats_desktop.engine.store.child import Store
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.optimiser import made_of, replaced_by
from vectorbeats_desktop.engine.store.schema import AUDIO, SOUND_SIZE, SOUND_VECTOR, point_id, spaces
from vectorbeats_desktop.engine.task import TaskContext

COUNT = 300
POINTS = [
    Point(point_id(f"a1-{number:032x}"), {SOUND_VECTOR: row}, {"audio_id": str(number)})
    for number, row in enumerate(np.random.default_rng(4).standard_normal((COUNT, SOUND_SIZE)).astype(np.float32))
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "store", spaces("concepts_test"))
    opened.upsert(AUDIO, POINTS)
    yield opened
    opened.close()


def best(store: VectorStore) -> list[str]:
    return [hit.payload["audio_id"] for hit in store.nearest(AUDIO, SOUND_VECTOR, POINTS[7].vectors[SOUND_VECTOR], 5)]


def first(act: Callable[[], object]) -> Callable[..., str]:
    """Waiting for the copy as it is, but that something is done before."""
    waiting = optimising._waited_for

    def wait(child: Child, ctx: TaskContext) -> str:
        act()
        return waiting(child, ctx)

    return wait


def leftovers(store: VectorStore) -> list[Path]:
    return [path for path in (made_of(store.path / AUDIO), replaced_by(store.path / AUDIO)) if path.exists()]


def test_the_optimised_copy_takes_the_place_while_searches_are_answered(
    store: VectorStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.delete(AUDIO, [POINTS[3].id])
    before, place = best(store), (store.path / AUDIO).stat().st_ino
    size, asked = bytes_taken(store.path / AUDIO), []
    monkeypatch.setattr(optimising, "_waited_for", first(lambda: asked.append(best(store))))
    assert store.optimise(AUDIO, TaskContext())
    assert asked == [before]
    assert before == best(store)
    assert before[0] == "7"
    assert (store.path / AUDIO).stat().st_ino != place
    assert bytes_taken(store.path / AUDIO) < 2 * size + 10_000_000  # holes stay holes
    assert leftovers(store) == []
    store.upsert(AUDIO, POINTS[3:4])
    assert store.count(AUDIO) == COUNT


def test_what_is_written_meanwhile_is_not_lost(store: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Point(point_id("new"), POINTS[0].vectors, {"audio_id": "new"})
    for write, count in (
        (lambda: store.upsert(AUDIO, [new]), COUNT + 1),
        (lambda: store.delete(AUDIO, [POINTS[0].id]), COUNT),
        (lambda: store.declare(AUDIO, "another", 8), COUNT),
    ):
        monkeypatch.setattr(optimising, "_waited_for", first(write))
        assert not store.optimise(AUDIO, TaskContext())
        assert store.count(AUDIO) == count
        assert leftovers(store) == []
        monkeypatch.undo()


def test_cancelling_leaves_all_as_it_was(store: VectorStore) -> None:
    ctx = TaskContext()
    ctx.cancel()
    before = best(store)
    with pytest.raises(Cancelled):
        store.optimise(AUDIO, ctx)
    assert best(store) == before
    assert leftovers(store) == []


def test_no_room_is_no_error(
    store: VectorStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(optimising, "SPARE", 2**62)
    assert not store.optimise(AUDIO, TaskContext())
    assert "no room" in caplog.text


def test_a_copy_that_cannot_be_made_is_no_error(store: VectorStore, caplog: pytest.LogCaptureFixture) -> None:
    made_of(store.path / AUDIO).write_bytes(b"a file where the copy is to lie")
    assert not store.optimise(AUDIO, TaskContext())
    assert "was not optimised" in caplog.text
    made_of(store.path / AUDIO).unlink()
    assert best(store)[0] == "7"


def test_a_copy_that_does_not_open_is_not_taken(store: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, before = optimising._waited_for, best(store)

    def spoil(child: Child, ctx: TaskContext) -> str:
        problem = waiting(child, ctx)
        (made_of(store.path / AUDIO) / "edge_config.json").write_text("no configuration")
        return problem

    monkeypatch.setattr(optimising, "_waited_for", spoil)
    assert not store.optimise(AUDIO, TaskContext())
    assert best(store) == before
    assert (store.count(AUDIO), store.losses, leftovers(store)) == (COUNT, 0, [])


@pytest.mark.parametrize("failing", [AUDIO, AUDIO + ".optimised"])
def test_a_shard_that_cannot_be_moved_aside_answers_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """On Windows, whatever reads one of its files keeps its folder from being renamed."""
    folder = tmp_path / "store"
    made = VectorStore(folder, spaces("concepts_test"))
    made.upsert(AUDIO, POINTS[:20])
    made.close()
    shutil.copytree(folder / AUDIO, tmp_path / "copy")
    rename = Path.rename
    failed: list[Path] = []

    def fail_once(path: Path, target: Path) -> Path:
        if path.name == failing and not failed:
            failed.append(path)
            raise PermissionError("The process cannot access the file because it is being used by another process")
        return rename(path, target)

    store = Store(folder, spaces("concepts_test"))
    shutil.copytree(tmp_path / "copy", made_of(folder / AUDIO))
    stamp = store.settle(AUDIO)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fail_once)
        with pytest.raises(PermissionError):
            store.adopt(AUDIO, stamp)
    assert failed
    assert store.count(AUDIO, (), None) == 20
    assert store.adopt(AUDIO, stamp), "the next try may do"
    assert store.count(AUDIO, (), None) == 20
    store.close()


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_a_crash_while_it_takes_the_place(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "store"
    store = VectorStore(folder, spaces("concepts_test"))
    store.upsert(AUDIO, POINTS[:20])
    store.close()
    if place == "before":
        made_of(folder / AUDIO).mkdir()
    else:
        (folder / AUDIO).rename(replaced_by(folder / AUDIO))
        if place == "after":
            shutil.copytree(replaced_by(folder / AUDIO), folder / AUDIO)
    again = VectorStore(folder, spaces("concepts_test"))
    assert again.count(AUDIO) == 20
    assert again.losses == 0
    assert leftovers(again) == []
    again.close()
