"""Ids that somebody made up lead to no file outside of the folder that they are looked for in."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from tests.copied_data import copied
from tests.fake_towers import FakePictureTower
from tests.small_library import fast_settings, make_picture
from vectorbeats_desktop.engine.analysis import cover_stage
from vectorbeats_desktop.engine.analysis.cover_stage import CoverStage
from vectorbeats_desktop.engine.analysis.sight_stage import SightStage
from vectorbeats_desktop.engine.paths import file_of_id
from vectorbeats_desktop.engine.remote.spotify.cache import ART_FOLDER, FILE, Cache
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import IMAGES, point_id
from vectorbeats_desktop.engine.task import TaskContext

OUT, GOOD = "../private", "a1-plain"


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "C:", "a.b", "nul\0", "/etc/x"])
def test_an_id_that_is_no_name_leads_to_no_file(tmp_path: Path, name: str) -> None:
    assert file_of_id(tmp_path, name, ".jpg") is None
    assert file_of_id(tmp_path, GOOD, ".jpg") == tmp_path / f"{GOOD}.jpg"


def test_a_picture_outside_of_the_covers_is_not_looked_at(small_library: Path, tmp_path: Path) -> None:
    paths = copied(small_library / "data", tmp_path / "data")
    paths.covers.mkdir(exist_ok=True, parents=True)
    for name in (OUT, GOOD):
        made = make_picture(paths.covers / f"{name}.png", (250, 120, 40))
        made.rename(made.with_suffix(".jpg"))
    with Session.open(paths, fast_settings()) as session:
        with session.catalog.write(visible=True) as connection:
            connection.execute("UPDATE files SET cover_id = ? WHERE file_id % 2 = 1", (OUT,))
            connection.execute("UPDATE files SET cover_id = ? WHERE file_id % 2 = 0", (GOOD,))
            connection.execute("DELETE FROM stages WHERE stage = ?", (cover_stage.STAGE,))
        parts = session.catalog, session.store, paths.covers
        CoverStage(*parts, session.pictures, session.space).run(TaskContext())
        assert session.store.ids(IMAGES, session.space.space_id) == {point_id(GOOD)}
        tower = FakePictureTower()
        phrases = tower.words([said for phrases in session.space.phrases for said in phrases])
        SightStage(*parts, tower, session.space, phrases).run(TaskContext())
        assert session.store.ids(IMAGES, tower.space) == {point_id(GOOD)}
        assert session.cover_path(GOOD) is not None
        assert session.cover_path(OUT) is None
        version = cover_stage.version_of(session.space)
        assert not session.catalog.tracks_missing(cover_stage.STAGE, version, 9), "it is not tried again and again"


def test_a_cover_of_spotify_is_looked_for_among_these_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.art("https://example.org/1") is None  # which makes the tables
    cache.art_folder.mkdir(parents=True, exist_ok=True)
    for name in (OUT, GOOD):
        (tmp_path / ART_FOLDER / f"{name}.jpg").write_bytes(b"picture")
    with sqlite3.connect(tmp_path / FILE) as connection:
        for name in (OUT, GOOD):
            connection.execute("INSERT INTO art VALUES (?, ?, ?)", (f"https://example.org/{name}", name, time.time()))
    connection.close()
    assert cache.art(f"https://example.org/{GOOD}") == GOOD
    assert cache.art(f"https://example.org/{OUT}") is None
    assert cache.art_file(OUT) is None
    cache.close()
