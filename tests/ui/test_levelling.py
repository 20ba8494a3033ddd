from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from vectorbeats_desktop.engine.records import Features, Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.levelling import SETTING, gain_db
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.queue import PlayQueue

pytestmark = pytest.mark.no_qt_log


def sounding(number: int, level: float, artist: str = "One") -> Track:
    track = make_track(number)
    features = Features(120, 4, "A minor", 0.5, level, 3, 1500, 2)
    return replace(track, features=features, tags=replace(track.tags, artist=artist))


@pytest.fixture
def settings() -> Settings:
    return Settings()


def test_off_leaves_all_as_it_is(qtbot: QtBot, settings: Settings) -> None:
    assert gain_db(sounding(1, -6), PlayQueue(), settings) == 0


def test_loud_track_is_turned_down_and_a_quiet_one_left(qtbot: QtBot, settings: Settings) -> None:
    settings.set(SETTING, "track")
    assert gain_db(sounding(1, -10), PlayQueue(), settings) == -8
    assert gain_db(sounding(2, -30), PlayQueue(), settings) == 0
    assert gain_db(make_track(3), PlayQueue(), settings) == 0  # not analysed yet


def test_album_keeps_its_contrasts(qtbot: QtBot, settings: Settings) -> None:
    settings.set(SETTING, "album")
    queue = PlayQueue()
    loud, quiet, other = sounding(1, -8), sounding(2, -12), sounding(3, -4, "Another")
    queue.replace([loud, quiet, other], 0)
    assert gain_db(loud, queue, settings) == gain_db(quiet, queue, settings) == -8
    assert gain_db(other, queue, settings) == -14


def test_volume_that_was_chosen_stays(qtbot: QtBot) -> None:
    player = Player()
    player.set_volume(0.8)
    before = player.output_level
    player.gain_db = lambda _track: -6.0
    player.play(make_track(1))
    assert player.output_level == pytest.approx(before * 10 ** (-6 / 20), rel=0.01)
    assert player.volume == pytest.approx(0.8, abs=0.01)
    player.stop()
    player.deleteLater()
