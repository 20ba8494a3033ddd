"""More and less of what a reason names: by its chip in the row, by the panel that explains, and by the menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_result
from vectorbeats_desktop.engine.records import Hit, Kind, QueryPart, Reason
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.parts import MOST_PARTS
from vectorbeats_desktop.ui.discover.push_menu import push_menu
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.discover.why_panel import WhyPanel
from vectorbeats_desktop.ui.theme import colours

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)")
LEFT = Qt.MouseButton.LeftButton
NO_KEY, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
REASONS = (
    Reason("concepts", "rain → mellow, starry sky", 0.5, ("mellow", "night-sky"), 0, ("mellow", "starry sky")),
    Reason("names", "title matches “rain”", 0.3, (), 0),
    Reason("affect", "calm like your words", 0.2, ("calm",), 0, ("calm",)),
)


@pytest.fixture
def view(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> ResultsView:
    made_up.answer = lambda _query: replace(make_result(), hits=(replace(make_result(1).hits[0], reasons=REASONS),))
    discover.words.setText("rain")
    settle(discover, qtbot)
    discover.answer.results.setFocus()
    return discover.answer.results


def settle(page: DiscoverPage, qtbot: QtBot) -> None:
    page.asker.ask_now()
    qtbot.waitUntil(lambda: not page.asker.busy and page.answer.results.hits.rowCount() == 1)


def first(view: ResultsView) -> Hit:
    hit = view.hits.hit(0)
    assert hit is not None
    return hit


def asked(made_up: FakeSession) -> list[tuple[str, float]]:
    return [(part.value, part.weight) for part in made_up.queries[-1].parts]


def click(view: ResultsView, chip: int) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, view.chips(0)[chip].place.center())


def open_menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def by_keys(menu: QMenu, downs: int) -> None:
    for _ in range(downs):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_chip_in_the_row_asks_for_more_or_less_of_what_it_names(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    click(view, 0)
    menu = open_menu(qtbot)
    assert texts(menu) == [
        "More of “mellow”", "Less of “mellow”", "More of “starry sky”", "Less of “starry sky”",
    ]  # fmt: skip
    by_keys(menu, 4)
    assert discover.hint.label.text() == "Less of “starry sky” (−0.4)."
    qtbot.waitUntil(lambda: asked(made_up) == [("rain", 1.0), ("starry sky", -0.4)])
    assert [chip.accessibleName() for chip in discover.chips.chips()] == ["rain", "starry sky"]
    click(view, 0)
    by_keys(open_menu(qtbot), 4)
    assert discover.hint.label.text() == "Less of “starry sky” (−0.8)."
    qtbot.waitUntil(lambda: asked(made_up) == [("rain", 1.0), ("starry sky", -0.8)])


def test_a_reason_that_names_no_mood_opens_nothing(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    assert [chip.opens for chip in view.chips(0)] == [True, False, True]
    with qtbot.assertNotEmitted(view.push_requested):
        click(view, 1)
    assert QApplication.activePopupWidget() is None


def test_a_chip_that_can_be_clicked_stands_out_under_the_pointer(view: ResultsView, qtbot: QtBot) -> None:
    def frame(chip: int) -> int:
        place = view.chips(0)[chip].place
        image = view.viewport().grab(place).toImage()
        return count(image, colours().accent)

    before = frame(0), frame(1)
    for chip, change in ((0, True), (1, False)):
        QTest.mouseMove(view.viewport(), view.chips(0)[chip].place.center())
        assert (frame(chip) > before[chip] + 20) is change
        hand = view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
        assert hand is change
    QTest.mouseMove(view.viewport(), QPoint(300, 400))
    assert frame(0) == before[0]


def count(image: QImage, colour: str) -> int:
    every = ((x, y) for y in range(image.height()) for x in range(image.width()))
    near = QColor(colour)
    return sum(
        max(abs(seen.red() - near.red()), abs(seen.green() - near.green()), abs(seen.blue() - near.blue())) < 40
        for seen in (image.pixelColor(*place) for place in every)
    )


def explained(view: ResultsView) -> WhyPanel:
    QTest.keyClick(view, Qt.Key.Key_I, CONTROL)
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, WhyPanel)
    return panel


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_panel_that_explains_is_used_by_keyboard(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot, key: Qt.Key
) -> None:
    panel = explained(view)
    assert [chip.words for chip in panel.reasons.chips] == ["mellow", "starry sky", "calm"]
    assert tabbed(panel, 2) == ["mellow: more or less of it", "starry sky: more or less of it"]
    focused = panel.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    menu = open_menu(qtbot)
    assert texts(menu) == ["More of “starry sky”", "Less of “starry sky”"]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is panel  # which stays
    QTest.keyClick(focused, key)
    QTest.keyClick(open_menu(qtbot), Qt.Key.Key_Return)  # the first line is chosen already
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: asked(made_up) == [("rain", 1.0), ("starry sky", 0.4)])
    assert discover.hint.label.text() == "More of “starry sky” (+0.4)."


def tabbed(panel: WhyPanel, times: int) -> Sequence[str]:
    names = []
    for _ in range(times):
        QTest.keyClick(panel.focusWidget() or panel, Qt.Key.Key_Tab)
        focused = panel.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
    return names


def test_an_ampersand_marks_no_key(view: ResultsView) -> None:
    reason = Reason("concepts", "R&B", 1.0, ("r-and-b",), 0, ("R&B",))
    view.show_hits([replace(first(view), reasons=(reason,))], keep_place=False)
    panel = explained(view)
    (chip,) = panel.reasons.chips
    assert (chip.words, chip.text()) == ("R&B", "R&&B")
    panel.close()
    menu = push_menu(["R&B"], view.push_requested.emit, view)
    assert texts(menu) == ["More of “R&&B”", "Less of “R&&B”"]


def test_the_menu_of_a_hit_offers_all_its_moods(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    menu = view.menu_of(0, first(view))
    offered = next(action.menu() for action in menu.actions() if action.text() == "More or less of…")
    assert isinstance(offered, QMenu)
    assert texts(offered)[::2] == ["More of “mellow”", "More of “starry sky”", "More of “calm”"]
    next(action for action in offered.actions() if action.text() == "More of “calm”").trigger()
    qtbot.waitUntil(lambda: asked(made_up) == [("rain", 1.0), ("calm", 0.4)])
    view.hits.show_hits([replace(first(view), reasons=REASONS[1:2])])
    assert "More or less of…" not in [action.text() for action in view.menu_of(0, first(view)).actions()]


def test_it_is_undone_and_done_again(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    discover.pushing.push("calm", True)
    settle(discover, qtbot)
    QTest.mouseClick(discover.hint.button, LEFT)
    assert [one.name for one in discover.parts.chosen] == ["rain"]
    assert not discover.hint.isVisible()
    discover.undoing.redo()
    settle(discover, qtbot)
    assert asked(made_up) == [("rain", 1.0), ("calm", 0.4)]
    discover.pushing.push("calm", False)
    assert discover.hint.label.text() == "“calm” does not count any more."
    settle(discover, qtbot)
    assert asked(made_up) == [("rain", 1.0)]
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    settle(discover, qtbot)
    assert asked(made_up) == [("rain", 1.0), ("calm", 0.4)]


def test_words_of_the_text_box_are_weighed_instead_of_said_twice(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    discover.words.setText("Calm")
    settle(discover, qtbot)
    discover.pushing.push("calm", True)
    assert discover.hint.label.text() == "“calm” counts as much as anything can already."
    for weight in (0.6, 0.2, -0.2, -0.6, -1.0):
        discover.pushing.push("calm", False)
        settle(discover, qtbot)
        assert asked(made_up) == [("Calm", weight)]
    discover.pushing.push("calm", False)
    assert discover.hint.label.text() == "“calm” counts against a track as much as anything can already."
    assert discover.words.text() == "Calm"


def test_a_full_query_says_so(discover: DiscoverPage, view: ResultsView) -> None:
    for number in range(MOST_PARTS):
        discover.parts.add(QueryPart(Kind.LIKE, f"/music/{number}.flac"), f"Song {number}")
    discover.pushing.push("calm", True)
    assert discover.hint.label.text() == f"A query takes {MOST_PARTS} parts at most. Take one away first."
    assert "calm" not in [one.name for one in discover.parts.chosen]
