from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.engine.library.test_library_stages import STAGES, add, mood, problem, sound, state
from vectorbeats_desktop.engine.library.catalog import Catalog, MelodyRow
from vectorbeats_desktop.engine.library.schema import MIGRATIONS
from vectorbeats_desktop.engine.records import FileState


def melody(*track_ids: str, version: int = 1, frames: bytes = b"frames") -> list[MelodyRow]:
    return [MelodyRow(track_id, version, frames) for track_id in track_ids]


def rows(catalog: Catalog, query: str) -> list[tuple[Any, ...]]:
    with catalog.read() as connection:
        return connection.execute(query).fetchall()


def changes(catalog: Catalog) -> dict[str, int]:
    return dict(rows(catalog, "SELECT track_id, changed FROM melodies"))


def ready(catalog: Catalog, music: Path, *track_ids: str) -> list[int]:
    """Files that have everything but a melody."""
    catalog.require_stages(STAGES)
    ids = add(catalog, music, *track_ids)
    catalog.sound_done(sound(*track_ids))
    catalog.mood_done(mood(*track_ids))
    return ids


def test_a_catalogue_of_the_first_version_gets_the_new_tables_and_keeps_what_it_has(
    tmp_path: Path, music: Path
) -> None:
    path = tmp_path / "catalog.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
        old.execute("INSERT INTO tracks VALUES ('a', 3.5, 0.0)")
    old.close()
    catalog = Catalog(path)
    try:
        catalog.melody_done(melody("a"))
        assert catalog.remember_hum("a", b"contour", 1.0, 2.0)
        assert rows(catalog, "SELECT track_id, duration_s FROM tracks") == [("a", 3.5)]
        assert rows(catalog, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    finally:
        catalog.close()


def test_a_melody_is_kept_and_its_stage_is_done(catalog: Catalog, music: Path) -> None:
    ready(catalog, music, "a", "b")
    assert not catalog.has_melodies()
    before, view = catalog.revision(), catalog.view_revision()
    catalog.melody_done(melody("a", version=7, frames=b"\x01\x02"))
    assert rows(catalog, "SELECT track_id, version, frames FROM melodies") == [("a", 7, b"\x01\x02")]
    assert [track for track, _ in catalog.tracks_missing("melody", 7, 9)] == ["b"]
    assert catalog.has_melodies()
    assert catalog.revision() > before
    assert catalog.view_revision() == view, "nothing that a search keeps in memory has changed"
    assert (catalog.status().melodies, catalog.status().tracks) == (1, 2)


def test_each_write_has_a_higher_number_also_after_a_deletion(catalog: Catalog, music: Path) -> None:
    first, *_ = ready(catalog, music, "a", "b", "c")
    catalog.melody_done(melody("b", "c"))
    catalog.melody_done(melody("a"))
    found = changes(catalog)
    assert found["b"] == found["c"] < found["a"]
    catalog.remove_files([first])
    catalog.forget_tracks(["a"])
    catalog.melody_done(melody("b", version=2))
    again = changes(catalog)
    assert again["b"] > found["a"], "whoever has seen the deleted row would miss this one"


def test_nothing_is_kept_when_the_stage_cannot_be_marked(
    catalog: Catalog, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(catalog, music, "a")

    def fail(*_: object, **__: object) -> None:
        raise OSError("no more room")

    monkeypatch.setattr(catalog, "_mark_done", fail)
    with pytest.raises(OSError, match="room"):
        catalog.melody_done(melody("a"))
    assert rows(catalog, "SELECT * FROM melodies") == []
    assert rows(catalog, "SELECT * FROM stages WHERE stage = 'melody'") == []


def test_a_forgotten_track_takes_its_melody_and_its_hums_along(catalog: Catalog, music: Path) -> None:
    first, _ = ready(catalog, music, "a", "b")
    catalog.melody_done(melody("a", "b"))
    catalog.remember_hum("a", b"contour", 1.0, 9.5)
    catalog.remember_hum("b", b"contour", 0.0, 0.0)
    catalog.remove_files([first])
    assert catalog.status().melodies == 1, "a track without a file is not counted"
    catalog.forget_tracks(["a"])
    assert rows(catalog, "SELECT track_id FROM melodies") == [("b",)]
    assert rows(catalog, "SELECT track_id, start_s, end_s FROM hums") == [("b", 0.0, 0.0)]


def test_a_hum_is_kept_once_for_a_track_and_never_for_an_unknown_one(catalog: Catalog, music: Path) -> None:
    ready(catalog, music, "a")
    before = catalog.revision()
    assert catalog.remember_hum("a", b"contour", 1.0, 9.5)
    assert catalog.revision() > before
    assert not catalog.remember_hum("a", b"contour", 1.0, 9.5)
    assert not catalog.remember_hum("x", b"contour", 1.0, 9.5)
    assert catalog.remember_hum("a", b"another", 2.0, 8.0)
    assert rows(catalog, "SELECT contour FROM hums ORDER BY hum_id") == [(b"contour",), (b"another",)]


def test_a_file_without_a_melody_is_ready_and_one_that_failed_is_listed_and_tried_again(
    catalog: Catalog, music: Path
) -> None:
    waiting, failed = ready(catalog, music, "a", "b")
    assert catalog.stage_failed("b", "melody", 1, problem("worker_crashed"))
    assert state(catalog, waiting) is state(catalog, failed) is FileState.READY
    assert [(each.stage, each.file_id) for each in catalog.problems()] == [("melody", failed)]
    assert [track for track, _ in catalog.tracks_missing("melody", 1, 9)] == ["a"]
    assert catalog.retry() == 1
    assert state(catalog, failed) is FileState.READY
    assert catalog.problems() == []
    assert [track for track, _ in catalog.tracks_missing("melody", 1, 9)] == ["a", "b"]
