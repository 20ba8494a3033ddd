from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.errors import DataFolderBusy, FolderUnreachable
from vectorbeats_desktop.engine.records import Folder, IndexReport, Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.workers.actions import OTHERS_MS, Actions
from vectorbeats_desktop.workers.indexing import SAMPLE_MS

WAIT_MS = 5000
CALM = Query((QueryPart(Kind.TEXT, "calm"),))


@pytest.fixture
def fake() -> FakeSession:
    return FakeSession([make_track(number) for number in range(1, 4)])


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[Actions]:
    actions = Actions()
    yield actions
    assert actions.shut()


def test_search_asked_before_the_library_is_open_is_answered_then(
    qtbot: QtBot, actions: Actions, fake: FakeSession
) -> None:
    job = actions.search(CALM)
    qtbot.wait(30)
    assert fake.searched == []
    with qtbot.waitSignal(job.succeeded, timeout=WAIT_MS) as answer:
        actions.set_session(fake.as_session())
    (result,) = answer.args
    assert isinstance(result, SearchResult)
    assert [hit.track.file_id for hit in result.hits] == [1, 2, 3]


def test_newer_search_cancels_the_older(qtbot: QtBot, actions: Actions, fake: FakeSession) -> None:
    actions.set_session(fake.as_session())
    fake.hold.clear()
    old = actions.search(CALM)
    qtbot.waitUntil(lambda: len(fake.searched) == 1, timeout=WAIT_MS)
    with qtbot.waitSignal(old.cancelled, timeout=WAIT_MS):
        new = actions.search(Query((QueryPart(Kind.TEXT, "loud"),)))
    with qtbot.waitSignal(new.succeeded, timeout=WAIT_MS):
        fake.hold.set()


def test_search_is_answered_while_indexing(qtbot: QtBot, actions: Actions, fake: FakeSession) -> None:
    actions.set_session(fake.as_session())
    fake.hold.clear()
    with qtbot.waitSignal(actions.index_started, timeout=WAIT_MS):
        indexing = actions.index()
    with qtbot.waitSignal(actions.page_ids("song 2").succeeded, timeout=WAIT_MS) as answer:
        pass
    assert list(answer.args[0]) == [2]
    assert actions.indexing is indexing
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS) as finished:
        fake.hold.set()
    assert isinstance(finished.args[0], IndexReport)
    assert actions.indexing is None


def test_adding_a_folder_indexes_it(qtbot: QtBot, actions: Actions, fake: FakeSession, tmp_path: Path) -> None:
    actions.set_session(fake.as_session())
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        actions.add_folder(tmp_path)
    assert fake.indexed == [[1]]
    assert fake.known[0].path == tmp_path


def test_a_library_with_folders_is_looked_through_at_the_start(
    qtbot: QtBot, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    fake.known = [Folder(1, tmp_path)]
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        actions.set_session(fake.as_session())
    assert fake.indexed == [None]


def test_new_music_in_a_folder_is_indexed_by_itself(
    qtbot: QtBot, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    fake.known = [Folder(7, tmp_path)]
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        actions.set_session(fake.as_session())
    qtbot.waitUntil(lambda: actions.watching, timeout=WAIT_MS)
    with qtbot.waitSignal(actions.index_finished, timeout=8000):
        (tmp_path / "new.mp3").write_bytes(b"some music")
    assert fake.indexed == [None, {tmp_path}]
    (tmp_path / "new.mp3").rename(tmp_path / "newer.mp3")
    with qtbot.waitSignal(actions.index_finished, timeout=8000):
        pass
    assert fake.indexed[2:] == [{tmp_path / "new.mp3", tmp_path / "newer.mp3"}]


def test_what_a_run_was_to_look_at_and_did_not_is_looked_at_by_the_next(
    qtbot: QtBot, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    actions.set_session(fake.as_session())
    first, second, third = (tmp_path / name for name in ("first.mp3", "second.mp3", "third.mp3"))
    fake.error = FolderUnreachable("It is not there.")
    with qtbot.waitSignal(actions.failed, timeout=WAIT_MS):
        actions._indexing.places_changed({first})
    fake.error = None
    fake.hold.clear()
    with qtbot.waitSignal(actions.index_started, timeout=WAIT_MS) as started:
        actions._indexing.places_changed({second})
    qtbot.waitUntil(lambda: fake.indexed == [{first, second}], timeout=WAIT_MS)
    with qtbot.waitSignal(started.args[0].cancelled, timeout=WAIT_MS):
        started.args[0].cancel()
    qtbot.wait(50)
    assert fake.indexed == [{first, second}], "a run that was cancelled does not begin again by itself"
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        actions._indexing.places_changed({third})
        fake.hold.set()
    assert fake.indexed[1:] == [{first, second, third}]


def test_library_that_does_not_open_fails_what_waits_for_it(qtbot: QtBot, actions: Actions) -> None:
    job = actions.search(CALM)
    error = DataFolderBusy("Another program is using this library.")
    with qtbot.waitSignals([job.failed, actions.session_failed], timeout=WAIT_MS):
        actions.set_failure(error)
    later = actions.search(CALM)
    with qtbot.waitSignal(later.failed, timeout=WAIT_MS) as failed:
        pass
    assert failed.args == [error]


def test_error_of_an_action_is_told_but_a_search_tells_its_own(
    qtbot: QtBot, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    told: list[object] = []
    actions.failed.connect(told.append)
    actions.set_session(fake.as_session())
    fake.error = FolderUnreachable("It is not there.")
    with qtbot.waitSignal(actions.search(CALM).failed, timeout=WAIT_MS):
        pass
    assert told == []
    with qtbot.waitSignal(actions.add_folder(tmp_path).failed, timeout=WAIT_MS):
        pass
    assert told == [fake.error]


def test_bug_in_a_search_is_told(qtbot: QtBot, actions: Actions, fake: FakeSession) -> None:
    actions.set_session(fake.as_session())
    fake.error = ZeroDivisionError("a bug")
    with qtbot.waitSignal(actions.failed, timeout=WAIT_MS) as told:
        actions.search(CALM)
    assert told.args == [fake.error]


def test_a_watcher_that_does_not_end_is_told_by_shutting(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    actions = Actions()
    with monkeypatch.context() as patch:
        patch.setattr(actions._watching, "stop", lambda wait_ms: False)
        assert not actions.shut()
    assert actions.shut()


def test_shutting_in_the_middle_cancels_waits_and_closes(qtbot: QtBot, fake: FakeSession) -> None:
    actions = Actions()
    actions.set_session(fake.as_session())
    fake.hold.clear()
    with qtbot.waitSignal(actions.index_started, timeout=WAIT_MS):
        job = actions.index()
    actions.search(CALM)
    assert actions.shut()
    assert job.isFinished()
    assert fake.closed
    assert actions.session is None


def test_changes_are_told_at_most_once_a_second_while_indexing(
    qtbot: QtBot, actions: Actions, fake: FakeSession
) -> None:
    assert SAMPLE_MS >= 1000
    actions.set_session(fake.as_session())
    told: list[bool] = []
    fake.hold.clear()
    with qtbot.waitSignal(actions.index_started, timeout=WAIT_MS):
        job = actions.index()
    actions.library_changed.connect(lambda: told.append(True))
    for _ in range(20):
        job.progressed.emit(job.progress)
    qtbot.wait(1200)
    assert len(told) == 1
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        fake.hold.set()


def test_a_command_beside_the_window_is_noticed_with_its_folder(
    qtbot: QtBot, actions: Actions, fake: FakeSession, tmp_path: Path
) -> None:
    actions.set_session(fake.as_session())
    with qtbot.waitSignal(actions.run("after the first look", lambda _ctx: None).succeeded, timeout=WAIT_MS):
        assert not actions.watching
    with qtbot.waitSignal(actions.library_changed, timeout=WAIT_MS):
        fake.known.append(Folder(7, tmp_path))
        fake.catalog.changes += 1
    qtbot.waitUntil(lambda: actions.watching, timeout=WAIT_MS)
    with qtbot.assertNotEmitted(actions.library_changed, wait=2 * OTHERS_MS):
        pass
