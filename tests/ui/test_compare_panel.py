"""Two results side by side, as a person chooses, reads, hears and leaves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_melody, make_result
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Features, Hit, Kind, Mood, Query, QueryPart, Reason, SearchResult
from vectorbeats_desktop.ui.discover.compare_panel import ComparePanel
from vectorbeats_desktop.ui.discover.compared_body import ComparedBody
from vectorbeats_desktop.ui.discover.mood_chip import MoodChip
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.part_bar import PartBar
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.traits.melody_strip import MelodyStrip
from vectorbeats_desktop.ui.traits.mood_pair import MoodPair

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)")
LEFT = Qt.MouseButton.LeftButton
NO_KEY, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def hits() -> tuple[Hit, ...]:
    first, second, third = make_result(1, 2, 3).hits
    slow = Features(90.0, 4, "C major", 0.8, -14.0, 3.0, 2000.0, 2.0)
    lively = Mood(0.5, 0.75, ("lively",))
    reasons = (
        Reason("concepts", "calm → mellow", 0.5, ("mellow",), 0, ("mellow",)),
        Reason("sounds", "sounds like Song 9", 0.3, (), 1),
        Reason("affect", "another mood than “calm”", -0.2, (), 0),
    )
    return (
        replace(first, reasons=reasons),
        replace(
            second,
            track=replace(second.track, features=slow, mood=lively),
            melody=make_melody(83.0),
            match_start_s=83.0,
            match_end_s=93.0,
        ),
        third,
    )


@pytest.fixture
def view(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> ResultsView:
    """Words and a track, answered by three hits."""
    made_up.answer = lambda _query: replace(make_result(), hits=hits())
    discover.words.setText("calm")
    discover.parts.add(QueryPart(Kind.LIKE, "/music/9.flac"), "Song 9")
    settle(discover, qtbot)
    discover.answer.results.setFocus()
    return discover.answer.results


@pytest.fixture
def panel(discover: DiscoverPage, view: ResultsView, qtbot: QtBot) -> ComparePanel:
    """The first two hits side by side."""
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_D, CONTROL)
    return opened(discover, qtbot)


def settle(page: DiscoverPage, qtbot: QtBot) -> None:
    page.asker.ask_now()
    qtbot.waitUntil(lambda: not page.asker.busy and page.answer.results.hits.rowCount() > 0)


def opened(page: DiscoverPage, qtbot: QtBot) -> ComparePanel:
    qtbot.waitUntil(lambda: page.comparing.panel is not None and page.comparing.panel.body is not None)
    assert page.comparing.panel is not None
    return page.comparing.panel


def body(panel: ComparePanel) -> ComparedBody:
    assert panel.body is not None
    return panel.body


def titles(panel: ComparePanel) -> list[str]:
    return [head.title.text() for head in panel.heads]


def texts(panel: ComparePanel) -> list[str]:
    return [label.text() for label in body(panel).findChildren(QLabel)]


def names(panel: ComparePanel, of: type[QWidget]) -> list[tuple[str, str]]:
    return [(each.accessibleName(), each.accessibleDescription()) for each in body(panel).findChildren(of)]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def test_two_chosen_results_are_shown_in_the_place_of_the_list(discover: DiscoverPage, panel: ComparePanel) -> None:
    assert titles(panel) == ["1 · Song 1", "2 · Song 2"]
    assert [head.fit.text() for head in panel.heads] == ["Strong match", "Good match"]
    assert panel.isVisible()
    assert not discover.answer.isVisible()
    assert panel.heads[0].play.hasFocus()
    left, right = (head.mapTo(panel, head.rect().topLeft()).x() for head in panel.heads)
    strips = [strip.mapTo(panel, strip.rect().topLeft()).x() for strip in body(panel).findChildren(MelodyStrip)]
    assert strips == [left, right]  # columns stand below their heads


def test_facts_stand_side_by_side_with_how_they_differ(panel: ComparePanel) -> None:
    told = [name for name, _description in names(panel, QLabel)]
    assert "Tempo of 1: 120 beats a minute" in told
    assert "Tempo of 2: 90 beats a minute" in told
    assert "1 is 33 % faster" in texts(panel)
    assert [name for name in told if name.startswith("Key of")] == ["Key of 1: A minor", "Key of 2: C major"]
    assert "Rating of 1: not known" in told
    assert "Rating of 2: ★★★★☆" in told
    assert texts(panel).count("the same") == 2  # the length and the level


def test_moods_and_melodies_are_drawn_and_told(panel: ComparePanel) -> None:
    assert names(panel, MoodPair) == [
        ("Moods", "1: brightness 10 %, energy 20 %; 2: brightness 50 %, energy 75 %"),
    ]
    assert names(panel, MelodyStrip) == [
        ("Melody of “Song 1”", "60 notes were heard"),
        ("Melody of “Song 2”", "0 notes were heard"),
    ]


def test_concepts_in_common_and_only_in_one(panel: ComparePanel) -> None:
    chips = [chip.words for chip in body(panel).findChildren(MoodChip)]
    assert chips == ["calm", "mellow", "only in Song 1", "only in Song 2", "mellow"]  # the last one in a reason


def test_the_parts_of_the_query_tell_what_they_gave_to_each(panel: ComparePanel) -> None:
    assert names(panel, PartBar) == [
        ("“calm” in “Song 1”", "+30 %"),
        ("“calm” in “Song 2”", "+70 %"),
        ("“Song 9” in “Song 1”", "+30 %"),
        ("“Song 9” in “Song 2”", "0 %"),
    ]
    assert "another mood than “calm” (calm · energy and feeling)" in texts(panel)


def test_each_plays_from_where_it_matches(discover: DiscoverPage, panel: ComparePanel, qtbot: QtBot) -> None:
    assert [head.play.text() for head in panel.heads] == ["Play", "From 1:23"]
    assert panel.heads[1].play.accessibleName() == "Play “Song 2” from 1:23"
    ways: list[Callable[[], object]] = [partial(press, Qt.Key.Key_2), panel.heads[1].play.click]
    for act in ways:
        with qtbot.waitSignal(discover.play_requested) as played:
            act()
        assert [track.name for track in played.args[0]] == ["Song 2"]
        assert played.args[1:] == [0, 83.0]
    panel.heads[0].play.setFocus()
    with qtbot.waitSignal(discover.play_requested) as played:
        press(Qt.Key.Key_Return)
    assert [track.name for track in played.args[0]] == ["Song 1"]
    discover.mark_playing(2)
    assert [head.fit.text() for head in panel.heads] == ["Strong match", "Good match · plays now"]


def test_the_two_change_sides(discover: DiscoverPage, panel: ComparePanel, qtbot: QtBot) -> None:
    press(Qt.Key.Key_X)
    qtbot.waitUntil(lambda: names(panel, PartBar)[0] == ("“calm” in “Song 2”", "+70 %"))
    assert titles(panel) == ["1 · Song 2", "2 · Song 1"]
    assert "1 is 25 % slower" in texts(panel)
    QTest.mouseClick(panel.swap, LEFT)
    assert titles(panel) == ["1 · Song 1", "2 · Song 2"]


@pytest.mark.parametrize("by_key", [True, False])
def test_leaving_it_goes_back_to_both_in_the_list(
    discover: DiscoverPage, view: ResultsView, panel: ComparePanel, by_key: bool
) -> None:
    if by_key:
        press(Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(panel.back, LEFT)
    assert not panel.isVisible()
    assert discover.answer.isVisible()
    assert view.hasFocus()
    assert view.chosen_rows() == [0, 1]


def test_more_of_what_one_has_keeps_the_two_side_by_side(
    discover: DiscoverPage, made_up: FakeSession, panel: ComparePanel, qtbot: QtBot
) -> None:
    def answer(query: Query) -> SearchResult:
        first, second, third = hits()
        return replace(make_result(), hits=(third, second, replace(first, reasons=first.reasons[:1])))

    made_up.answer = answer
    chip = next(chip for chip in body(panel).findChildren(MoodChip) if chip.words == "only in Song 1")
    chip.setFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert discover.hint.label.text() == "More of “only in Song 1” (+0.4)."
    settle(discover, qtbot)
    assert ("only in Song 1", 0.4) in [(part.value, part.weight) for part in made_up.queries[-1].parts]
    qtbot.waitUntil(lambda: ("“calm” in “Song 1”", "+50 %") in names(panel, PartBar))
    assert panel.isVisible()
    assert not discover.answer.isVisible()
    now = panel.window().focusWidget()
    assert now is not None
    assert now is not chip
    assert now.accessibleName() == "only in Song 1: more or less of it"


def test_it_closes_when_one_of_the_two_is_not_found_any_more(
    discover: DiscoverPage, made_up: FakeSession, view: ResultsView, panel: ComparePanel, qtbot: QtBot
) -> None:
    made_up.answer = lambda _query: replace(make_result(), hits=hits()[1:])
    discover.words.setText("sad")
    settle(discover, qtbot)
    assert not panel.isVisible()
    assert discover.answer.isVisible()
    assert view.chosen_rows() == [0]
    discover.clear()
    qtbot.waitUntil(discover.drop_area.isVisible)


def test_humming_closes_it(discover: DiscoverPage, panel: ComparePanel, qtbot: QtBot) -> None:
    discover.humming.open()
    assert not panel.isVisible()
    assert discover.answer.isVisible()


def test_clearing_the_query_closes_it(discover: DiscoverPage, panel: ComparePanel, qtbot: QtBot) -> None:
    discover.clear()
    qtbot.waitUntil(discover.drop_area.isVisible)
    assert not panel.isVisible()
    assert not discover.answer.isVisible()


def test_how_two_are_chosen_is_told(discover: DiscoverPage, view: ResultsView) -> None:
    QTest.keyClick(view, Qt.Key.Key_D, CONTROL)
    assert discover.hint.label.text().startswith("Choose two results to compare them")
    assert not discover.comparing.is_open


def test_the_button_is_there_while_two_are_chosen(discover: DiscoverPage, view: ResultsView, qtbot: QtBot) -> None:
    button = discover.answer.compare
    assert not button.isVisible()
    place = view.visualRect(view.hits.index(2)).center()
    QTest.mouseClick(view.viewport(), LEFT, CONTROL, place)
    assert button.isVisible()
    QTest.mouseClick(view.viewport(), LEFT, CONTROL, view.visualRect(view.hits.index(1)).center())
    assert not button.isVisible()
    QTest.mouseClick(view.viewport(), LEFT, CONTROL, place)
    QTest.mouseClick(button, LEFT)
    assert titles(opened(discover, qtbot)) == ["1 · Song 1", "2 · Song 2"]


def test_the_menu_compares_two_and_acts_on_all_that_are_chosen(
    discover: DiscoverPage, view: ResultsView, qtbot: QtBot
) -> None:
    hit = view.hits.hit(0)
    assert hit is not None
    alone = {action.text(): action for action in view.menu_of(0, hit).actions()}
    assert not alone["Compare (choose two results)"].isEnabled()
    view.choose({1, 3})
    both = {action.text(): action for action in view.menu_of(0, hit).actions()}
    with qtbot.waitSignal(view.wishes.enqueue_requested) as queued:
        both["Add to the queue"].trigger()
    assert [track.name for track in queued.args[0]] == ["Song 1", "Song 3"]
    with qtbot.waitSignal(view.wishes.play_requested) as played:
        both["Play"].trigger()
    assert [track.name for track in played.args[0]] == ["Song 1", "Song 3"]
    both["Compare the two"].trigger()
    assert titles(opened(discover, qtbot)) == ["1 · Song 1", "2 · Song 3"]


def test_without_the_librarys_numbers_the_answer_is_still_told(
    discover: DiscoverPage, made_up: FakeSession, view: ResultsView, qtbot: QtBot
) -> None:
    made_up.comparing.refusal = KnownError("The store does not answer.", "Try again.")
    view.choose({1, 2})
    discover.comparing.open()
    panel = opened(discover, qtbot)
    assert "The store does not answer." in texts(panel)
    assert "120 beats a minute" in texts(panel)
    assert len(names(panel, PartBar)) == 4


def test_every_button_has_a_name_and_is_reached_by_the_tab_key(panel: ComparePanel) -> None:
    buttons = [each for each in panel.findChildren(QAbstractButton) if each.isVisibleTo(panel)]
    assert all(each.accessibleName() or each.text() for each in buttons)
    reached: list[QWidget] = []
    panel.swap.setFocus()
    for _ in range(len(buttons) + 4):
        reached.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert set(buttons) <= set(reached)
