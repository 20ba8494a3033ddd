"""Processes that are killed, sent to sleep, or given too little memory: the short form of `benchmarks/faults`."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.faults.ending import finish
from benchmarks.faults.kills import trials
from benchmarks.faults.libraries import make_music
from benchmarks.faults.program import Program
from tests.copied_data import copied
from tests.faults.invariants import seen, violations
from tests.faults.reopening import BACK_S, answers_again
from tests.qdrant_stub import qdrant_stub
from tests.small_library import fast_settings, make_library
from vectorbeats_desktop.engine.analysis import sound_stage
from vectorbeats_desktop.engine.analysis.jobs import Heard, hear
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import FileState
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

ASLEEP_S = 2.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


@contextmanager
def used(data: Path, music: Path, activity: str, address: str = "") -> Iterator[Program]:
    program = Program(data, music, activity, address)
    try:
        yield program
    finally:
        program.end()


def test_a_library_that_is_edited_and_synced_loses_nothing_to_kills(small_library: Path, tmp_path: Path) -> None:
    copied(small_library / "data", tmp_path / "data")
    with qdrant_stub() as stub, used(tmp_path / "data", small_library / "music", "sync", stub.address) as program:
        found = list(trials(program, 3, 1.0, random.Random(3)))
    assert [trial.violations for trial in found if trial.violations] == []
    assert {trial.killed for trial in found} >= {"the program", "store"}


def test_a_library_that_is_indexed_loses_nothing_to_kills(tmp_path: Path) -> None:
    music = make_music(tmp_path / "music", 16)
    with used(tmp_path / "data", music, "index") as program:
        found = list(trials(program, 2, 1.5, random.Random(5)))
        assert [trial.violations for trial in found if trial.violations] == []
        assert finish(program) == []  # all sixteen are ready; it may have come to that before, and said so


def test_a_program_that_slept_goes_on_with_its_children(small_library: Path, tmp_path: Path) -> None:
    """As when a computer's lid is closed: all its processes stop at once, and go on later. No clock jumps here."""
    copied(small_library / "data", tmp_path / "data")
    with used(tmp_path / "data", small_library / "music", "edit") as program:
        program.start()
        program.watch(0.5)
        assert program.process is not None
        family = [program.process.pid, *(child.pid for child in program.children())]
        for pid in family:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(ASLEEP_S)
        program.watch(0.1)  # what it had said before
        for pid in reversed(family):
            os.kill(pid, signal.SIGCONT)
        woken, waited = time.monotonic(), program.waited_s()
        line = program.wait("shown")
        while line[4] < woken:
            line = program.wait("shown")
        assert time.monotonic() - woken - (program.waited_s() - waited) < BACK_S
        assert program.ask() == []
        program.end()
        program.drain()
        program.start()
        assert program.wrong == []


def starved(path: Path) -> Heard:
    """Hear a file with hardly any memory left (runs in a worker)."""
    import resource

    if path.name != "fast beat.flac":
        return hear(path)
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (1_000_000, limits[1]))
    try:
        bytearray(200_000_000)  # as a long file would take
        return hear(path)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep to RLIMIT_AS")
def test_a_worker_without_memory_costs_one_file_that_can_be_tried_again(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    music = tmp_path / "music"
    for path in make_library(music)[:3]:
        path.unlink()
    with monkeypatch.context() as patch, Session.open(paths, fast_settings()) as session:
        patch.setattr(sound_stage, "hear", starved)
        session.add_folder(music)
        assert session.index(TaskContext()).failed == 1
        answers_again(session)
        (problem,) = session.problems()
        assert problem.path.name == "fast beat.flac"
        assert problem.message
        assert session.status().ready == 2
        patch.undo()
        session.retry()
        session.index(TaskContext())
        states = {track.state for track in session.catalog.rows(session.catalog.page_ids())}
        assert states == {FileState.READY}
        assert violations(session, seen(session)) == []
