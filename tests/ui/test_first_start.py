"""The very first start: three steps, each of which can be skipped; and hints that go away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession
from tests.ui.fake_recorder import FakeRecorder
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.pages import DISCOVER, LIBRARY, MODELS, WELCOME
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.tips import TIPS
from vectorbeats_desktop.ui.welcome.page import WelcomePage
from vectorbeats_desktop.ui.window import MainWindow
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 10_000


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def window(
    qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme, recorder: FakeRecorder, settings: Settings
) -> Iterator[MainWindow]:
    actions.preferences.attach(settings)
    made = MainWindow(actions, covers, theme, settings)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    actions.set_session(FakeSession(settings=settings).as_session())
    yield made
    made.discover.close_shelf()


@pytest.fixture
def page(window: MainWindow) -> WelcomePage:
    window.welcome()
    shown = window.pages.get(WELCOME)
    assert isinstance(shown, WelcomePage)
    assert shown.isVisible()
    return shown


def test_the_steps_are_gone_through(window: MainWindow, page: WelcomePage, settings: Settings, qtbot: QtBot) -> None:
    assert page.folders.add.hasFocus()
    assert (page.where.text(), page.back.isVisible()) == ("Step 1 of 3", False)
    QTest.mouseClick(page.next, LEFT)
    assert page.politeness.isVisible()
    box = page.politeness.boxes["analysis.pause_while_playing"]
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert settings.flag("analysis.pause_while_playing")
    QTest.mouseClick(page.back, LEFT)
    assert page.folders.isVisible()
    QTest.mouseClick(page.next, LEFT)
    QTest.mouseClick(page.next, LEFT)
    assert (page.next.text(), page.skip.isVisible()) == ("Begin", False)
    QTest.mouseClick(page.next, LEFT)
    assert window.pages.name == DISCOVER
    assert settings.flag("window.welcomed")


def test_all_of_it_can_be_skipped(window: MainWindow, page: WelcomePage, settings: Settings) -> None:
    QTest.mouseClick(page.skip, LEFT)
    assert window.pages.name == DISCOVER
    assert settings.flag("window.welcomed")


def test_the_demo_music_is_made_and_told(page: WelcomePage, qtbot: QtBot, actions: Actions) -> None:
    QTest.mouseClick(page.folders.demo, LEFT)
    qtbot.waitUntil(lambda: "demo" in page.folders.known.text(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: actions.indexing is None, timeout=WAIT_MS)


def test_the_models_are_looked_at_without_a_download(window: MainWindow, page: WelcomePage) -> None:
    QTest.mouseClick(page.next, LEFT)
    QTest.mouseClick(page.next, LEFT)
    QTest.mouseClick(page.models.look, LEFT)
    assert window.pages.name == MODELS


def test_a_hint_is_told_once_and_goes_with_its_page(window: MainWindow, settings: Settings) -> None:
    window.show_page(LIBRARY)
    assert window.banner.isVisible()
    assert window.banner.message.text() == TIPS[LIBRARY]
    window.show_page(DISCOVER)
    assert not window.banner.isVisible()
    window.show_page(LIBRARY)
    assert not window.banner.isVisible()
    assert settings.text("window.tips_seen") == LIBRARY


def test_a_hint_never_covers_a_message(window: MainWindow) -> None:
    window.banner.say("The disk is full.", tone="error")
    window.show_page(LIBRARY)
    assert window.banner.message.text() == "The disk is full."
