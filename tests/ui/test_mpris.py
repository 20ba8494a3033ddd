"""The player as the desktop's media keys and widgets reach it, over a D-Bus of the test's own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from tests.session_bus import PLAYER, ROOT, BusClient, SessionBus
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.mpris import Mpris
from vectorbeats_desktop.ui.player import Player, Repeat
from vectorbeats_desktop.ui.queue_order import Order, QueueOrder
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.mpris_bus import BUS_NAME

pytestmark = [pytest.mark.no_qt_log, pytest.mark.skipif("sys.platform != 'linux'", reason="MPRIS is of Linux")]

WAIT_MS = 10_000
US = 1_000_000
RATE = 8000
BUS_VARIABLE = "DBUS_SESSION_BUS_ADDRESS"


class FakeWindow:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def come_forward(self) -> None:
        self.asked.append("raise")

    def leave(self) -> None:
        self.asked.append("quit")


@pytest.fixture(scope="module")
def bus() -> Iterator[SessionBus]:
    made = SessionBus()
    yield made
    made.close()


@pytest.fixture(scope="module")
def tracks(tmp_path_factory: pytest.TempPathFactory) -> list[Track]:
    folder = tmp_path_factory.mktemp("music")
    made = []
    for number in (1, 2):
        path = folder / f"{number}.wav"
        soundfile.write(path, 0.2 * np.sin(np.arange(8 * RATE) / RATE * 2 * np.pi * 220 * number), RATE)
        made.append(make_track(number, path, "known"))
    return made


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    made = Player()
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def order(player: Player, actions: Actions) -> QueueOrder:
    return QueueOrder(player.queue, actions, Settings())


@pytest.fixture
def window() -> FakeWindow:
    return FakeWindow()


@pytest.fixture
def cover(tmp_path: Path) -> Path:
    path = tmp_path / "a cover.jpg"
    path.touch()
    return path


Make = Callable[[], Mpris]


@pytest.fixture
def make(
    qtbot: QtBot,
    player: Player,
    order: QueueOrder,
    window: FakeWindow,
    actions: Actions,
    cover: Path,
    bus: SessionBus,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Make]:
    monkeypatch.setenv(BUS_VARIABLE, bus.address)
    held: list[Mpris] = []

    def made() -> Mpris:
        held.append(Mpris(player, order, window, actions, lambda known: cover if known else None, "vectorbeats"))
        with qtbot.waitSignal(held[-1].bus.ready, timeout=WAIT_MS):
            held[-1].start()
        return held[-1]

    yield made
    ended = [mpris.shut() for mpris in held]
    assert all(ended)


@pytest.fixture
def mpris(make: Make) -> Mpris:
    return make()


@pytest.fixture
def client(mpris: Mpris, bus: SessionBus) -> Iterator[BusClient]:
    made = BusClient(bus.address, BUS_NAME)
    yield made
    made.close()


@pytest.fixture
def wish(client: BusClient, qtbot: QtBot) -> Callable[..., None]:
    """Calls a method of the player and lets Qt do what came of it."""

    def call(member: str, signature: str = "", *body: object, interface: str = PLAYER) -> None:
        asked = client.call(interface, member, signature, *body)
        qtbot.waitUntil(asked.done, timeout=WAIT_MS)
        asked.result()
        qtbot.wait(20)

    return call


Wish = Callable[..., None]


def test_the_program_says_who_it_is(client: BusClient) -> None:
    assert client.get("Identity", ROOT) == "VectorBeats"
    assert client.get("DesktopEntry", ROOT) == "vectorbeats"
    assert client.get("CanQuit", ROOT)
    assert client.get("CanRaise", ROOT)
    assert client.get("SupportedUriSchemes", ROOT) == ["file"]
    assert "audio/flac" in client.get("SupportedMimeTypes", ROOT)


def test_window_is_raised_and_closed(wish: Wish, window: FakeWindow) -> None:
    wish("Raise", interface=ROOT)
    wish("Quit", interface=ROOT)
    assert window.asked == ["raise", "quit"]


def test_nothing_plays_at_first(client: BusClient) -> None:
    assert client.get("PlaybackStatus") == "Stopped"
    assert client.get("Metadata")["mpris:trackid"].value.endswith("/NoTrack")
    assert client.get("CanControl")
    assert not any(client.get(name) for name in ("CanPlay", "CanPause", "CanSeek", "CanGoNext", "CanGoPrevious"))


def test_what_plays_is_told_and_steered(
    client: BusClient, wish: Wish, player: Player, tracks: list[Track], qtbot: QtBot, cover: Path
) -> None:
    player.play_tracks(tracks)
    qtbot.waitUntil(lambda: client.heard.changes().get("PlaybackStatus") == "Playing", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: player.position_s > 0.3, timeout=WAIT_MS)
    told = {name: variant.value for name, variant in client.get("Metadata").items()}
    assert told["xesam:title"] == "Song 1"
    assert told["xesam:artist"] == ["Artist 1"]
    assert told["xesam:album"] == "Album"
    assert told["mpris:artUrl"] == cover.as_uri()
    assert told["mpris:length"] == pytest.approx(8 * US, abs=0.2 * US)
    assert told["xesam:url"].startswith("file:///")
    assert told["xesam:url"].endswith("1.wav")
    assert client.get("CanGoNext")
    assert 0.2 * US < client.get("Position") < 8 * US

    wish("PlayPause")
    assert client.get("PlaybackStatus") == "Paused"
    assert not player.playing
    here = client.get("Position")
    qtbot.wait(100)
    assert client.get("Position") == here
    wish("Play")
    assert player.playing
    wish("Pause")
    assert not player.playing

    wish("Next")
    assert player.current is tracks[1]
    qtbot.waitUntil(lambda: player.playing, timeout=WAIT_MS)
    assert client.get("Metadata")["xesam:title"].value == "Song 2"
    assert not client.get("CanGoNext")
    wish("Previous")
    assert player.current is tracks[0]


def test_seeking(client: BusClient, wish: Wish, player: Player, tracks: list[Track], qtbot: QtBot) -> None:
    player.play_tracks(tracks)
    qtbot.waitUntil(lambda: player.position_s > 0.1, timeout=WAIT_MS)
    player.pause()
    here = client.get("Metadata")["mpris:trackid"].value
    wish("SetPosition", "ox", here, 3 * US)
    assert player.position_s == pytest.approx(3, abs=0.2)
    assert client.heard.seeks()[-1] == 3 * US
    wish("Seek", "x", 2 * US)
    assert player.position_s == pytest.approx(5, abs=0.3)
    wish("SetPosition", "ox", here + "0", 1 * US)  # another track's
    wish("SetPosition", "ox", here, 900 * US)  # no place of this one
    assert player.position_s == pytest.approx(5, abs=0.3)
    wish("Seek", "x", 900 * US)
    assert player.current is tracks[1]


def test_stop_waits_at_the_beginning(
    client: BusClient, wish: Wish, player: Player, tracks: list[Track], qtbot: QtBot
) -> None:
    player.play_tracks(tracks, 0, 2.0)
    qtbot.waitUntil(lambda: player.position_s > 2.1, timeout=WAIT_MS)
    wish("Stop")
    assert client.get("PlaybackStatus") == "Stopped"
    assert client.get("Position") == 0
    wish("Play")
    qtbot.waitUntil(lambda: player.playing and 0 < player.position_s < 2, timeout=WAIT_MS)


def test_volume_both_ways(client: BusClient, player: Player, qtbot: QtBot) -> None:
    player.set_volume(0.25)
    qtbot.waitUntil(lambda: abs(client.heard.changes().get("Volume", 1) - 0.25) < 0.01, timeout=WAIT_MS)
    client.put("Volume", "d", 0.6)
    qtbot.waitUntil(lambda: abs(player.volume - 0.6) < 0.01, timeout=WAIT_MS)
    client.put("Volume", "d", 7.0)
    qtbot.waitUntil(lambda: player.volume > 0.99, timeout=WAIT_MS)


def test_what_is_repeated_both_ways(client: BusClient, player: Player, qtbot: QtBot) -> None:
    assert client.get("LoopStatus") == "None"

    def told(status: str, repeat: Repeat) -> bool:
        return player.repeat is repeat and client.heard.changes().get("LoopStatus") == status

    for wish in (("Track", Repeat.ONE), ("Playlist", Repeat.ALL), ("None", Repeat.OFF)):
        client.put("LoopStatus", "s", wish[0])
        qtbot.waitUntil(partial(told, *wish), timeout=WAIT_MS)
    player.set_repeat(Repeat.ONE)
    qtbot.waitUntil(lambda: client.heard.changes()["LoopStatus"] == "Track", timeout=WAIT_MS)
    with pytest.raises(AssertionError, match="InvalidArgs"):
        client.put("LoopStatus", "s", "Sometimes")


def test_shuffling_both_ways(
    client: BusClient, player: Player, order: QueueOrder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player, "_begin", lambda entry: None)
    player.play_tracks([make_track(number) for number in range(1, 30)])
    assert not client.get("Shuffle")
    client.put("Shuffle", "b", True)
    qtbot.waitUntil(lambda: client.heard.changes().get("Shuffle") is True, timeout=WAIT_MS)
    assert str(order.order) == "shuffled"
    order.choose(Order.ALIKE)
    client.put("Shuffle", "b", True)
    client.put("Shuffle", "b", False)
    qtbot.waitUntil(lambda: client.heard.changes()["Shuffle"] is False, timeout=WAIT_MS)
    assert str(order.order) == "listed"
    assert [entry.track.file_id for entry in player.queue.entries] == list(range(1, 30))


def test_a_file_is_opened(
    client: BusClient, wish: Wish, player: Player, tracks: list[Track], actions: Actions, qtbot: QtBot, tmp_path: Path
) -> None:
    actions.set_session(FakeSession(tracks[:1]).as_session())
    wish("OpenUri", "s", tracks[0].path.as_uri())
    qtbot.waitUntil(lambda: player.current is tracks[0], timeout=WAIT_MS)
    wish("OpenUri", "s", (tmp_path / "not known.flac").as_uri())
    qtbot.waitUntil(lambda: player.current is not None and player.current.name == "not known", timeout=WAIT_MS)
    with pytest.raises(AssertionError, match="NotSupported"):
        client.call(PLAYER, "OpenUri", "s", "https://example.org/song.mp3").result(WAIT_MS / 1000)


def test_names_that_are_no_unicode_are_told(client: BusClient, player: Player, qtbot: QtBot) -> None:
    player.play(make_track(4, Path("/music/\udce4\udcf6.mp3")))
    qtbot.waitUntil(lambda: "Metadata" in client.heard.changes(), timeout=WAIT_MS)
    assert client.get("Metadata")["xesam:url"].value == "file:///music/%E4%F6.mp3"


def test_a_second_window_has_a_name_of_its_own(client: BusClient, make: Make) -> None:
    make()
    names = [name for name in client.names() if name.startswith(BUS_NAME)]
    assert len(names) == 2


def test_no_bus_is_no_trouble(
    player: Player,
    order: QueueOrder,
    window: FakeWindow,
    actions: Actions,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv(BUS_VARIABLE, f"unix:path={tmp_path / 'nobody'}")
    alone = Mpris(player, order, window, actions, lambda _known: None, "vectorbeats")
    with caplog.at_level(logging.INFO):
        alone.start()
        qtbot.waitUntil(lambda: "media keys are not reached" in caplog.text, timeout=WAIT_MS)
    player.set_volume(0.5)
    assert alone.shut()


def test_the_bus_may_go_away(
    player: Player,
    order: QueueOrder,
    window: FakeWindow,
    actions: Actions,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = SessionBus()
    monkeypatch.setenv(BUS_VARIABLE, own.address)
    mpris = Mpris(player, order, window, actions, lambda _known: None, "vectorbeats")
    with qtbot.waitSignal(mpris.bus.ready, timeout=WAIT_MS):
        mpris.start()
    own.close()
    qtbot.wait(100)
    player.set_volume(0.5)
    assert mpris.shut()
