"""The Library page as a person uses it."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_track
from vectorbeats_desktop.engine.records import FileProblem, FileState, Folder, LibraryStatus
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library import browser
from vectorbeats_desktop.ui.library.page import PROBLEMS, LibraryPage
from vectorbeats_desktop.workers.actions import Actions

# Without a window manager Qt says this of every window whose smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
BROKEN = FileProblem(Path("/music/bro\nken.mp3"), "identify", "unreadable_file", "It holds no sound.", "Look at it.", 4)
CLOSED = FileProblem(Path("/music/closed"), "scan", "no_permission", "The folder may not be read.")


@pytest.fixture
def session() -> FakeSession:
    made = FakeSession()
    made.library = LibraryStatus(files=12, ready=12)
    made.kept = [Folder(1, Path("/music/a/very/long/way/down/to/where/the/music/is/kept"), files=12, scanned_at=1.0)]
    return made


@pytest.fixture
def actions(qapp: QApplication, session: FakeSession) -> Iterator[Actions]:
    made = Actions()
    yield made
    made.shut()


@pytest.fixture
def page(qtbot: QtBot, actions: Actions, session: FakeSession) -> Iterator[LibraryPage]:
    covers = CoverCache(lambda _cover_id: None)
    made = LibraryPage(actions, covers)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    covers.shut()


def opened(page: LibraryPage, actions: Actions, session: FakeSession, qtbot: QtBot) -> None:
    """Open the library and wait until its first look through the folders is over, and what follows from it shown."""
    with ExitStack() as waits:
        waits.enter_context(qtbot.waitSignal(page.watch.changed))
        if session.kept:
            waits.enter_context(qtbot.waitSignal(actions.library_changed))  # the last that a run tells
        actions.set_session(session.as_session())
    qtbot.waitUntil(lambda: len(page.folders.cards()) == len(session.kept))
    qtbot.waitUntil(lambda: not page.browser.listing or not page.browser.isVisible())


def count_calls(session: FakeSession, name: str) -> int:
    return sum(called == name for called, _ in session.calls)


def answer(button: str) -> None:
    """Click a button of the question that is open."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    QTest.mouseClick(next(one for one in box.buttons() if one.text().replace("&", "") == button), LEFT)


def test_empty_library_offers_a_folder_and_demo_music(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    session.kept, session.library = [], LibraryStatus()
    session.catalog.ids = array("q")
    opened(page, actions, session, qtbot)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Your library is empty"
    assert not page.tabs.isVisible()
    demo = next(one for one in page.empty.findChildren(type(page.add)) if "demo" in one.text())
    with qtbot.waitSignal(actions.library_changed):  # the last that the run tells which follows
        QTest.mouseClick(demo, LEFT)
    assert count_calls(session, "build_demo") == 1
    qtbot.waitUntil(lambda: actions.indexing is None)


def test_tracks_and_folders_are_shown(page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions) -> None:
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: page.browser.table.tracks.rowCount() == 12)
    assert page.browser.count.text() == ""
    qtbot.waitUntil(lambda: page.folders.cards()[0].state.text() == "Up to date · 12 tracks")
    assert str(session.kept[0].path) in page.folders.cards()[0].accessibleName()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        (Folder(1, Path("/m"), reachable=False, files=1200), "Not reachable · 1,200 tracks wait"),
        (Folder(1, Path("/m"), scanned_at=1.0, files=9, pending_removals=312), "312 files are gone"),
        (Folder(1, Path("/m")), "Not looked through yet"),
        (Folder(1, Path("/m"), scanned_at=1.0), "No music in it"),
    ],
)
def test_folder_states(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions, folder: Folder, said: str
) -> None:
    session.kept = [folder]
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: page.folders.cards()[0].state.text() == said)


def test_confirming_that_files_are_gone(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    session.kept = [Folder(1, Path("/m"), scanned_at=1.0, files=9, pending_removals=312)]
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(page.folders.cards()[0].confirm.isVisible)
    QTest.mouseClick(page.folders.cards()[0].confirm, LEFT)
    answer("Cancel")
    assert ("index", ([1], True)) not in session.calls
    QTest.mouseClick(page.folders.cards()[0].confirm, LEFT)
    answer("Gone for good")
    qtbot.waitUntil(lambda: ("index", ([1], True)) in session.calls)
    qtbot.waitUntil(lambda: actions.indexing is None)


def test_taking_a_folder_out_asks_first(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    opened(page, actions, session, qtbot)
    QTest.mouseClick(page.folders.cards()[0].remove, LEFT)
    answer("Cancel")
    assert count_calls(session, "remove_folder") == 0
    QTest.mouseClick(page.folders.cards()[0].remove, LEFT)
    answer("Take out")
    qtbot.waitUntil(lambda: ("remove_folder", 1) in session.calls)
    qtbot.waitUntil(page.empty.isVisible)


@pytest.fixture
def _patient_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer for the next letter than the busiest computer takes for one."""
    monkeypatch.setattr(browser, "FILTER_PAUSE_MS", 1000)


@pytest.mark.usefixtures("_patient_filter")
def test_filtering_after_a_pause(page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions) -> None:
    opened(page, actions, session, qtbot)
    session.catalog.asked.clear()
    QTest.keyClicks(page.browser.filter, "song 1")
    assert session.catalog.asked == []
    qtbot.waitUntil(lambda: page.browser.table.tracks.rowCount() == 4)  # 1, 10, 11, 12
    assert [asked[0] for asked in session.catalog.asked] == ["song 1"]
    assert page.browser.count.text() == "4 of 12 tracks"


def test_a_filter_that_nothing_matches_can_be_taken_back(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    opened(page, actions, session, qtbot)
    page.browser.filter.setText("xyz")
    qtbot.waitUntil(page.browser.nothing.isVisible)
    assert page.browser.nothing.title.text() == "No track matches “xyz”"
    QTest.mouseClick(page.browser.nothing.findChildren(type(page.add))[0], LEFT)
    qtbot.waitUntil(page.browser.table.isVisible)
    assert page.browser.filter.text() == ""


def test_sorting_and_states_reach_the_catalogue(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    opened(page, actions, session, qtbot)
    page.browser.table.sort_requested.emit("year", True)
    qtbot.waitUntil(lambda: session.catalog.asked[-1] == ("", "year", True, None))
    page.browser.states.setCurrentIndex(page.browser.states.findText("Could not be analysed"))
    qtbot.waitUntil(lambda: session.catalog.asked[-1] == ("", "year", True, FileState.FAILED))


def test_progress_pause_resume_cancel(page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions) -> None:
    steps = threading.Semaphore(0)

    def work(ctx: TaskContext) -> None:
        ctx.report(Progress("sound", 240, 20_000, "Amber/03.flac", 12.34, 840.0))
        while True:
            ctx.checkpoint()
            steps.acquire(timeout=0.01)

    session.work = work
    with qtbot.waitSignal(actions.index_started):
        actions.set_session(session.as_session())
    panel = page.progress
    qtbot.waitUntil(lambda: panel.figures.text() == "240 of 20,000 · 12.3 files/s · about 14 minutes left")
    assert panel.isVisible()
    assert panel.stage.text() == "Listening"
    assert (panel.bar.value(), panel.bar.maximum()) == (240, 20_000)
    qtbot.waitUntil(lambda: bool(page.folders.cards()))
    assert page.folders.cards()[0].state.text().startswith("Being indexed")
    job = actions.indexing
    assert job is not None
    QTest.mouseClick(panel.pause, LEFT)
    assert job.paused
    assert panel.stage.text() == "Paused: Listening"
    assert panel.pause.text() == "Resume"
    QTest.mouseClick(panel.pause, LEFT)
    assert not job.paused
    QTest.mouseClick(panel.cancel, LEFT)
    qtbot.waitUntil(lambda: panel.stage.text().startswith("Stopped"))
    assert not panel.pause.isVisible()


def test_what_indexing_did_is_said(page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions) -> None:
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: page.progress.stage.text() == "Done: 12 new, 11 analysed, 1 with a problem")


def test_while_indexing_rows_come_and_the_place_stays(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    session.catalog.ids = array("q", range(100, 600))
    opened(page, actions, session, qtbot)
    table = page.browser.table
    qtbot.waitUntil(lambda: table.tracks.rowCount() == 500)
    table.reveal(400)
    session.catalog.ids = array("q", range(1, 600))
    actions.library_changed.emit()
    qtbot.waitUntil(lambda: table.tracks.rowCount() == 599)
    assert [table.tracks.ids[row] for row in table.selected_rows()] == [400]
    assert table.visualRect(table.currentIndex()).intersects(table.viewport().rect())


def test_problems_can_be_tried_again(page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions) -> None:
    session.trouble = [BROKEN, CLOSED]
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: page.tabs.tabText(PROBLEMS) == "Problems (2)")
    page.tabs.setCurrentIndex(PROBLEMS)
    pane = page.problems
    assert not pane.some.isEnabled()
    model = pane.problems
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "bro\N{REPLACEMENT CHARACTER}ken.mp3: It holds no sound. Look at it."
    pane.list.setCurrentIndex(model.index(0))
    QTest.mouseClick(pane.some, LEFT)
    qtbot.waitUntil(lambda: ("retry", [4]) in session.calls)
    QTest.mouseClick(pane.all, LEFT)
    qtbot.waitUntil(lambda: ("retry", None) in session.calls)
    qtbot.waitUntil(lambda: actions.indexing is None)


def test_no_problems_is_said(page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions) -> None:
    opened(page, actions, session, qtbot)
    page.tabs.setCurrentIndex(PROBLEMS)
    assert page.problems.nothing.isVisible()
    assert not page.problems.all.isVisible()


def test_showing_a_track_lifts_a_filter_that_hides_it(
    page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions
) -> None:
    opened(page, actions, session, qtbot)
    page.browser.filter.setText("song 1")
    qtbot.waitUntil(lambda: page.browser.table.tracks.rowCount() == 4)
    page.tabs.setCurrentIndex(PROBLEMS)
    page.show_track(make_track(5))
    table = page.browser.table
    qtbot.waitUntil(lambda: [table.tracks.ids[row] for row in table.selected_rows()] == [5])
    assert page.browser.filter.text() == ""
    assert table.isVisible()


def test_playing_goes_out_of_the_page(page: LibraryPage, qtbot: QtBot, session: FakeSession, actions: Actions) -> None:
    opened(page, actions, session, qtbot)
    qtbot.waitUntil(lambda: page.browser.table.tracks.rowCount() == 12)
    page.browser.table.selectRow(3)
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.keyClick(page.browser.table, Qt.Key.Key_Return)
    tracks, start, _second = played.args
    assert tracks[start].file_id == 4
    assert len(tracks) == 12
