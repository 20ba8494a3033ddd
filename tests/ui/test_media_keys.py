"""MPRIS as a desktop sees it: a bus of the test's own, and a client that is no part of the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.media_keys import MediaKeys
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.player_bar import PlayerBar
from vectorbeats_desktop.ui.theme import Theme

WAIT_MS = 8000
RATE = 8000
NAME, PATH = "org.mpris.MediaPlayer2.vectorbeats", "/org/mpris/MediaPlayer2"
PLAYER, PROPERTIES = "org.mpris.MediaPlayer2.Player", "org.freedesktop.DBus.Properties"

pytestmark = [
    pytest.mark.no_qt_log,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="MPRIS is what Linux has"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs the package dbus"),
]


@pytest.fixture
def session_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.terminate()


@pytest.fixture(scope="module")
def tracks(tmp_path_factory: pytest.TempPathFactory) -> list[Track]:
    folder = tmp_path_factory.mktemp("music")
    for number in (1, 2):
        time = np.arange(RATE * 6) / RATE
        soundfile.write(folder / f"nü {number}.wav", 0.2 * np.sin(2 * np.pi * 220 * number * time), RATE)
    return [make_track(number, folder / f"nü {number}.wav", cover_id="c") for number in (1, 2)]


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    player = Player()
    yield player
    player.stop()
    player.deleteLater()


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, covers: CoverCache, player: Player) -> PlayerBar:
    bar = PlayerBar(covers)
    qtbot.addWidget(bar)
    bar.attach(player, 0.5)
    return bar


@pytest.fixture
def keys(session_bus: str, qtbot: QtBot, player: Player, bar: PlayerBar, tmp_path: Path) -> Iterator[MediaKeys]:
    keys = MediaKeys(player, bar, lambda _cover_id: tmp_path / "cover.jpg", "vectorbeats")
    qtbot.waitUntil(lambda: "Identity" in ask(qtbot, PROPERTIES + ".GetAll", "org.mpris.MediaPlayer2"), timeout=WAIT_MS)
    yield keys
    assert keys.close()


def ask(qtbot: QtBot, method: str, *words: str) -> str:
    """Call a method with gdbus, while the window's loop goes on, and return what it prints."""
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    process.start("gdbus", ["call", "--session", "--dest", NAME, "--object-path", PATH, "--method", method, *words])
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning, timeout=WAIT_MS)
    return bytes(process.readAllStandardOutput().data()).decode()


def get(qtbot: QtBot, name: str) -> str:
    return ask(qtbot, PROPERTIES + ".Get", PLAYER, name)


def test_desktop_sees_what_plays(qtbot: QtBot, keys: MediaKeys, player: Player, tracks: list[Track]) -> None:
    assert get(qtbot, "PlaybackStatus") == "(<'Stopped'>,)\n"
    player.play_tracks(tracks)
    qtbot.waitUntil(lambda: player.position_s > 0.1, timeout=WAIT_MS)
    assert get(qtbot, "PlaybackStatus") == "(<'Playing'>,)\n"
    said = get(qtbot, "Metadata")
    assert "'xesam:title': <'Song 1'>" in said
    assert "'xesam:artist': <['Artist 1']>" in said
    assert "'xesam:album': <'Album'>" in said
    assert "/n%C3%BC%201.wav'>" in said
    assert "'mpris:artUrl': <'file://" in said
    length = re.search(r"'mpris:length': <int64 (\d+)>", said)
    assert length is not None
    assert int(length[1]) == pytest.approx(6_000_000, abs=200_000)
    place = re.search(r"<int64 (\d+)>", get(qtbot, "Position"))
    assert place is not None
    assert 0 < int(place[1]) < 6_000_000
    assert get(qtbot, "CanGoNext") == "(<true>,)\n"


def test_desktop_steers_the_player(qtbot: QtBot, keys: MediaKeys, player: Player, tracks: list[Track]) -> None:
    player.play_tracks(tracks)
    qtbot.waitUntil(lambda: player.playing and player.position_s > 0.1, timeout=WAIT_MS)
    ask(qtbot, PLAYER + ".PlayPause")
    qtbot.waitUntil(lambda: not player.playing, timeout=WAIT_MS)
    ask(qtbot, PLAYER + ".Seek", "3000000")
    qtbot.waitUntil(lambda: player.position_s > 2.9, timeout=WAIT_MS)
    path = re.search(r"objectpath '([^']+)'", get(qtbot, "Metadata"))
    assert path is not None
    ask(qtbot, PLAYER + ".SetPosition", path[1], "1000000")
    qtbot.waitUntil(lambda: abs(player.position_s - 1.0) < 0.3, timeout=WAIT_MS)
    ask(qtbot, PLAYER + ".SetPosition", "/org/vectorbeats/track/9999", "4000000")  # of a track that is over
    assert player.position_s < 2
    ask(qtbot, PLAYER + ".Next")
    qtbot.waitUntil(lambda: player.current is tracks[1], timeout=WAIT_MS)
    ask(qtbot, PLAYER + ".Previous")
    qtbot.waitUntil(lambda: player.current is tracks[0], timeout=WAIT_MS)
    ask(qtbot, PLAYER + ".Stop")
    qtbot.waitUntil(lambda: player.status_word == "Stopped", timeout=WAIT_MS)
    ask(qtbot, PLAYER + ".Play")
    qtbot.waitUntil(lambda: player.playing, timeout=WAIT_MS)


def test_settable_properties(qtbot: QtBot, keys: MediaKeys, player: Player, bar: PlayerBar) -> None:
    ask(qtbot, PROPERTIES + ".Set", PLAYER, "Volume", "<0.25>")
    qtbot.waitUntil(lambda: bar.chosen_volume == 0.25, timeout=WAIT_MS)
    assert get(qtbot, "Volume") == "(<0.25>,)\n"
    ask(qtbot, PROPERTIES + ".Set", PLAYER, "LoopStatus", "<'Track'>")
    qtbot.waitUntil(lambda: player.queue.repeat == "one", timeout=WAIT_MS)
    assert "InvalidArgs" in ask(qtbot, PROPERTIES + ".Set", PLAYER, "LoopStatus", "<'Sometimes'>")
    assert "PropertyReadOnly" in ask(qtbot, PROPERTIES + ".Set", PLAYER, "CanGoNext", "<true>")


def test_wrong_calls_are_refused_and_the_bus_goes_on(qtbot: QtBot, keys: MediaKeys) -> None:
    assert "UnknownMethod" in ask(qtbot, PLAYER + ".Explode")
    assert "UnknownProperty" in get(qtbot, "Nothing")
    assert get(qtbot, "Rate") == "(<1.0>,)\n"


def test_program_is_raised_ended_and_given_files(qtbot: QtBot, keys: MediaKeys, tracks: list[Track]) -> None:
    with qtbot.waitSignals([keys.raise_asked, keys.quit_asked, keys.open_asked], timeout=WAIT_MS):
        ask(qtbot, "org.mpris.MediaPlayer2.Raise")
        ask(qtbot, "org.mpris.MediaPlayer2.Quit")
        ask(qtbot, PLAYER + ".OpenUri", tracks[0].path.as_uri())


def test_changes_are_announced(qtbot: QtBot, keys: MediaKeys, player: Player, tracks: list[Track]) -> None:
    monitor = QProcess()
    monitor.start("gdbus", ["monitor", "--session", "--dest", NAME])
    heard: list[str] = []
    monitor.readyReadStandardOutput.connect(
        lambda: heard.append(bytes(monitor.readAllStandardOutput().data()).decode())
    )
    qtbot.waitUntil(lambda: "is owned by" in "".join(heard), timeout=WAIT_MS)
    player.play_tracks(tracks, 0, 2.0)
    qtbot.waitUntil(lambda: "'PlaybackStatus': <'Playing'>" in "".join(heard), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "<'Song 1'>" in "".join(heard), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "Player.Seeked (int64 2" in "".join(heard), timeout=WAIT_MS)
    monitor.kill()
    monitor.waitForFinished()


def test_second_window_gets_a_name_of_its_own(qtbot: QtBot, keys: MediaKeys, player: Player, bar: PlayerBar) -> None:
    second = MediaKeys(player, bar, lambda _cover_id: None, "vectorbeats")

    def names() -> list[str]:
        command = ["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/", "--method"]
        told = subprocess.run([*command, "org.freedesktop.DBus.ListNames"], capture_output=True, text=True, check=True)
        return re.findall(NAME + r"[.\w]*", told.stdout)

    qtbot.waitUntil(lambda: len(names()) == 2, timeout=WAIT_MS)
    assert second.close()


def test_without_a_session_bus_nothing_happens(
    qtbot: QtBot, player: Player, bar: PlayerBar, monkeypatch: pytest.MonkeyPatch, tracks: list[Track]
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    keys = MediaKeys(player, bar, lambda _cover_id: None, "vectorbeats")
    player.play(tracks[0])
    qtbot.waitUntil(lambda: player.position_s > 0.05, timeout=WAIT_MS)
    assert keys.close()


def test_bus_that_ends_harms_nothing(
    qtbot: QtBot, player: Player, bar: PlayerBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        keys = MediaKeys(player, bar, lambda _cover_id: None, "vectorbeats")
        qtbot.waitUntil(lambda: "Stopped" in get(qtbot, "PlaybackStatus"), timeout=WAIT_MS)
        daemon.terminate()
    bar.step_volume(1)
    qtbot.wait(100)
    assert keys.close()
