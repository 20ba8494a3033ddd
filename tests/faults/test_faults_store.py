"""A store that is damaged or deleted: searches go on with what is there, and nothing is decoded to fill it again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.copied_data import copied
from tests.faults.invariants import Shown, seen, violations
from tests.faults.reopening import answers_again, reopened
from tests.small_library import fast_settings, words
from vectorbeats_desktop.engine.records import Correction, Query
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR
from vectorbeats_desktop.engine.task import TaskContext

BY_NAME = Query((words("Rainy Night"),))


def delete(store: Path) -> None:
    shutil.rmtree(store)


def delete_sounds(store: Path) -> None:
    shutil.rmtree(store / AUDIO)


def spoil_configuration(store: Path) -> None:
    (store / MUSIC / "edge_config.json").write_bytes(b"\x00")


def cut_off_vectors(store: Path) -> None:
    """Edge panics when it opens this."""
    for status in store.glob(f"{AUDIO}/segments/*/vector_storage*/vectors/status.dat"):
        os.truncate(status, 2)


def lose_vectors(store: Path) -> None:
    """Edge opens this, and tells of points without vectors."""
    for status in store.glob(f"{AUDIO}/segments/*/vector_storage*/vectors/status.dat"):
        status.unlink()


def cut_off_ids(store: Path) -> None:
    """Edge opens this with fewer points."""
    for mappings in store.glob(f"{MUSIC}/segments/*/mutable_id_tracker.mappings"):
        os.truncate(mappings, mappings.stat().st_size // 2)
    shutil.rmtree(store / MUSIC / "wal")


HARMS = (delete, delete_sounds, spoil_configuration, cut_off_vectors, lose_vectors, cut_off_ids)


@dataclass(frozen=True)
class Before:
    """A data folder, and what was in it while all was well."""

    data: Path
    shown: Shown
    vectors: dict[str, NDArray[np.float32]]


def stored(session: Session) -> dict[str, NDArray[np.float32]]:
    """All vectors of both collections, by collection and point."""
    store = session.store
    return {
        f"{collection} {point}": row
        for collection, using in ((AUDIO, SOUND_VECTOR), (MUSIC, session.space.space_id))
        for point, row in store.retrieve(collection, store.ids(collection), using).items()
    }


@pytest.fixture(scope="module")
def before(small_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Before:
    """The six sounds, one of them with another tempo than was heard."""
    paths = copied(small_library / "data", tmp_path_factory.mktemp("before") / "data")
    with Session.open(paths, fast_settings()) as session:
        session.details.correct(min(track for track, _ in seen(session).done), Correction(tempo_bpm=77.0))
        return Before(paths.data, seen(session), stored(session))


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_store_is_filled_again_while_searches_go_on(
    before: Before, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    paths = copied(before.data, tmp_path / "data")
    harm(paths.store)
    with reopened(paths, fast_settings()) as session:
        assert session.search(BY_NAME, TaskContext()).hits[0].track.name == "Rainy Night"
        report = session.index(TaskContext())
        assert report.analysed == 0  # nothing was decoded
        assert any("put back" in notice for notice in report.notices)
        assert violations(session, before.shown) == []
        assert session.index(TaskContext()).notices == ()
        tempos = {payload["tempo"] for payload in session.store.payloads(AUDIO, session.store.ids(AUDIO)).values()}
        assert 77.0 in tempos
        after = stored(session)
    assert len(before.vectors) == 12
    assert before.vectors.keys() == after.keys()
    assert all(float(row @ after[point]) > 0.9999 for point, row in before.vectors.items())


def test_a_store_deleted_under_the_running_program_is_noticed_and_filled_again(session: Session) -> None:
    shown = seen(session)
    session.store.info()
    shutil.rmtree(session.paths.store)
    answers_again(session)
    assert session.search(BY_NAME, TaskContext()).hits
    report = session.index(TaskContext())  # its first flush fails; nobody needs to know of it
    assert report.failed == report.analysed == 0
    assert violations(session, shown) == []
    assert session.paths.store.exists()


def test_a_search_over_files_that_cannot_be_read_tells_what_is_known_without_them(session: Session) -> None:
    shown = seen(session)
    session.store.close()
    session.store._process._closed = False  # as if it had ended of idleness
    for chunk in session.paths.store.glob("*/segments/*/vector_storage*/vectors/chunk_0.mmap"):
        chunk.unlink()
    answers_again(session)
    assert session.search(BY_NAME, TaskContext()).hits[0].track.name == "Rainy Night"
    assert session.store.losses == 1
    assert session.index(TaskContext(), folders=[]).analysed == 0
    assert violations(session, shown) == []


def test_what_a_newer_version_renews_was_not_lost(session: Session) -> None:
    """As after an update that brought another table of concepts."""
    tracks = {track for track, _ in seen(session).done}
    space = session.space.space_id
    session.catalog.stage_done("mood", 1, tracks)
    session.store.drop(MUSIC, space)
    session.store.declare(MUSIC, space, 512)
    assert session.index(TaskContext()).notices == ()
    assert session.store.count(MUSIC, using=space) == len(tracks)
    assert violations(session, seen(session)) == []
