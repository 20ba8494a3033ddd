"""The table of a large library under the watch for stalls: by keys and by its scroll bar, with real rows.

Only processor time of the window's thread counts, which other programs stretch little; how long it takes by
the clock is measured by `benchmarks/window.py`. The limits leave a slow computer twice a frame's time.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import SeenFile
from vectorbeats_desktop.engine.records import Tags
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.track_table import TrackTable
from vectorbeats_desktop.ui.stall_watch import FRAME_S, Stall, StallWatch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MANY = 20_000
STEPS = 60
MEDIAN_S, LONGEST_S = 2 * FRAME_S, 0.1


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("library")
    made = Catalog(folder / "catalog.sqlite")
    added = made.add_folder(folder)
    seen = [SeenFile(os.fsencode(folder / f"{number:06}.flac"), 1, 1, number) for number in range(MANY)]
    with made.batch():
        for number, file_id in enumerate(made.add_files(added.folder_id, seen)):
            tags = Tags(title=f"Song {number}", artist=f"Artist {number % 997}", album=f"Album {number % 3001}")
            made.identified(file_id, f"a1-{number:032x}", tags)
    yield made
    made.close()


@pytest.fixture
def table(qtbot: QtBot, catalog: Catalog, covers: CoverCache) -> TrackTable:
    made = TrackTable(catalog.rows, covers)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.show_ids(catalog.page_ids(), keep_place=False)
    assert made.tracks.rowCount() == MANY
    return made


@pytest.fixture
def stalls() -> Iterator[list[Stall]]:
    told: list[Stall] = []
    watch = StallWatch(told.append)
    watch.start()
    yield told
    watch.close()


def frame(act: object) -> float:
    """Let the window answer what was done; the processor time of its thread."""
    assert callable(act)
    before = time.thread_time()
    act()
    QApplication.processEvents()
    return time.thread_time() - before


def test_dragging_the_scroll_bar(table: TrackTable, stalls: list[Stall]) -> None:
    bar = table.verticalScrollBar()
    taken = [frame(lambda step=step: bar.setValue(bar.maximum() * step // STEPS)) for step in range(1, STEPS + 1)]
    track = table.tracks.track(table.rowAt(10))
    assert track is not None
    assert track.tags.title.startswith("Song")
    assert statistics.median(taken) < MEDIAN_S
    assert [stall for stall in stalls if stall.own_s > LONGEST_S] == []


def test_going_through_it_by_keys(table: TrackTable, stalls: list[Stall]) -> None:
    table.setFocus()
    taken = [frame(lambda: QTest.keyClick(table, Qt.Key.Key_PageDown)) for _ in range(STEPS)]
    assert table.currentIndex().row() > STEPS * 10
    assert statistics.median(taken) < MEDIAN_S
    assert [stall for stall in stalls if stall.own_s > LONGEST_S] == []


def test_everything_is_chosen_at_once(table: TrackTable, stalls: list[Stall]) -> None:
    table.setFocus()
    taken = frame(lambda: QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
    assert len(table.selectionModel().selectedRows()) == MANY
    assert taken < LONGEST_S
