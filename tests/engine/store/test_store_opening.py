"""Opening the store: held by another process, half made, damaged, or of another concept space."""

from __future__ import annotations

import errno
import multiprocessing
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import qdrant_edge

from vectorbeats_desktop.engine.errors import StoreUnavailable
from vectorbeats_desktop.engine.store import child as child_module
from vectorbeats_desktop.engine.store import process
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.connection import StoreBusy
from vectorbeats_desktop.engine.store.schema import MUSIC, point_id, spaces


def point(number: int, space: str = "concepts_a") -> Point:
    row = np.random.default_rng(number).standard_normal(512).astype(np.float32)
    return Point(point_id(str(number)), {space: row}, {"track_id": str(number)})


def open_store(folder: Path, space: str = "concepts_a") -> VectorStore:
    return VectorStore(folder / "store", spaces(space))


def test_a_store_that_is_about_to_be_let_go_is_waited_for(tmp_path: Path) -> None:
    first, second = open_store(tmp_path), open_store(tmp_path)
    first.upsert(MUSIC, [point(1)])
    closing = threading.Timer(1.0, first.close)
    closing.start()
    assert second.ids(MUSIC) == {point_id("1")}
    closing.join()
    second.close()


def test_a_store_that_another_process_keeps_is_told(tmp_path: Path) -> None:
    first, second = open_store(tmp_path), open_store(tmp_path)
    first.upsert(MUSIC, [point(1)])
    with pytest.raises(StoreBusy, match="Another program"):
        second.count(MUSIC)
    assert first.count(MUSIC) == 1
    first.close()
    second.close()


@pytest.mark.usefixtures("spawned")
def test_a_crash_while_the_store_is_made_does_no_harm(tmp_path: Path) -> None:
    killed = 0
    for delay in (0.2, 0.4, 0.6):
        store = open_store(tmp_path)
        store.start()
        time.sleep(delay)
        killed += kill_spawned()
        store.close()
    assert killed
    (tmp_path / "store" / f"{MUSIC}.making").mkdir(parents=True, exist_ok=True)
    store = open_store(tmp_path)
    store.upsert(MUSIC, [point(1)])
    assert store.count(MUSIC) == 1
    store.close()


def kill_spawned() -> int:
    """Kill this process's spawned children, whether or not they have opened anything yet."""
    spawned = [child for child in psutil.Process().children() if any("spawn_main" in word for word in child.cmdline())]
    for child in spawned:
        child.kill()
    return len(spawned)


def test_a_damaged_store_is_set_aside_and_an_empty_one_begun(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.upsert(MUSIC, [point(1)])
    store.close()
    for _ in range(2):
        config = tmp_path / "store" / MUSIC / "edge_config.json"
        config.write_bytes(b"\x00 not a configuration")
        damaged = open_store(tmp_path)
        assert damaged.count(MUSIC) == 0
        assert damaged.losses == 1
        damaged.upsert(MUSIC, [point(2)])
        assert damaged.ids(MUSIC) == {point_id("2")}
        damaged.close()
        (kept,) = tmp_path.glob("store.broken-*")  # the last one only: each takes half a gigabyte
        assert (kept / MUSIC / "edge_config.json").read_bytes() == b"\x00 not a configuration"


def test_a_store_is_put_back_when_an_empty_one_does_not_open_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    store.upsert(MUSIC, [point(1)])
    store.close()
    monkeypatch.setattr(process, "main", opens_nothing)
    with pytest.raises(StoreUnavailable, match="does not start"):
        open_store(tmp_path).count(MUSIC)
    monkeypatch.undo()
    store = open_store(tmp_path)
    assert store.ids(MUSIC) == {point_id("1")}
    store.close()
    assert not list(tmp_path.glob("store.broken-*"))


def opens_nothing(*_: object) -> None:
    sys.exit(1)


def test_a_store_deleted_under_the_program_is_begun_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.upsert(MUSIC, [point(1)])
    shutil.rmtree(tmp_path / "store")
    store.upsert(MUSIC, [point(2)])
    assert (store.ids(MUSIC), store.losses) == ({point_id("2")}, 1)
    store.close()


def test_a_new_concept_space_lies_beside_the_old_one_until_it_is_unused(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.upsert(MUSIC, [point(1), point(2)])
    store.close()

    store = open_store(tmp_path, "concepts_b")
    assert store.ids(MUSIC) == {point_id("1"), point_id("2")}
    assert store.ids(MUSIC, "concepts_b") == set()
    store.upsert(MUSIC, [point(1, "concepts_b")])
    assert store.ids(MUSIC, "concepts_b") == {point_id("1")}
    store.close()

    store = open_store(tmp_path)  # back to the older program: what it knows is still there
    assert store.ids(MUSIC, "concepts_a") == {point_id("2")}
    store.close()

    store = open_store(tmp_path, "concepts_b")
    store.upsert(MUSIC, [point(2, "concepts_b")])
    store.close()
    store = open_store(tmp_path, "concepts_b")
    assert store.ids(MUSIC, "concepts_b") == {point_id("1"), point_id("2")}
    store.close()
    assert '"concepts_a"' not in (tmp_path / "store" / MUSIC / "edge_config.json").read_text(encoding="utf-8")


def test_a_store_whose_vectors_have_another_size_is_begun_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.upsert(MUSIC, [point(1)])
    store.close()
    other = VectorStore(tmp_path / "store", {MUSIC: {"concepts_a": 128}})
    assert (other.count(MUSIC), other.losses) == (0, 1)
    other.close()


def test_indexes_follow_what_is_declared(tmp_path: Path) -> None:
    """A newer program may count by other fields than the one that made the store."""
    store = open_store(tmp_path)
    store.upsert(MUSIC, [Point(each.id, each.vectors, {"genre": "jazz"}) for each in (point(1), point(2))])
    store.close()
    made = shard_indexes(tmp_path / "store" / MUSIC)
    assert made == {"artist", "album", "genre", "mood", "energy", "valence", "tempo"}
    change_indexes(tmp_path / "store" / MUSIC)
    store = open_store(tmp_path)
    assert store.facet(MUSIC, "genre") == {"jazz": 2}
    store.close()
    assert shard_indexes(tmp_path / "store" / MUSIC) == made


def shard_indexes(shard: Path) -> set[str]:
    opened = qdrant_edge.EdgeShard.load(str(shard))
    found = set(opened.info().payload_schema)
    opened.close()
    return found


def change_indexes(shard: Path) -> None:
    opened = qdrant_edge.EdgeShard.load(str(shard))
    opened.update(qdrant_edge.UpdateOperation.delete_field_index("genre"))
    opened.update(qdrant_edge.UpdateOperation.create_field_index("title", qdrant_edge.PayloadSchemaType.Keyword))
    opened.flush()
    opened.close()


@pytest.mark.parametrize("refused", ["flush", "close"])
def test_a_store_that_cannot_be_written_unasked_says_so_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, refused: str
) -> None:
    """As on a full disk. Else a traceback would stand in the terminal, and the next call writes it again anyway."""

    class Full(child_module.Store):
        def __init__(self, *opened: Any) -> None:
            super().__init__(*opened)
            self.unflushed = 1

        def refuse(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    here, there = multiprocessing.Pipe()
    monkeypatch.setattr(Full, refused, Full.refuse)
    monkeypatch.setattr(child_module, "Store", Full)
    process.main(there, str(tmp_path / "store"), spaces("concepts_a"), 0.01)
    assert here.recv().error == ""
    assert "the store could not be written" in caplog.text
    assert "No space left" in caplog.text
