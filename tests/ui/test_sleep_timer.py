"""When the music stops by itself, and how loud each track is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from vectorbeats_desktop.engine.records import Features, ReplayGain, Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.levelling import BY_SETTING, SETTING, Levelling, gain_db
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.player_menu import PlayerMenu
from vectorbeats_desktop.ui.sleep_timer import SleepTimer

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|does not support")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch, player: Player) -> list[str]:
    told: list[str] = []
    monkeypatch.setattr(player._media, "pause", lambda: told.append("pause"))
    return told


@pytest.fixture
def player(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    """A player whose medium stays silent."""
    made = Player()
    monkeypatch.setattr(made._media, "setSource", lambda _url: None)
    monkeypatch.setattr(made._media, "play", lambda: None)
    made.set_volume(1.0)
    yield made
    made.deleteLater()


@pytest.fixture
def sleep(player: Player, clock: Clock) -> Iterator[SleepTimer]:
    made = SleepTimer(player, clock=clock)
    yield made
    made.stop()


def test_it_fades_and_pauses_in_time(sleep: SleepTimer, player: Player, clock: Clock, done: list[str]) -> None:
    sleep.start(15)
    clock.now += 15 * 60 - 11
    sleep.look()
    assert player._output.volume() == pytest.approx(1.0)
    clock.now += 6
    sleep.look()
    assert 0.05 < player._output.volume() < 0.6
    assert done == []
    clock.now += 5
    sleep.look()
    assert done == ["pause"]
    assert player._output.volume() == pytest.approx(1.0)  # whoever plays on hears it as before
    assert sleep.minutes == 0


def test_it_can_be_given_up(sleep: SleepTimer, player: Player, clock: Clock, done: list[str]) -> None:
    sleep.start(30)
    clock.now += 30 * 60 - 2
    sleep.look()
    sleep.stop()
    assert player._output.volume() == pytest.approx(1.0)
    clock.now += 60
    sleep.look()
    assert done == []


def test_the_end_of_a_track_ends_it(sleep: SleepTimer, player: Player) -> None:
    player.play_tracks([make_track(1), make_track(2)])
    sleep.wait_for_end()
    sleep.look()  # at its beginning nothing fades
    assert player._output.volume() == pytest.approx(1.0)
    assert player.rests_after_track
    player.rested.emit()
    assert not sleep.at_end_of_track
    assert not player.rests_after_track


def test_the_menu_shows_and_chooses(sleep: SleepTimer, player: Player, clock: Clock, qtbot: QtBot) -> None:
    settings = Settings()
    menu = PlayerMenu(player, sleep, settings)
    qtbot.addWidget(menu)

    def checked() -> list[str]:
        menu.fill()
        return [action.text() for action in menu.actions() if action.isChecked()]

    def choose(text: str) -> None:
        menu.fill()
        next(action for action in menu.actions() if action.text() == text).trigger()

    assert checked() == ["Never by itself", "The system's output"]
    choose("In 45 minutes")
    clock.now += 60 * 3 + 1
    assert checked()[0] == "In 45 minutes (42 left)"
    choose("At the end of this track")
    assert checked()[0] == "At the end of this track"
    choose("Never by itself")
    assert checked()[0] == "Never by itself"


def heard(number: int, loudness_db: float, album: str = "Album") -> Track:
    features = Features(120, 4, "A minor", 0.5, loudness_db, 3.0, 2000, 2.0)
    track = make_track(number, Path(f"/music/{album}/{number}.flac"))
    return replace(track, features=features, tags=replace(track.tags, album=album, duration_s=100.0))


def test_gain_brings_loud_tracks_to_the_target_and_leaves_quiet_ones() -> None:
    assert gain_db([heard(1, -8.0)]) == pytest.approx(-10.0)
    assert gain_db([heard(1, -25.0)]) == 0.0
    assert gain_db([make_track(1)]) == 0.0
    # Powers 10^-1 and 10^-2: their mean is 0.055, which is -12.6 dB.
    assert gain_db([heard(1, -10.0), heard(2, -20.0)]) == pytest.approx(-18 + 12.596, abs=0.01)


def said(track: Track, track_db: float | None, album_db: float | None, number: int | None = None) -> Track:
    return replace(track, gain=ReplayGain(track_db, album_db), tags=replace(track.tags, track_number=number))


def test_levelling_by_tags(player: Player) -> None:
    settings = Settings()
    levelling = Levelling(settings)
    levelling.attach(player)
    queue = [
        said(heard(1, -10.0), -9.0, -6.0, 1),
        said(heard(2, -20.0), -1.0, -6.0, 2),
        said(heard(3, -8.0, "Other"), None, None),
        said(heard(4, -8.0, "Third"), 2.0, None),
    ]

    def level(index: int, tracks: list[Track] = queue) -> float:
        player.play_tracks(tracks, index)
        return round(20 * math.log10(player._output.volume()), 2)

    settings.set(SETTING, "track")
    assert [level(index) for index in range(4)] == [-9.0, -1.0, -10.0, 0.0]
    settings.set(SETTING, "album")
    assert [level(index) for index in range(4)] == [-6.0, -6.0, -10.0, 0.0]
    assert level(0, [queue[0], queue[2], queue[1]]) == -9.0, "an album that is mixed with others is none"
    assert level(1, [queue[1], queue[0]]) == -9.0, "and one that is shuffled neither"
    settings.set(BY_SETTING, "measured")
    settings.set(SETTING, "track")
    assert [level(index) for index in range(4)] == [-8.0, 0.0, -10.0, -10.0]


def test_levelling_by_track_and_by_album(player: Player) -> None:
    settings = Settings()
    levelling = Levelling(settings)
    levelling.attach(player)
    queue = [heard(1, -10.0), heard(2, -20.0), heard(3, -8.0, "Other")]

    def level(index: int) -> float:
        levelling.refresh()
        player.play_tracks(queue, index)
        return player._output.volume()

    assert level(0) == pytest.approx(1.0)
    settings.set(SETTING, "track")
    assert level(0) == pytest.approx(10 ** (-8 / 20), abs=1e-3)
    assert level(1) == pytest.approx(1.0)
    settings.set(SETTING, "album")
    assert level(0) == level(1) == pytest.approx(10 ** (-5.404 / 20), abs=1e-3)
    assert level(2) == pytest.approx(10 ** (-10 / 20), abs=1e-3)
