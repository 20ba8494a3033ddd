"""What a run asks of the catalogue for one track: looks into indexes, so that it does not grow with the library."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.small_library import fast_settings, make_indexed
from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.task import TaskContext

FEW = {"folders", "d", "required_stages", "r", "json_each", "fileless", "fingerprints_gone", "scan_problems", "counts"}
"""Tables, and what queries call them, that are small in any library: of exceptions, or with a row for a kind."""
OF_FEW = {"files_unidentified", "files_failed", "files_absent", "stages_failed", "files_with_cover"}
"""Indexes that hold exceptions only."""

OF_ALL = r"INDEX files_by_place \(folder_id=\?\)|INDEX stages_\w+ \(stage=\?\)"
"""Ranges that hold all files of a folder, or all tracks."""


@contextmanager
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Every statement that catalogues run, as they are opened within."""
    statements: set[str] = set()
    connect = Database._connect

    def traced(self: Database) -> sqlite3.Connection:
        connection = connect(self)
        connection.set_trace_callback(statements.add)
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_connect", traced)
        yield statements


def walked_through(catalog: Path, statements: set[str]) -> list[tuple[str, str]]:
    """The tables that are read from one end to the other, and by which statement."""
    found = []
    with closing(sqlite3.connect(catalog)) as connection:
        for statement in sorted(statements):
            if not re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", statement):
                continue  # transactions, and what triggers do
            values: object = defaultdict(int) if re.search(r":[a-z]", statement) else (0,) * statement.count("?")
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values):  # type: ignore[arg-type]
                walk = re.match(r"SCAN (\w+)(?: .*USING (?:COVERING )?INDEX (\w+))?", step)
                if (walk and walk[1] not in FEW and walk[2] not in OF_FEW) or re.search(OF_ALL, step):
                    found.append((step, " ".join(statement.split())))
    return found


@pytest.fixture
def library(tmp_path: Path) -> Paths:
    make_indexed(tmp_path)
    return Paths.under(tmp_path / "data")


@pytest.mark.skipif(sqlite3.sqlite_version_info < (3, 40), reason="it plans the list of problems less well")
def test_one_track_that_comes_or_goes_walks_through_no_table(
    library: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "music" / "new.flac"
    whole: list[str] = []
    with asked(monkeypatch) as statements, Session.open(library, fast_settings()) as session:
        session.index(TaskContext())
        monkeypatch.setattr(VectorStore, "ids", lambda store, collection, using=None: whole.append(collection))
        statements.clear()
        shutil.move(tmp_path / "music" / "low drone.flac", tmp_path / "away.flac")
        gone = tmp_path / "music" / "low drone.flac"
        assert session.index(TaskContext(), places=[gone]).removed == 1
        assert session.status().tracks == 5
        shutil.move(tmp_path / "away.flac", new)
        report = session.index(TaskContext(), places=[new])
        assert (report.added, report.analysed, report.melodies) == (1, 1, 1)
        assert session.status().ready == 6
        assert session.index(TaskContext(), places=[new]).analysed == 0
    assert len(statements) > 80
    assert walked_through(library.catalog, statements) == []
    assert whole == []


def test_a_walk_through_a_table_is_seen(library: Paths) -> None:
    """The test above can fail."""
    assert walked_through(library.catalog, {"SELECT COUNT(*) FROM tracks"})
    assert walked_through(library.catalog, {"SELECT 1 FROM files f WHERE f.size = 3"})
    assert walked_through(library.catalog, {"SELECT path FROM files WHERE folder_id = 1 AND size = 3"})
