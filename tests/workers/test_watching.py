"""The watcher that the window holds: replaced without missing anything, and stopped within the wait that is given."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.dead_drive import dead_drive
from vectorbeats_desktop.engine.records import Folder
from vectorbeats_desktop.workers.watching import Watching

WAIT_MS = 8000


@pytest.fixture
def folders(tmp_path: Path) -> list[Folder]:
    made = [Folder(number, tmp_path / name) for number, name in enumerate("ab")]
    for folder in made:
        folder.path.mkdir()
    return made


@pytest.fixture
def watching(qtbot: QtBot, folders: list[Folder]) -> Iterator[Watching]:
    """Of the first folder."""
    held = Watching()
    held.watch(folders[:1], 60.0)
    qtbot.waitUntil(lambda: held.active, timeout=WAIT_MS)
    yield held
    assert held.stop(WAIT_MS)


def test_what_happened_before_another_folder_came_is_told(
    qtbot: QtBot, watching: Watching, folders: list[Folder]
) -> None:
    told: list[set[Path]] = []
    watching.places_changed.connect(told.append)
    (folders[0].path / "new.mp3").write_bytes(b"some music")
    watching.watch(folders, 60.0)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT_MS)
    assert told == [{folders[0].path}], "the folder that has just come is looked at by whoever added it"


def test_a_drive_that_does_not_answer_does_not_hold_up_closing(
    qtbot: QtBot, watching: Watching, folders: list[Folder], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = watching._watcher
    with dead_drive(monkeypatch) as looked:
        watching.watch(folders[:1], 0.05)
        qtbot.waitUntil(lambda: watching.active and watching._watcher is not before, timeout=WAIT_MS)
        assert looked.wait(5)
        began = time.monotonic()
        assert not watching.stop(100)
        assert time.monotonic() - began < 1
