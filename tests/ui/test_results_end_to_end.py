"""Results in the real program, on real music and a real store: as covers, pushed by a reason, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.small_library import fast_settings, make_library
from tests.ui.opened_program import opened_program
from vectorbeats_desktop.app import Program
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.ui.command_palette import CommandPalette
from vectorbeats_desktop.ui.discover.mood_chip import MoodChip
from vectorbeats_desktop.ui.discover.why_panel import WhyPanel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|raise\\(\\)|requestActivate|grabbing the")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAIT_MS = 60_000


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, paths: Paths, tmp_path: Path) -> Iterator[Program]:
    """The program with six very different pieces, indexed."""
    make_library(tmp_path / "music")
    with Session.open(paths, fast_settings()) as session:
        session.add_folder(tmp_path / "music")
        session.index(TaskContext())
    Settings.load(paths.settings).set("search.text_model", False)
    with opened_program(qapp, paths) as program:
        with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
            program.start()
        yield program


def by_name(program: Program, typed: str) -> None:
    """Do what the palette calls like that."""
    program.window.keys()["commands"]()
    palette = program.window.findChild(CommandPalette)
    assert palette is not None
    QTest.keyClicks(palette.field, typed)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)


def asked(program: Program) -> list[tuple[str, float]]:
    query = program.window.discover.asker.query
    return [(part.value, part.weight) for part in query.parts] if query is not None else []


def test_results_are_seen_as_covers_pushed_and_compared(program: Program, paths: Paths, qtbot: QtBot) -> None:
    page = program.window.discover
    view = page.answer.results
    program.window.activateWindow()
    page.words.setText("calm quiet peaceful")
    with qtbot.waitSignal(page.asker.answered, timeout=WAIT_MS):
        page.asker.ask_now()
    view.setFocus()

    by_name(program, "as covers")
    assert view.as_covers
    program.actions.preferences.save()
    qtbot.waitUntil(lambda: Settings.load(paths.settings).text("search.results_as") == "covers", timeout=WAIT_MS)

    panel = view.explain_row(0)
    assert isinstance(panel, WhyPanel)
    chip = panel.reasons.chips[0]
    pushed = chip.words
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    less = QApplication.activePopupWidget()
    assert isinstance(less, QMenu)
    QTest.keyClick(less, Qt.Key.Key_Down)
    QTest.keyClick(less, Qt.Key.Key_Return)
    # Not the next answer: the library may just have been looked through, after which the query is asked again.
    qtbot.waitUntil(lambda: asked(program)[1:] == [(pushed, -0.4)], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not page.asker.busy, timeout=WAIT_MS)

    view.setFocus()
    view.setCurrentIndex(view.hits.index(0))
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    by_name(program, "compare the two")
    qtbot.waitUntil(lambda: page.comparing.panel is not None and page.comparing.panel.body is not None, timeout=WAIT_MS)
    compared = page.comparing.panel
    assert compared is not None
    assert compared.body is not None
    assert compared.isVisible()
    assert compared.body.findChildren(MoodChip)
    QTest.keyClick(compared.heads[0].play, Qt.Key.Key_Escape)
    assert view.chosen_rows() == [0, 1]
