"""Everything by name: the palette as a person types into it, in the real window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession
from tests.ui.fake_recorder import FakeRecorder
from vectorbeats_desktop.engine.settings import SETTINGS, Settings
from vectorbeats_desktop.ui.command_palette import CommandPalette
from vectorbeats_desktop.ui.commands import Command, ranked
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.pages import CATALOGUE, LIBRARY
from vectorbeats_desktop.ui.pages import SETTINGS as SETTINGS_PAGE
from vectorbeats_desktop.ui.settings.page import SettingsPage
from vectorbeats_desktop.ui.shortcuts import TABLE
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.window import MainWindow
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

WAIT_MS = 10_000


@pytest.fixture
def window(
    qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme, recorder: FakeRecorder, fake: FakeSession
) -> Iterator[MainWindow]:
    made = MainWindow(actions, covers, theme, Settings())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    actions.set_session(fake.as_session())
    yield made
    made.discover.close_shelf()


def opened(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CommandPalette), timeout=WAIT_MS)
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, CommandPalette)
    return palette


def texts(palette: CommandPalette) -> list[str]:
    return [palette.model.command(row).text for row in range(palette.model.rowCount())]


def test_every_key_and_every_setting_is_offered(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    shown = texts(palette)
    anywhere = {line.text for line in TABLE if line.shown and not line.by_widget and line.action != "commands"}
    assert anywhere <= set(shown)
    assert {line.title for line in SETTINGS if not line.hidden} <= set(shown)
    assert {"Filter the results", "Earlier and saved searches", "Theme: dark"} <= set(shown)
    assert len(shown) == len(set(shown))
    palette.reject()


def test_a_page_is_reached_by_typing_its_name(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    QTest.keyClicks(palette.field, "libr")
    assert texts(palette)[0] == "Library"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.pages.name == LIBRARY
    assert not palette.isVisible()


def test_a_sync_that_is_switched_off_leads_to_its_page(window: MainWindow, qtbot: QtBot, actions: Actions) -> None:
    palette = opened(window, qtbot)
    QTest.keyClicks(palette.field, "sync with")
    assert texts(palette)[0] == "Sync with the catalogue"
    with qtbot.assertNotEmitted(actions.remote.began):
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.pages.name == CATALOGUE


def test_the_arrow_keys_choose_and_escape_closes(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    QTest.keyClicks(palette.field, "theme")
    first = palette.list.currentIndex().row()
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == first + 1
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=WAIT_MS)


def test_a_setting_is_shown_on_its_page(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    QTest.keyClicks(palette.field, "pause on battery")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.pages.name == SETTINGS_PAGE
    shown = window.pages.currentWidget()
    assert isinstance(shown, SettingsPage)
    assert shown.search.text() == "Pause on battery"


def test_nothing_fits_is_said(window: MainWindow, qtbot: QtBot) -> None:
    palette = opened(window, qtbot)
    QTest.keyClicks(palette.field, "qqqqxyz")
    assert palette.nothing.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.reject()


def test_playlists_can_be_played_by_name(window: MainWindow, qtbot: QtBot, fake: FakeSession) -> None:
    fake.playlists.save("Evening", list(fake.catalog.tracks.values())[:2])
    palette = opened(window, qtbot)
    qtbot.waitUntil(lambda: "Play “Evening”" in texts(palette), timeout=WAIT_MS)
    palette.reject()


def test_the_best_fit_comes_first() -> None:
    def command(text: str, group: str = "") -> Command:
        return Command(text, group, lambda: None)

    all_of_them = [command("Add a music folder"), command("Louder"), command("Folders"), command("Next track", "Play")]
    assert [one.text for one in ranked(all_of_them, "fold")] == ["Folders", "Add a music folder"]
    assert [one.text for one in ranked(all_of_them, "play")] == ["Next track"]
    assert [one.text for one in ranked(all_of_them, "folder music")] == ["Add a music folder"]
    assert next(one.text for one in ranked(all_of_them, "muzic foldr")) == "Add a music folder"
    assert ranked(all_of_them, "  ") == all_of_them
    assert ranked(all_of_them, "zzz") == []
