from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.broken.entries import names_on
from vectorbeats_desktop.engine.errors import Cancelled
from vectorbeats_desktop.engine.library.scan import Scan, scan
from vectorbeats_desktop.engine.task import Progress, TaskContext

needs_posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX names and links")


def touch(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(result: Scan) -> list[str]:
    return [os.fsdecode(os.path.relpath(file.path, os.fsencode(result.folder))) for file in result.files]


def look(folder: Path, follow_symlinks: bool = False) -> Scan:
    return scan(folder, TaskContext(), follow_symlinks)


def test_music_is_found_however_deep_and_in_order(music: Path) -> None:
    for name in ("b.MP3", "a/one.flac", "a/very/deep/two.Opus", "a/cover.jpg", "notes.txt", "mp3"):
        touch(music / name)
    assert names(look(music)) == ["a/one.flac", "a/very/deep/two.Opus", "b.MP3"]


def test_size_and_time_are_those_of_the_file(music: Path) -> None:
    path = touch(music / "a.ogg", b"12345")
    (file,) = look(music).files
    assert (file.size, file.mtime_ns) == (5, path.stat().st_mtime_ns)


def test_hidden_and_system_folders_are_skipped(music: Path) -> None:
    for name in (".git/a.mp3", "@eaDir/b.mp3", "$RECYCLE.BIN/c.mp3", "lost+found/d.mp3", "._e.mp3", "shown/f.mp3"):
        touch(music / name)
    assert names(look(music)) == ["shown/f.mp3"]


def test_a_hidden_folder_that_the_person_chose_is_looked_into(tmp_path: Path) -> None:
    touch(tmp_path / ".music" / "a.mp3")
    assert names(look(tmp_path / ".music")) == ["a.mp3"]


@needs_posix
def test_links_are_followed_only_when_asked_and_circles_end(music: Path, tmp_path: Path) -> None:
    touch(tmp_path / "elsewhere" / "linked.mp3")
    touch(music / "own.mp3")
    (music / "link").symlink_to(tmp_path / "elsewhere")
    (music / "circle").symlink_to(music)
    (tmp_path / "elsewhere" / "back").symlink_to(music)
    assert names(look(music)) == ["own.mp3"]
    assert names(look(music, follow_symlinks=True)) == ["link/linked.mp3", "own.mp3"]


@needs_posix
def test_a_link_that_leads_nowhere_is_reported(music: Path) -> None:
    (music / "gone.mp3").symlink_to(music / "nowhere.mp3")
    result = look(music, follow_symlinks=True)
    assert [problem.path.name for problem in result.problems] == ["gone.mp3"]
    assert "leads nowhere" in result.problems[0].message


@needs_posix
def test_strange_names_survive(music: Path) -> None:
    root = os.fsencode(music)
    wanted = [b"new\nline.mp3", "🎵.mp3".encode(), b"\xff\xfe.mp3", b"y" * 250 + b".mp3"]
    wanted = list(names_on(sys.platform, wanted))
    for name in wanted:
        Path(os.fsdecode(root + b"/" + name)).write_bytes(b"x")
    assert [file.path for file in look(music).files] == sorted(root + b"/" + name for name in wanted)


@needs_posix
def test_a_pipe_named_like_music_is_reported_and_not_read(music: Path) -> None:
    os.mkfifo(music / "pipe.mp3")
    result = look(music)
    assert result.files == []
    assert [problem.path.name for problem in result.problems] == ["pipe.mp3"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_reported_and_the_rest_is_found(music: Path) -> None:
    touch(music / "open.mp3")
    closed = touch(music / "closed" / "a.mp3").parent
    closed.chmod(0)
    try:
        result = look(music)
    finally:
        closed.chmod(0o700)
    assert names(result) == ["open.mp3"]
    assert [(p.path, p.code) for p in result.problems] == [(closed, "unreadable_folder")]
    assert "no right" in result.problems[0].message
    assert result.unread == (os.fsencode(closed),)


@pytest.mark.skipif(sys.platform != "linux", reason="the path's limit is Linux's")
def test_a_path_too_long_for_the_system_is_reported(music: Path) -> None:
    touch(music / "short.mp3")
    start = Path.cwd()
    os.chdir(music)
    try:
        for _ in range(18):  # 18 × 250 characters are more than the 4,096 of one path
            Path("d" * 249).mkdir()
            os.chdir("d" * 249)
    finally:
        os.chdir(start)
    result = look(music)
    assert names(result) == ["short.mp3"]
    assert [problem.code for problem in result.problems] == ["unreadable_folder"]


def test_a_folder_that_is_not_there_is_unreachable_and_no_error(tmp_path: Path) -> None:
    result = look(tmp_path / "nowhere")
    assert not result.reachable
    assert result.problems == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    assert not look(touch(tmp_path / "file.mp3")).reachable


def test_a_folder_that_goes_away_during_the_walk_is_unreachable(music: Path, tmp_path: Path) -> None:
    touch(music / "a" / "one.mp3")

    def pull(progress: Progress) -> None:
        if music.exists():
            music.rename(tmp_path / "away")

    assert not scan(music, TaskContext(sink=pull)).reachable


def test_a_scan_says_how_far_it_is_and_can_be_stopped(music: Path) -> None:
    touch(music / "a" / "one.mp3")
    seen: list[Progress] = []
    ctx = TaskContext(sink=seen.append)
    scan(music, ctx)
    assert seen[0].stage == "scan"
    ctx.cancel()
    with pytest.raises(Cancelled):
        scan(music, ctx)
