"""Smart playlists from elsewhere in the window: out of a saved search, by the palette, and named for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fake_recorder import FakeRecorder
from tests.ui.smart_library import SmartSession
from tests.ui.test_accessibility import CONTROLS, named
from vectorbeats_desktop.engine.playlists.recipe import Operator, Order, Recipe, Rule
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.pages import PLAYLISTS
from vectorbeats_desktop.ui.playlists.smart_editor import SmartEditor
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.window import MainWindow
from vectorbeats_desktop.ui.window_commands import WindowCommands
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|grabbing the|raise\\(\\)|does not support")
WAIT_MS = 10_000
CALM = Query((QueryPart(Kind.TEXT, "calm"),), limit=5)


@pytest.fixture
def session(tmp_path: Path) -> SmartSession:
    return SmartSession(tmp_path)


@pytest.fixture
def window(
    qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme, recorder: FakeRecorder, session: SmartSession
) -> Iterator[MainWindow]:
    settings = Settings()
    actions.preferences.attach(settings)
    made = MainWindow(actions, covers, theme, settings)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    actions.set_session(session.as_session())
    yield made
    made.discover.close_shelf()


def editor(qtbot: QtBot) -> SmartEditor:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SmartEditor), timeout=WAIT_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SmartEditor)
    return dialog


def test_a_saved_search_becomes_one_with_a_click(window: MainWindow, session: SmartSession, qtbot: QtBot) -> None:
    session.save_search("calm", CALM)
    searches = window.discover.searches
    menu = searches.menu_of(session.searches.saved(), ())
    smart = next(one for one in menu.findChildren(QMenu) if one.title() == "Make a smart playlist of")
    next(action for action in smart.actions() if action.text() == "calm").trigger()
    hint = window.discover.hint
    qtbot.waitUntil(hint.isVisible, timeout=WAIT_MS)
    assert hint.label.text() == "“calm” is among your playlists now, and fills itself by this search."
    QTest.mouseClick(hint.button, Qt.MouseButton.LeftButton)
    assert window.pages.name == PLAYLISTS
    saved = window.playlists.saved
    qtbot.waitUntil(lambda: saved.list.name == "calm" and saved.table.tracks.rowCount() == 5, timeout=WAIT_MS)
    assert saved.table.tracks.index(0, 0).data() == "Song 12"


def test_the_palette_offers_a_new_one(window: MainWindow, qtbot: QtBot) -> None:
    commands = WindowCommands(window, window._actions).all()
    next(command for command in commands if command.text == "New smart playlist…").act()
    dialog = editor(qtbot)
    assert window.pages.name == PLAYLISTS
    dialog.reject()


def test_every_control_is_named_and_reached_by_tab(window: MainWindow, session: SmartSession, qtbot: QtBot) -> None:
    rules = (Rule("genre", Operator.IS, "jazz"), Rule("year", Operator.BETWEEN, (1990.0, 1999.0)))
    session.smart_playlists.save("jazz", Recipe(rules, order=Order.RANDOM))
    window.show_page(PLAYLISTS)
    smart = window.playlists.saved.smart
    qtbot.waitUntil(lambda: smart.isVisible() and smart.rules.text() != "", timeout=WAIT_MS)
    QTest.mouseClick(smart.edit, Qt.MouseButton.LeftButton)
    dialog = editor(qtbot)
    shown = [one for one in dialog.findChildren(QWidget) if isinstance(one, CONTROLS) and one.isVisible()]
    shown = [one for one in shown if not isinstance(one, QScrollBar) and not one.objectName().startswith("qt_")]
    unnamed = [one for one in shown if not named(one)]
    inner = [one for one in unnamed if one.parent() in shown]  # a part of a control that has a name
    assert [one for one in unnamed if one not in inner] == []
    dialog.match.setFocus()
    passed = []
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        passed.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is dialog.match:
            break
    first, second = dialog.rules.rows
    rest = [dialog.search, dialog.order, dialog.shuffle, dialog.tracks, dialog.minutes]
    assert passed[:-2] == [dialog.match, *first.stops(), *second.stops(), dialog.rules.more, *rest]
    assert passed[-1] is dialog.save
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
