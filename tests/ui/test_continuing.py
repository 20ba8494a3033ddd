"""A queue that goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.continuing import SETTING, Continuing
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.queue_order import QueueOrder
from vectorbeats_desktop.ui.queue_panel import QueuePanel
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|does not support")

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 10_000
SONGS = [make_track(number) for number in range(1, 30)]


@pytest.fixture
def fake() -> FakeSession:
    made = FakeSession(SONGS)
    made.routes.more = lambda played: tuple(track for track in SONGS if track.track_id not in played)
    return made


@pytest.fixture
def player(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    """A player whose medium stays silent."""
    made = Player()
    monkeypatch.setattr(made._media, "setSource", lambda _url: None)
    monkeypatch.setattr(made._media, "play", lambda: None)
    yield made
    made.deleteLater()


@pytest.fixture
def continuing(actions: Actions, player: Player, fake: FakeSession) -> Continuing:
    actions.set_session(fake.as_session())
    made = Continuing(actions, Settings())
    made.attach(player)
    return made


@pytest.fixture
def panel(qtbot: QtBot, player: Player, continuing: Continuing, actions: Actions, theme: Theme) -> QueuePanel:
    made = QueuePanel(player, continuing, QueueOrder(player.queue, actions, continuing.settings), None)
    qtbot.addWidget(made)
    made.show_above(made)
    return made


def ids(player: Player) -> list[int]:
    return [entry.track.file_id for entry in player.queue.entries]


def test_it_is_off_unless_the_person_wants_it(
    continuing: Continuing, player: Player, fake: FakeSession, qtbot: QtBot
) -> None:
    player.play_tracks(SONGS[:1])
    qtbot.wait(50)
    assert fake.routes.played == []
    assert Settings().flag(SETTING) is False


def test_more_follows_when_one_track_is_left(
    continuing: Continuing, player: Player, fake: FakeSession, qtbot: QtBot
) -> None:
    continuing.switch(True)
    player.play_tracks(SONGS[:4])
    qtbot.wait(50)
    assert fake.routes.played == []  # three are left
    player.go(2)
    qtbot.waitUntil(lambda: ids(player) == [1, 2, 3, 4, 5, 6, 7, 8, 9], timeout=WAIT_MS)
    assert fake.routes.played == [tuple(track.track_id for track in SONGS[:4])]
    assert [entry.by_itself for entry in player.queue.entries] == [False] * 4 + [True] * 5


def test_it_goes_on_and_on_without_repeating(
    continuing: Continuing, player: Player, fake: FakeSession, qtbot: QtBot
) -> None:
    continuing.switch(True)
    player.play_tracks(SONGS[:1])
    for place in (4, 9, 14):
        qtbot.waitUntil(lambda place=place: len(ids(player)) > place + 1, timeout=WAIT_MS)  # type: ignore[misc]
        player.go(place)
    qtbot.waitUntil(lambda: len(ids(player)) == 21, timeout=WAIT_MS)
    assert len(set(ids(player))) == 21


def test_a_queue_that_had_ended_plays_on(
    continuing: Continuing, player: Player, fake: FakeSession, qtbot: QtBot
) -> None:
    fake.routes.hold.clear()
    continuing.switch(True)
    player.play_tracks(SONGS[:1])
    qtbot.waitUntil(lambda: len(fake.routes.played) == 1, timeout=WAIT_MS)
    player.next()  # the last track ended before the answer came
    assert player.at_end
    fake.routes.hold.set()
    qtbot.waitUntil(lambda: player.current == SONGS[1], timeout=WAIT_MS)


def test_a_new_queue_makes_the_old_answer_worthless(
    continuing: Continuing, player: Player, fake: FakeSession, qtbot: QtBot
) -> None:
    fake.routes.hold.clear()
    continuing.switch(True)
    player.play_tracks(SONGS[:1])
    qtbot.waitUntil(lambda: len(fake.routes.played) == 1, timeout=WAIT_MS)
    player.play_tracks(SONGS[20:28])
    fake.routes.hold.set()
    qtbot.wait(100)
    assert ids(player) == list(range(21, 29))


def test_it_stops_and_says_so_when_nothing_more_is_alike(
    continuing: Continuing, panel: QueuePanel, player: Player, fake: FakeSession, qtbot: QtBot
) -> None:
    fake.routes.more = lambda _played: ()
    continuing.switch(True)
    with qtbot.waitSignal(continuing.exhausted, timeout=WAIT_MS):
        player.play_tracks(SONGS[:2])
    assert panel.note.isVisible()
    player.next()
    qtbot.wait(50)
    assert len(fake.routes.played) == 1  # the same question is not asked again
    panel.close()


def test_the_panel_switches_it_and_marks_what_came_by_itself(
    continuing: Continuing, panel: QueuePanel, player: Player, qtbot: QtBot
) -> None:
    player.play_tracks(SONGS[:2])
    assert not panel.goes_on.isChecked()
    QTest.keyClick(panel.goes_on, Qt.Key.Key_Space)
    assert continuing.on
    qtbot.waitUntil(lambda: panel.entries.count() == 7, timeout=WAIT_MS)
    spoken = [panel.entries.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(7)]
    assert spoken[1] is None
    assert spoken[2] == "Song 3 — Artist 3, added by itself"
    panel.close()


def test_the_queue_can_be_kept_as_a_playlist(panel: QueuePanel, player: Player, qtbot: QtBot) -> None:
    player.play_tracks(SONGS[:3], 1)
    with qtbot.waitSignal(panel.save_requested) as asked:
        QTest.mouseClick(panel.head.keep, LEFT)
    assert asked.args[0] == SONGS[:3]
