"""Undoing what was done to a query, and bringing earlier queries back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import FakeSession, make_track
from vectorbeats_desktop.engine.records import Emphasis, Kind, Query, QueryPart, SavedSearch
from vectorbeats_desktop.ui.discover import searches_menu
from vectorbeats_desktop.ui.discover.page import DiscoverPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)")
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    path = tmp_path / "sea.png"
    assert image.save(str(path))
    return path


def undo(page: DiscoverPage, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(page.answer.results, Qt.Key.Key_Z, CONTROL)


def redo(page: DiscoverPage) -> None:
    QTest.keyClick(page.answer.results, Qt.Key.Key_Z, CONTROL | SHIFT)


def names(page: DiscoverPage) -> list[str]:
    return [one.name for one in page.parts.chosen]


def settle(page: DiscoverPage, qtbot: QtBot) -> None:
    page.asker.ask_now()
    qtbot.waitUntil(lambda: not page.asker.busy)
    page.answer.results.setFocus()


def test_each_edit_is_undone_and_done_again(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    QTest.keyClicks(discover.words, "calm")
    discover.add_like(make_track(5))
    settle(discover, qtbot)
    key = discover.parts.chosen[1].key
    discover.narrowing.set_filter("genre", ("Jazz",))
    for weight in (0.8, 0.5, -0.4):
        discover.parts.set_weight(key, weight)
    discover.parts.remove(key)
    undo(discover)
    assert names(discover) == ["calm", "Song 5"]
    assert discover.chips.chips()[1].slider.value() == -4
    undo(discover)  # the whole of the sliding
    assert discover.chips.chips()[1].slider.value() == 10
    undo(discover)
    assert discover.narrowing.filters == {}
    redo(discover)
    assert discover.narrowing.filters == {"genre": ("Jazz",)}
    undo(discover, 2)
    assert names(discover) == ["calm"]
    undo(discover)  # the words, typed in one go
    assert names(discover) == []
    assert discover.words.text() == ""
    undo(discover)  # there is nothing more
    for _ in range(9):
        redo(discover)
    assert names(discover) == ["calm"]
    assert discover.words.text() == "calm"
    assert discover.narrowing.filters == {"genre": ("Jazz",)}
    settle(discover, qtbot)
    assert made_up.queries[-1].filters == {"genre": ("Jazz",)}


def test_in_the_words_undo_is_that_of_the_words_first(discover: DiscoverPage, qtbot: QtBot) -> None:
    discover.words.setFocus()
    QTest.keyClicks(discover.words, "calm")
    discover.add_like(make_track(5))
    QTest.keyClick(discover.words, Qt.Key.Key_Z, CONTROL)
    assert names(discover) == ["Song 5"]
    QTest.keyClick(discover.words, Qt.Key.Key_Z, CONTROL)
    assert names(discover) == ["calm", "Song 5"]  # the taking away of the words, as one more change of the query


def test_a_new_edit_forgets_what_was_undone(discover: DiscoverPage, qtbot: QtBot) -> None:
    discover.add_like(make_track(5))
    settle(discover, qtbot)
    discover.undoing.undo()
    discover.add_like(make_track(6))
    assert not discover.undoing.can_redo


def test_a_query_that_stands_is_remembered(
    discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    discover.searches._settled.setInterval(150)
    discover.words.setText("calm")
    settle(discover, qtbot)
    discover.words.setText("calm sea")  # soon after: the first was not meant
    settle(discover, qtbot)
    qtbot.waitUntil(lambda: bool(made_up.searches.kept))
    assert [one.query.parts[0].value for one in made_up.searches.kept] == ["calm sea"]


def opened(page: DiscoverPage, qtbot: QtBot) -> QMenu:
    QTest.keyClick(page.answer.results, Qt.Key.Key_H, CONTROL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def test_saving_under_a_name_and_replacing_it(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot) -> None:
    discover.words.setText("calm")
    settle(discover, qtbot)
    choose(opened(discover, qtbot), "Save this search…")
    dialog = discover.searches.findChild(QInputDialog)
    assert dialog is not None
    assert dialog.textValue() == "calm"
    dialog.setTextValue("Evening")
    dialog.accept()
    qtbot.waitUntil(lambda: discover.hint.label.text() == "Saved as “Evening”.")
    discover.words.setText("sad")
    settle(discover, qtbot)
    opened(discover, qtbot).close()
    discover.searches.save_as("Evening")
    assert discover.hint.label.text() == "There is a saved search named “Evening” already."
    QTest.mouseClick(discover.hint.button, LEFT)
    qtbot.waitUntil(lambda: [one.query.parts[0].value for one in made_up.searches.saved()] == ["sad"])


def mixed(photo: Path) -> Query:
    parts = (
        QueryPart(Kind.IMAGE, str(photo), 0.6, "sea"),
        QueryPart(Kind.TEXT, "rainy night", -0.3),
        QueryPart(Kind.LIKE, str(photo), 1.0, "Song 5", 30.0, 50.0, Emphasis.RHYTHM),
        QueryPart(Kind.HUM, "/gone/hum.wav", 1.0, "Hum 1"),
    )
    return Query(parts, {"year": (1990.0, None)}, diversity=0.4)


def test_a_saved_search_comes_back_with_weights_and_filters(
    discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot, photo: Path
) -> None:
    made_up.searches.save("By the sea", mixed(photo))
    made_up.searches.remember(Query((QueryPart(Kind.TEXT, "loud & fast"),)))
    menu = opened(discover, qtbot)
    texts = [action.text() for action in menu.actions()]
    assert "loud && fast" in texts
    choose(menu, "By the sea")
    qtbot.waitUntil(lambda: bool(made_up.queries) and made_up.queries[-1].parts == mixed(photo).parts[:3])
    assert (made_up.queries[-1].filters, made_up.queries[-1].diversity) == ({"year": (1990.0, None)}, 0.4)
    assert discover.words.text() == "rainy night"
    assert discover.hint.label.text() == "No longer there, and left out: Hum 1."
    assert discover.filtering.chips.isVisible()
    discover.undoing.undo()
    discover.undoing.undo()
    assert len(discover.parts) == 0


def test_forgetting(discover: DiscoverPage, made_up: FakeSession, qtbot: QtBot, photo: Path) -> None:
    made_up.searches.save("By the sea", mixed(photo))
    made_up.searches.remember(mixed(photo))
    menu = opened(discover, qtbot)
    forget = next(action.menu() for action in menu.actions() if action.text() == "Forget a saved search")
    forget.actions()[0].trigger()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: made_up.searches.saved() == [])
    choose(menu, "Clear earlier searches")
    qtbot.waitUntil(lambda: made_up.searches.kept == [])


def test_a_query_is_told_in_a_line(photo: Path) -> None:
    assert searches_menu.described(mixed(photo)) == "sea − rainy night + Song 5 + Hum 1 · Year from 1990"
    saved = SavedSearch(1, "", Query((QueryPart(Kind.SOUND, "/music/a b.flac"),)), 0.0)
    assert searches_menu.described(saved.query) == "a b"
