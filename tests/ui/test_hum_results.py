"""What is shown of hits that a hum has found, and “That’s it”."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_melody, make_result, make_track
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Hit, Kind, QueryPart, SearchResult
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
HUMS = (Path("/hums/1.wav"), Path("/hums/2.wav"))
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def answer(first_id: str = "t1") -> SearchResult:
    """Two tracks with a melody, and one that something else has found."""
    first, second, third = make_result(1, 2, 3).hits
    first = replace(first, track=replace(make_track(1), track_id=first_id), melody=make_melody())
    second = replace(second, melody=make_melody(200.0, -1, 0.9), match_start_s=201.5)
    return replace(make_result(), hits=(first, second, third))


@pytest.fixture
def view(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> ResultsView:
    """The results of two hums and a picture that counts against."""
    made_up.answer = lambda _query: answer()
    for hum in HUMS:
        discover.parts.add(QueryPart(Kind.HUM, str(hum)), hum.stem)
    qtbot.waitUntil(lambda: discover.answer.results.hits.rowCount() == 3)
    return discover.answer.results


def spoken(view: ResultsView, row: int) -> str:
    return str(view.hits.data(view.hits.index(row), Qt.ItemDataRole.AccessibleTextRole))


def hit_of(view: ResultsView, row: int) -> Hit:
    hit = view.hits.hit(row)
    assert hit is not None
    return hit


def near(image: QImage, wanted: str, tolerance: int = 40) -> int:
    """How many pixels are about that colour."""
    aim = QColor(wanted)
    count = 0
    for x in range(image.width()):
        for y in range(image.height()):
            seen = image.pixelColor(x, y)
            way = (seen.red() - aim.red(), seen.green() - aim.green(), seen.blue() - aim.blue())
            count += max(map(abs, way)) < tolerance
    return count


def test_rows_tell_place_key_and_tempo(view: ResultsView) -> None:
    assert spoken(view, 0).endswith("found at 1:23–1:33; 3 semitones above your hum; 9 % slower than your hum")
    assert spoken(view, 1).endswith("found at 3:20–3:30; 1 semitone below your hum; 11 % faster than your hum")
    assert "found at" not in spoken(view, 2)


def test_a_remembered_hum_is_told(view: ResultsView) -> None:
    melody = replace(make_melody(0.0, 0, 1.0), remembered=True)
    view.hits.show_hits([replace(hit_of(view, 0), melody=melody)])
    assert spoken(view, 0).endswith(
        "found at 0:00–0:10; found by a hum you confirmed; in the key of your hum; as fast as your hum"
    )


def test_rows_draw_both_melodies(view: ResultsView) -> None:
    def drawn(row: int) -> QImage:
        room = view.visualRect(view.hits.index(row)).adjusted(view.width() // 2, 0, -140, 0)
        place = view.viewport().mapTo(view.window(), room.topLeft())
        return view.window().grab(QRect(place, room.size())).toImage()  # on its ground

    view.setCurrentIndex(view.hits.index(2))
    assert near(drawn(1), colours().accent_text) > 60  # the hum
    assert near(drawn(1), "#9b98a4") > 60  # the track's melody, faint
    assert near(drawn(2), colours().accent_text) == 0


def test_a_hit_plays_from_where_the_hum_was_found(view: ResultsView, qtbot: QtBot) -> None:
    for row, start in ((0, 83.0), (1, 201.5), (2, 0.0)):
        with qtbot.waitSignal(view.wishes.play_requested) as played:
            view.play_row(row)
        assert played.args[1:] == [row, start]


def test_the_button_in_the_row_remembers_the_hums(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    place = view.confirm_area(0).center()
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(discover.hint.isVisible)
    assert discover.hint.label.text() == "Remembered: these hums will find “Song 1” at once."
    assert ("confirm_hum", (HUMS, "t1")) in made_up.calls
    assert spoken(view, 0).endswith("remembered as what you hummed")
    assert "remembered" not in spoken(view, 1)
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    discover.asker.ask_now()
    qtbot.waitUntil(lambda: not discover.asker.busy)
    assert [call[0] for call in made_up.calls].count("confirm_hum") == 1
    assert "remembered" in spoken(view, 0)


def test_one_hum_is_remembered_by_key(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    discover.parts.set_weight(discover.parts.chosen[1].key, -1.0)  # is not what was hummed
    qtbot.waitUntil(lambda: discover.asker.hums() == HUMS[:1] and not discover.asker.busy)
    view.setCurrentIndex(view.hits.index(1))
    QTest.keyClick(view, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(discover.hint.isVisible)
    assert discover.hint.label.text() == "Remembered: this hum will find “Song 2” at once."
    assert ("confirm_hum", (HUMS[:1], "t2")) in made_up.calls


def test_the_menu_remembers_where_there_is_a_melody(view: ResultsView, made_up: FakeSession, qtbot: QtBot) -> None:
    texts = [[action.text() for action in view.menu_of(row, hit_of(view, row)).actions()] for row in (0, 2)]
    wanted = "That’s it: remember this hum for it"
    assert [wanted in each for each in texts] == [True, False]
    menu = view.menu_of(1, hit_of(view, 1))
    next(action for action in menu.actions() if action.text() == wanted).trigger()
    qtbot.waitUntil(lambda: ("confirm_hum", (HUMS, "t2")) in made_up.calls)


def test_a_key_on_other_hits_remembers_no_hum(view: ResultsView, made_up: FakeSession, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.hits.index(2))
    with qtbot.assertNotEmitted(view.wishes.play_requested):
        QTest.keyClick(view, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: [said[1] for said in made_up.verdicts.said] == ["t3"])
    assert "confirm_hum" not in [call[0] for call in made_up.calls]
    assert spoken(view, 2).endswith("what you looked for, as you said")


def test_a_failure_is_told_and_can_be_tried_again(
    view: ResultsView, made_up: FakeSession, actions: Actions, qtbot: QtBot
) -> None:
    made_up.refusal = KnownError("The disk is full.", "Make room.")
    with qtbot.waitSignal(actions.failed) as failed:
        view.confirm_row(0)
    assert failed.args == [made_up.refusal]
    assert "remembered" not in spoken(view, 0)
    made_up.refusal = None
    view.confirm_row(0)
    qtbot.waitUntil(lambda: ("confirm_hum", (HUMS, "t1")) in made_up.calls)


def test_other_hums_have_confirmed_nothing(discover: DiscoverPage, view: ResultsView, qtbot: QtBot) -> None:
    view.confirm_row(0)
    qtbot.waitUntil(lambda: "remembered" in spoken(view, 0))
    discover.parts.add(QueryPart(Kind.HUM, "/hums/3.wav"), "3")
    qtbot.waitUntil(lambda: len(discover.asker.hums()) == 3 and not discover.asker.busy)
    assert "remembered" not in spoken(view, 0)


def test_a_hum_that_finds_nothing_says_what_to_do(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    made_up.answer = lambda _query: make_result(notices=("No melody was heard in “1”.",))
    discover.parts.add(QueryPart(Kind.HUM, str(HUMS[0])), "1")
    qtbot.waitUntil(lambda: discover.answer.panel.title.text() == "No tune of yours was found in that hum")
    assert discover.answer.notices.text() == "No melody was heard in “1”."
