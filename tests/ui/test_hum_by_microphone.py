"""From a voice in the room to its track: the real window, microphone, recorder, matcher and library in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.sound_server import SoundServer, sound_server, write_wav
from tests.ui.opened_program import opened_program
from vectorbeats_desktop.app import Program
from vectorbeats_desktop.engine.library.demo import build
from vectorbeats_desktop.engine.library.demo.hums import HUMS, RATE, sing
from vectorbeats_desktop.engine.library.demo.pieces import load_pieces
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.discover.page import DiscoverPage
from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
from vectorbeats_desktop.ui.discover.recorder_stage import Stage

__all__ = ["sound_server"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|raise\\(\\)|requestActivate")
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WAIT_MS = 60_000

TUNES = ("Ode to Joy", "Greensleeves", "Silent Night")
HUMMED_S = 8.0
# Enough for two phrases of the tune; the demo's own hum is longer, and the test would be too.
HUM = replace(next(hum for hum in HUMS if hum.title == "Ode to Joy"), seconds=HUMMED_S)
BEAT_S = 60 / 126
STARTS_S = (0.0, HUM.beat * BEAT_S, 3 * HUM.beat * BEAT_S)  # of the phrase that is hummed: it comes three times


@pytest.fixture
def library(sound_server: SoundServer, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A data folder with three of the demo's tunes, indexed. It asks for the server first, which may skip the test."""
    pieces = tuple(piece for piece in load_pieces() if piece.title in TUNES)
    monkeypatch.setattr(build, "load_pieces", lambda: pieces)
    settings = Settings.load(paths.settings)
    settings.set("search.text_model", False)  # a hum needs none, and it takes seconds to load
    settings.set("analysis.workers", 1)
    with Session.open(paths, settings) as session:
        folder = session.add_folder(session.build_demo(TaskContext()))
        session.index(TaskContext(), [folder.folder_id])
        assert (session.problems(), session.status().melodies) == ([], len(TUNES))
    return paths


@pytest.fixture
def program(library: Paths, qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """The program as a person starts it, its library open."""
    with opened_program(qapp, library) as program:
        with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
            program.start()
        yield program


def test_a_hummed_tune_is_found_and_remembered(
    program: Program, sound_server: SoundServer, tmp_path: Path, qtbot: QtBot
) -> None:
    page = program.window.discover
    title = program.window.windowTitle()
    panel = _opened(page, sound_server, qtbot)
    _record(panel, sound_server, write_wav(tmp_path / "hum.wav", sing(HUM), RATE), qtbot)
    assert program.window.windowTitle() == title  # the sign that it listens is down
    assert panel.take.trim[1] > 0.8 * HUMMED_S  # a busy computer's sound server may drop some
    QTest.mouseClick(panel.buttons.search, LEFT)
    hits = page.answer.results.hits
    qtbot.waitUntil(lambda: hits.rowCount() > 0, timeout=WAIT_MS)
    assert panel.isHidden()
    found = _first(page)
    assert found.track.tags.title == "Ode to Joy"
    assert found.melody is not None
    assert not found.melody.remembered
    assert found.match_start_s == found.melody.start_s
    assert min(abs(found.melody.start_s - starts_s) for starts_s in STARTS_S) < 2.5
    assert HUMMED_S / 2 < found.melody.end_s - found.melody.start_s < HUMMED_S * 1.5
    assert found.melody.key_shift == -HUM.higher - 12  # it was hummed nine semitones lower; octaves are left out
    _confirm(page, qtbot)


def _opened(page: DiscoverPage, server: SoundServer, qtbot: QtBot) -> RecorderPanel:
    """The recorder, opened by its button, with the sink's monitor as the microphone."""
    QTest.mouseClick(page.hum, LEFT)
    panel = page.humming.panel
    assert panel is not None
    box = panel.head.devices
    qtbot.waitUntil(lambda: box.findData(server.microphone_id) >= 0, timeout=WAIT_MS)
    assert "Größe „Raum“" in box.currentText()  # the system's default, which nobody has to choose
    return panel


def _record(panel: RecorderPanel, server: SoundServer, hum: Path, qtbot: QtBot) -> None:
    """Hum the whole tune between a click on “Record” and one on “Stop”."""
    QTest.mouseClick(panel.buttons.record, LEFT)
    qtbot.waitUntil(lambda: panel.stage is Stage.RECORDING, timeout=WAIT_MS)
    assert panel.window().windowTitle().startswith("● Recording")
    with server.play(hum) as player:
        try:
            qtbot.waitUntil(lambda: player.poll() is not None, timeout=WAIT_MS)
        finally:
            player.terminate()  # where the wait was given up; leaving the block waits for it
    assert player.returncode == 0
    assert panel.trouble.isHidden()
    QTest.mouseClick(panel.buttons.stop, LEFT)
    qtbot.waitUntil(lambda: panel.stage is Stage.TAKE, timeout=WAIT_MS)
    assert panel.buttons.search.isEnabled()


def _first(page: DiscoverPage) -> Hit:
    hit = page.answer.results.hits.hit(0)
    assert hit is not None
    return hit


def _confirm(page: DiscoverPage, qtbot: QtBot) -> None:
    """Say “That’s it” of the first hit, and look that the same hum finds it by that from then on."""
    view = page.answer.results
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, view.confirm_area(0).center())
    qtbot.waitUntil(page.hint.isVisible, timeout=WAIT_MS)
    assert page.hint.label.text() == "Remembered: this hum will find “Ode to Joy” at once."
    with qtbot.waitSignal(page.asker.answered, timeout=WAIT_MS):
        page.asker.ask_now()
    found = _first(page)
    assert found.track.tags.title == "Ode to Joy"
    assert found.melody is not None
    assert found.melody.remembered
    assert any("you said so before" in reason.text for reason in found.reasons)
