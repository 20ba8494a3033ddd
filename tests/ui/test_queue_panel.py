"""The queue's panel: order, moving, clearing, repeating."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.continuing import Continuing
from vectorbeats_desktop.ui.player import Player, Repeat
from vectorbeats_desktop.ui.queue import Entry
from vectorbeats_desktop.ui.queue_order import Order, QueueOrder
from vectorbeats_desktop.ui.queue_panel import QueuePanel
from vectorbeats_desktop.ui.theme import Theme
from vectorbeats_desktop.workers.actions import Actions

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|PulseAudio|does not support")

WAIT_MS = 5_000
SONGS = [make_track(number) for number in range(1, 7)]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def player(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    """A player whose medium stays silent."""
    made = Player()
    monkeypatch.setattr(made._media, "setSource", lambda _url: None)
    monkeypatch.setattr(made._media, "play", lambda: None)
    yield made
    made.deleteLater()


def _even_first(rest: list[Entry]) -> None:
    rest.sort(key=lambda entry: entry.track.file_id % 2)


@pytest.fixture
def order(actions: Actions, player: Player, settings: Settings) -> QueueOrder:
    actions.set_session(FakeSession(SONGS).as_session())
    return QueueOrder(
        player.queue, actions, settings, mix=lambda rest: rest.sort(key=lambda one: one.track.file_id % 2)
    )


@pytest.fixture
def panel(
    qtbot: QtBot, player: Player, order: QueueOrder, actions: Actions, settings: Settings, theme: Theme
) -> QueuePanel:
    made = QueuePanel(player, Continuing(actions, settings), order, None)
    qtbot.addWidget(made)
    player.play_tracks(SONGS)
    made.show_above(made)
    return made


def ids(player: Player) -> list[int]:
    return [entry.track.file_id for entry in player.queue.entries]


def test_alt_and_arrows_move_an_entry(panel: QueuePanel, player: Player) -> None:
    panel.entries.setCurrentRow(3)
    QTest.keyClick(panel.entries, Qt.Key.Key_Up, ALT)
    QTest.keyClick(panel.entries, Qt.Key.Key_Up, ALT)
    assert ids(player) == [1, 4, 2, 3, 5, 6]
    assert panel.entries.currentRow() == 1
    QTest.keyClick(panel.entries, Qt.Key.Key_Down, ALT)
    assert ids(player) == [1, 2, 4, 3, 5, 6]
    panel.entries.setCurrentRow(5)
    QTest.keyClick(panel.entries, Qt.Key.Key_Down, ALT)
    assert ids(player) == [1, 2, 4, 3, 5, 6]


def test_clear_and_undo(panel: QueuePanel, player: Player) -> None:
    player.go(2)
    QTest.mouseClick(panel.head.clear, Qt.MouseButton.LeftButton)
    assert ids(player) == [3]
    assert not panel.head.clear.isEnabled()
    assert panel.undo.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ids(player) == [1, 2, 3, 4, 5, 6]
    assert player.current is SONGS[2]
    assert not panel.undo.isVisible()


def test_undo_goes_with_the_next_queue(panel: QueuePanel, player: Player) -> None:
    panel.head.clear.click()
    player.play_tracks(SONGS[:2])
    assert not panel.undo.isVisible()


def test_remaining_time_is_told(panel: QueuePanel, player: Player) -> None:
    player.go(4)  # 185 and 186 seconds
    assert panel.head.left.text() == "6:11 left"


def test_shuffled_and_listed_again(panel: QueuePanel, player: Player, order: QueueOrder) -> None:
    order.choose(Order.SHUFFLED)
    assert ids(player) == [1, 2, 4, 6, 3, 5]
    assert panel.head.order.accessibleName() == "Order: shuffled"
    order.choose(Order.LISTED)
    assert ids(player) == [1, 2, 3, 4, 5, 6]


def test_a_new_queue_is_shuffled_too(panel: QueuePanel, player: Player, order: QueueOrder) -> None:
    order.choose(Order.SHUFFLED)
    player.play_tracks(SONGS, 1)
    assert ids(player) == [1, 2, 4, 6, 3, 5]
    assert player.current is SONGS[1]


def test_by_similarity(panel: QueuePanel, player: Player, order: QueueOrder, qtbot: QtBot) -> None:
    order.choose(Order.ALIKE)
    qtbot.waitUntil(lambda: ids(player) == [1, 6, 5, 4, 3, 2], timeout=WAIT_MS)


def test_repeat_turns(panel: QueuePanel, player: Player) -> None:
    said = []
    for _ in range(3):
        panel.head.repeat.click()
        said.append((player.repeat, panel.head.repeat.accessibleName()))
    assert said == [
        (Repeat.ALL, "Repeat: the whole queue"),
        (Repeat.ONE, "Repeat: this track"),
        (Repeat.OFF, "Repeat: off"),
    ]


def test_a_repeated_queue_begins_again(panel: QueuePanel, player: Player) -> None:
    player.go(5)
    assert not player.has_next
    player.set_repeat(Repeat.ALL)
    assert player.has_next
    player.next()
    assert player.current is SONGS[0]
