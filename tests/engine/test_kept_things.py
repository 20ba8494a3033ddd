"""What is kept of a person's doings is counted and really deleted, on a real library."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.copied_data import copied
from tests.small_library import fast_settings, make_picture, words
from vectorbeats_desktop.engine.backup.copies import Why
from vectorbeats_desktop.engine.kept import KEPT, kept
from vectorbeats_desktop.engine.leavings import TAKES, left_behind, run_folder
from vectorbeats_desktop.engine.library import merging
from vectorbeats_desktop.engine.library.changes import EDITS
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.records import Correction, Kind, Query, QueryPart, Verdict
from vectorbeats_desktop.engine.remote.spotify.cache import Cache, Match
from vectorbeats_desktop.engine.remote.spotify.records import Wanted
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.schema import IMAGES
from vectorbeats_desktop.engine.task import TaskContext

SECRET = "zanzibar lullaby"


@pytest.fixture
def session(tmp_path: Path, small_library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with Session.open(copied(small_library / "data", tmp_path / "copy"), fast_settings()) as opened:
        yield opened


def in_files(session: Session, text: str) -> list[str]:
    """The files of the catalogue that have a text in them somewhere."""
    return [path.name for path in session.paths.data.glob("catalog.sqlite*") if text.encode() in path.read_bytes()]


def do_much(session: Session, tmp_path: Path) -> None:
    query = Query((words(SECRET),))
    found = session.search(query, TaskContext())
    session.searches.remember(query)
    picture = make_picture(tmp_path / "temporary" / "sunset.png", (250, 120, 40))
    seen = Query((QueryPart(Kind.IMAGE, str(picture)),))
    session.search(seen, TaskContext())
    session.searches.save(f"my {SECRET}", seen)
    session.verdicts.say(query, found.hits[0].track.track_id, Verdict.WANTED)
    session.catalog.remember_hum(found.hits[0].track.track_id, b"contour", 0.0, 1.0)
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], check=True, capture_output=True, text=True
    )
    crashed = tmp_path / "temporary" / f"vectorbeats-takes-{ended.stdout.strip()}-x" / "1"
    crashed.mkdir(parents=True)
    (crashed / "hum.wav").write_bytes(b"RIFF")
    session.details.correct(found.hits[0].track.track_id, Correction(tempo_bpm=77.0))
    with closing(Cache(session.paths.cache)) as cache:
        cache.keep_match(Wanted(SECRET, "Somebody"), Match("x"))
    session.copies.make(session.catalog, Why.ASKED, TaskContext())


def test_what_was_said_of_tracks_is_forgotten_with_what_follows_from_it(session: Session) -> None:
    session.catalog.share_with("somewhere")
    said, rated = session.catalog.rows(session.catalog.page_ids())[:2]
    session.details.correct(said.track_id, Correction(0.9, 0.9, 77.0))
    session.rate(rated.track_id, 4)
    assert session.catalog.changes_due(EDITS, 99)
    kept("edits").forget(session)
    assert session.catalog.changes_due(EDITS, 99) == []
    assert session.catalog.changes_due(("sound",), 99), "what was worked out is still told"
    (now,) = session.catalog.tracks_by_id([said.track_id])[said.track_id]
    assert (now.features, now.mood) == (said.features, said.mood)
    assert session.catalog.ratings([rated.track_id]) == {}


def test_what_waits_for_its_music_is_forgotten_too(session: Session) -> None:
    contour = base64.b64encode(Contour(np.full(30, 60.0, np.float32), 6.0).to_bytes()).decode()
    hum = {"track_id": "a1-away", "contour": contour, "start_s": 0.0, "end_s": 1.0}
    assert merging.merge_hums(session.catalog, [hum]).waiting == 1
    assert kept("hums").count(session) == 1
    kept("hums").forget(session)
    assert kept("hums").count(session) == 0
    assert in_files(session, contour) == []


def test_each_kind_is_counted_and_forgotten_and_no_other(session: Session, tmp_path: Path) -> None:
    covers = len(session.store.ids(IMAGES))
    do_much(session, tmp_path)
    counts = {one.name: one.count(session) for one in KEPT}
    runs_and_searches = counts.pop("journal")
    assert runs_and_searches >= 2
    names = ("history", "searches", "pictures", "hums", "verdicts", "edits", "spotify", "copies", "takes")
    assert counts == dict.fromkeys(names, 1)
    counts["journal"] = runs_and_searches
    for one in KEPT:
        one.forget(session)
        counts[one.name] = 0
        assert {each.name: each.count(session) for each in KEPT} == counts, one.name
    assert len(session.store.ids(IMAGES)) == covers, "covers are no pictures that were searched with"
    assert not any(path.is_file() for path in session.paths.saved_parts.rglob("*")), "copies went with their search"
    assert session.search(Query((words("calm"),)), TaskContext()).hits, "the library is as it was"


def test_words_that_were_forgotten_are_in_no_file_of_the_catalogue(session: Session, tmp_path: Path) -> None:
    do_much(session, tmp_path)
    assert in_files(session, SECRET)
    assert SECRET.encode() in session.copies.all()[0].path.read_bytes()
    for name in ("history", "searches", "verdicts", "copies"):
        kept(name).forget(session)
    assert session.copies.all() == []
    assert in_files(session, SECRET) == []


def test_takes_of_a_run_that_goes_on_are_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with run_folder(TAKES) as own:
        assert str(os.getpid()) in own
        (tmp_path / "vectorbeats-something-else").mkdir()
        assert left_behind() == []
