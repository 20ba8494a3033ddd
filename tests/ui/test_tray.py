"""The tray's icon: its menu steers the player, and a closed window goes on there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from tests.ui.fake_recorder import FakeRecorder
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.tray import Tray
from vectorbeats_desktop.ui.window import MainWindow
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("PulseAudio|propagateSizeHints|does not support|requestActivate|[sS]ystemTray")

WAIT_MS = 5_000
SONGS = [make_track(number) for number in range(1, 4)]


@pytest.fixture
def settings() -> Settings:
    made = Settings()
    made.set("window.tray", True)
    return made


@pytest.fixture
def window(
    qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme, recorder: FakeRecorder, settings: Settings
) -> Iterator[MainWindow]:
    actions.preferences.attach(settings)
    made = MainWindow(actions, covers, theme, settings)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.leave()
    made.discover.close_shelf()
    made.deleteLater()


@pytest.fixture
def player(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Player:
    """A player whose medium stays silent."""
    made = Player(window)
    monkeypatch.setattr(made._media, "setSource", lambda _url: None)
    monkeypatch.setattr(made._media, "play", lambda: None)
    return made


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, _title, text, _picture: told.append(text))
    return told


@pytest.fixture
def tray(
    window: MainWindow, player: Player, actions: Actions, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> Tray:
    """A tray's icon on a desktop that has a tray, which this platform has not."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    return Tray(player, window, actions.preferences, window)


def test_the_menu_steers_the_player(tray: Tray, player: Player, window: MainWindow) -> None:
    assert tray.playing.text() == "Nothing plays"
    assert not tray.toggle.isEnabled()
    player.play_tracks(SONGS, 1)
    assert tray.playing.text() == tray.icon.toolTip() == "Song 2 — Artist 2"
    tray.next.trigger()
    assert player.current is SONGS[2]
    assert not tray.next.isEnabled()
    tray.previous.trigger()
    assert player.current is SONGS[1]


def test_a_closed_window_goes_on_in_the_tray_and_says_so_once(tray: Tray, window: MainWindow, said: list[str]) -> None:
    ended: list[object] = []
    window.closed.connect(lambda: ended.append("closed"))
    for _ in range(2):
        assert not window.close()
        assert not window.isVisible()
        tray.show_window.trigger()
        assert window.isVisible()
    assert ended == []
    assert said == ["It goes on here in the tray. Its menu quits it."]


def test_a_click_on_the_icon_brings_the_window_back(tray: Tray, window: MainWindow) -> None:
    window.close()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


def test_quit_ends_the_program(tray: Tray, window: MainWindow, qtbot: QtBot) -> None:
    window.close()
    with qtbot.waitSignal(window.closed, timeout=WAIT_MS):
        tray.quit.trigger()


def test_without_the_setting_closing_closes(tray: Tray, window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    settings.set("window.tray", False)
    qtbot.waitUntil(lambda: not tray.icon.isVisible(), timeout=WAIT_MS)
    with qtbot.waitSignal(window.closed, timeout=WAIT_MS):
        window.close()


def test_a_hidden_window_comes_back_when_the_setting_goes(
    tray: Tray, window: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    window.close()
    settings.set("window.tray", False)
    qtbot.waitUntil(window.isVisible, timeout=WAIT_MS)


def test_a_desktop_without_a_tray_closes_the_window(
    tray: Tray, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    with qtbot.waitSignal(window.closed, timeout=WAIT_MS):
        window.close()
