from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.analysis.outline import COLUMNS, Outline
from vectorbeats_desktop.engine.errors import UnreadableFile
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.outlining import Outlining
from vectorbeats_desktop.ui.seek_slider import SeekSlider
from vectorbeats_desktop.ui.theme import Theme, colours
from vectorbeats_desktop.workers.actions import Actions

WAIT_MS = 5000

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise\\(\\)")


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> SeekSlider:
    line = SeekSlider()
    qtbot.addWidget(line)
    line.resize(514, 32)
    line.set_length(200.0)
    with qtbot.waitExposed(line):
        line.show()
    return line


def flat(level: float = 0.8) -> Outline:
    values = np.full(COLUMNS, level, np.float32)
    return Outline(values, values)


def count(image: QImage, colour: str, columns: range) -> int:
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in columns for y in range(image.height()))


def test_what_was_played_is_accented(line: SeekSlider) -> None:
    line.set_outline(flat())
    line.show_share(0.5)
    image = line.grab().toImage()
    assert count(image, colours().accent, range(10, 240)) > 1000
    assert count(image, colours().accent, range(280, 500)) == 0
    assert count(image, colours().line_strong, range(280, 500)) > 1000


def test_place_looked_for_is_marked_and_told(line: SeekSlider) -> None:
    quiet = np.zeros(COLUMNS, np.float32)
    quiet[0] = 1.0
    line.set_outline(Outline(quiet, quiet))
    line.set_match((100.0, 120.0))
    image = line.grab().toImage()
    assert count(image, colours().accent_soft, range(260, 304)) > 200
    assert count(image, colours().accent_soft, range(10, 240)) == 0
    assert line.accessibleDescription() == "0:00 of 3:20; what you looked for is from 1:40 to 2:00"


def test_keys_seek(qtbot: QtBot, line: SeekSlider) -> None:
    line.set_outline(flat())
    with qtbot.waitSignal(line.chosen) as chosen:
        QTest.keyClick(line, Qt.Key.Key_End)
    assert chosen.args == [1.0]
    assert line.accessibleDescription() == "3:20 of 3:20"
    with qtbot.waitSignal(line.chosen) as chosen:
        QTest.keyClick(line, Qt.Key.Key_Left)
    assert chosen.args == [0.99]


def test_pointer_tells_the_time_under_it(qtbot: QtBot, line: SeekSlider) -> None:
    QTest.mouseMove(line, QPoint(20, 16))
    QTest.mouseMove(line, QPoint(257, 16))
    qtbot.waitUntil(lambda: QToolTip.text() == "1:40", timeout=WAIT_MS)
    QToolTip.hideText()


class FakeOutlines:
    """Outlines each track by its number; those above 90 cannot be decoded."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def of(self, track_id: str, _path: object, _ctx: TaskContext) -> Outline:
        self.asked.append(track_id)
        number = int(track_id.removeprefix("a1-"), 16)
        if number > 90:
            raise UnreadableFile("This file is damaged.")
        return flat(number / 100)


@pytest.fixture
def outlines(actions: Actions, fake: FakeSession) -> FakeOutlines:
    made = fake.outlines = FakeOutlines()
    actions.set_session(fake.as_session())
    return made


def test_outline_of_what_plays_comes_and_goes(
    qtbot: QtBot, line: SeekSlider, actions: Actions, outlines: FakeOutlines
) -> None:
    outlining = Outlining(actions, line)
    outlining.match_of = lambda track: (1.0, 2.0) if track.file_id == 50 else None
    outlining.show(make_track(50))
    assert line.match == (1.0, 2.0)
    qtbot.waitUntil(lambda: line.outline is not None, timeout=WAIT_MS)
    outlining.show(make_track(60))
    assert line.outline is None
    assert line.match is None
    qtbot.waitUntil(lambda: line.outline is not None and line.outline.peaks.max() > 0.55, timeout=WAIT_MS)


def test_who_skips_through_tracks_decodes_only_the_last(
    qtbot: QtBot, line: SeekSlider, actions: Actions, outlines: FakeOutlines
) -> None:
    outlining = Outlining(actions, line)
    tracks: list[Track] = [make_track(number) for number in (10, 20, 30)]
    for track in tracks:
        outlining.show(track)
    qtbot.waitUntil(lambda: line.outline is not None, timeout=WAIT_MS)
    assert outlines.asked == [tracks[2].track_id]


def test_undecodable_file_leaves_the_plain_groove(
    qtbot: QtBot, line: SeekSlider, actions: Actions, outlines: FakeOutlines
) -> None:
    told: list[object] = []
    actions.failed.connect(told.append)
    outlining = Outlining(actions, line)
    outlining.show(make_track(99))
    qtbot.waitUntil(lambda: len(outlines.asked) == 1, timeout=WAIT_MS)
    qtbot.wait(100)
    assert line.outline is None
    assert told == []
