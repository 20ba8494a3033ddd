"""The table of a large library, by keys and by its scroll bar: a frame of it costs what one of a small library costs.

Both are measured in the same test, in processor time of the window's thread, so that a slow computer or a coverage
run changes neither's rank. What a frame takes by the clock is measured by `benchmarks/window.py`.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

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

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
FEW, MANY = 1_200, 10_000
STEPS = 60
FRAMES, AT_ONCE = 6.0, 6.0  # times what a small library takes; a walk over all rows takes far more


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
def tables(qtbot: QtBot, catalog: Catalog, covers: CoverCache) -> tuple[TrackTable, TrackTable]:
    """A table of few tracks and one of many, both shown."""
    ids = catalog.page_ids()
    made = []
    for count in (FEW, MANY):
        table = TrackTable(catalog.rows, covers)
        qtbot.addWidget(table)
        table.resize(1100, 700)
        with qtbot.waitExposed(table):
            table.show()
        table.show_ids(ids[:count], keep_place=False)
        assert table.tracks.rowCount() == count
        made.append(table)
    return made[0], made[1]


def frame(act: Callable[[], object]) -> float:
    """Let the window answer what was done; the processor time of its thread."""
    before = time.thread_time()
    act()
    QApplication.processEvents()
    return time.thread_time() - before


def dragged(table: TrackTable) -> float:
    """The median frame of dragging the scroll bar from the top to the end."""
    bar = table.verticalScrollBar()
    taken = [frame(partial(bar.setValue, bar.maximum() * step // STEPS)) for step in range(1, STEPS + 1)]
    track = table.tracks.track(table.rowAt(10))
    assert track is not None
    assert track.tags.title.startswith("Song")
    return statistics.median(taken)


def paged(table: TrackTable) -> float:
    """The median frame of going down page by page."""
    table.setFocus()
    taken = [frame(partial(QTest.keyClick, table, Qt.Key.Key_PageDown)) for _ in range(STEPS)]
    assert table.currentIndex().row() > STEPS * 10
    return statistics.median(taken)


def chosen(table: TrackTable) -> float:
    table.setFocus()
    taken = frame(partial(QTest.keyClick, table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
    assert len(table.selectionModel().selectedRows()) == table.tracks.rowCount()
    return taken


def test_dragging_the_scroll_bar(tables: tuple[TrackTable, TrackTable]) -> None:
    few, many = map(dragged, tables)
    assert many < FRAMES * few


def test_going_through_it_by_keys(tables: tuple[TrackTable, TrackTable]) -> None:
    few, many = map(paged, tables)
    assert many < FRAMES * few


def test_everything_is_chosen_at_once(tables: tuple[TrackTable, TrackTable]) -> None:
    few, many = map(chosen, tables)
    assert many < AT_ONCE * few
