"""“That's it”, “Not this one” and stars, and how each is undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_result
from vectorbeats_desktop.engine.records import Query, SearchResult, Verdict
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.ui.discover.said_dialog import SaidDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEFT = Qt.MouseButton.LeftButton
NO_KEY, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def view(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> ResultsView:
    """Three hits; a search leaves out what was said not to be wanted, and says what was wanted."""

    def answer(query: Query) -> SearchResult:
        said = made_up.verdicts.of(query)
        hits = [
            replace(hit, verdict=said.get(hit.track.track_id))
            for hit in make_result(1, 2, 3).hits
            if said.get(hit.track.track_id) is not Verdict.UNWANTED
        ]
        return replace(make_result(), hits=tuple(hits), hidden=3 - len(hits))

    made_up.answer = answer
    discover.words.setText("calm")
    discover.asker.ask_now()
    qtbot.waitUntil(lambda: discover.answer.results.hits.rowCount() == 3)
    discover.answer.results.setFocus()
    return discover.answer.results


def titles(view: ResultsView) -> list[str]:
    return [track.name for track in view.hits.tracks()]


def spoken(view: ResultsView, row: int) -> str:
    return str(view.hits.data(view.hits.index(row), Qt.ItemDataRole.AccessibleTextRole))


def said(made_up: FakeSession) -> list[tuple[str, Verdict | None]]:
    return [(track_id, verdict) for _query, track_id, verdict in made_up.verdicts.said]


def test_not_this_one_disappears_and_comes_back_with_undo(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    view.setCurrentIndex(view.hits.index(1))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert titles(view) == ["Song 1", "Song 3"]  # at once
    assert view.currentIndex().row() == 1
    assert discover.hint.label.text() == "“Song 2” is left out of this search from now on."
    qtbot.waitUntil(lambda: said(made_up) == [("t2", Verdict.UNWANTED)] and not discover.asker.busy)
    qtbot.waitUntil(lambda: discover.answer.bring_back.text() == "1 left out, as you said · Bring it back")
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: titles(view) == ["Song 1", "Song 2", "Song 3"])
    assert said(made_up)[-1] == ("t2", None)
    assert not discover.hint.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: titles(view) == ["Song 1", "Song 3"])


def test_the_cross_in_the_row_and_the_button_in_the_hint(
    discover: DiscoverPage, view: ResultsView, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not discover.asker.busy)  # an answer that comes now would move the rows
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, view.reject_area(0).center())
    qtbot.waitUntil(lambda: titles(view) == ["Song 2", "Song 3"])
    QTest.mouseClick(discover.hint.button, LEFT)
    qtbot.waitUntil(lambda: titles(view) == ["Song 1", "Song 2", "Song 3"])


def test_the_hints_button_undoes_what_it_names(discover: DiscoverPage, view: ResultsView, qtbot: QtBot) -> None:
    view.reject_row(0)
    qtbot.waitUntil(lambda: not discover.asker.busy)
    view.rate_row(0, 3)
    view.reject_row(0)
    discover.narrowing.set_diversity(0.4)  # and something else after it
    QTest.mouseClick(discover.hint.button, LEFT)
    assert discover.narrowing.diversity == 0.4


def test_everything_left_out_can_be_brought_back(discover: DiscoverPage, view: ResultsView, qtbot: QtBot) -> None:
    for _ in range(2):
        view.reject_row(0)
        qtbot.waitUntil(lambda: not discover.asker.busy and discover.answer.bring_back.isVisible())
    qtbot.waitUntil(lambda: discover.answer.bring_back.text() == "2 left out · Bring them back")
    QTest.mouseClick(discover.answer.bring_back, LEFT)
    qtbot.waitUntil(lambda: titles(view) == ["Song 1", "Song 2", "Song 3"])
    assert not discover.answer.bring_back.isVisible()


def test_thats_it_is_said_for_this_query_and_can_be_undone(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, view.confirm_area(2).center())
    qtbot.waitUntil(lambda: said(made_up) == [("t3", Verdict.WANTED)])
    assert made_up.verdicts.said[0][0] == discover.asker.query
    assert discover.hint.label.text() == "Noted: “Song 3” is what you looked for."
    assert spoken(view, 2).endswith("what you looked for, as you said")
    assert view.reject_area(2).isEmpty()
    discover.undoing.undo()
    qtbot.waitUntil(lambda: "as you said" not in spoken(view, 2))
    assert said(made_up)[-1] == ("t3", None)


def test_stars_by_key_and_menu(discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: made_up.catalog.rated == {"t1": 4})
    qtbot.waitUntil(lambda: discover.hint.label.text() == "“Song 1” is rated ★★★★☆.")
    qtbot.waitUntil(lambda: "; ★★★★☆;" in spoken(view, 0))
    hit = view.hits.hit(1)
    assert hit is not None
    menu = next(action.menu() for action in view.menu_of(1, hit).actions() if action.text() == "Rating")
    choices = {action.text(): action for action in menu.actions()}  # type: ignore[attr-defined]
    choices["★★★★★"].trigger()
    qtbot.waitUntil(lambda: made_up.catalog.rated.get("t2") == 5)
    QTest.keyClick(view, Qt.Key.Key_0, ALT)
    qtbot.waitUntil(lambda: not made_up.catalog.rated["t1"])
    qtbot.waitUntil(lambda: "★" not in spoken(view, 0))
    assert "; ★★★★★;" in spoken(view, 1)


def test_what_was_said_can_be_seen_and_taken_back(
    discover: DiscoverPage, view: ResultsView, made_up: FakeSession, qtbot: QtBot
) -> None:
    view.confirm_row(0)
    view.reject_row(2)
    qtbot.waitUntil(lambda: len(titles(view)) == 2 and not discover.asker.busy)
    discover.searches.said_requested.emit()
    dialog = discover.findChild(SaidDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.entries.count() == 2)
    assert [dialog.entries.item(row).text() for row in range(2)] == [
        "Not Song 3, for calm",
        "That’s it: Song 1, for calm",
    ]
    QTest.keyClick(dialog.entries, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(view) == ["Song 1", "Song 2", "Song 3"] and dialog.entries.count() == 1)
    dialog.learns.click()
    qtbot.waitUntil(lambda: made_up.settings.flag("search.learn_from_verdicts"))
    QTest.mouseClick(dialog.forget, LEFT)
    qtbot.waitUntil(dialog.nothing.isVisible)
    dialog.close()
