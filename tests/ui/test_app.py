from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.opened_program import opened_program
from vectorbeats_desktop.app import WINDOW_COMMAND, Program
from vectorbeats_desktop.engine import ipc
from vectorbeats_desktop.engine.owner import DataFolderOwner
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import FileState
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.discover.results_model import HIT_ROLE
from vectorbeats_desktop.ui.pages import DISCOVER, LIBRARY

WAIT_MS = 60_000
RATE = 22050
HEAVY = {
    "torch", "transformers", "open_clip", "librosa", "scipy", "numba", "sklearn", "onnxruntime",
    "qdrant_edge", "qdrant_client", "spotipy", "sounddevice",
}  # fmt: skip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|raise\\(\\)|requestActivate")


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """Three short pieces, so different that they are different recordings."""
    folder = tmp_path / "music"
    folder.mkdir()
    time = np.arange(RATE * 4) / RATE
    for number, hz in enumerate((220.0, 330.0, 523.0), start=1):
        pulse = 0.6 + 0.4 * np.sign(np.sin(2 * np.pi * number * time))
        soundfile.write(folder / f"piece {number}.flac", 0.2 * pulse * np.sin(2 * np.pi * hz * time), RATE)
    return folder


@pytest.fixture(autouse=True)
def _without_text_model(paths: Paths) -> None:
    """The window works without it, and loading it takes longer than all of these tests together."""
    Settings.load(paths.settings).set("search.text_model", False)


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Program]:
    with opened_program(qapp, paths) as program:
        yield program


def test_folder_added_to_the_window_is_indexed_found_and_listed(qtbot: QtBot, program: Program, music: Path) -> None:
    with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
        program.start()
    with qtbot.waitSignal(program.actions.index_finished, timeout=WAIT_MS) as finished:
        program.window.open_paths([music])
    report = finished.args[0]
    assert (report.added, report.analysed, report.failed) == (3, 3, 0)
    window = program.window
    assert window.pages.name == LIBRARY
    qtbot.waitUntil(lambda: window.rail.status.text() == "Ready · 3 tracks", timeout=WAIT_MS)
    session = program.actions.session
    assert session is not None
    assert {track.state for track in session.catalog.rows(session.catalog.page_ids())} == {FileState.READY}
    window.show_page(DISCOVER)
    window.discover.words.setText("piece 2")
    hits = window.discover.answer.results.hits
    qtbot.waitUntil(lambda: hits.rowCount() > 0, timeout=WAIT_MS)
    found = hits.index(0).data(HIT_ROLE).track
    assert found.path == music / "piece 2.flac"


def test_a_store_deleted_beside_the_window_is_filled_again_and_told(
    qtbot: QtBot, program: Program, paths: Paths, music: Path
) -> None:
    with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
        program.start()
    with qtbot.waitSignal(program.actions.index_finished, timeout=WAIT_MS):
        program.window.open_paths([music])
    shutil.rmtree(paths.store)
    with qtbot.waitSignal(
        program.actions.index_finished, timeout=WAIT_MS, check_params_cb=lambda report: bool(report.refilled)
    ) as filled:
        program.window.show_page(DISCOVER)
        program.window.discover.words.setText("calm evening")
        hits = program.window.discover.answer.results.hits
        qtbot.waitUntil(lambda: hits.rowCount() > 0, timeout=WAIT_MS)  # with what is there
    assert (filled.args[0].refilled, filled.args[0].analysed) == (3, 0)
    qtbot.waitUntil(program.window.banner.isVisible, timeout=WAIT_MS)
    assert "nothing is lost" in program.window.banner.message.text()


def test_second_start_hands_its_files_to_the_first(qtbot: QtBot, program: Program, music: Path) -> None:
    with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
        program.start()
    program.window.show_page(LIBRARY)
    second = subprocess.Popen(
        [sys.executable, "-m", "vectorbeats_desktop", "window", "piece 1.flac"], cwd=music, env=os.environ
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=WAIT_MS)
    assert second.returncode == 0
    parts = program.window.discover.parts
    qtbot.waitUntil(lambda: len(parts) == 1, timeout=WAIT_MS)
    assert parts.chosen[0].part.value == str(music / "piece 1.flac")
    assert program.window.pages.name == DISCOVER


def test_command_is_answered_by_the_open_window(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
        program.start()
    command = subprocess.Popen(
        [sys.executable, "-m", "vectorbeats_desktop", "search", "--text", "calm", "--json"],
        cwd=tmp_path,
        env=os.environ,
        stdout=subprocess.PIPE,
    )
    with command:
        qtbot.waitUntil(lambda: command.poll() is not None, timeout=WAIT_MS)
        said, _ = command.communicate()
    assert json.loads(said)["results"] == []
    assert command.returncode == 1  # nothing found in an empty library


def test_busy_data_folder_is_told_and_opened_when_it_is_free(
    qtbot: QtBot, program: Program, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorbeats_desktop.app.OWNER_WAIT_S", 0.1)
    owner = DataFolderOwner.acquire(paths)
    with qtbot.waitSignal(program.actions.session_failed, timeout=WAIT_MS):
        program.start()
    assert program.window.banner.isVisible()
    assert program.window.rail.status.text() == "The library is not open"
    owner.release()
    with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
        program.window.banner.action.click()
    qtbot.waitUntil(lambda: program.window.rail.status.text() == "No music yet", timeout=WAIT_MS)


def test_a_library_of_a_newer_program_is_refused_with_what_to_do(qtbot: QtBot, program: Program, paths: Paths) -> None:
    paths.create()
    with closing(sqlite3.connect(paths.catalog)) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = paths.catalog.read_bytes()
    with qtbot.waitSignal(program.actions.session_failed, timeout=WAIT_MS):
        program.start()
    banner = program.window.banner
    assert banner.isVisible()
    told = " ".join(label.text() for label in banner.findChildren(QLabel))
    assert "made by a newer VectorBeats" in told
    assert "Install the newer version again, or choose another data folder." in told
    assert banner.action.text() == "Try again"
    assert paths.catalog.read_bytes() == before


def test_closing_while_indexing_leaves_nothing_behind(
    qtbot: QtBot, qapp: QApplication, paths: Paths, music: Path
) -> None:
    with opened_program(qapp, paths) as program:
        with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
            program.start()
        with qtbot.waitSignal(program.actions.index_started, timeout=WAIT_MS):
            program.actions.add_folder(music)
    assert ipc.call(paths, [WINDOW_COMMAND], Path.cwd(), lambda _stream, _text: None) is None
    DataFolderOwner.acquire(paths).release()


def test_importing_the_program_loads_nothing_heavy() -> None:
    code = "import sys, vectorbeats_desktop.app; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert HEAVY.isdisjoint(loaded)
    assert "PySide6.QtMultimedia" not in loaded
