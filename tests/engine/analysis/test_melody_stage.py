"""The stage "melody" in a run of indexing; what a worker hears is stood in for."""

from __future__ import annotations

import shutil

import pytest

from tests.engine.analysis import pool_calls
from tests.engine.analysis.test_analysis_pipeline import Library, library
from vectorbeats_desktop.engine.analysis import melody_stage
from vectorbeats_desktop.engine.errors import Cancelled, UnreadableFile
from vectorbeats_desktop.engine.records import FileState
from vectorbeats_desktop.engine.task import Progress, TaskContext

__all__ = ["library"]  # the fixture


def melodies(library: Library) -> dict[str, bytes]:
    with library.catalog.read() as connection:
        kept = dict(connection.execute("SELECT track_id, frames FROM melodies").fetchall())
    return {name: kept[track.track_id] for name, track in library.tracks().items() if track.track_id in kept}


def test_melodies_come_last_when_everything_else_can_be_found(library: Library) -> None:
    for number in range(3):
        library.song(f"{number}.flac", number)
    seen: list[tuple[str, int]] = []

    def note(progress: Progress) -> None:
        seen.append((progress.stage, library.catalog.status().ready))

    report = library.index(note)
    assert (report.analysed, report.failed) == (3, 0)
    assert melodies(library) == {"0.flac": b"0", "1.flac": b"1", "2.flac": b"2"}
    assert library.catalog.status().melodies == 3
    stages = list(dict.fromkeys(stage for stage, _ in seen))
    assert stages[-1] == "melody"
    assert {ready for stage, ready in seen if stage == "melody"} == {3}


def test_melodies_of_a_library_from_before_are_heard_by_the_next_run(library: Library) -> None:
    library.song("a.flac")
    library.index()
    with library.catalog.write(visible=True) as connection:  # as an older version of the program left it
        connection.execute("DELETE FROM melodies")
        connection.execute("DELETE FROM stages WHERE stage = 'melody'")
    assert library.catalog.status().ready == 1
    report = library.index()
    assert (report.analysed, library.catalog.status().melodies) == (0, 1)
    seen: list[Progress] = []
    library.index(seen.append)
    assert "melody" not in {progress.stage for progress in seen}, "a third run has nothing to hear"


def test_a_cancelled_run_keeps_the_melodies_it_heard_and_the_next_goes_on(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(melody_stage, "melody", pool_calls.melody_of_slowly)
    for number in range(6):
        library.song(f"{number}.flac", number)
    ctx = TaskContext()
    ctx.sink = lambda progress: ctx.cancel() if progress.stage == "melody" and progress.done >= 1 else None
    with pytest.raises(Cancelled):
        library.index(ctx=ctx)
    status = library.catalog.status()
    assert status.ready == 6, "all else was done before"
    assert 1 <= status.melodies < 6
    library.index()
    assert library.catalog.status().melodies == 6


def test_a_file_whose_melody_crashes_is_tried_twice_listed_and_stays_ready(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.song("good.flac", 1)
    library.song("bad.flac", 2)
    monkeypatch.setattr(melody_stage, "melody", pool_calls.melody_but_crash_on_bad)
    report = library.index()
    assert (report.analysed, report.failed) == (2, 1)
    assert pool_calls.tries(library.music / "bad.flac") == 2
    assert [(p.path.name, p.stage, p.code) for p in report.problems] == [("bad.flac", "melody", "worker_crashed")]
    assert {track.state for track in library.tracks().values()} == {FileState.READY}
    library.index()
    assert pool_calls.tries(library.music / "bad.flac") == 2, "what was set aside is left alone"
    monkeypatch.setattr(melody_stage, "melody", pool_calls.melody_of)
    library.catalog.retry()
    assert library.index().problems == ()
    assert set(melodies(library)) == {"good.flac", "bad.flac"}


def test_a_file_whose_melody_cannot_be_read_is_listed_at_once(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.song("good.flac", 1)
    library.song("bad.flac", 2)
    monkeypatch.setattr(melody_stage, "melody", pool_calls.melody_but_refuse_bad)
    report = library.index()
    assert [(p.path.name, p.stage, p.code) for p in report.problems] == [("bad.flac", "melody", UnreadableFile.code)]
    assert library.catalog.status().ready == 2


def test_files_that_vanish_before_their_melody_is_heard_are_not_set_aside(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.song("a.flac", 1)
    library.song("bad.flac", 2)
    monkeypatch.setattr(melody_stage, "melody", pool_calls.melody_but_refuse_bad)

    def pull_the_drive(progress: Progress) -> None:
        if progress.stage == "melody":
            shutil.rmtree(library.music, ignore_errors=True)

    assert library.index(pull_the_drive).failed == 0
    assert library.catalog.problems() == []


def test_what_has_no_sound_is_not_listened_to(library: Library) -> None:
    library.song("good.flac", 1)
    (library.music / "none.mp3").write_text("no music" * 500)
    report = library.index()
    assert [problem.stage for problem in report.problems] == ["identify"]
    assert set(melodies(library)) == {"good.flac"}
