"""The hum over the melody of the track that was found by it, while it plays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.records import Confidence, Hit, MelodyMatch, MelodyPoint, TrackDetails
from vectorbeats_desktop.ui.discover.results_model import ResultsModel
from vectorbeats_desktop.ui.hum_overlay import HumOverlay
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("PulseAudio|propagateSizeHints|does not support")

WAIT_MS = 5_000
SONGS = [make_track(number) for number in range(1, 4)]
TUNE = (60.0, 62.0, 64.0, None, 65.0)
HUM = MelodyMatch(30.0, 40.0, 2, 1.0, 2.0, hummed=tuple(midi and midi + 0.4 for midi in TUNE), heard=TUNE)
REMEMBERED = MelodyMatch(50.0, 55.0, 0, 1.0, 0.2, remembered=True)


class Details:
    """Knows a melody that rises through the whole track."""

    def of(self, track: object) -> TrackDetails:
        points = tuple(MelodyPoint(second / 5, 55 + second / 100) for second in range(900))
        return TrackDetails(SONGS[0], (SONGS[0].path,), melody=points)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    made.resize(1000, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def player(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> Player:
    """A player whose medium stays silent, and whose queue has two hits of a hum and one of something else."""
    made = Player(window)
    monkeypatch.setattr(made._media, "setSource", lambda _url: None)
    monkeypatch.setattr(made._media, "play", lambda: None)
    model = ResultsModel()
    hits = [(SONGS[0], HUM), (SONGS[1], None), (SONGS[2], REMEMBERED)]
    model.show_hits([Hit(song, 1.0, Confidence.GOOD, melody=melody) for song, melody in hits])
    made.queue.match_of = lambda track: model.match_of(track.file_id)
    return made


@pytest.fixture
def overlay(window: QWidget, player: Player, actions: Actions) -> HumOverlay:
    session = FakeSession(SONGS)
    session.details = Details()  # type: ignore[attr-defined]
    actions.set_session(session.as_session())
    bar = QWidget(window)
    bar.setGeometry(0, 520, 1000, 80)
    bar.show()
    return HumOverlay(player, actions, bar)


def test_it_comes_with_a_hit_of_a_hum_and_goes_with_the_next_track(
    overlay: HumOverlay, player: Player, window: QWidget
) -> None:
    assert not overlay.isVisible()
    player.play_tracks(SONGS)
    assert overlay.isVisible()
    assert overlay.title.text() == "Your hum over the melody: 0:30–0:40"
    assert overlay.accessibleName() == overlay.title.text()
    assert window.rect().contains(overlay.geometry())
    assert overlay.geometry().bottom() < 520
    player.next()
    assert not overlay.isVisible()
    player.next()
    assert overlay.title.text() == "Where you hummed: 0:50–0:55"


def test_the_line_goes_with_the_player(overlay: HumOverlay, player: Player) -> None:
    player.play_tracks(SONGS)
    lines = overlay.lines
    first, last = lines.shown_s()
    assert (first, last) == (28.0, 42.0)
    player.position_changed.emit(10.0, 180.0)
    assert lines.playhead() is None
    places = []
    for second in (28.0, 35.0, 42.0):
        player.position_changed.emit(second, 180.0)
        places.append(lines.playhead())
    assert places == [6, round(lines.width() / 2), lines.width() - 6]


def test_hum_and_melody_are_drawn_one_over_the_other(overlay: HumOverlay, player: Player, qtbot: QtBot) -> None:
    player.play_tracks(SONGS)
    lines = overlay.lines
    under_the_hum = lines.grab().toImage()
    qtbot.waitUntil(lambda: lines.grab().toImage() != under_the_hum, timeout=WAIT_MS)  # the whole melody has come
    whole = lines.grab().toImage()
    lines.show_match(MelodyMatch(30.0, 40.0, 2, 1.0, 2.0, heard=TUNE))
    lines.show_melody(Details().of(None).melody)
    assert lines.grab().toImage() != whole, "without the hum its line is missing"


def test_it_can_be_put_away_until_the_next_hit(overlay: HumOverlay, player: Player, window: QWidget) -> None:
    player.play_tracks(SONGS)
    QTest.mouseClick(overlay.away, Qt.MouseButton.LeftButton)
    player.position_changed.emit(31.0, 180.0)
    assert not overlay.isVisible()
    player.go(2)
    assert overlay.isVisible()


def test_it_stays_above_the_bar_in_a_small_window(overlay: HumOverlay, player: Player, window: QWidget) -> None:
    player.play_tracks(SONGS)
    window.resize(QSize(400, 600))
    assert overlay.geometry().left() >= 0
    assert overlay.width() <= 1000
