"""Albums, artists, genres and folders of the Library page as a person uses them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession
from vectorbeats_desktop.engine.library.catalog import Catalog, SeenFile
from vectorbeats_desktop.engine.records import FileProblem, Folder, IndexReport, LibraryStatus, Tags
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.page import ALBUMS, ARTISTS, FOLDERS, GENRES, TRACKS, LibraryPage
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

LEFT = Qt.MouseButton.LeftButton
MUSIC = Path("/music")
FILES = {
    "björk/post/1.flac": Tags("Army of Me", "Björk", "Post", genre="Art Pop; Electronic", year=1995, duration_s=230.0),
    "björk/post/2.flac": Tags("Hyperballad", "Björk", "Post", genre="Electronic", year=1995, duration_s=320.0),
    "björk/debut/1.flac": Tags("Human Behaviour", "Björk", "Debut", genre="House", year=1993, duration_s=250.0),
    "sampler/a.flac": Tags("One", "Anna", "Summer", year=2001, duration_s=100.0),
    "sampler/b.flac": Tags("Two", "Bert", "Summer", year=2003, duration_s=50.0),
}


class SessionOnCatalog(FakeSession):
    """A session in memory, on a real catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.catalog = catalog  # type: ignore[assignment]

    def folders(self) -> list[Folder]:
        return list(self.catalog.folders())  # type: ignore[attr-defined]

    def status(self) -> LibraryStatus:
        return LibraryStatus(files=len(FILES), ready=len(FILES), tracks=len(FILES))

    def index(self, *args: object, **others: object) -> IndexReport:
        return IndexReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.1)

    def problems(self) -> list[FileProblem]:
        return []


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    (tmp_path / "music").mkdir()
    folder = catalog.add_folder(tmp_path / "music")
    seen = [SeenFile(os.fsencode(tmp_path / "music" / name), 1000, number) for number, name in enumerate(FILES)]
    ids = catalog.add_files(folder.folder_id, seen)
    for number, (file_id, tags) in enumerate(zip(ids, FILES.values(), strict=True)):
        catalog.identified(file_id, f"a1-{number}", tags)
    yield catalog
    catalog.close()


@pytest.fixture
def page(qtbot: QtBot, actions: Actions, covers: CoverCache, catalog: Catalog, theme: Theme) -> LibraryPage:
    made = LibraryPage(actions, covers)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    actions.set_session(SessionOnCatalog(catalog).as_session())
    qtbot.waitUntil(lambda: made.browser.table.tracks.rowCount() == len(FILES))
    return made


def click_tab(page: LibraryPage, place: int) -> None:
    bar: QTabBar = page.tabs
    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(place).center())


def shown(page: LibraryPage, place: int) -> list[str]:
    groups = page.groups[place].groups
    return [groups.group(row).title for row in range(groups.rowCount())]


def titles(page: LibraryPage) -> list[str]:
    tracks = page.browser.table.tracks
    return [track.tags.title for track in tracks.tracks(range(tracks.rowCount()))]


def test_an_album_is_opened_played_kept_and_left(qtbot: QtBot, page: LibraryPage) -> None:
    click_tab(page, ALBUMS)
    qtbot.waitUntil(lambda: shown(page, ALBUMS) == ["Debut", "Post", "Summer"])
    grid = page.groups[ALBUMS].grid
    place = grid.visualRect(grid.groups.index(1)).center()
    QTest.mouseClick(grid.viewport(), LEFT, pos=place)
    QTest.mouseDClick(grid.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: titles(page) == ["Army of Me", "Hyperballad"])
    head = page.browser.head
    assert page.tabs.currentIndex() == TRACKS
    assert (head.title.text(), head.text.text()) == ("Post", "Björk · 1995 · 2 tracks · 9 min")
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.mouseClick(head.play, LEFT)
    assert [track.tags.title for track in played.args[0]] == ["Army of Me", "Hyperballad"]
    with qtbot.waitSignal(page.save_requested) as kept:
        QTest.mouseClick(head.keep, LEFT)
    assert kept.args[1] == "Post"
    QTest.keyClicks(page.browser.filter, "hyper")
    qtbot.waitUntil(lambda: titles(page) == ["Hyperballad"])
    assert page.browser.count.text() == "1 of 2 tracks"
    QTest.mouseClick(head.leave, LEFT)
    assert page.tabs.currentIndex() == ALBUMS
    assert grid.hasFocus()
    assert grid.currentIndex().row() == 1
    click_tab(page, TRACKS)
    qtbot.waitUntil(lambda: len(titles(page)) == len(FILES))
    assert not head.isVisible()


def test_the_tab_of_all_tracks_shows_all_of_them(qtbot: QtBot, page: LibraryPage) -> None:
    click_tab(page, ARTISTS)
    qtbot.waitUntil(lambda: shown(page, ARTISTS) == ["Anna", "Bert", "Björk"])
    grid = page.groups[ARTISTS].grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(page) == ["One"])
    click_tab(page, TRACKS)
    qtbot.waitUntil(lambda: len(titles(page)) == len(FILES))


def test_groups_are_filtered_and_ordered(qtbot: QtBot, page: LibraryPage) -> None:
    click_tab(page, ALBUMS)
    pane = page.groups[ALBUMS]
    qtbot.waitUntil(lambda: pane.groups.total == 3)
    QTest.keyClicks(pane.filter, "bjork")
    assert shown(page, ALBUMS) == ["Debut", "Post"]
    assert pane.count.text() == "2 of 3"
    pane.filter.setText("xyz")
    assert pane.nothing.isVisible()
    assert pane.nothing.title.text() == "Nothing matches “xyz”"
    pane.filter.clear()
    pane.order.setCurrentIndex(pane.order.findData("year"))
    assert shown(page, ALBUMS) == ["Summer", "Post", "Debut"]
    pane.order.setCurrentIndex(pane.order.findData("tracks"))
    assert shown(page, ALBUMS)[-1] == "Debut"


def test_what_can_be_done_with_a_group(qtbot: QtBot, page: LibraryPage) -> None:
    click_tab(page, GENRES)
    pane = page.groups[GENRES]
    qtbot.waitUntil(lambda: shown(page, GENRES) == ["Art Pop", "Electronic", "House"])
    menu = pane.menu_of(pane.groups.group(1))
    by_text = {action.text(): action for action in menu.actions()}
    with qtbot.waitSignal(page.enqueue_requested) as queued:
        by_text["Play next"].trigger()
    assert ([track.tags.title for track in queued.args[0]], queued.args[1]) == (["Army of Me", "Hyperballad"], True)
    with qtbot.waitSignal(page.play_requested):
        by_text["Play"].trigger()
    by_text["Open"].trigger()
    qtbot.waitUntil(lambda: page.browser.head.accessibleName() == "Genres: Electronic")


def test_a_folder_holds_all_below(qtbot: QtBot, page: LibraryPage, tmp_path: Path) -> None:
    click_tab(page, FOLDERS)
    view, model = page.tree.view, page.tree.folders
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    top = model.index(0, 0)
    assert view.isExpanded(top)
    names = [model.data(model.index(row, 0, top)) for row in range(model.rowCount(top))]
    assert names == ["björk", "sampler"]
    assert model.data(model.index(0, 1, top)) == "3"
    bjork = model.index(0, 0, top)
    view.setCurrentIndex(bjork)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.isExpanded(bjork)
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(page) == ["Human Behaviour", "Army of Me", "Hyperballad"])
    assert page.browser.head.text.text().startswith(str(tmp_path / "music" / "björk"))
    QTest.mouseClick(page.browser.head.leave, LEFT)
    assert view.hasFocus()


def test_a_library_that_changes_keeps_the_place(
    qtbot: QtBot, page: LibraryPage, actions: Actions, catalog: Catalog
) -> None:
    click_tab(page, ALBUMS)
    pane = page.groups[ALBUMS]
    qtbot.waitUntil(lambda: pane.groups.total == 3)
    pane.grid.setCurrentIndex(pane.groups.index(2))
    file_id = catalog.page_ids("debut")[0]
    catalog.identified(file_id, "a1-2", Tags("Human Behaviour", "Björk", "Zebra"))
    actions.library_changed.emit()
    qtbot.waitUntil(lambda: shown(page, ALBUMS) == ["Post", "Summer", "Zebra"])
    assert pane.groups.group(pane.grid.currentIndex().row()).title == "Summer"


def test_showing_a_track_leaves_the_group(qtbot: QtBot, page: LibraryPage, catalog: Catalog) -> None:
    click_tab(page, ALBUMS)
    qtbot.waitUntil(lambda: page.groups[ALBUMS].groups.total == 3)
    page.open_group(page.groups[ALBUMS].groups.group(0))
    qtbot.waitUntil(lambda: len(titles(page)) == 1)
    track = catalog.rows(catalog.page_ids("two"))[0]
    page.show_track(track)
    qtbot.waitUntil(lambda: [each.tags.title for each in page.browser.table.chosen_tracks()] == ["Two"])
    assert page.browser.group is None


def test_a_cover_grid_paints_in_both_themes(qtbot: QtBot, page: LibraryPage, theme: Theme) -> None:
    click_tab(page, ALBUMS)
    pane = page.groups[ALBUMS]
    qtbot.waitUntil(lambda: pane.groups.total == 3)
    light = page.grab().toImage()
    theme.set_mode("dark")
    dark = page.grab().toImage()
    corner = QPoint(light.width() - 6, light.height() - 6)
    assert light.pixelColor(corner).lightness() > 200
    assert dark.pixelColor(corner).lightness() < 60
