"""The recorder of the window with a real microphone: a sound server's, into which a hum is played."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.sound_server import NOTES, SoundServer, hum, sound_server, write_wav
from tests.ui.made_up_library import FakeSession
from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

__all__ = ["sound_server"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 60_000


@pytest.fixture
def page(
    sound_server: SoundServer,
    qtbot: QtBot,
    actions: Actions,
    covers: CoverCache,
    theme: Theme,
    made_up: FakeSession,
) -> Iterator[DiscoverPage]:
    """A page whose recorder is the program's own."""
    page = DiscoverPage(actions, covers)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    actions.set_session(made_up.as_session())
    yield page
    page.close_shelf()


def test_a_hum_is_recorded_by_the_button_and_searched_with(
    page: DiscoverPage,
    sound_server: SoundServer,
    made_up: FakeSession,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    tune = write_wav(tmp_path / "tune.wav", hum(NOTES * 4, note_s=0.5))
    QTest.mouseClick(page.hum, LEFT)
    panel = page.humming.panel
    assert panel is not None
    box = panel.head.devices
    qtbot.waitUntil(lambda: box.count() == 3, timeout=WAIT_MS)
    assert box.itemText(0) == "System default (What the computer is playing: Größe „Raum“)"
    assert box.itemText(2) == "What the computer is playing: Speakers"
    QTest.mouseClick(panel.buttons.record, LEFT)
    qtbot.waitUntil(lambda: panel.stage is Stage.RECORDING, timeout=WAIT_MS)
    with sound_server.play(tune) as player:
        qtbot.waitUntil(panel.buttons.search.isEnabled, timeout=WAIT_MS)
        sung = [midi for _second, midi in panel.pitch.points if midi is not None]
        QTest.mouseClick(panel.buttons.search, LEFT)
        player.terminate()
    assert statistics.median(sung) == pytest.approx(statistics.median(NOTES), abs=0.7)
    qtbot.waitUntil(lambda: bool(made_up.queries), timeout=WAIT_MS)
    [part] = made_up.queries[-1].parts
    assert part.kind is Kind.AUTO  # what the computer plays may be anything
    assert Path(part.value).stat().st_size > 6 * 16_000 * 2
    assert panel.isHidden()
