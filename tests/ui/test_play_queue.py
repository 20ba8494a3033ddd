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


def test_tracks_are_put_before_an_entry(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS[:2], 1)
    first, second = queue.entries
    queue.put([TRACKS[2]], first)
    assert (ids(queue), current(queue)) == ([3, 1, 2], 2)
    queue.put([TRACKS[3]], second)
    assert (ids(queue), current(queue)) == ([3, 1, 4, 2], 2)
    queue.remove(1)
    queue.put([TRACKS[0]], first)  # which is not there any more
    assert (ids(queue), current(queue)) == ([3, 4, 2, 1], 2)


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


def test_moving_keeps_the_current_track(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS, 1)
    queue.move(3, 0)
    assert (ids(queue), current(queue), queue.index) == ([4, 1, 2, 3], 2, 2)
    queue.move(2, 3)
    assert (ids(queue), current(queue), queue.index) == ([4, 1, 3, 2], 2, 3)
    queue.move(0, 9)
    assert ids(queue) == [4, 1, 3, 2]


def test_one_track_twice_is_two_entries(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace([TRACKS[0], TRACKS[1], TRACKS[0]], 2)
    queue.move(0, 1)
    assert queue.index == 2


def test_clearing_leaves_the_current_track_and_can_be_undone(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS, 1)
    cleared = queue.clear()
    assert (ids(queue), current(queue)) == ([2], 2)
    queue.insert([TRACKS[0]], following=True)
    queue.restore(cleared)
    assert (ids(queue), current(queue)) == ([1, 2, 1, 3, 4], 2)


def test_the_rest_can_be_mixed_and_listed_again(qtbot: QtBot) -> None:
    queue = PlayQueue()
    queue.replace(TRACKS, 0)
    queue.order_rest(list(reversed(queue.rest)))
    queue.insert([TRACKS[0]], following=True)
    assert ids(queue) == [1, 1, 4, 3, 2]
    queue.list_rest()
    assert ids(queue) == [1, 2, 3, 4, 1]
