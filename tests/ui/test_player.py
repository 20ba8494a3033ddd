from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtMultimedia import QAudio
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.continuing import Continuing
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.player import Player, Repeat
from vectorbeats_desktop.ui.player_bar import PlayerBar
from vectorbeats_desktop.ui.queue_order import QueueOrder
from vectorbeats_desktop.ui.queue_panel import QueuePanel
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 8000
RATE = 8000

# A message handler in Python needs the GIL in threads of Qt Multimedia for which this thread, holding it, may wait.
pytestmark = pytest.mark.no_qt_log


@pytest.fixture(scope="module")
def tracks(tmp_path_factory: pytest.TempPathFactory) -> list[Track]:
    folder = tmp_path_factory.mktemp("music")
    made = []
    for number, seconds in enumerate((6.0, 0.4, 6.0), start=1):
        path = folder / f"{number}.wav"
        time = np.arange(int(RATE * seconds)) / RATE
        soundfile.write(path, 0.2 * np.sin(2 * np.pi * 220 * number * time), RATE)
        made.append(make_track(number, path))
    return made


@pytest.fixture
def broken(tmp_path: Path) -> Track:
    path = tmp_path / "broken.mp3"
    path.write_bytes(b"this is no music at all" * 50)
    return make_track(9, path)


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    player = Player()
    yield player
    player.stop()
    player.deleteLater()


def test_a_file_plays_from_the_matching_place(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play(tracks[0], 3.0)
    qtbot.waitUntil(lambda: player.position_s > 3.05, timeout=WAIT_MS)
    assert player.playing
    assert player.duration_s == pytest.approx(6.0, abs=0.2)
    assert player.position_s < 5


def test_another_place_is_played_while_something_plays(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play(tracks[0], 3.0)
    qtbot.waitUntil(lambda: player.position_s > 3.05, timeout=WAIT_MS)
    for track in (tracks[2], tracks[2]):
        player.play(track, 2.0)
        qtbot.waitUntil(lambda: player.playing and player.position_s > 0.05, timeout=WAIT_MS)
        assert 2.0 <= player.position_s < 4.0


def test_pause_and_seek(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play(tracks[0])
    qtbot.waitUntil(lambda: player.position_s > 0.1, timeout=WAIT_MS)
    with qtbot.waitSignal(player.playing_changed, timeout=WAIT_MS):
        player.toggle()
    assert not player.playing
    player.seek(4.0)
    qtbot.waitUntil(lambda: abs(player.position_s - 4.0) < 0.3, timeout=WAIT_MS)
    player.seek(99.0)
    assert player.position_s <= 6.2


def test_next_track_follows_by_itself(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play_tracks(tracks, 1)
    qtbot.waitUntil(lambda: player.current is tracks[2] and player.position_s > 0.05, timeout=WAIT_MS)


def test_previous_goes_to_the_beginning_first(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play_tracks([tracks[0], tracks[2]], 1, 4.0)
    qtbot.waitUntil(lambda: player.position_s > 4.0, timeout=WAIT_MS)
    player.previous()
    assert player.current is tracks[2]
    qtbot.waitUntil(lambda: player.position_s < 2.0, timeout=WAIT_MS)
    player.previous()
    assert player.current is tracks[0]


def test_broken_file_is_told_and_skipped(qtbot: QtBot, player: Player, tracks: list[Track], broken: Track) -> None:
    with qtbot.waitSignal(player.failed, timeout=WAIT_MS) as failed:
        player.play_tracks([broken, tracks[0]])
    (error,) = failed.args
    assert isinstance(error, KnownError)
    assert broken.name in error.message
    qtbot.waitUntil(lambda: player.current is tracks[0] and player.position_s > 0.05, timeout=WAIT_MS)


def test_missing_file_is_told(qtbot: QtBot, player: Player, tmp_path: Path) -> None:
    with qtbot.waitSignal(player.failed, timeout=WAIT_MS) as failed:
        player.play(make_track(3, tmp_path / "gone.flac"))
    assert "Song 3" in failed.args[0].message


def test_queue_of_broken_files_gives_up(qtbot: QtBot, player: Player, broken: Track) -> None:
    told: list[object] = []
    player.failed.connect(told.append)
    player.play_tracks([broken] * 40)
    qtbot.waitUntil(lambda: len(told) >= 5, timeout=WAIT_MS)
    qtbot.wait(300)
    assert len(told) == 5
    assert not player.playing


def test_volume_is_even_to_the_ear(qtbot: QtBot, player: Player) -> None:
    for heard in (0.0, 0.25, 0.8, 1.0):
        player.set_volume(heard)
        assert player.volume == heard
        assert sounding(player) == pytest.approx(heard, abs=0.01)


def sounding(player: Player) -> float:
    """The volume of Qt's output, as it is heard."""
    return QAudio.convertVolume(
        player._output.volume(), QAudio.VolumeScale.LinearVolumeScale, QAudio.VolumeScale.LogarithmicVolumeScale
    )


def test_gain_and_fade_lower_what_is_heard(qtbot: QtBot, player: Player) -> None:
    player.set_volume(1.0)
    player.set_gain(-6.0)
    assert player._output.volume() == pytest.approx(10 ** (-6 / 20), abs=1e-3)
    player.set_gain(6.0)  # Qt's output makes nothing louder
    assert player._output.volume() == pytest.approx(1.0)
    player.set_fade(0.5)
    assert sounding(player) == pytest.approx(0.5, abs=0.01)
    assert player.volume == 1.0


def test_it_rests_at_the_end_of_a_track(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.rest_after_track(True)
    with qtbot.waitSignal(player.rested, timeout=WAIT_MS):
        player.play_tracks(tracks, 1)
    qtbot.wait(100)
    assert player.current is tracks[1]
    assert not player.playing


def test_an_output_that_is_not_there_is_told_once(qtbot: QtBot, player: Player) -> None:
    told: list[KnownError] = []
    player.failed.connect(told.append)
    player.choose_output("a speaker that was lent")
    player._on_outputs_changed()
    assert len(told) == 1
    assert "system's output" in told[0].hint
    player.choose_output("")
    assert len(told) == 1


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, covers: CoverCache, player: Player) -> PlayerBar:
    bar = PlayerBar(covers)
    qtbot.addWidget(bar)
    bar.resize(1100, 84)
    bar.attach(player, 0.5)
    return bar


def test_bar_shows_what_plays(qtbot: QtBot, bar: PlayerBar, player: Player, tracks: list[Track]) -> None:
    assert bar.title.text() == "Nothing plays"
    assert not bar.play.isEnabled()
    player.play_tracks(tracks[:2])
    assert (bar.title.text(), bar.artist.text()) == ("Song 1", "Artist 1")
    qtbot.waitUntil(lambda: bar.length.text() == "0:06" and bar.play.accessibleName() == "Pause", timeout=WAIT_MS)
    assert bar.next.isEnabled()
    QTest.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.play.accessibleName() == "Play", timeout=WAIT_MS)


def test_click_on_the_line_seeks(qtbot: QtBot, bar: PlayerBar, player: Player, tracks: list[Track]) -> None:
    player.play(tracks[0])
    qtbot.waitUntil(lambda: bar.length.text() == "0:06", timeout=WAIT_MS)
    bar.seek.resize(407, 20)
    QTest.mouseClick(bar.seek, Qt.MouseButton.LeftButton, pos=bar.seek.rect().center())
    qtbot.waitUntil(lambda: 2.7 < player.position_s < 4.0, timeout=WAIT_MS)
    QTest.keyClick(bar.seek, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: player.position_s > 5.5 or player.current is not tracks[0], timeout=WAIT_MS)


def test_volume_by_slider_keys_and_mute(bar: PlayerBar, player: Player) -> None:
    assert player.volume == pytest.approx(0.5, abs=0.01)
    bar.step_volume(2)
    assert player.volume == pytest.approx(0.6, abs=0.01)
    assert bar.chosen_volume == pytest.approx(0.6)
    bar.mute.click()
    assert bar.mute.accessibleName() == "Unmute"
    bar.step_volume(1)
    assert bar.mute.accessibleName() == "Mute"


def test_bar_says_when_there_is_no_sound_output(bar: PlayerBar, player: Player) -> None:
    player.output_changed.emit(False)
    assert not bar.hint.isHidden()
    assert "No sound output" in bar.hint.text()
    player.output_changed.emit(True)
    assert bar.hint.isHidden()


def test_every_control_of_the_bar_has_a_name(bar: PlayerBar) -> None:
    for control in (bar.previous, bar.play, bar.next, bar.seek, bar.queue, bar.mute, bar.volume, bar.more):
        assert control.accessibleName()


def test_queue_panel_plays_and_removes(
    qtbot: QtBot, bar: PlayerBar, player: Player, tracks: list[Track], actions: Actions
) -> None:
    player.play_tracks(tracks)
    panel = QueuePanel(player, Continuing(actions, Settings()), QueueOrder(player.queue, actions, Settings()), bar)
    qtbot.addWidget(panel)
    panel.show_above(bar.queue)
    assert panel.entries.count() == 3
    panel.entries.setCurrentRow(1)
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert [entry.track for entry in player.queue.entries] == [tracks[0], tracks[2]]
    panel.entries.setCurrentRow(1)
    QTest.keyClick(panel.entries, Qt.Key.Key_Return)
    assert player.current is tracks[2]
    panel.close()


def test_one_track_again_and_again(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    begun: list[object] = []
    player.set_repeat(Repeat.ONE)
    player.play_tracks(tracks, 1)  # less than half a second long
    player.seeked.connect(begun.append)
    qtbot.waitUntil(lambda: begun.count(0) >= 2, timeout=WAIT_MS)
    assert player.current is tracks[1]
