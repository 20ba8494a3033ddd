"""Finding a path through the library as a person does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Features, Mood, Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.playlists.path_panel import PathPanel
from vectorbeats_desktop.ui.playlists.steps_view import StepsView
from vectorbeats_desktop.ui.playlists.track_field import TrackField
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("does not support")

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 10_000


def make_song(number: int) -> Track:
    """A track whose tempo and energy rise with its number."""
    features = Features(80.0 + 10 * number, 4, "A minor", 0.8, -14.0, 3.0, 2000.0, 2.0)
    return replace(make_track(number), features=features, mood=Mood(0.0, number / 10))


SONGS = [make_song(number) for number in range(1, 8)]


@pytest.fixture
def fake() -> FakeSession:
    made = FakeSession(SONGS)
    made.routes.way = lambda count: tuple(SONGS[:count])
    return made


@pytest.fixture
def panel(qtbot: QtBot, actions: Actions, covers: CoverCache, fake: FakeSession, theme: Theme) -> PathPanel:
    made = PathPanel(actions, covers)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    actions.set_session(fake.as_session())
    return made


def found(panel: PathPanel) -> list[int]:
    return [track.file_id for track in panel.table.given]


def choose_by_typing(field: TrackField, words: str, qtbot: QtBot) -> None:
    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=WAIT_MS)
    QTest.keyClicks(field, words)
    popup = field.proposals.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible, timeout=WAIT_MS)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.track is not None, timeout=WAIT_MS)


def drop(field: TrackField, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPointF(5, 5), action, mime, LEFT, none))


def test_both_ends_are_typed_and_the_path_is_shown(panel: PathPanel, fake: FakeSession, qtbot: QtBot) -> None:
    assert panel.state.text() == "Choose both ends."
    assert not panel.play.isEnabled()
    choose_by_typing(panel.start, "song 1", qtbot)
    assert panel.start.text() == "Song 1 — Artist 1"
    choose_by_typing(panel.end, "song 7", qtbot)
    panel.length.setValue(5)
    qtbot.waitUntil(lambda: found(panel) == [1, 2, 3, 4, 5], timeout=WAIT_MS)
    assert fake.routes.asked[-1] == (SONGS[0].track_id, SONGS[6].track_id, 5, ())
    assert panel.steps.isVisible()
    with qtbot.waitSignal(panel.table.wishes.play_requested) as played:
        QTest.mouseClick(panel.play, LEFT)
    assert played.args == [SONGS[:5], 0, 0.0]


def test_a_path_begins_with_a_track_of_the_library(panel: PathPanel, qtbot: QtBot) -> None:
    panel.begin_with(SONGS[2])
    assert panel.start.track == SONGS[2]
    qtbot.waitUntil(panel.end.hasFocus, timeout=WAIT_MS)


def test_a_moved_slider_asks_once_for_the_newest(panel: PathPanel, fake: FakeSession, qtbot: QtBot) -> None:
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    qtbot.waitUntil(lambda: bool(found(panel)), timeout=WAIT_MS)
    fake.routes.asked.clear()
    for count in (3, 4, 5, 6):
        panel.length.setValue(count)
    assert panel.count.text() == "6 tracks"
    qtbot.waitUntil(lambda: len(found(panel)) == 6, timeout=WAIT_MS)
    assert [asked[2] for asked in fake.routes.asked] == [6]


def test_a_path_can_be_given_up(panel: PathPanel, fake: FakeSession, qtbot: QtBot) -> None:
    fake.routes.hold.clear()
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    qtbot.waitUntil(panel.cancel.isVisible, timeout=WAIT_MS)
    assert panel.line.busy
    QTest.mouseClick(panel.cancel, LEFT)
    qtbot.waitUntil(lambda: panel.state.text() == "Stopped.", timeout=WAIT_MS)
    assert not panel.cancel.isVisible()
    assert not panel.line.busy


def test_waypoints_are_passed_and_make_the_shortest_path_longer(
    panel: PathPanel, fake: FakeSession, qtbot: QtBot
) -> None:
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    panel.length.setValue(3)
    for number in (2, 4):
        QTest.mouseClick(panel.waypoints.add, LEFT)
        panel.waypoints.fields[-1].set_track(SONGS[number])
    qtbot.waitUntil(
        lambda: bool(fake.routes.asked) and fake.routes.asked[-1][3] == (SONGS[2].track_id, SONGS[4].track_id),
        timeout=WAIT_MS,
    )
    assert fake.routes.asked[-1][2] == 4
    panel.waypoints.rows[0].remove.click()
    qtbot.waitUntil(lambda: fake.routes.asked[-1][3] == (SONGS[4].track_id,), timeout=WAIT_MS)


def test_turning_around(panel: PathPanel, fake: FakeSession, qtbot: QtBot) -> None:
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    qtbot.waitUntil(lambda: bool(found(panel)), timeout=WAIT_MS)
    QTest.mouseClick(panel.turn, LEFT)
    qtbot.waitUntil(lambda: fake.routes.asked[-1][:2] == (SONGS[6].track_id, SONGS[0].track_id), timeout=WAIT_MS)


def test_why_there_is_no_path_is_said(panel: PathPanel, fake: FakeSession, qtbot: QtBot) -> None:
    def refuse(_count: int) -> tuple[Track, ...]:
        raise KnownError("“Song 1” has not been analysed yet.", "Let the library be indexed, and try again.")

    fake.routes.way = refuse
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    qtbot.waitUntil(lambda: panel.state.text().startswith("“Song 1” has not been analysed"), timeout=WAIT_MS)
    assert not panel.steps.isVisible()
    assert not panel.save.isEnabled()


def test_a_library_with_few_tracks_gives_a_shorter_path(panel: PathPanel, qtbot: QtBot) -> None:
    panel.length.setValue(30)
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    qtbot.waitUntil(lambda: panel.state.text().startswith("Only 7 tracks were found"), timeout=WAIT_MS)


def test_an_edited_field_holds_no_track_any_more(panel: PathPanel, qtbot: QtBot) -> None:
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    qtbot.waitUntil(lambda: bool(found(panel)), timeout=WAIT_MS)
    panel.end.setFocus()
    QTest.keyClicks(panel.end, "x")
    assert panel.end.track is None
    qtbot.waitUntil(lambda: not found(panel), timeout=WAIT_MS)


def test_a_dropped_file_of_the_library_is_chosen(panel: PathPanel, qtbot: QtBot) -> None:
    drop(panel.end, SONGS[3].path)
    qtbot.waitUntil(lambda: panel.end.track == SONGS[3], timeout=WAIT_MS)
    with qtbot.waitSignal(panel.said, timeout=WAIT_MS) as said:
        drop(panel.start, Path("/elsewhere/stranger.flac"))
    assert said.args[0] == "“stranger.flac” is not in the library, or not analysed yet."


def test_a_path_is_saved_under_the_names_of_its_ends(panel: PathPanel, qtbot: QtBot) -> None:
    panel.start.set_track(SONGS[0])
    panel.end.set_track(SONGS[6])
    panel.length.setValue(7)
    qtbot.waitUntil(lambda: len(found(panel)) == 7, timeout=WAIT_MS)
    with qtbot.waitSignal(panel.save_requested) as asked:
        QTest.mouseClick(panel.save, LEFT)
    assert asked.args == [SONGS, "From Song 1 to Song 7"]


def test_the_steps_are_told_in_words_and_drawn(qtbot: QtBot, theme: Theme) -> None:
    view = StepsView()
    qtbot.addWidget(view)
    view.resize(600, view.height())
    view.show_tracks([SONGS[0], SONGS[1], SONGS[4]])
    assert view.in_words() == "Tempo from 90 to 130 BPM, the largest step 30 BPM."
    drawn = view.grab().toImage()
    view.show_tracks([make_track(1), make_track(2)])  # nothing is known of them
    assert view.in_words() == ""
    assert view.grab().toImage() != drawn
