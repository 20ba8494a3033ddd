"""The hits as a grid of covers: what it shows, how it is walked through, and that it forgets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_result
from vectorbeats_desktop.engine.records import Hit, SearchResult, Verdict
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.results_look import COVERS, LIST, SETTING
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.theme import colours

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)")
LEFT = Qt.MouseButton.LeftButton
NO_KEY, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
COLUMNS = 5  # in the window of the fixture


def many(*numbers: int) -> SearchResult:
    first, second, *others = make_result(*numbers).hits
    return replace(make_result(), hits=(first, replace(second, match_start_s=42.5, match_end_s=50.0), *others))


@pytest.fixture
def view(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> ResultsView:
    """Thirty hits as covers, the second of which is what was searched for from 0:42 on."""
    made_up.answer = lambda _query: many(*range(1, 31))
    discover.words.setText("calm")
    ask(discover, qtbot)
    results = discover.answer.results
    QTest.mouseClick(discover.answer.covers, LEFT)
    results.setFocus()
    qtbot.waitUntil(lambda: results.visualRect(results.hits.index(1)).left() > 0)
    return results


def ask(page: DiscoverPage, qtbot: QtBot) -> None:
    page.asker.ask_now()
    qtbot.waitUntil(lambda: not page.asker.busy and page.answer.results.hits.rowCount() > 0)


def current(view: ResultsView) -> int:
    return view.currentIndex().row()


def cell(view: ResultsView, row: int) -> QImage:
    return view.viewport().grab(view.visualRect(view.hits.index(row))).toImage()


def count(image: QImage, colour: str) -> int:
    every = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return sum(image.pixelColor(*place).name() == QColor(colour).name() for place in every)


def play_sign(view: ResultsView, row: int) -> QPoint:
    return view.play_area(row).center()


def test_the_button_and_the_key_change_between_both(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    assert view.as_covers
    assert discover.answer.covers.isChecked()
    assert made_up.settings.text(SETTING) == COVERS
    tops = {view.visualRect(view.hits.index(row)).top() for row in range(COLUMNS)}
    assert len(tops) == 1
    assert view.visualRect(view.hits.index(COLUMNS)).top() > max(tops)
    QTest.keyClick(view, Qt.Key.Key_G, CONTROL)
    assert not view.as_covers
    assert not discover.answer.covers.isChecked()
    assert made_up.settings.text(SETTING) == LIST
    assert view.visualRect(view.hits.index(1)).left() == view.visualRect(view.hits.index(0)).left()


def test_the_choice_is_remembered(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    made_up.settings.set(SETTING, COVERS)  # as a settings file that is read at the start has it
    qtbot.waitUntil(lambda: discover.answer.results.as_covers)
    assert discover.answer.covers.isChecked()


def test_what_is_chosen_stays_chosen_and_in_view(discover: DiscoverPage, view: ResultsView, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.hits.index(20))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(2):
        discover.look.toggle()
        qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.hits.index(21)).center()))
        assert view.chosen_rows() == [20, 21]
        assert current(view) == 21


def test_the_arrow_keys_walk_through_lines_and_leave_at_the_top(
    discover: DiscoverPage, view: ResultsView, qtbot: QtBot
) -> None:
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
        walked.append(current(view))
    assert walked == [1, COLUMNS + 1, COLUMNS, COLUMNS - 1, COLUMNS, 0]
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert discover.words.hasFocus()


def test_enter_and_the_sign_on_the_cover_play_from_the_match(view: ResultsView, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert played.args[1:] == [1, 42.5]
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, play_sign(view, 2))
    assert played.args[1:] == [2, 0.0]
    with qtbot.assertNotEmitted(view.wishes.play_requested):
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, play_sign(view, 3) + QPoint(0, 60))  # the rest of the cover
        QTest.mouseClick(view.viewport(), LEFT, CONTROL, play_sign(view, 4))
    assert view.chosen_rows() == [3, 4]
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, play_sign(view, 3) + QPoint(0, 60))
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, play_sign(view, 3) + QPoint(0, 60))
    assert played.args[1] == 3


def test_the_keys_and_the_menu_are_those_of_the_list(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    grid_menu = [action.text() for action in view.menu_of(1, hit_of(view, 1)).actions()]
    QTest.keyClick(view, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: made_up.catalog.rated == {"t1": 3})
    QTest.keyClick(view, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: said(made_up, 0) == ("t1", Verdict.WANTED))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: said(made_up, 1) == ("t2", Verdict.UNWANTED))
    discover.look.toggle()
    assert [action.text() for action in view.menu_of(1, hit_of(view, 1)).actions()] == grid_menu


def test_several_chosen_hits_are_played_left_out_and_rated_together(
    view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    view.choose({2, 4, 5})
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert ([track.name for track in played.args[0]], *played.args[1:]) == (["Song 2", "Song 4", "Song 5"], 0, 42.5)
    QTest.keyClick(view, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: made_up.catalog.rated == {"t2": 2, "t4": 2, "t5": 2})
    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [track_id for _, track_id, _ in made_up.verdicts.said] == ["t2", "t4", "t5"])


def said(made_up: FakeSession, place: int) -> tuple[object, ...]:
    return made_up.verdicts.said[place][1:] if place < len(made_up.verdicts.said) else ()


def hit_of(view: ResultsView, row: int) -> Hit:
    hit = view.hits.hit(row)
    assert hit is not None
    return hit


@pytest.mark.parametrize("as_covers", [True, False], ids=["covers", "list"])
def test_files_can_be_dragged_out(
    discover: DiscoverPage, view: ResultsView, monkeypatch: pytest.MonkeyPatch, as_covers: bool
) -> None:
    view.set_as_covers(as_covers)
    dragged: list[list[str]] = []

    def start(actions: Qt.DropAction) -> None:
        mime = view.hits.mimeData(view.selectionModel().selectedIndexes())
        dragged.append([url.toLocalFile() for url in mime.urls()])

    monkeypatch.setattr(view, "startDrag", start)
    place = view.visualRect(view.hits.index(2)).center() + QPoint(0, 30)
    QTest.mousePress(view.viewport(), LEFT, NO_KEY, place)
    for step in range(1, 5):
        QTest.mouseMove(view.viewport(), place + QPoint(0, 12 * step))
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, place + QPoint(0, 48))
    assert dragged == [["/music/3.flac"]]


def test_a_growing_answer_does_not_jump(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    view.setCurrentIndex(view.hits.index(17))
    scrolled = view.verticalScrollBar().value()
    assert scrolled > 0
    place = view.visualRect(view.hits.index(17))
    made_up.answer = lambda _query: many(*range(1, 46))
    ask(discover, qtbot)
    assert view.hits.rowCount() == 45
    assert current(view) == 17
    assert view.verticalScrollBar().value() == scrolled
    assert view.visualRect(view.hits.index(17)) == place
    qtbot.wait(150)  # what Qt lays out a little later moves nothing either
    assert view.verticalScrollBar().value() == scrolled
    discover.words.setText("sad")  # another question begins at the top
    ask(discover, qtbot)
    assert (current(view), view.verticalScrollBar().value()) == (0, 0)


def test_a_cell_shows_how_well_it_fits_what_plays_and_what_was_said(view: ResultsView) -> None:
    strong, _good, faint = (cell(view, row) for row in range(3))
    assert count(strong, colours().accent) > 500
    assert count(faint, colours().accent) == 0
    before = cell(view, 2)
    view.mark_playing(3)
    assert cell(view, 2) != before
    assert count(cell(view, 2), colours().accent_text) > 10
    view.hits.set_verdict("t3", Verdict.WANTED)
    assert count(cell(view, 2), colours().good) > 10


def test_cells_fill_the_width_whatever_it_is(discover: DiscoverPage, view: ResultsView, qtbot: QtBot) -> None:
    for width in (700, 1000):
        discover.resize(width, 700)

        def filled() -> bool:
            rows = [view.visualRect(view.hits.index(row)) for row in range(view.hits.rowCount())]
            line = [place for place in rows if place.top() == rows[0].top()]
            left = view.width() - view.verticalScrollBar().sizeHint().width() - max(place.right() for place in line)
            return 0 <= left <= len(line) + 1 and len({place.top() for place in rows}) < len(rows) / 2

        qtbot.waitUntil(filled)


@pytest.fixture
def pictures(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[CoverCache, list[str]]]:
    """A cover for each hit, and which of them were asked for."""
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff8800"))
    path = tmp_path / "cover.png"
    assert image.save(str(path))
    asked: list[str] = []

    def locate(cover_id: str) -> Path:
        asked.append(cover_id)
        return path

    covers = CoverCache(locate)
    yield covers, asked
    assert covers.shut()


def test_only_covers_that_are_seen_are_read(pictures: tuple[CoverCache, list[str]], qtbot: QtBot) -> None:
    covers, asked = pictures
    view = ResultsView(covers)
    qtbot.addWidget(view)
    view.resize(800, 520)
    view.set_as_covers(True)
    hits = [replace(hit, track=replace(hit.track, cover_id=str(row))) for row, hit in enumerate(many(*range(400)).hits)]
    view.show_hits(hits, keep_place=False)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: count(cell(view, 0), "#ff8800") > 10_000)
    assert 8 <= len(set(asked)) <= 20
    view.scrollTo(view.hits.index(399))
    qtbot.waitUntil(lambda: "399" in asked)
    assert len(set(asked)) <= 40
