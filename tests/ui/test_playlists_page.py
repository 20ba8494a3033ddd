"""The Playlists page as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.playlists.file_dialogs import file_name
from vectorbeats_desktop.ui.playlists.name_dialog import NameDialog
from vectorbeats_desktop.ui.playlists.page import SAVED, PlaylistsPage
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("does not support")

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 10_000
SONGS = [make_track(number) for number in range(1, 6)]


@pytest.fixture
def fake() -> FakeSession:
    made = FakeSession(SONGS)
    made.playlists.kept = {"Rain": SONGS[:2], "Work": SONGS[1:5]}
    return made


@pytest.fixture
def page(qtbot: QtBot, actions: Actions, covers: CoverCache, theme: Theme) -> PlaylistsPage:
    made = PlaylistsPage(actions, covers, PlaylistSaver(actions))
    qtbot.addWidget(made)
    made.resize(1000, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def opened(page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot) -> None:
    actions.set_session(fake.as_session())
    qtbot.waitUntil(lambda: names(page) == sorted(fake.playlists.kept), timeout=WAIT_MS)
    if fake.playlists.kept:
        qtbot.waitUntil(lambda: bool(page.saved.table.given), timeout=WAIT_MS)


def names(page: PlaylistsPage) -> list[str]:
    model = page.saved.list.playlists
    return [model.index(row).data() for row in range(model.rowCount())]


def numbers(fake: FakeSession, name: str) -> list[int]:
    return [track.file_id for track in fake.playlists.kept[name]]


def choose(page: PlaylistsPage, name: str, qtbot: QtBot) -> None:
    row = page.saved.list.playlists.row_of(name)
    assert row is not None
    page.saved.list.setCurrentIndex(page.saved.list.playlists.index(row))
    qtbot.waitUntil(lambda: page.saved.title.text() == name and bool(page.saved.table.given), timeout=WAIT_MS)


def asked_name(qtbot: QtBot) -> NameDialog:
    """The dialog that asks for a name, once it has come."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NameDialog), timeout=WAIT_MS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NameDialog)
    return dialog


def type_name(dialog: NameDialog, name: str) -> None:
    dialog.name.clear()
    QTest.keyClicks(dialog.name, name)


def test_without_playlists_it_says_how_to_get_some(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    assert not page.saved.empty.isVisible()  # nobody knows yet
    fake.playlists.kept.clear()
    actions.set_session(fake.as_session())
    qtbot.waitUntil(page.saved.empty.isVisible, timeout=WAIT_MS)
    assert page.saved.empty.title.text() == "No playlists yet"


def test_the_tracks_of_the_chosen_playlist_are_shown_and_played(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    assert names(page) == ["Rain", "Work"]
    choose(page, "Work", qtbot)
    table = page.saved.table
    assert [table.tracks.index(row, 0).data() for row in range(4)] == ["Song 2", "Song 3", "Song 4", "Song 5"]
    assert page.saved.length.text() == "4 tracks · 12 min"
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.mouseClick(page.saved.play, LEFT)
    assert played.args == [SONGS[1:5], 0, 0.0]
    table.selectRow(2)
    with qtbot.waitSignal(page.play_requested) as played:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert played.args == [SONGS[1:5], 2, 0.0]


def test_the_same_track_twice_plays_from_where_it_was_chosen(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    fake.playlists.kept = {"Twice": [SONGS[0], SONGS[1], SONGS[0]]}
    opened(page, actions, fake, qtbot)
    with qtbot.waitSignal(page.play_requested) as played:
        page.saved.table.play_from(2)
    assert played.args[1] == 2


def test_tracks_that_have_left_the_library_are_counted(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    fake.playlists.lost["Rain"] = 3
    opened(page, actions, fake, qtbot)
    assert "3 more are not in the library now" in page.saved.length.text()


def test_a_new_playlist_is_saved_under_the_typed_name(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    page.saver.save(SONGS[:3])
    dialog = asked_name(qtbot)
    type_name(dialog, "Sunday")
    assert not dialog.replace.isVisible()
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.saved.list.name == "Sunday", timeout=WAIT_MS)  # the new one is shown
    assert fake.playlists.kept["Sunday"] == SONGS[:3]


def test_a_taken_name_gets_a_number_and_never_overwrites(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    page.saver.save(SONGS[:1], "Work")
    dialog = asked_name(qtbot)
    assert dialog.note.text() == "There is a playlist of this name."
    assert dialog.save.text() == "Save as “Work (2)”"
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Work (2)" in names(page), timeout=WAIT_MS)
    assert fake.playlists.kept["Work"] == SONGS[1:5]
    assert fake.playlists.kept["Work (2)"] == SONGS[:1]


def test_a_playlist_is_replaced_only_when_that_is_said(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    page.saver.save(SONGS[:1], "Work")
    QTest.mouseClick(asked_name(qtbot).replace, LEFT)
    qtbot.waitUntil(lambda: fake.playlists.kept["Work"] == SONGS[:1], timeout=WAIT_MS)
    assert len(fake.playlists.kept) == 2


def test_tracks_are_added_to_a_playlist_that_is_there(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    page.saver.save(SONGS[:3], "Rain")
    with qtbot.waitSignal(page.saver.said, timeout=WAIT_MS) as said:
        QTest.mouseClick(asked_name(qtbot).add, LEFT)
    assert said.args == ["1 track added to “Rain”."]
    assert fake.playlists.kept["Rain"] == SONGS[:3]
    page.saver.save(SONGS[:3], "Rain")
    with qtbot.waitSignal(page.saver.said, timeout=WAIT_MS) as said:
        QTest.mouseClick(asked_name(qtbot).add, LEFT)
    assert said.args == ["“Rain” holds all of that already."]


def test_a_name_taken_behind_the_dialogs_back_is_not_overwritten(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    page.saver.save(SONGS[:1], "Sunday")
    dialog = asked_name(qtbot)
    fake.playlists.kept["Sunday"] = SONGS[2:]  # by a command beside the window
    with qtbot.waitSignal(actions.failed, timeout=WAIT_MS) as failed:
        QTest.mouseClick(dialog.save, LEFT)
    assert isinstance(failed.args[0], KnownError)
    assert fake.playlists.kept["Sunday"] == SONGS[2:]


def test_an_empty_name_cannot_be_saved(page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot) -> None:
    opened(page, actions, fake, qtbot)
    page.saver.save(SONGS[:1], "Work")
    dialog = asked_name(qtbot)
    type_name(dialog, "   ")
    assert not dialog.save.isEnabled()
    assert not dialog.replace.isVisible()
    dialog.reject()


def test_renaming_by_key(page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot) -> None:
    opened(page, actions, fake, qtbot)
    QTest.keyClick(page.saved.list, Qt.Key.Key_F2)
    dialog = asked_name(qtbot)
    assert dialog.name.text() == "Rain"
    type_name(dialog, "Work")
    assert not dialog.save.isEnabled()
    assert not dialog.replace.isVisible()
    type_name(dialog, "Drizzle")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(page) == ["Drizzle", "Work"], timeout=WAIT_MS)
    assert page.saved.list.name == "Drizzle"


def test_tracks_are_moved_and_taken_out_by_key(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    choose(page, "Work", qtbot)
    table = page.saved.table
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # there is no further up
    assert table.selected_rows() == [0]
    qtbot.waitUntil(lambda: numbers(fake, "Work") == [3, 2, 4, 5], timeout=WAIT_MS)
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: numbers(fake, "Work") == [2, 4, 5, 3], timeout=WAIT_MS)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: numbers(fake, "Work") == [2, 4, 5], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: [track.file_id for track in table.given] == [2, 4, 5], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page.saved.length.text() == "3 tracks · 9 min", timeout=WAIT_MS)
    assert table.selected_rows() == [2]


def test_taking_everything_out_deletes_the_playlist_which_can_be_undone(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    page.saved.table.selectAll()
    QTest.keyClick(page.saved.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == ["Work"], timeout=WAIT_MS)
    QTest.mouseClick(page.hint.button, LEFT)
    qtbot.waitUntil(lambda: fake.playlists.kept.get("Rain") == SONGS[:2], timeout=WAIT_MS)


def test_order_is_left_alone_while_tracks_are_away(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    fake.playlists.lost["Rain"] = 1
    opened(page, actions, fake, qtbot)
    qtbot.waitUntil(lambda: page.saved.table.fixed, timeout=WAIT_MS)
    page.saved.table.selectRow(0)
    QTest.keyClick(page.saved.table, Qt.Key.Key_Delete)
    assert page.hint.label.text().startswith("Some of its tracks are not in the library now.")
    menu = page.saved.table.menu_of(0, SONGS[:1])
    assert not next(action for action in menu.actions() if action.text() == "Move up").isEnabled()
    assert fake.playlists.kept["Rain"] == SONGS[:2]


def test_deleting_can_be_undone(page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot) -> None:
    opened(page, actions, fake, qtbot)
    QTest.keyClick(page.saved.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == ["Work"], timeout=WAIT_MS)
    assert page.hint.label.text() == "“Rain” was deleted. Its music stays."
    assert page.saved.list.name == "Work"
    QTest.mouseClick(page.hint.button, LEFT)
    qtbot.waitUntil(lambda: page.saved.list.name == "Rain", timeout=WAIT_MS)
    assert fake.playlists.kept["Rain"] == SONGS[:2]


def test_export_writes_what_other_players_read(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(page, actions, fake, qtbot)
    QTest.mouseClick(page.saved.export, LEFT)
    dialog = page.saved.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "Rain.m3u8"
    dialog.filesSelected.emit([str(tmp_path / "Rain.m3u8")])
    dialog.close()
    qtbot.waitUntil(lambda: page.hint.isVisible(), timeout=WAIT_MS)
    written = (tmp_path / "Rain.m3u8").read_text(encoding="utf-8")
    assert written.startswith("#EXTM3U")
    assert "Song 1" in written


def test_the_ending_follows_the_chosen_format(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    QTest.mouseClick(page.saved.export, LEFT)
    dialog = page.saved.findChild(QFileDialog)
    assert dialog is not None
    xspf = next(one for one in dialog.nameFilters() if "xspf" in one)
    dialog.selectNameFilter(xspf)
    dialog.filterSelected.emit(xspf)
    assert Path(dialog.selectedFiles()[0]).name == "Rain.xspf"
    dialog.close()


def test_dropped_playlist_files_are_imported_under_a_free_name(
    page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot
) -> None:
    opened(page, actions, fake, qtbot)
    page.show_path()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/lists/Work.m3u8"), QUrl.fromLocalFile("/lists/cover.jpg")])
    page.dropEvent(QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier))
    assert page.tabs.currentIndex() == SAVED
    qtbot.waitUntil(lambda: names(page) == ["Rain", "Work", "Work (2)"], timeout=WAIT_MS)
    assert page.hint.label.text().startswith("“Work (2)” was imported with 3 tracks. 1 of them")


def test_changes_by_others_are_seen(page: PlaylistsPage, actions: Actions, fake: FakeSession, qtbot: QtBot) -> None:
    opened(page, actions, fake, qtbot)
    choose(page, "Work", qtbot)
    fake.playlists.kept["Another"] = SONGS[:1]
    actions.library_changed.emit()
    qtbot.waitUntil(lambda: names(page) == ["Another", "Rain", "Work"], timeout=WAIT_MS)
    assert page.saved.list.name == "Work"


@pytest.mark.parametrize(
    ("name", "file"), [("Rain", "Rain"), ("AC/DC: live?", "AC_DC_ live_"), (" . ", "Playlist"), ("夜", "夜")]
)
def test_names_become_file_names(name: str, file: str) -> None:
    assert file_name(name) == file
