"""The seek bar: a waveform, the part that was searched for, and all of it by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.records import Confidence, Hit, MelodyMatch
from vectorbeats_desktop.engine.waveforms import Waveform
from vectorbeats_desktop.ui.discover.results_model import ResultsModel
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.seek_outline import SeekOutline
from vectorbeats_desktop.ui.seek_slider import EDGE, SeekSlider
from vectorbeats_desktop.ui.theme import Theme, colours
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|does not support")

WAIT_MS = 5_000
SONGS = [make_track(number) for number in range(1, 6)]
LOUD_LATE = Waveform(bytes(250) + bytes([255]) * 250, bytes(250) + bytes([120]) * 250)


@pytest.fixture
def slider(qtbot: QtBot, theme: Theme) -> SeekSlider:
    made = SeekSlider()
    qtbot.addWidget(made)
    made.resize(314, 30)
    made.show_place(0, 200)
    return made


@pytest.fixture
def fake() -> FakeSession:
    return FakeSession(SONGS)


@pytest.fixture
def player(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    """A player whose medium stays silent."""
    made = Player()
    monkeypatch.setattr(made._media, "setSource", lambda _url: None)
    monkeypatch.setattr(made._media, "play", lambda: None)
    yield made
    made.deleteLater()


@pytest.fixture
def outline(actions: Actions, player: Player, slider: SeekSlider, fake: FakeSession) -> SeekOutline:
    made = SeekOutline(actions, slider)
    made.attach(player)
    actions.set_session(fake.as_session())
    return made


def drawn(slider: SeekSlider) -> QImage:
    return slider.grab().toImage()


def coloured(image: QImage, x: int, colour: str) -> int:
    """How many pixels of a column and its neighbours have a colour."""
    wanted = QColor(colour)
    return sum(image.pixelColor(column, y) == wanted for column in (x - 1, x, x + 1) for y in range(image.height()))


def test_waveform_shows_where_it_is_loud_and_what_was_played(slider: SeekSlider) -> None:
    slider.show_waveform(LOUD_LATE)
    slider.show_place(150, 200)
    shown = drawn(slider)
    quiet, loud_played, loud_left = EDGE + 60, EDGE + 200, EDGE + 270
    assert coloured(shown, loud_played, colours().accent) > 10
    assert coloured(shown, loud_left, colours().line_strong) > 10
    assert coloured(shown, loud_left, colours().accent) == 0
    assert coloured(shown, quiet, colours().accent_text) <= 6
    slider.show_place(20, 200)
    assert coloured(drawn(slider), loud_played, colours().accent) == 0


def test_without_a_waveform_it_is_the_plain_groove(slider: SeekSlider) -> None:
    plain = drawn(slider)
    slider.show_waveform(LOUD_LATE)
    assert drawn(slider) != plain
    slider.show_waveform(None)
    assert drawn(slider) == plain


def test_the_part_that_was_searched_for_is_marked(slider: SeekSlider) -> None:
    assert slider.match_area().isEmpty()
    slider.show_match((50, 100))
    area = slider.match_area()
    assert (area.left(), area.right()) == (EDGE + 75, EDGE + 150)
    slider.show_waveform(LOUD_LATE)
    shown = drawn(slider)
    assert coloured(shown, EDGE + 100, colours().accent_soft) > 10
    assert coloured(shown, EDGE + 200, colours().accent_soft) == 0


def test_hovering_tells_the_time(slider: SeekSlider, qtbot: QtBot) -> None:
    slider.show_waveform(LOUD_LATE)
    slider.show()
    QTest.mouseMove(slider, QPoint(EDGE + 150, 10))
    qtbot.waitUntil(lambda: QToolTip.text() == "1:40", timeout=WAIT_MS)
    QToolTip.hideText()


@pytest.mark.parametrize(
    ("key", "share"),
    [(Qt.Key.Key_Right, 0.51), (Qt.Key.Key_Left, 0.49), (Qt.Key.Key_Home, 0.0), (Qt.Key.Key_End, 1.0)],
)
def test_keys_move_it(slider: SeekSlider, qtbot: QtBot, key: Qt.Key, share: float) -> None:
    slider.show_waveform(LOUD_LATE)
    slider.show_place(100, 200)
    with qtbot.waitSignal(slider.chosen) as chosen:
        QTest.keyClick(slider, key)
    assert chosen.args == [pytest.approx(share)]


def test_a_screen_reader_hears_the_time(slider: SeekSlider) -> None:
    slider.show_place(65, 200)
    assert slider.accessibleDescription() == "1:05 / 3:20"


def test_each_track_brings_its_waveform(
    outline: SeekOutline, player: Player, slider: SeekSlider, fake: FakeSession, qtbot: QtBot
) -> None:
    player.play_tracks(SONGS)
    qtbot.waitUntil(lambda: slider.waveform is not None, timeout=WAIT_MS)
    fake.waveforms.hold.clear()
    player.next()
    assert slider.waveform is None  # the old one is another track's
    player.next()
    fake.waveforms.hold.set()
    qtbot.waitUntil(lambda: slider.waveform is not None, timeout=WAIT_MS)
    assert fake.waveforms.asked[-1] == "Song 3"


def test_a_file_that_cannot_be_heard_keeps_the_groove(
    outline: SeekOutline, player: Player, slider: SeekSlider, fake: FakeSession, actions: Actions, qtbot: QtBot
) -> None:
    fake.waveforms.error = UnreadableFile("This is no music.")
    told: list[object] = []
    actions.failed.connect(told.append)
    player.play_tracks(SONGS)
    qtbot.waitUntil(lambda: bool(fake.waveforms.asked), timeout=WAIT_MS)
    qtbot.wait(50)
    assert slider.waveform is None
    assert told == []


def test_a_hit_brings_its_place(outline: SeekOutline, player: Player, slider: SeekSlider) -> None:
    model = ResultsModel()
    melody = MelodyMatch(30.0, 40.0, 0, 1.0, 0.2)
    model.show_hits(
        [
            Hit(SONGS[0], 1.0, Confidence.GOOD, match_start_s=10.0, match_end_s=20.0),
            Hit(SONGS[1], 1.0, Confidence.GOOD, melody=melody),
            Hit(SONGS[2], 1.0, Confidence.GOOD),
        ]
    )
    player.queue.match_of = lambda track: model.match_of(track.file_id)
    player.play_tracks(model.tracks())
    slider.show_place(0, 200)
    assert slider.match_area().left() == EDGE + 15
    player.next()
    assert slider.match_area().left() == EDGE + 45
    player.next()
    assert slider.match_area().isEmpty()
    model.show_hits([Hit(SONGS[0], 1.0, Confidence.GOOD, match_start_s=10.0)])
    assert model.match_of(SONGS[0].file_id) is None
