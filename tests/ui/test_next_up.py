"""The file that follows is opened before it is its turn, and begins at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtMultimedia import QMediaPlayer
from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.player import Player, Repeat

# A message handler in Python needs the GIL in threads of Qt Multimedia for which this thread, holding it, may wait.
pytestmark = pytest.mark.no_qt_log

WAIT_MS = 8000
RATE = 8000


@pytest.fixture(scope="module")
def tracks(tmp_path_factory: pytest.TempPathFactory) -> list[Track]:
    """Two short tracks, and a long one."""
    folder = tmp_path_factory.mktemp("music")
    made = []
    for number, seconds in enumerate((1.0, 1.0, 30.0), start=1):
        path = folder / f"{number}.wav"
        soundfile.write(path, 0.2 * np.sin(np.arange(int(RATE * seconds)) / RATE * 1400), RATE)
        made.append(make_track(number, path))
    return made


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    player = Player()
    yield player
    player.stop()
    player.deleteLater()


def opened(player: Player) -> Track | None:
    """The track that has been opened to follow."""
    entry = player._next_up.entry
    return entry.track if entry is not None and player._next_up.has(entry) else None


def test_the_next_track_is_open_before_it_begins(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    first = player._media
    player.set_volume(0.5)
    player.set_gain(-6.0)
    player.set_muted(True)
    level = player._output.volume()
    durations: list[float] = []
    player.duration_changed.connect(durations.append)
    player.play_tracks([tracks[0], tracks[2]])
    qtbot.waitUntil(lambda: opened(player) is tracks[2], timeout=WAIT_MS)
    assert player.current is tracks[0]
    qtbot.waitUntil(lambda: player.current is tracks[2] and player.position_s > 0.1, timeout=WAIT_MS)
    assert player._media is not first
    assert player.playing
    assert durations[-1] == player.duration_s == pytest.approx(30.0, abs=0.2)
    assert player._output.volume() == pytest.approx(level)
    assert player._output.isMuted()
    qtbot.waitUntil(lambda: first.source().isEmpty(), timeout=WAIT_MS)  # the file that has ended is let go of
    player.pause()
    assert not player.playing


def test_one_after_the_other_begins_by_itself(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    begun: list[Track] = []
    states: list[bool] = []
    player.track_changed.connect(begun.append)
    player.playing_changed.connect(states.append)
    player.play_tracks([tracks[0], tracks[1], tracks[0], tracks[2]])
    qtbot.waitUntil(lambda: player.current is tracks[2] and player.position_s > 0.05, timeout=WAIT_MS)
    assert [track.file_id for track in begun] == [1, 2, 1, 3]
    assert states[-1] is True


def test_the_level_is_right_when_a_track_begins(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    """Whoever levels is asked before it can be heard, and others are told after."""
    told: list[tuple[str, bool]] = []
    player.beginning.connect(lambda: told.append(("beginning", player.playing)))
    player.track_changed.connect(lambda _track: told.append(("changed", player.playing)))
    player.play_tracks(tracks[:2])
    qtbot.waitUntil(lambda: opened(player) is tracks[1], timeout=WAIT_MS)
    told.clear()
    qtbot.waitUntil(lambda: player.current is tracks[1], timeout=WAIT_MS)
    assert told == [("beginning", False), ("changed", True)]


def test_who_goes_on_hears_no_more_of_the_track_before(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play_tracks([tracks[2], tracks[0]], 0, 25.0)
    qtbot.waitUntil(lambda: opened(player) is tracks[0], timeout=WAIT_MS)
    before = player._media
    player.next()
    assert player.current is tracks[0]
    assert player.playing
    assert before.playbackState() == QMediaPlayer.PlaybackState.StoppedState


def test_a_file_whose_length_is_a_guess_is_played_to_its_end(
    qtbot: QtBot, player: Player, tracks: list[Track], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.ui.next_up.EXACT", frozenset())
    statuses: list[QMediaPlayer.MediaStatus] = []
    player._media.mediaStatusChanged.connect(statuses.append)
    player.play_tracks([tracks[0], tracks[2]])
    qtbot.waitUntil(lambda: player.current is tracks[2] and player.position_s > 0.05, timeout=WAIT_MS)
    assert QMediaPlayer.MediaStatus.EndOfMedia in statuses


def test_it_rests_at_the_end_although_the_next_one_was_opened(
    qtbot: QtBot, player: Player, tracks: list[Track]
) -> None:
    player.play_tracks([tracks[0], tracks[2]])
    qtbot.waitUntil(lambda: opened(player) is tracks[2], timeout=WAIT_MS)
    with qtbot.waitSignal(player.rested, timeout=WAIT_MS):
        player.rest_after_track(True)
    assert player.current is tracks[0]


def test_what_follows_may_change(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play_tracks([tracks[2], tracks[0]], 0, 25.0)
    qtbot.waitUntil(lambda: opened(player) is tracks[0], timeout=WAIT_MS)
    player.enqueue([tracks[1]], following=True)
    qtbot.waitUntil(lambda: opened(player) is tracks[1], timeout=WAIT_MS)
    player.set_repeat(Repeat.ONE)
    qtbot.waitUntil(lambda: player._next_up.entry is None, timeout=WAIT_MS)
    player.set_repeat(Repeat.OFF)
    player.play_tracks([tracks[0], tracks[2]], 1, 25.0)
    qtbot.waitUntil(lambda: player.position_s > 25.1, timeout=WAIT_MS)
    assert player._next_up.entry is None, "it is the last one"
    player.set_repeat(Repeat.ALL)
    qtbot.waitUntil(lambda: opened(player) is tracks[0], timeout=WAIT_MS)


def test_early_in_a_long_track_nothing_is_opened(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play_tracks([tracks[2], tracks[0]])
    qtbot.waitUntil(lambda: player.position_s > 0.3, timeout=WAIT_MS)
    assert player._next_up.entry is None


def test_another_track_or_a_stop_lets_go_of_it(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    for end in (player.stop, lambda: player.play(tracks[2])):
        player.play_tracks([tracks[2], tracks[0]], 0, 25.0)
        qtbot.waitUntil(lambda: opened(player) is tracks[0], timeout=WAIT_MS)
        end()
        assert player._next_up.entry is None


def test_another_output_is_taken_by_what_follows(qtbot: QtBot, player: Player, tracks: list[Track]) -> None:
    player.play_tracks([tracks[2], tracks[0]], 0, 25.0)
    qtbot.waitUntil(lambda: opened(player) is tracks[0], timeout=WAIT_MS)
    player.choose_output("")
    assert player._next_up.entry is None


def test_a_broken_file_that_follows_is_told_in_its_turn(
    qtbot: QtBot, player: Player, tracks: list[Track], tmp_path: Path
) -> None:
    broken = make_track(9, tmp_path / "broken.mp3")
    broken.path.write_bytes(b"this is no music at all" * 50)
    told: list[tuple[KnownError, Track | None]] = []
    player.failed.connect(lambda error: told.append((error, player.current)))
    player.play_tracks([tracks[0], broken, tracks[2]])
    qtbot.waitUntil(lambda: player.current is tracks[2] and player.position_s > 0.05, timeout=WAIT_MS)
    ((error, current),) = told
    assert broken.name in error.message
    assert current is broken
