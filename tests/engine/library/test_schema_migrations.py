"""Catalogues of every schema there has been, brought forward to today's with all that they hold.

No version has been released yet. `catalogues/version_N.sql` are dumps of catalogues that the program of that time made
(the first commit of the main line with that schema), filled with one of everything that it knew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.library import audit
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.schema import MIGRATIONS
from vectorbeats_desktop.engine.records import FileState

DUMPS = Path(__file__).parent / "catalogues"
VERSIONS = range(1, len(MIGRATIONS) + 1)
TRACKS = [f"a1-{number:032x}" for number in (1, 2, 3)]
NEW_SINCE = {"edits", "changes"}
"""Tables that a migration fills out of others."""


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    """A version, and a catalogue of it."""
    path = tmp_path / "catalog.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DUMPS / f"version_{request.param}.sql").read_text("utf-8"))
    return request.param, path


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in names.fetchall()}


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return sorted((name, " ".join(sql.replace('"', "").split())) for name, sql in rows)


def test_each_old_catalogue_keeps_every_row_and_gets_todays_tables(old: tuple[int, Path], tmp_path: Path) -> None:
    version, path = old
    before = contents(path)
    Catalog(path).close()
    after = contents(path)
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), f"{table} of version {version} has lost rows"
        if table not in {"meta"} | NEW_SINCE:
            assert rows == after[table]
    Catalog(tmp_path / "new.sqlite").close()
    assert schema(path) == schema(tmp_path / "new.sqlite")


def test_the_program_finds_in_each_what_was_in_it(old: tuple[int, Path]) -> None:
    version, path = old
    with closing(Catalog(path)) as catalog:
        assert audit.damage(catalog) == ""
        assert catalog.get_meta("music.note") == "kept"
        tracks = catalog.rows(catalog.page_ids())
        assert {(track.tags.title, track.tags.artist, track.state) for track in tracks} == {
            (f"Piece {number}", "Nora Vale", FileState.READY) for number in (1, 2, 3)
        }
        assert catalog.descriptors(1)[0] == TRACKS
        assert catalog.status().melodies == (3 if version >= 2 else 0)
        if version >= 3:
            assert catalog.ratings(TRACKS) == {TRACKS[0]: 5, TRACKS[2]: 2}
            assert [entry.track_id for entry in catalog.playlist_entries("Evening") or ()] == [TRACKS[2], TRACKS[0]]
            stars = {edit.track_id: edit.value for edit in catalog.edits() if edit.kind == "edit.stars"}
            assert stars[TRACKS[0]] == 5
        if version >= 5:
            assert catalog.corrections(TRACKS)[TRACKS[1]].tempo_bpm == 90.0
        catalog.rate(TRACKS[1], 4)  # and it can be written
        assert catalog.ratings(TRACKS)[TRACKS[1]] == 4


def test_a_published_migration_is_never_changed() -> None:
    """Who needs to change one needs a new one: catalogues of people have been through these."""
    sums = [hashlib.sha256(" ".join(step.split()).encode()).hexdigest()[:12] for step in MIGRATIONS]
    assert sums[: len(PUBLISHED)] == PUBLISHED
    assert len(list(DUMPS.glob("version_*.sql"))) == len(MIGRATIONS), "the newest schema has no dump yet"


def test_no_statement_needs_a_newer_sqlite_than_systems_have() -> None:
    """HAVING without GROUP BY takes SQLite 3.39, and Ubuntu 22.04 has 3.37."""
    statements = [statement for step in MIGRATIONS for statement in step.split(";")]
    assert [each for each in statements if "HAVING" in each and "GROUP BY" not in each] == []
    for newer in ("->", "unixepoch(", "RIGHT JOIN", "FULL JOIN", "FULL OUTER JOIN", "IS DISTINCT FROM"):
        assert [each for each in statements if newer in each] == [], newer


def test_what_sqlite_is_needed_is_said_at_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(DataFolderBroken, match=r"needs 3\.37\.0 or newer"):
        Catalog(tmp_path / "catalog.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_catalogue_is_left_as_it_is_and_what_to_do_is_said(tmp_path: Path) -> None:
    path = tmp_path / "catalog.sqlite"
    with closing(sqlite3.connect(path)) as connection:  # in another journal mode, too
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(DataFolderBroken, match="newer VectorBeats") as raised:
        Catalog(path)
    assert "Install the newer version" in raised.value.hint
    assert path.read_bytes() == before


PUBLISHED = [
    "f23a2e561468",
    "b5f38eef0af6",
    "06d9defd09a5",
    "65317bee0155",
    "697e2797c76e",
    "0d72be59a66b",
    "e8e4f4c1bccc",
    "5109833d11b3",
    "819c08c04c29",
]
