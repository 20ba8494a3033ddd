"""A mixed query in the real program, on real music and a real store: asked, filtered, judged, saved, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.small_library import fast_settings, make_library
from tests.ui.opened_program import opened_program
from vectorbeats_desktop.app import Program
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Hit, Verdict
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.discover.page import DiscoverPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|raise\\(\\)|requestActivate")
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WAIT_MS = 60_000


@pytest.fixture
def music(paths: Paths, tmp_path: Path) -> Path:
    """Six very different pieces, indexed."""
    folder = tmp_path / "music"
    make_library(folder)
    with Session.open(paths, fast_settings()) as session:
        session.add_folder(folder)
        session.index(TaskContext())
    Settings.load(paths.settings).set("search.text_model", False)
    return folder


@pytest.fixture
def program(music: Path, qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Program]:
    with opened_program(qapp, paths) as program:
        with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
            program.start()
        yield program


def titles(page: DiscoverPage) -> list[str]:
    return [track.name for track in page.answer.results.hits.tracks()]


def asked(page: DiscoverPage, qtbot: QtBot) -> list[str]:
    """What is found, once everything that was done has been asked."""
    with qtbot.waitSignal(page.asker.answered, timeout=WAIT_MS):
        page.asker.ask_now()
    qtbot.waitUntil(lambda: not page.asker.busy, timeout=WAIT_MS)
    return titles(page)


def hit(page: DiscoverPage, row: int) -> Hit:
    found = page.answer.results.hits.hit(row)
    assert found is not None
    return found


def test_a_mixed_query_from_words_to_a_saved_search(program: Program, music: Path, qtbot: QtBot) -> None:
    page, session = program.window.discover, program.actions.session
    assert session is not None
    view = page.answer.results
    page.words.setText("calm")
    page.add_paths([music / "calm piano.flac"])
    qtbot.waitUntil(lambda: len(page.parts) == 2, timeout=WAIT_MS)
    assert len(asked(page, qtbot)) >= 4
    assert {reason.part for reason in hit(page, 0).reasons} == {0, 1}
    slider = page.chips.chips()[1].slider
    with qtbot.waitSignal(page.asker.answered, timeout=WAIT_MS):
        slider.setValue(-10)
    assert titles(page)[0] != "Rainy Night"  # which the file is
    page.narrowing.set_filter("genre", ("Ambient", "Folk", "Pop"))
    page.narrowing.set_filter("duration", (None, 60.0))
    page.narrowing.set_filter("analysed", True)
    page.narrowing.set_diversity(0.3)
    found = asked(page, qtbot)
    assert set(found) <= {"Rainy Night", "Deep Below", "Évening Bells", "Holiday"}
    view.setFocus()
    view.setCurrentIndex(view.hits.index(0))
    gone = hit(page, 0).track
    QTest.keyClick(view, Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: session.catalog.ratings([gone.track_id]) == {gone.track_id: 4}, timeout=WAIT_MS)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.answer.bring_back.isVisible(), timeout=WAIT_MS)
    assert gone.name not in titles(page)
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: titles(page) == found, timeout=WAIT_MS)
    QTest.keyClick(view, Qt.Key.Key_Return, CONTROL)
    query = page.asker.query
    assert query is not None
    qtbot.waitUntil(lambda: Verdict.WANTED in session.verdicts.of(query).values(), timeout=WAIT_MS)
    page.searches.save_as("Quiet, but not like that")
    qtbot.waitUntil(lambda: len(session.searches.saved()) == 1, timeout=WAIT_MS)
    page.clear()
    page.narrowing.put_back({}, 0.0)
    page.reception.bring_back(session.searches.saved()[0])
    qtbot.waitUntil(lambda: len(page.parts) == 2, timeout=WAIT_MS)
    assert gone.name in asked(page, qtbot)
    again = page.asker.query
    assert again is not None
    assert [part.weight for part in again.parts] == [1.0, -1.0]
    assert (again.filters, again.diversity) == (query.filters, 0.3)
    judged = {one.track.track_id for one in (hit(page, row) for row in range(view.hits.rowCount())) if one.verdict}
    assert judged == session.verdicts.of(again).keys()
