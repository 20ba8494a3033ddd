"""The catalogue while it is busy, damaged or newer, the clock while it jumps, and two programs at once."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.invariants import seen, violations
from tests.faults.reopening import answers_again, reopened
from tests.small_library import fast_settings, words
from vectorbeats_desktop.engine.backup.copies import Copies, Why
from vectorbeats_desktop.engine.errors import CatalogDamaged, DataFolderBroken, DataFolderBusy
from vectorbeats_desktop.engine.library import database
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Correction, Query
from vectorbeats_desktop.engine.seal import new_key
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

DAY_S = 86_400.0


def tracks_of(session: Session) -> list[str]:
    return sorted({track for track, _ in seen(session).done})


def test_a_catalogue_that_another_program_keeps_busy_is_waited_for_and_then_told(
    harmed: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.2)
    with Session.open(harmed, fast_settings()) as session, closing(sqlite3.connect(harmed.catalog)) as other:
        track = tracks_of(session)[0]
        session.rate(track, 3)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DataFolderBroken, match="busy"):
            session.rate(track, 5)
        assert session.catalog.ratings([track]) == {track: 3}  # reading goes on
        other.rollback()
        answers_again(session)
        session.rate(track, 5)
        assert session.catalog.ratings([track]) == {track: 5}


def test_a_damaged_catalogue_is_told_with_its_last_good_copy_and_gone_back_to(harmed: Paths, tmp_path: Path) -> None:
    with Session.open(harmed, fast_settings()) as session:
        tracks = tracks_of(session)
        session.rate(tracks[0], 4)
        session.playlists.save("Evening", session.catalog.rows(session.catalog.page_ids())[:2])
        good = session.copies.make(session.catalog, Why.DAILY, TaskContext())
        shown = seen(session)
        session.rate(tracks[1], 2)  # after the copy
    content = bytearray(harmed.catalog.read_bytes())
    content[:8192] = b"\xff" * 8192
    harmed.catalog.write_bytes(content)
    with pytest.raises(CatalogDamaged) as told:
        Session.open(harmed, fast_settings())
    assert told.value.copy == good.name
    assert f"vectorbeats backup return {good.name}" in told.value.hint
    copies = Copies(harmed)
    aside = copies.replace_damaged(copies.named(good.name))
    assert aside.read_bytes()[:8192] == b"\xff" * 8192  # kept, for whoever can read it
    with reopened(harmed, fast_settings()) as session:
        assert session.index(TaskContext()).analysed == 0
        assert violations(session, shown) == []


def test_what_was_saved_since_the_copy_is_salvaged_from_what_can_be_read(session: Session) -> None:
    tracks = tracks_of(session)
    session.rate(tracks[0], 4)
    session.copies.make(session.catalog, Why.DAILY, TaskContext())
    session.rate(tracks[0], 2)
    session.details.correct(tracks[1], Correction(tempo_bpm=91.0))
    session.playlists.save("Since", session.catalog.rows(session.catalog.page_ids())[:3])
    shown = seen(session)
    (good,) = session.copies.all()
    spoil(session, "moods")
    with pytest.raises(CatalogDamaged):
        session.search(Query((words("calm"),)), TaskContext())
    assert session.go_back_to(good, TaskContext()) is None
    answers_again(session)
    assert session.index(TaskContext()).analysed == 0
    assert violations(session, shown) == []
    assert list(session.paths.data.glob("catalog.sqlite.damaged-*"))


def test_what_is_encrypted_is_salvaged_as_well(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    seal, key = session.catalog.seal, new_key()
    monkeypatch.setattr(seal, "_ask", lambda: key)
    seal.forget_key()
    (good,) = session.copies.all() or (session.copies.make(session.catalog, Why.DAILY, TaskContext()),)
    seal.on = True
    session.searches.save("Storms", Query((words("thunderstorm"),)))
    spoil(session, "moods")
    assert b"thunderstorm" not in session.paths.catalog.read_bytes()
    session.go_back_to(good, TaskContext())
    answers_again(session)
    session.index(TaskContext())
    assert [each.name for each in session.searches.saved()] == ["Storms"]
    assert session.searches.saved()[0].query.parts[0].value == "thunderstorm"


def spoil(session: Session, table: str) -> None:
    """Overwrite the pages of a table, past SQLite."""
    with session.catalog.write(visible=True) as connection:
        pages = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    session.catalog._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with session.paths.catalog.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
    with session.catalog.write(visible=True) as connection:  # so that no connection goes by what it remembers
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('spoilt', '1')")


def test_what_was_said_while_the_clock_was_wrong_counts_in_the_order_in_which_it_was_said(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_time, true_ns = time.time, time.time_ns
    wrong_by_s = [0.0]
    monkeypatch.setattr(time, "time", lambda: true_time() + wrong_by_s[0])
    monkeypatch.setattr(time, "time_ns", lambda: true_ns() + int(wrong_by_s[0] * 1e9))
    track = tracks_of(session)[0]
    shown = seen(session)
    for stars, wrong_by_s[0] in ((1, 0.0), (2, 4_000 * DAY_S), (3, -20_000 * DAY_S), (4, 0.0)):
        session.rate(track, stars)
        shown.end("stars", track, stars)
        session.playlists.save(f"At {stars}", session.catalog.rows(session.catalog.page_ids())[:1])
        shown.end("playlists", f"At {stars}", [session.catalog.rows(session.catalog.page_ids())[0].track_id])
        answers_again(session)
        assert session.index(TaskContext()).failed == 0
        assert violations(session, shown) == []
    (edit,) = [edit for edit in session.catalog.edits() if edit.kind == "edit.stars"]
    assert edit.value == 4
    revisions = [change.rev for change in session.catalog.changes_due({"edit": 0}, 100)]
    assert revisions == sorted(revisions)


def test_a_copy_of_the_future_neither_stops_todays_nor_passes_for_the_newest(session: Session) -> None:
    """Made while the clock was wrong."""
    track = tracks_of(session)[0]
    ahead = session.copies.make(session.catalog, Why.DAILY, TaskContext(), now=time.time() + 4_000 * DAY_S)
    session.rate(track, 5)
    made = session.copies.make_due(session.catalog, session.settings, TaskContext())
    assert made is not None
    assert made.name.startswith(f"catalog-{datetime.now(UTC):%Y%m%d}")
    assert session.copies.last_good() == made
    assert ahead in session.copies.all()


def test_a_second_program_is_told_and_works_once_the_first_has_ended(harmed: Paths) -> None:
    with Session.open(harmed, fast_settings()) as first:
        shown = seen(first)
        with pytest.raises(DataFolderBusy, match="Another VectorBeats"):
            Session.open(harmed, fast_settings())
        assert violations(first, shown) == []
    with reopened(harmed, fast_settings(), wait_s=5) as second:
        assert violations(second, shown) == []
