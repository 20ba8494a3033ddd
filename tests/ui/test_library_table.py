"""The table of all tracks: pages, selection, sorting, playing."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.made_up_library import make_track
from vectorbeats_desktop.engine.records import FileState, Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.columns import COLUMNS, STATE_COLUMN
from vectorbeats_desktop.ui.library.track_model import PAGE, TrackModel
from vectorbeats_desktop.ui.library.track_table import ROW_HEIGHT, TrackTable

# Without a window manager Qt says this of every window whose smallest size changes.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MANY = 100_000


class Reader:
    """Reads rows, and counts how often."""

    def __init__(self) -> None:
        self.pages: list[list[int]] = []
        self.gone: set[int] = set()
        self.state = FileState.READY

    def __call__(self, ids: Sequence[int]) -> list[Track]:
        self.pages.append(list(ids))
        return [make_track(number, self.state) for number in ids if number not in self.gone]


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def table(qtbot: QtBot, reader: Reader) -> Iterator[TrackTable]:
    covers = CoverCache(lambda _cover_id: None)
    made = TrackTable(reader, covers)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.show_ids(array("q", range(1, MANY + 1)), keep_place=False)
    yield made
    covers.shut()


def shown(table: TrackTable, row: int, key: str) -> object:
    column = next(place for place, one in enumerate(COLUMNS) if one.key == key)
    return table.tracks.data(table.tracks.index(row, column))


def test_cells(table: TrackTable) -> None:
    cells = {column.key: shown(table, 0, column.key) for column in COLUMNS[:-1]}
    assert cells == {
        "title": "Song 1",
        "artist": "Artist 1",
        "album": "Amber",
        "genre": "",
        "year": "1999",
        "duration": "3:05",
        "tempo": "120",
        "key": "A minor",
        "mood": "mellow, calm",
    }


def test_state_is_told_in_words_too(table: TrackTable, reader: Reader) -> None:
    reader.state = FileState.FAILED
    table.show_ids(table.tracks.ids, keep_place=True)
    cell = table.tracks.index(0, STATE_COLUMN)
    assert table.tracks.data(cell, Qt.ItemDataRole.ToolTipRole) == "Could not be analysed: It holds no sound."
    assert not table.tracks.data(cell, Qt.ItemDataRole.DecorationRole).isNull()
    assert table.tracks.headerData(STATE_COLUMN, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "State"


def test_only_pages_that_are_looked_at_are_read(table: TrackTable, reader: Reader) -> None:
    table.grab()
    assert {page[0] for page in reader.pages} == {1}
    table.scrollTo(table.tracks.index(50_000, 0))
    table.grab()
    assert 50_001 in reader.pages[-1]
    assert all(len(page) <= PAGE for page in reader.pages)


def test_scrolling_through_a_hundred_thousand_rows_reads_and_keeps_little(table: TrackTable, reader: Reader) -> None:
    bar = table.verticalScrollBar()
    table.grab()
    for step in range(60):
        bar.setValue(bar.maximum() * step // 60)
        table.grab()
    assert len(reader.pages) <= 2 * 60 + 1  # at most two pages are on the screen at once
    assert len(table.tracks._pages) <= 40


def test_pages_are_forgotten_and_read_again(qtbot: QtBot, reader: Reader) -> None:
    model = TrackModel(reader)
    model.show_ids(array("q", range(MANY)))
    for row in range(0, 60 * PAGE, PAGE):
        assert model.track(row) is not None
    reader.pages.clear()
    model.track(59 * PAGE)
    assert reader.pages == []
    model.track(0)
    assert len(reader.pages) == 1


def test_a_file_that_has_gone_meanwhile_leaves_an_empty_row(table: TrackTable, reader: Reader) -> None:
    reader.gone = {3}
    table.show_ids(array("q", range(1, 10)), keep_place=False)
    assert [shown(table, row, "title") for row in range(4)] == ["Song 1", "Song 2", None, "Song 4"]


def test_new_rows_keep_selection_and_scroll_position(table: TrackTable) -> None:
    table.reveal(5_000)
    table.verticalScrollBar().setValue(4_990 * ROW_HEIGHT + 13)
    table.show_ids(array("q", range(-2_000, MANY + 1)), keep_place=True)
    assert [table.tracks.ids[row] for row in table.selected_rows()] == [5_000]
    assert table.tracks.ids[table.currentIndex().row()] == 5_000
    top = table.rowAt(0)
    assert table.tracks.ids[top] == 4_991
    assert table.rowViewportPosition(top) == -13


def test_new_content_of_the_same_rows_moves_nothing(table: TrackTable, reader: Reader) -> None:
    table.reveal(700)
    before = table.verticalScrollBar().value()
    reader.state = FileState.PENDING
    assert table.tracks.show_ids(array("q", table.tracks.ids)) is False
    assert table.verticalScrollBar().value() == before
    assert (
        table.tracks.data(table.tracks.index(0, STATE_COLUMN), Qt.ItemDataRole.ToolTipRole) == "Waiting to be analysed"
    )


def test_a_new_filter_begins_at_the_top(table: TrackTable) -> None:
    table.reveal(5_000)
    table.show_ids(array("q", range(1, 9_000)), keep_place=False)
    assert table.verticalScrollBar().value() == 0
    assert table.selected_rows() == []


def cell_centre(table: TrackTable, row: int) -> QPoint:
    return table.visualRect(table.tracks.index(row, 1)).center()


def test_double_click_plays_from_there(table: TrackTable, qtbot: QtBot) -> None:
    where = cell_centre(table, 4)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(table.wishes.play_requested) as played:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    tracks, start, _second = played.args
    assert tracks[start].file_id == 5
    assert [track.file_id for track in tracks[start : start + 3]] == [5, 6, 7]


def test_enter_plays_the_selected_rows(table: TrackTable, qtbot: QtBot) -> None:
    table.setFocus()
    table.selectRow(2)
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(table.wishes.play_requested) as played:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert ([track.file_id for track in played.args[0]], played.args[1]) == ([3, 4, 5], 0)


def test_copying_paths(table: TrackTable) -> None:
    table.selectRow(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == str(make_track(1).path)


def click_header(table: TrackTable, key: str) -> None:
    header = table.horizontalHeader()
    section = next(place for place, one in enumerate(COLUMNS) if one.key == key)
    where = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_header_clicks_sort(table: TrackTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.sort_requested) as sorted_by:
        click_header(table, "title")
    assert sorted_by.args == ["title", False]
    with qtbot.waitSignal(table.sort_requested) as sorted_by:
        click_header(table, "title")
    assert sorted_by.args == ["title", True]


def test_columns_without_an_order_do_not_pretend_to_sort(table: TrackTable, qtbot: QtBot) -> None:
    before = table.horizontalHeader().sortIndicatorSection()
    with qtbot.assertNotEmitted(table.sort_requested):
        click_header(table, "mood")
    assert table.horizontalHeader().sortIndicatorSection() == before


def test_columns_fill_the_width(table: TrackTable) -> None:
    for wide, wider in pairwise((1200, 1600, 2400)):
        table.resize(wide, 600)
        narrow_title = table.columnWidth(0)
        table.resize(wider, 600)
        assert table.columnWidth(0) > narrow_title
        assert sum(table.columnWidth(section) for section in range(len(COLUMNS))) <= table.viewport().width()


def test_the_track_that_plays_is_told_apart(table: TrackTable) -> None:
    def titles() -> list[QImage]:
        return [table.viewport().grab(table.visualRect(table.tracks.index(row, 0))).toImage() for row in range(3)]

    titles()  # the first time the covers are drawn
    before = titles()
    table.mark_playing(table.tracks.ids[1])
    assert [now != then for now, then in zip(titles(), before, strict=True)] == [False, True, False]


def test_tracks_are_dragged_out_as_their_files_and_only_copied(table: TrackTable) -> None:
    table.selectRow(2)
    table.selectionModel().select(table.tracks.index(4, 0), QItemSelectionModel.SelectionFlag.Select)
    mime = table.tracks.mimeData(table.selectedIndexes())
    assert [url.toLocalFile() for url in mime.urls()] == ["/music/3.flac", "/music/5.flac"]
    assert table.tracks.flags(table.tracks.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not table.tracks.flags(table.tracks.index(0, 0)) & Qt.ItemFlag.ItemIsDropEnabled
    assert table.defaultDropAction() == Qt.DropAction.CopyAction
