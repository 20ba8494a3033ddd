"""The measure of “back in use”, and what the kill trials see: a check that cannot fail checks nothing."""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.faults.kills import kill_child
from benchmarks.faults.program import Program
from tests.copied_data import copied
from tests.faults import reopening
from tests.faults.reopening import OwnTime, answers_again, reopened
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session

of_unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that takes longer than it may."""
    search = Session.search

    def slowly(*args: object) -> object:
        time.sleep(0.6)
        return search(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "search", slowly)
    monkeypatch.setattr(reopening, "BACK_S", 0.5)


def test_a_program_that_comes_back_late_is_seen(harmed: Paths, slow: None) -> None:
    with pytest.raises(AssertionError), reopened(harmed, fast_settings()):
        pass
    with Session.open(harmed, fast_settings(), wait_s=5) as session, pytest.raises(AssertionError):
        answers_again(session)


def test_waiting_for_a_processor_is_not_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = OwnTime()
    time.sleep(0.05)
    waited = reopening.waited_s
    monkeypatch.setattr(reopening, "waited_s", lambda *whose: waited(*whose) + 0.05)
    assert clock.seconds() < 0.03


@pytest.fixture
def editing(small_library: Path, tmp_path: Path) -> Iterator[Program]:
    """Somebody who edits a library of which all is done."""
    copied(small_library / "data", tmp_path / "data")
    program = Program(tmp_path / "data", small_library / "music", "edit")
    program.start()
    yield program
    program.end()


def lose_a_stage(program: Program) -> None:
    """Take back, past the program, that a melody is done."""
    with closing(sqlite3.connect(program.data / "catalog.sqlite", timeout=10, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # the program may be writing: wait for it
        connection.execute(
            "DELETE FROM stages WHERE stage = 'melody' AND track_id = (SELECT MIN(track_id) FROM tracks)"
        )
        connection.execute("COMMIT")


@of_unix
def test_a_stage_that_was_shown_as_done_and_is_lost_with_the_program_is_seen(editing: Program) -> None:
    editing.watch(0.5)
    editing.end()
    editing.drain()
    lose_a_stage(editing)
    editing.start()
    assert [wrong.partition(" of ")[0] for wrong in editing.wrong] == ["melody"]


@of_unix
def test_what_is_lost_when_a_child_is_killed_is_seen_before_the_next_start(editing: Program) -> None:
    editing.watch(0.5)
    assert editing.ask() == []
    lose_a_stage(editing)
    trial = kill_child(editing, 0.1, random.Random(1))
    assert trial is not None
    assert [wrong.partition(" of ")[0] for wrong in trial.violations] == ["melody"]
