"""What is dragged into the queue, and within it, by the events that the system sends."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from tests.ui.drops import drop, hold_over, leave
from tests.ui.fake_recorder import FakeRecorder
from vectorbeats_desktop.engine.library.groups import Group, Grouping, Scope
from vectorbeats_desktop.engine.records import Confidence, Hit, Playlist, Track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.results_model import ResultsModel
from vectorbeats_desktop.ui.dragging import files_mime, files_of, playlist_mime, playlist_of, tracks_mime
from vectorbeats_desktop.ui.library.folder_pane import FolderView
from vectorbeats_desktop.ui.library.folder_tree import FolderModel, FolderNode
from vectorbeats_desktop.ui.library.group_grid import GroupGrid
from vectorbeats_desktop.ui.library.group_model import GroupModel
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.playlists.playlist_list import PlaylistList
from vectorbeats_desktop.ui.queue_panel import QueuePanel
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.ui.window import MainWindow
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|does not support")

WAIT_MS = 5_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def songs(tmp_path: Path) -> list[Track]:
    made = [make_track(number, tmp_path / "library" / f"{number}.flac") for number in range(1, 10)]
    made[0].path.parent.mkdir()
    for song in made:
        song.path.touch()
    return made


@pytest.fixture
def session(songs: list[Track]) -> FakeSession:
    return FakeSession(songs)


@pytest.fixture
def window(
    qtbot: QtBot,
    actions: Actions,
    covers: CoverCache,
    theme: Theme,
    recorder: FakeRecorder,
    session: FakeSession,
) -> Iterator[MainWindow]:
    made = MainWindow(actions, covers, theme, Settings())
    made.resize(1280, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    actions.set_session(session.as_session())
    yield made
    made.discover.close_shelf()


@pytest.fixture
def player(window: MainWindow, songs: list[Track], monkeypatch: pytest.MonkeyPatch) -> Player:
    """A player whose medium stays silent, with three songs."""
    made = Player(window)
    monkeypatch.setattr(made, "_begin", lambda entry: None)
    window.playback.attach(made, 0.8)
    made.play_tracks(songs[:3])
    return made


@pytest.fixture
def panel(window: MainWindow, player: Player) -> QueuePanel:
    QTest.mouseClick(window.player_bar.queue, LEFT)
    (found,) = window.findChildren(QueuePanel)
    assert found.isVisible()
    return found


def ids(player: Player) -> list[int]:
    return [entry.track.file_id for entry in player.queue.entries]


def before(panel: QueuePanel, row: int) -> QPoint:
    """A place in the upper half of a row."""
    return panel.entries.visualItemRect(panel.entries.item(row)).center() - QPoint(0, 8)


def below(panel: QueuePanel) -> QPoint:
    """A place under all rows."""
    return QPoint(60, panel.entries.viewport().height() - 10)


def test_the_queue_stays_open_and_is_put_away(panel: QueuePanel, window: MainWindow) -> None:
    QTest.mouseClick(window.discover, LEFT, pos=QPoint(5, 5))
    assert panel.isVisible()
    window.resize(1100, 700)
    bar = window.player_bar
    assert panel.geometry().bottom() < bar.mapTo(window, QPoint(0, 0)).y()
    assert panel.geometry().right() < window.width()
    QTest.keyClick(panel.entries, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert bar.queue.hasFocus()
    QTest.mouseClick(bar.queue, LEFT)
    QTest.mouseClick(panel.head.close_button, LEFT)
    assert not panel.isVisible()


def test_a_line_shows_where_a_drop_would_come(panel: QueuePanel, songs: list[Track]) -> None:
    view = panel.entries.viewport()
    accent = panel.entries.grab().toImage()
    assert hold_over(view, tracks_mime(songs[3:4]), before(panel, 1))
    assert panel.entries.mark == 1
    assert panel.entries.grab().toImage() != accent
    assert hold_over(view, tracks_mime(songs[3:4]), before(panel, 1) + QPoint(0, 16))
    assert panel.entries.mark == 2
    leave(view)
    assert panel.entries.mark is None
    words = QMimeData()
    words.setText("rainy night drive")
    assert not hold_over(view, words, before(panel, 1))


def test_tracks_land_where_they_are_dropped(
    panel: QueuePanel, player: Player, songs: list[Track], qtbot: QtBot
) -> None:
    view = panel.entries.viewport()
    assert drop(view, tracks_mime(songs[5:7]), before(panel, 1))
    qtbot.waitUntil(lambda: ids(player) == [1, 6, 7, 2, 3], timeout=WAIT_MS)
    assert drop(view, tracks_mime(songs[3:4]), below(panel))
    qtbot.waitUntil(lambda: ids(player) == [1, 6, 7, 2, 3, 4], timeout=WAIT_MS)
    assert drop(view, tracks_mime(songs[4:5]), before(panel, 0))
    qtbot.waitUntil(lambda: ids(player) == [5, 1, 6, 7, 2, 3, 4], timeout=WAIT_MS)
    assert player.current is songs[0]
    assert panel.entries.mark is None


def test_a_folder_brings_its_music_in_order(
    panel: QueuePanel, player: Player, songs: list[Track], qtbot: QtBot
) -> None:
    (songs[0].path.parent / "cover.jpg").touch()
    assert drop(panel.entries.viewport(), files_mime([songs[0].path.parent]), below(panel))
    qtbot.waitUntil(lambda: ids(player) == [1, 2, 3, *range(1, 10)], timeout=WAIT_MS)


def test_files_outside_the_library_play_and_are_told_of(
    panel: QueuePanel,
    player: Player,
    window: MainWindow,
    session: FakeSession,
    actions: Actions,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    loose = elsewhere / "demo tape.mp3"
    loose.touch()
    assert drop(panel.entries.viewport(), files_mime([loose]), before(panel, 1))
    qtbot.waitUntil(lambda: len(ids(player)) == 4, timeout=WAIT_MS)
    assert player.queue.entries[1].track.name == "demo tape"
    banner = window.banner
    assert banner.message.text() == "1 of these tracks is not in your library."
    assert banner.action.text() == "Add their folder"
    with qtbot.waitSignal(actions.index_finished, timeout=WAIT_MS):
        QTest.mouseClick(banner.action, LEFT)
    assert [folder.path for folder in session.known] == [elsewhere]


def test_what_is_no_music_is_told(
    panel: QueuePanel, player: Player, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    picture.touch()
    assert drop(panel.entries.viewport(), files_mime([picture]), before(panel, 1))
    qtbot.waitUntil(lambda: window.banner.message.text() == "There is no music in that.", timeout=WAIT_MS)
    assert not window.banner.action.isVisible()
    assert ids(player) == [1, 2, 3]


def test_a_saved_playlist_is_dropped(
    panel: QueuePanel, player: Player, session: FakeSession, songs: list[Track], qtbot: QtBot, window: MainWindow
) -> None:
    session.playlists.save("Evening", songs[7:9])
    assert drop(panel.entries.viewport(), playlist_mime("Evening"), before(panel, 2))
    qtbot.waitUntil(lambda: ids(player) == [1, 2, 8, 9, 3], timeout=WAIT_MS)
    assert drop(panel.entries.viewport(), playlist_mime("Gone"), before(panel, 2))
    qtbot.waitUntil(lambda: "no playlist named" in window.banner.message.text(), timeout=WAIT_MS)


def test_the_bar_takes_music_for_the_end(window: MainWindow, player: Player, songs: list[Track], qtbot: QtBot) -> None:
    bar = window.player_bar
    place = bar.title.geometry().center()
    assert hold_over(bar, tracks_mime(songs[4:5]), place)
    assert bar.property("dragging")
    assert drop(bar, tracks_mime(songs[4:5]), place)
    assert not bar.property("dragging")
    qtbot.waitUntil(lambda: ids(player) == [1, 2, 3, 5], timeout=WAIT_MS)


def test_an_empty_player_plays_what_is_dropped_on_its_bar(
    window: MainWindow, player: Player, songs: list[Track], qtbot: QtBot
) -> None:
    player.queue.replace([], 0)
    assert drop(window.player_bar, tracks_mime(songs[6:8]), QPoint(30, 30))
    qtbot.waitUntil(lambda: player.current is songs[6], timeout=WAIT_MS)


def test_holding_music_over_the_queue_button_opens_the_queue(
    window: MainWindow, player: Player, songs: list[Track], qtbot: QtBot
) -> None:
    (panel,) = window.findChildren(QueuePanel)
    assert hold_over(window.player_bar, tracks_mime(songs[4:5]), window.player_bar.queue.geometry().center())
    qtbot.waitUntil(panel.isVisible, timeout=WAIT_MS)


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[QMimeData], object]], None]:
    """Lets a drag that the mouse begins end as the test says: this platform has none of its own."""

    def carry(arrive: Callable[[QMimeData], object]) -> None:
        monkeypatch.setattr(QDrag, "exec", lambda drag, *_actions: arrive(drag.mimeData()))

    return carry


def pull(view: QAbstractItemView, place: QPoint) -> None:
    """Press the mouse at a place and pull it away."""
    QTest.mousePress(view.viewport(), LEFT, pos=place)
    for step in (4, 12, 20):
        QTest.mouseMove(view.viewport(), place + QPoint(step, step))
    QTest.mouseRelease(view.viewport(), LEFT, pos=place + QPoint(20, 20))


@pytest.mark.parametrize(("row", "to", "after"), [(0, 2, [2, 1, 3]), (2, 0, [3, 1, 2]), (1, 1, [1, 2, 3])])
def test_an_entry_is_dragged_to_another_place(
    panel: QueuePanel,
    player: Player,
    songs: list[Track],
    carried: Callable[[Callable[[QMimeData], object]], None],
    row: int,
    to: int,
    after: list[int],
) -> None:
    view = panel.entries.viewport()
    arrived: list[bool] = []
    carried(lambda mime: arrived.append(drop(view, mime, before(panel, to))))
    pull(panel.entries, panel.entries.visualItemRect(panel.entries.item(row)).center())
    assert arrived == [True]
    assert ids(player) == after
    assert [panel.entries.item(at).text().split(" — ")[0] for at in range(3)] == [f"Song {one}" for one in after]
    assert player.current is songs[0]


def test_results_and_playlists_can_be_dragged(songs: list[Track], qtbot: QtBot) -> None:
    results = ResultsModel()
    results.show_hits([Hit(song, 1.0, Confidence.GOOD) for song in songs])
    assert results.index(2).flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert files_of(results.mimeData([results.index(2), results.index(4)])) == [songs[2].path, songs[4].path]
    names = PlaylistList()
    qtbot.addWidget(names)
    names.show_playlists([Playlist("Evening", 2, 1.0)])
    assert names.dragEnabled()
    assert playlist_of(names.playlists.mimeData([names.playlists.index(0)])) == "Evening"


def test_albums_and_folders_can_be_dragged(songs: list[Track], covers: CoverCache, qtbot: QtBot) -> None:
    by_id = {song.file_id: song for song in songs}
    groups = GroupModel(lambda ids: [by_id[file_id] for file_id in ids])
    scope = Scope(Grouping.ALBUM, "album")
    groups.show_groups([Group(scope, "Album", "Artist", array("q", [4, 2]), 9.0, None, "")])
    grid = GroupGrid(groups, covers)
    folders = FolderModel()
    folders.show_roots([FolderNode("/music", "/music")])
    tree = FolderView(folders)
    for view in (grid, tree):
        qtbot.addWidget(view)
        assert view.dragEnabled()
        assert view.model().index(0, 0).flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert files_of(groups.mimeData([groups.index(0)])) == [songs[3].path, songs[1].path]
    assert files_of(folders.mimeData([folders.index(0, column) for column in (0, 1)])) == [Path("/music")]
