"""The Activity page, driven as a person does: jobs are paused and ended, and what was done and went wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession
from vectorbeats_desktop.engine.errors import KnownError, StoreUnavailable
from vectorbeats_desktop.engine.records import FileProblem, IndexReport
from vectorbeats_desktop.engine.task import Progress
from vectorbeats_desktop.ui.activity import words
from vectorbeats_desktop.ui.activity.page import ActivityPage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.politeness import Reason

WAIT_MS = 10_000
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, actions: Actions, fake: FakeSession) -> ActivityPage:
    made = ActivityPage(actions)
    qtbot.addWidget(made)
    made.resize(1080, 700)
    with qtbot.waitExposed(made):
        made.show()
    actions.set_session(fake.as_session())
    return made


def click(button: QPushButton) -> None:
    assert button.isVisible(), button.text()
    QTest.mouseClick(button, LEFT)


def test_a_run_is_shown_paused_resumed_and_cancelled(
    qtbot: QtBot, page: ActivityPage, actions: Actions, fake: FakeSession
) -> None:
    assert page.nothing.isVisible()
    fake.hold.clear()
    job = actions.index()
    (card,) = page.cards
    assert card.title.text() == "Indexing your music"
    assert not page.nothing.isVisible()
    qtbot.waitUntil(lambda: "Listening · 1 of 4" in card.figures.text(), timeout=WAIT_MS)
    click(card.pause)
    assert job.paused
    assert card.pause.text() == "Resume"
    click(card.pause)
    assert not job.paused
    click(card.cancel)
    qtbot.waitUntil(lambda: not page.cards, timeout=WAIT_MS)
    assert page.nothing.isVisible()
    assert job.context.cancelled


def test_several_jobs_are_shown_each_on_its_card(
    qtbot: QtBot, page: ActivityPage, actions: Actions, fake: FakeSession
) -> None:
    fake.hold.clear()
    actions.index()
    actions.index([1])
    assert [card.title.text() for card in page.cards] == ["Indexing your music"] * 2
    assert page.cards[1].figures.text() == "Waiting for its turn"
    fake.hold.set()
    qtbot.waitUntil(lambda: not page.cards, timeout=WAIT_MS)


def test_a_run_that_began_before_the_page_was_made_is_there(
    qtbot: QtBot, theme: Theme, actions: Actions, fake: FakeSession
) -> None:
    fake.hold.clear()
    actions.set_session(fake.as_session())
    actions.index()
    page = ActivityPage(actions)
    qtbot.addWidget(page)
    assert len(page.cards) == 1
    fake.hold.set()
    qtbot.waitUntil(lambda: not page.cards, timeout=WAIT_MS)


def test_why_it_is_paused_is_told_in_words(
    qtbot: QtBot, page: ActivityPage, actions: Actions, fake: FakeSession
) -> None:
    fake.hold.clear()
    actions.index()
    qtbot.waitUntil(lambda: actions.indexing is not None, timeout=WAIT_MS)
    actions.preferences.choose("analysis.pause_while_playing", True)
    actions.politeness.set_playing(True)
    qtbot.waitUntil(lambda: page.cards[0].reason.text() == "Paused while music plays", timeout=WAIT_MS)
    assert page.cards[0].pause.text() == "Resume"
    actions.politeness.set_playing(False)
    qtbot.waitUntil(lambda: not page.cards[0].reason.isVisible(), timeout=WAIT_MS)
    assert page.cards[0].pause.text() == "Pause"
    fake.hold.set()


def test_each_reason_has_its_words() -> None:
    assert words.paused_for({Reason.DAY}, 22) == "Paused until 22:00"
    assert words.paused_for({Reason.BATTERY}, 0) == "Paused while the computer runs on its battery"
    assert words.paused_for({Reason.BUSY}, 0) == "Paused while other programs keep the computer busy"
    assert words.paused_for((), 0) == ""


def test_speed_and_time_left_are_told_per_hour() -> None:
    told = words.progress("index", Progress("sound", 240, 20_000, "a.flac", 0.5, 7_200.0))
    assert told == "Listening · 240 of 20,000 · 1,800 tracks an hour · about 2 hours left"
    assert words.progress("download model", Progress("download", 10**6, 10**7, rate=5e5)).startswith("Downloading")
    assert words.progress("sync", Progress("pull", 500)) == "Learning what others say · 500 records"
    sent = Progress("push", 128, 24_000, "", 300.0, 79.0)
    assert words.progress("sync", sent) == "Sharing · 128 of 24,000 records · about a minute left"


def test_cores_are_chosen_here(page: ActivityPage, actions: Actions) -> None:
    field = page.rows["analysis.workers"].control.widget
    assert isinstance(field, QSpinBox)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert actions.preferences.value("analysis.workers") == 1
    actions.preferences.choose("analysis.workers", 3)
    assert field.value() == 3


def test_finished_runs_are_listed(qtbot: QtBot, page: ActivityPage, actions: Actions, fake: FakeSession) -> None:
    fake.journal.add_run(IndexReport(1_200, 3, 0, 0, 0, 0, 4, 1, 0, 75.0))
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.runs), timeout=WAIT_MS)
    assert "1,200 files in 1:15: 3 new, 4 analysed, 1 with a problem" in page.runs[0].text()


def test_a_job_that_failed_is_told_and_tried_again(
    qtbot: QtBot, page: ActivityPage, actions: Actions, fake: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fake.index
    failing = [StoreUnavailable("The vector store ended.", "Try again.")]

    def index(*args: object, **others: object) -> IndexReport:
        if failing:
            raise failing.pop()
        return whole(*args, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(fake, "index", index)
    actions.index()
    qtbot.waitUntil(lambda: bool(page.troubles) and page.troubles[0].isVisible(), timeout=WAIT_MS)
    row = page.troubles[0]
    assert row.title.text() == "Indexing your music"
    assert row.text.text() == "The vector store ended. Try again."
    assert row.when.text()
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        click(row.again)


def test_a_file_that_failed_is_told_by_its_name_and_tried_again(
    qtbot: QtBot, page: ActivityPage, actions: Actions, fake: FakeSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = FileProblem(Path("/music/a/broken.mp3"), "sound", "unreadable_file", "It holds no sound.", "", 7)
    tried: list[object] = []
    monkeypatch.setattr(fake, "problems", lambda: [problem])
    monkeypatch.setattr(fake, "retry", tried.append)
    fake.journal.add_problem("file", problem.code, problem.message, "", str(problem.path))
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.troubles) and page.troubles[0].isVisible(), timeout=WAIT_MS)
    assert page.troubles[0].title.text() == "Analysing broken.mp3"
    click(page.troubles[0].again)
    qtbot.waitUntil(lambda: tried == [[7]], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(fake.indexed) == 1, timeout=WAIT_MS)


def test_a_bug_is_kept_too(qtbot: QtBot, page: ActivityPage, actions: Actions, fake: FakeSession) -> None:
    def fail(_ctx: object) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(actions.troubles.added, timeout=WAIT_MS):
        actions.run("fail", fail)
    assert "ZeroDivisionError" in fake.journal.problems.all()[0]["message"]
    with qtbot.waitSignal(actions.failed, timeout=WAIT_MS):
        actions.run("refuse", lambda _ctx: (_ for _ in ()).throw(KnownError("No.")))
    assert len(fake.journal.problems.all()) == 1, "what a small action met was told where it was asked for"
