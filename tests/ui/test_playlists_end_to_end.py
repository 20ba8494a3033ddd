"""A path through real music, saved, exported, deleted and imported again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.opened_program import opened_program
from vectorbeats_desktop.app import Program
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.settings import Settings

WAIT_MS = 120_000
RATE = 22050
PIECES = 6

pytestmark = pytest.mark.qt_log_ignore("does not support|PulseAudio|requestActivate")


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """Pieces that go from low and slow to high and quick."""
    folder = tmp_path / "music"
    folder.mkdir()
    time = np.arange(RATE * 5) / RATE
    for number in range(PIECES):
        pulse = 0.6 + 0.4 * np.sign(np.sin(2 * np.pi * (1 + number / 2) * time))
        tone = np.sin(2 * np.pi * 110.0 * 1.5**number * time)
        soundfile.write(folder / f"piece {number}.flac", 0.2 * pulse * tone, RATE)
    return folder


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Program]:
    Settings.load(paths.settings).set("search.text_model", False)
    with opened_program(qapp, paths) as program:
        yield program


def names(tracks: list[Track]) -> list[str]:
    return [track.path.stem for track in tracks]


def test_a_path_is_found_kept_carried_away_and_brought_back(
    qtbot: QtBot, program: Program, music: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(program.actions.session_ready, timeout=WAIT_MS):
        program.start()
    with qtbot.waitSignal(program.actions.index_finished, timeout=WAIT_MS):
        program.window.open_paths([music])
    window, page = program.window, program.window.playlists
    window.playlists.path.length.setValue(PIECES)
    with qtbot.waitSignal(program.actions.playlists.find_tracks("piece 0").succeeded, timeout=WAIT_MS) as found:
        pass
    (first,) = found.args[0]
    window.library.path_requested.emit(first)
    page.path.end.setFocus()
    page.path.end.insert("piece 5")
    page.path.end.textEdited.emit("piece 5")
    qtbot.waitUntil(lambda: page.path.end.proposals.completionCount() == 1, timeout=WAIT_MS)
    page.path.end.returnPressed.emit()
    qtbot.waitUntil(lambda: len(page.path.table.given) == PIECES, timeout=WAIT_MS)
    way = names(page.path.table.given)
    assert (way[0], way[-1]) == ("piece 0", "piece 5")
    assert len(set(way)) == PIECES

    with qtbot.waitSignal(program.actions.playlists.save("Upwards", page.path.table.given).succeeded, timeout=WAIT_MS):
        pass
    page.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: names(page.saved.table.given) == way, timeout=WAIT_MS)
    file = tmp_path / "lists" / "Upwards.xspf"
    file.parent.mkdir()
    job = program.actions.playlists.export(page.saved.table.given, file)
    with qtbot.waitSignal(job.succeeded, timeout=WAIT_MS):
        pass
    with qtbot.waitSignal(program.actions.playlists.delete("Upwards").succeeded, timeout=WAIT_MS):
        pass
    qtbot.waitUntil(page.saved.empty.isVisible, timeout=WAIT_MS)
    page.saved.import_files([file])
    qtbot.waitUntil(lambda: names(page.saved.table.given) == way, timeout=WAIT_MS)
    assert page.saved.list.name == "Upwards"
