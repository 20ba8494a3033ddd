"""The whole way: a hum into a microphone, recorded by the window's button, found, and remembered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.engine.test_humming_session import TUNES, run
from tests.small_library import fast_settings
from tests.sound_server import SoundServer, sound_server
from vectorbeats_desktop.app import Program
from vectorbeats_desktop.engine.library.demo import build
from vectorbeats_desktop.engine.library.demo.pieces import load_pieces
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.discover.results_model import HIT_ROLE

__all__ = ["sound_server"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|raise\\(\\)|requestActivate")
LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 60_000


@pytest.fixture
def joy(paths: Paths, tmp_path: Path) -> Path:
    """A hum of one of the four tunes of the library, which are indexed."""
    pieces = tuple(piece for piece in load_pieces() if piece.title in TUNES)
    with pytest.MonkeyPatch.context() as patch, Session.open(paths, fast_settings()) as session:
        patch.setattr(build, "load_pieces", lambda: pieces)
        run(session, "demo", "--json")
        assert session.status().melodies == len(TUNES)
    hum = next(paths.data.rglob("Ode to Joy, hummed.wav"))
    return Path(shutil.copy(hum, tmp_path / "hum.wav"))


@pytest.fixture
def program(sound_server: SoundServer, joy: Path, qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Program]:
    Settings.load(paths.settings).set("search.text_model", False)
    program = Program(qapp, paths)
    with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
        program.start()
    yield program
    program.window.close()
    assert program.close()


def test_a_tune_hummed_into_the_microphone_is_found_and_remembered(
    program: Program, sound_server: SoundServer, joy: Path, qtbot: QtBot
) -> None:
    page = program.window.discover
    QTest.mouseClick(page.hum, LEFT)
    panel = page.humming.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.head.devices.count() > 0, timeout=WAIT_MS)
    QTest.mouseClick(panel.buttons.record, LEFT)
    qtbot.waitUntil(lambda: panel.stage is Stage.RECORDING, timeout=WAIT_MS)
    with sound_server.play(joy) as player:
        player.wait(WAIT_MS / 1_000)
    qtbot.waitUntil(panel.buttons.search.isEnabled, timeout=WAIT_MS)
    QTest.mouseClick(panel.buttons.search, LEFT)
    view = page.answer.results
    qtbot.waitUntil(lambda: view.hits.rowCount() > 0, timeout=WAIT_MS)
    hit = view.hits.index(0).data(HIT_ROLE)
    assert hit.track.tags.title == "Ode to Joy"
    assert hit.melody is not None
    assert hit.match_start_s < hit.match_end_s
    session = program.actions.session
    assert session is not None
    view.setCurrentIndex(view.hits.index(0))
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: remembered(session) == [hit.track.track_id], timeout=WAIT_MS)


def remembered(session: Session) -> list[str]:
    with session.catalog.read() as connection:
        return [track_id for (track_id,) in connection.execute("SELECT track_id FROM hums")]
