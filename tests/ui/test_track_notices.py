"""Notices of what plays, as the desktop's service gets them over a D-Bus of the test's own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from tests.notification_service import NotificationService
from tests.session_bus import SessionBus
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.track_notices import TrackNotices
from vectorbeats_desktop.ui.tray import Tray
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.mpris_bus import MprisBus

pytestmark = [
    pytest.mark.qt_log_ignore("PulseAudio|propagateSizeHints|QSystemTrayIcon"),
    pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere there is no session bus"),
]

WAIT_MS = 10_000
SONGS = [make_track(number, cover_id="known" if number == 1 else "") for number in range(1, 5)]


class Window(QWidget):
    """A window that says by itself whether it is in front."""

    leaving = False
    in_front = False

    def isActiveWindow(self) -> bool:  # noqa: N802 - Qt's name
        return self.in_front

    def come_forward(self) -> None: ...

    def leave(self) -> None: ...


@pytest.fixture
def session_bus() -> Iterator[SessionBus]:
    made = SessionBus()
    yield made
    made.close()


@pytest.fixture
def service(session_bus: SessionBus) -> Iterator[NotificationService]:
    made = NotificationService(session_bus.address, ["body", "body-markup"])
    yield made
    made.close()


@pytest.fixture
def bus(qtbot: QtBot, session_bus: SessionBus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MprisBus]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session_bus.address)
    made = MprisBus("VectorBeats", "vectorbeats", lambda cover: tmp_path / "cover.jpg" if cover else None)
    with qtbot.waitSignal(made.ready, timeout=WAIT_MS):
        made.start()
    yield made
    assert made.shut()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def settings() -> Settings:
    made = Settings()
    made.set("player.notify", True)
    return made


@pytest.fixture
def player(
    bus: MprisBus, window: Window, settings: Settings, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> Player:
    """A player whose medium stays silent."""
    made = Player(window)
    monkeypatch.setattr(made._media, "setSource", lambda _url: None)
    monkeypatch.setattr(made._media, "play", lambda: None)
    actions.preferences.attach(settings)
    tray = Tray(made, window, actions.preferences, window)
    TrackNotices(made, window, actions.preferences, bus, tray)
    return made


def test_each_track_replaces_the_one_before(
    player: Player, service: NotificationService, qtbot: QtBot, tmp_path: Path
) -> None:
    player.play_tracks(SONGS)
    qtbot.waitUntil(lambda: len(service.shown) == 1, timeout=WAIT_MS)
    first = service.shown[0]
    assert (first.program, first.replaced, first.title, first.text) == ("VectorBeats", 0, "Song 1", "Artist 1 · Album")
    assert first.hints["image-path"] == (tmp_path / "cover.jpg").as_uri()
    assert first.hints["desktop-entry"] == "vectorbeats"
    player.next()
    qtbot.waitUntil(lambda: len(service.shown) == 2, timeout=WAIT_MS)
    second = service.shown[1]
    assert (second.replaced, second.title) == (42, "Song 2")
    assert "image-path" not in second.hints


def test_nothing_is_told_while_the_window_is_in_front(
    player: Player, window: Window, service: NotificationService, qtbot: QtBot
) -> None:
    window.in_front = True
    player.play_tracks(SONGS)
    window.in_front = False
    player.next()
    qtbot.waitUntil(lambda: bool(service.shown), timeout=WAIT_MS)
    assert [one.title for one in service.shown] == ["Song 2"]


def test_nothing_is_told_unless_it_was_chosen(
    player: Player, settings: Settings, service: NotificationService, qtbot: QtBot
) -> None:
    settings.set("player.notify", False)
    player.play_tracks(SONGS)
    settings.set("player.notify", True)
    player.next()
    qtbot.waitUntil(lambda: bool(service.shown), timeout=WAIT_MS)
    assert [one.title for one in service.shown] == ["Song 2"]


def test_signs_of_html_stay_what_they_are(bus: MprisBus, service: NotificationService, qtbot: QtBot) -> None:
    bus.notify("R&B", "Simon & Garfunkel <live>\udce4")
    qtbot.waitUntil(lambda: bool(service.shown), timeout=WAIT_MS)
    assert (service.shown[0].title, service.shown[0].text) == ("R&B", "Simon &amp; Garfunkel &lt;live&gt;?")


def test_a_desktop_without_markup_gets_plain_words(bus: MprisBus, session_bus: SessionBus, qtbot: QtBot) -> None:
    service = NotificationService(session_bus.address, ["body"])
    bus.notify("R&B", "Simon & Garfunkel")
    qtbot.waitUntil(lambda: bool(service.shown), timeout=WAIT_MS)
    assert service.shown[0].text == "Simon & Garfunkel"
    service.close()


def test_a_desktop_that_shows_none_is_no_trouble(bus: MprisBus, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        bus.notify("Song", "Artist")
        qtbot.waitUntil(lambda: "shows no notices" in caplog.text, timeout=WAIT_MS)


def test_elsewhere_the_tray_tells(
    player: Player, window: Window, bus: MprisBus, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(Tray, "stands", True)
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(Tray, "say", lambda _tray, title, text: said.append((title, text)))
    player.play_tracks(SONGS)
    assert said == [("Song 1", "Artist 1 · Album")]
