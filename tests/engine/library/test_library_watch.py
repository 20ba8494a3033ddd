from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from watchdog.observers import Observer

from tests.dead_drive import dead_drive
from vectorbeats_desktop.engine.library import watch
from vectorbeats_desktop.engine.library.watch import FolderWatcher, is_network_path


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "QUIET_S", 0.2)


@contextmanager
def watching(*folders: Path, poll_interval_s: float = 60.0) -> Iterator[tuple[FolderWatcher, list[set[Path]]]]:
    calls: list[set[Path]] = []
    watcher = FolderWatcher(folders, calls.append, poll_interval_s)
    watcher.start()
    try:
        yield watcher, calls
    finally:
        watcher.stop()


def comes(condition: Callable[[], object], within_s: float = 8.0) -> bool:
    deadline = time.monotonic() + within_s
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def test_music_that_comes_is_noticed_once_it_is_quiet(music: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with watching(music, other) as (_, calls):
        with (music / "copied.mp3").open("wb") as file:
            for _ in range(5):  # a file being copied
                file.write(b"x" * 100)
                file.flush()
                time.sleep(0.05)
        assert comes(lambda: calls)
        time.sleep(0.4)
        assert calls == [{music}]


@pytest.mark.parametrize("change", ["delete", "rename", "retag", "folder moved in"])
def test_each_kind_of_change_is_noticed(music: Path, tmp_path: Path, change: str) -> None:
    path = music / "a.mp3"
    path.write_bytes(b"x")
    album = tmp_path / "album"
    album.mkdir()
    (album / "b.mp3").write_bytes(b"x")
    with watching(music) as (_, calls):
        if change == "delete":
            path.unlink()
        elif change == "rename":
            path.rename(music / "b.mp3")
        elif change == "retag":
            path.write_bytes(b"longer")
        else:
            album.rename(music / "album")
        assert comes(lambda: calls)


def test_reading_and_other_files_are_no_change(music: Path) -> None:
    path = music / "a.mp3"
    path.write_bytes(b"x")
    with watching(music) as (_, calls):
        path.read_bytes()
        (music / "notes.txt").write_text("x")
        time.sleep(0.8)
        assert calls == []


def test_a_folder_that_is_polled_notices_changes(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "is_network_path", lambda path: True)
    with watching(music, poll_interval_s=0.2) as (watcher, calls):
        assert watcher.polled == {music}
        (music / "a.mp3").write_bytes(b"x")
        assert comes(lambda: calls)


def test_where_the_system_has_no_watches_left_it_is_polled(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_watches(*args: object, **kwargs: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", no_watches)
    with watching(music, poll_interval_s=0.2) as (watcher, calls):
        assert watcher.polled == {music}
        (music / "a.mp3").write_bytes(b"x")
        assert comes(lambda: calls)


def test_a_drive_that_goes_and_comes_back_is_noticed(music: Path, tmp_path: Path) -> None:
    with watching(music, poll_interval_s=0.2) as (_, calls):
        music.rename(tmp_path / "away")
        assert comes(lambda: calls)
        time.sleep(0.6)
        calls.clear()
        (tmp_path / "away").rename(music)
        assert comes(lambda: calls)
        time.sleep(0.6)
        calls.clear()
        (music / "a.mp3").write_bytes(b"x")  # and it is watched again
        assert comes(lambda: calls)


@pytest.mark.parametrize("polled", [False, True])
@pytest.mark.parametrize("replaced", ["deleted", "moved away"])
def test_a_folder_that_takes_the_place_of_another_is_watched(
    music: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: str, polled: bool
) -> None:
    """By `rm -r` and `mkdir`, or `mv` and `mkdir`, between two looks: a folder is there at each of them."""
    monkeypatch.setattr(watch, "is_network_path", lambda path: polled)
    (music / "a.mp3").write_bytes(b"x")
    with watching(music, poll_interval_s=0.5) as (_, calls):
        if replaced == "deleted":
            shutil.rmtree(music)
        else:
            music.rename(tmp_path / "old")
        music.mkdir()
        assert comes(lambda: {music} in calls)
        time.sleep(1.2)
        calls.clear()
        (music / "b.mp3").write_bytes(b"x")
        assert comes(lambda: {music / "b.mp3"} in calls or {music} in calls)
        time.sleep(0.8)
        calls.clear()
        time.sleep(1.2)
        assert calls == [], "and it is not told of when nothing changes"


def test_a_look_that_never_returns_does_not_hold_up_whoever_stops(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a network drive whose server is gone."""
    watcher = FolderWatcher([music], lambda changed: None, 0.05)
    watcher.start()
    with dead_drive(monkeypatch) as looked:
        assert looked.wait(5)
        before = time.monotonic()
        assert not watcher.stop(0.1)
        assert time.monotonic() - before < 1
    assert watcher.stop(8)
    assert not any(thread.name.startswith("folder-watcher") for thread in threading.enumerate())


def test_a_folder_that_never_rests_is_looked_at_as_well(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LONGEST_WAIT_S", 0.6)
    with watching(music) as (_, calls):
        deadline = time.monotonic() + 5
        while not calls and time.monotonic() < deadline:
            (music / "a.mp3").write_bytes(b"x")
            time.sleep(0.05)
        assert calls


def test_after_the_first_change_each_is_told_with_its_place(music: Path) -> None:
    album = music / "album"
    album.mkdir()
    with watching(music) as (_, calls):
        (album / "a.mp3").write_bytes(b"x")
        assert comes(lambda: calls)
        assert calls == [{music}], "nobody knows what came before it was watched"
        (album / "b.mp3").write_bytes(b"x")
        assert comes(lambda: len(calls) == 2)
        (album / "b.mp3").rename(album / "c.mp3")
        assert comes(lambda: len(calls) == 3)
        album.rename(music / "renamed")
        assert comes(lambda: len(calls) == 4)
        (music / "renamed" / "a.mp3").unlink()
        assert comes(lambda: len(calls) == 5)
    assert calls[1:] == [
        {album / "b.mp3"},
        {album / "b.mp3", album / "c.mp3"},
        {album, music / "renamed"},
        {music / "renamed" / "a.mp3"},
    ]


def test_after_very_many_changes_the_whole_folder_is_told(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "MOST_EVENTS", 5)
    with watching(music) as (_, calls):
        (music / "a.mp3").write_bytes(b"x")
        assert comes(lambda: calls)
        for number in range(6):
            (music / f"{number}.mp3").write_bytes(b"x")
        assert comes(lambda: len(calls) == 2)
        (music / "a.mp3").unlink()
        assert comes(lambda: len(calls) == 3)
    assert calls[1:] == [{music}, {music / "a.mp3"}]


def test_where_the_system_lost_changes_the_whole_folder_is_told(music: Path) -> None:
    with watching(music) as (_, calls):
        (music / "a.mp3").write_bytes(b"x")
        assert comes(lambda: calls)
        # As watchdog says it when the kernel's queue ran over; to make it do so takes 16,384 changes in a moment.
        logging.getLogger("watchdog.observers.inotify_c").warning(
            "Inotify queue overflowed; filesystem events were lost"
        )
        assert comes(lambda: len(calls) == 2)
    assert calls[1:] == [{music}]
    assert not any(isinstance(each, watch._Losses) for each in logging.getLogger("watchdog.observers").handlers)


def test_now_and_then_the_whole_folder_is_told(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "WHOLE_S", 0.0)
    with watching(music) as (_, calls):
        for number in range(2):
            (music / f"{number}.mp3").write_bytes(b"x")
            assert comes(lambda: len(calls) > number)  # noqa: B023
    assert calls == [{music}, {music}]


def test_nothing_is_told_after_it_was_stopped(music: Path) -> None:
    with watching(music) as (_, calls):
        (music / "a.mp3").write_bytes(b"x")
    time.sleep(0.4)
    assert calls == []


@pytest.mark.parametrize(("kind", "network"), [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False)])
def test_network_shares_are_known_by_their_file_system(
    music: Path, monkeypatch: pytest.MonkeyPatch, kind: str, network: bool
) -> None:
    class Mount:
        def __init__(self, mountpoint: str, fstype: str) -> None:
            self.mountpoint, self.fstype, self.opts = mountpoint, fstype, "rw"

    mounts = [Mount("/", "ext4"), Mount(str(music), kind), Mount(f"{music}2", "nfs")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)
    assert is_network_path(music / "inner") is network
