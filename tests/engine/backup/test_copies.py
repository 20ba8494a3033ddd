"""Copies of the catalogue: made beside writers, thinned out with age, and gone back to, also from a damaged one."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.person_with_things import TRACKS, add_tracks, opened
from tests.typed_commands import runner
from vectorbeats_desktop import cli
from vectorbeats_desktop.engine.backup import copies
from vectorbeats_desktop.engine.backup.copies import DAY_S, CatalogCopy, Copies, Why, keep_daily
from vectorbeats_desktop.engine.errors import BadQuery, Cancelled, CatalogDamaged, DataFolderBroken
from vectorbeats_desktop.engine.library import ledger
from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

CTX = TaskContext()
NOON = datetime(2026, 6, 15, 12).timestamp()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with opened(tmp_path / "data") as made:
        add_tracks(made, tmp_path / "music")
        yield made


def test_a_copy_is_whole_while_others_write(session: Session) -> None:
    stop = threading.Event()

    def rate_on() -> None:
        number = 0
        while not stop.is_set():
            session.rate(TRACKS[number % 4], 1 + number % 5)
            number += 1

    writing = threading.Thread(target=rate_on)
    writing.start()
    try:
        copy = session.copies.make(session.catalog, Why.ASKED, CTX)
    finally:
        stop.set()
        writing.join()
    assert session.copies.holding(copy).tracks == len(TRACKS)
    with closing(sqlite3.connect(copy.path)) as opened_copy:
        assert opened_copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [path.name for path in session.copies.folder.iterdir()] == [copy.path.name]


def test_a_copy_that_is_given_up_or_has_no_room_leaves_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled = TaskContext()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        session.copies.make(session.catalog, Why.ASKED, cancelled)
    monkeypatch.setattr(copies, "LEAST_LEFT", 2**60)
    with pytest.raises(DataFolderBroken, match="too full"):
        session.copies.make(session.catalog, Why.ASKED, CTX)
    assert session.copies.make_due(session.catalog, session.settings, CTX) is None
    assert list(session.copies.folder.iterdir()) == []


def test_a_copy_is_made_once_a_day_and_only_after_a_change(session: Session) -> None:
    assert session.copies.make_due(session.catalog, session.settings, CTX) is not None
    session.rate(TRACKS[0], 3)
    assert session.copies.make_due(session.catalog, session.settings, CTX) is None, "there is one of today"
    (today,) = session.copies.all()
    long_ago = datetime.fromtimestamp(today.made_at - 100 * DAY_S, UTC)
    today.path.rename(today.path.with_name(f"catalog-{long_ago:%Y%m%dT%H%M%S}-daily.sqlite"))
    for path in session.paths.data.glob("catalog.sqlite*"):
        os.utime(path, (0, today.made_at - 101 * DAY_S))
    assert session.copies.make_due(session.catalog, session.settings, CTX) is None, "nothing has changed since"
    session.rate(TRACKS[0], 4)
    session.settings.set("backup.daily", False)
    assert session.copies.make_due(session.catalog, session.settings, CTX) is None
    session.settings.set("backup.daily", True)
    assert session.copies.make_due(session.catalog, session.settings, CTX) is not None
    assert len(session.copies.all()) == 1, "that of a hundred days ago has gone"


def test_copies_of_seven_days_and_of_four_weeks_stay() -> None:
    asked = CatalogCopy(Path("asked"), NOON - 300 * DAY_S, Why.ASKED, 1)
    held = [asked]
    for day in range(100):
        now = NOON + day * DAY_S
        held = keep_daily([*held, CatalogCopy(Path(f"{day}"), now, Why.DAILY, 1)], now, 7, 4)
        ages = sorted(day - int(copy.path.name) for copy in held if copy.why is Why.DAILY)
        assert ages[:7] == list(range(min(day + 1, 7)))
        assert day < 40 or (11 <= len(ages) <= 12 and ages[-1] >= 27), ages
        weeks = [younger - older for older, younger in itertools.pairwise(ages[7:])]
        assert all(gap == 7 for gap in weeks[1:]), ages
    assert asked in held
    twice = [CatalogCopy(Path(f"{hour}"), NOON + 3600 * hour, Why.DAILY, 1) for hour in range(3)]
    assert keep_daily(twice, NOON + DAY_S, 7, 4) == [twice[2]]


def test_the_library_is_what_it_was_and_what_it_was_until_then_is_kept(session: Session) -> None:
    session.rate(TRACKS[0], 5)
    session.playlists.create("Old")
    copy = session.copies.make(session.catalog, Why.ASKED, CTX)
    session.rate(TRACKS[0], 1)
    session.playlists.delete("Old")
    clock, revision, said = session.catalog.clock_now(), session.catalog.revision(), session.catalog.said_revision()
    before = session.go_back_to(copy, CTX)
    assert session.catalog.ratings(TRACKS) == {TRACKS[0]: 5}
    assert [each.name for each in session.playlists.all()] == ["Old"]
    assert session.catalog.revision() > revision
    assert session.catalog.said_revision() > said
    assert session.catalog.clock_now() >= clock, "what is said now comes after what was said before"
    assert before is not None
    session.rate(TRACKS[1], 2)
    session.go_back_to(before, CTX)
    assert session.catalog.ratings(TRACKS) == {TRACKS[0]: 1}
    found = session.search(Query((QueryPart(Kind.TEXT, "anything"),)), CTX)
    assert found.hits is not None


def test_an_older_format_is_brought_up_and_a_newer_one_refused(session: Session, tmp_path: Path) -> None:
    copy = session.copies.make(session.catalog, Why.ASKED, CTX)
    with closing(sqlite3.connect(copy.path)) as changed:
        changed.execute("PRAGMA user_version = 99")
    with pytest.raises(DataFolderBroken, match="newer VectorBeats"):
        session.go_back_to(copy, CTX)
    with closing(sqlite3.connect(copy.path)) as changed:
        made = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') OR name IN ({})"
        newer = [*ledger.KEPT, "fingerprints_gone", "files_by_former_track", "files_with_cover"]
        newer += ["edits", "changes", "smart_playlists"]
        for kind, name in changed.execute(made.format(", ".join("?" * len(newer))), newer).fetchall():
            changed.execute(f"DROP {kind} IF EXISTS {name}")
        changed.execute("PRAGMA user_version = 6")
        changed.execute("DELETE FROM meta WHERE key = 'device.id'")
        changed.commit()
    session.go_back_to(copy, CTX)
    assert session.catalog.edits() == []
    session.rate(TRACKS[0], 4)
    assert session.catalog.ratings(TRACKS) == {TRACKS[0]: 4}


def test_a_damaged_copy_is_refused_and_the_older_good_one_named(session: Session) -> None:
    good = session.copies.make(session.catalog, Why.ASKED, CTX, now=NOON)
    bad = session.copies.make(session.catalog, Why.ASKED, CTX, now=NOON + DAY_S)
    spoil(bad.path)
    with pytest.raises(CatalogDamaged, match="This copy is damaged"):
        session.go_back_to(bad, CTX)
    assert session.copies.last_good() == good
    assert session.copies.holding(bad).problem
    with pytest.raises(BadQuery, match="no copy named"):
        session.copies.named("../catalog")


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:4096] = os.urandom(4096)
    path.write_bytes(content)


def test_a_catalogue_that_does_not_open_is_met_with_the_last_good_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = Paths.under(tmp_path / "data")
    with opened(tmp_path / "data") as session:
        add_tracks(session, tmp_path / "music")
        session.rate(TRACKS[3], 3)
        copy = session.copies.make(session.catalog, Why.ASKED, CTX)
    spoil(paths.catalog)
    with pytest.raises(CatalogDamaged, match=f"vectorbeats backup return {copy.name}"), opened(tmp_path / "data"):
        pass
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(paths.data))
    assert cli.run(["backup", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["name"] == copy.name
    assert cli.run(["backup", "return", copy.name, "--json"]) == 0
    kept = Path(json.loads(capsys.readouterr().out)["kept"])
    assert kept.is_file()
    assert kept.name.startswith("catalog.sqlite.damaged-")
    with opened(tmp_path / "data") as session:
        assert session.catalog.ratings(TRACKS) == {TRACKS[3]: 3}
        session.copies.clear()
    assert not list(tmp_path.rglob("*.damaged-*"))
    assert not Copies(paths).all()


def test_without_a_copy_a_damaged_catalogue_is_to_be_moved_away(tmp_path: Path) -> None:
    with opened(tmp_path / "data"):
        pass
    spoil(tmp_path / "data" / "catalog.sqlite")
    with pytest.raises(CatalogDamaged, match="There is no copy of it"), opened(tmp_path / "data"):
        pass


def test_by_command(session: Session, tmp_path: Path) -> None:
    run = runner(session, tmp_path)
    assert run("backup", "list")[0] == 1
    session.rate(TRACKS[0], 5)
    code, out, _ = run("backup", "copy", "--json")
    name = json.loads(out)["name"]
    assert code == 0
    assert run("backup", "list")[1].splitlines()[1].strip() == (
        "4 recordings, 1 with stars, 0 playlists, 0 saved searches"
    )
    assert run("backup", "make", "mine.vbbackup")[1].endswith(
        "holds 1 folders, 2 settings, 1 stars, moods and tempos.\n"
    )
    session.rate(TRACKS[0], None)
    assert run("backup", "return", name)[0] == 0
    assert session.catalog.ratings(TRACKS) == {TRACKS[0]: 5}
    code, out, _ = run("backup", "restore", "mine.vbbackup")
    assert (code, "1 here already, or newer here" in out) == (0, True)
    code, _, err = run("backup", "restore", "nothing")
    assert (code, "is no backup" in err) == (3, True)
    assert time.time() - session.copies.all()[0].made_at < DAY_S
