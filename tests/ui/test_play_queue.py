from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.fake_session import make_track
from vectorbeats_desktop.ui.queue import PlayQueue

TRACKS = [make_track(number) for number in range(1, 5)]


def ids(queue: PlayQueue) -> list[int]:
    return [entry.track.file_id for entry in queue.entries]


def current(queue: PlayQueue) -> int | None:
    return queue.current.track.file_id if queue.current is not None else None


def test_replaced_queue_begins_where_it_was_asked(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS, 2, 71.5)
    assert current(queue) == 3
    assert [entry.start_s for entry in queue.entries] == [0, 0, 71.5, 0]
    assert queue.has_next
    assert queue.has_previous


def test_play_next_and_add_to_the_end(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS[:2], 0)
    queue.insert([TRACKS[2]], following=True)
    queue.insert([TRACKS[3]], following=False)
    assert ids(queue) == [1, 3, 2, 4]
    assert current(queue) == 1


def test_removing_keeps_the_current_track(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS, 2)
    queue.remove(0)
    assert current(queue) == 3
    queue.remove(2)
    assert (ids(queue), current(queue)) == ([2, 3], 3)
    queue.remove(9)
    assert ids(queue) == [2, 3]


def test_going_beyond_the_ends_changes_nothing(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS[:1], 0)
    assert queue.go(1) is None
    assert queue.go(-1) is None
    assert current(queue) == 1


def test_empty_queue_has_no_current(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace([], 0)
    assert queue.current is None
    assert not queue.has_next
