from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fake_session import FakeSession, make_track
from vectorbeats_desktop.engine.records import FileState, Track
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

WAIT_MS = 10_000


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[Actions]:
    made = Actions()
    yield made
    assert made.shut()


def result(job: Job, qtbot: QtBot) -> object:
    with qtbot.waitSignal(job.succeeded, timeout=WAIT_MS) as answer:
        pass
    return answer.args[0]


def named(number: int, title: str, artist: str = "") -> Track:
    track = make_track(number, Path(f"/music/rain {number}.flac"))
    return replace(track, tags=replace(track.tags, title=title, artist=artist))


def test_tracks_are_found_by_title_and_artist_before_their_file_names(
    qtbot: QtBot, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeSession([named(1, "Stones"), named(2, "Rain"), named(3, "Slow", "The Rain Makers")])
    # The catalogue also finds words in file names.
    monkeypatch.setattr(fake.catalog, "page_ids", lambda _words, sort: array("q", [1, 2, 3]))
    actions.set_session(fake.as_session())
    found = result(actions.playlists.find_tracks("rain"), qtbot)
    assert isinstance(found, list)
    assert [track.file_id for track in found] == [2, 3, 1]


def test_what_cannot_be_on_a_path_is_not_proposed(qtbot: QtBot, actions: Actions) -> None:
    fresh = replace(named(1, "Rain"), track_id="")
    away = replace(named(2, "Rain"), state=FileState.UNREACHABLE)
    twin = replace(named(4, "Rain"), track_id=named(3, "Rain").track_id)  # another file of the same audio
    actions.set_session(FakeSession([fresh, away, named(3, "Rain"), twin]).as_session())
    found = result(actions.playlists.find_tracks("rain"), qtbot)
    assert isinstance(found, list)
    assert [track.file_id for track in found] == [3]


def test_a_change_of_playlists_is_told(qtbot: QtBot, actions: Actions) -> None:
    fake = FakeSession([named(1, "Rain")])
    actions.set_session(fake.as_session())
    with qtbot.waitSignal(actions.playlists.changed, timeout=WAIT_MS):
        actions.playlists.save("Wet", [named(1, "Rain")])
    assert result(actions.playlists.names(), qtbot) == ["Wet"]


def test_a_change_by_a_command_beside_the_window_is_told(qtbot: QtBot, actions: Actions) -> None:
    fake = FakeSession([named(1, "Rain")])
    actions.set_session(fake.as_session())
    with qtbot.waitSignal(actions.playlists.changed, timeout=WAIT_MS):
        fake.catalog.playlist_changes += 1


def test_a_newer_path_gives_the_older_up(qtbot: QtBot, actions: Actions) -> None:
    fake = FakeSession([named(1, "Rain")])
    fake.routes.hold.clear()
    actions.set_session(fake.as_session())
    older = actions.playlists.between("a", "b", 5)
    qtbot.waitUntil(lambda: len(fake.routes.asked) == 1, timeout=WAIT_MS)
    with qtbot.waitSignal(older.cancelled, timeout=WAIT_MS):
        newer = actions.playlists.between("a", "b", 6)
    with qtbot.waitSignal(newer.succeeded, timeout=WAIT_MS):
        fake.routes.hold.set()
