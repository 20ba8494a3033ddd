"""The program's own disk full, at whatever write: it is said, nothing that was saved is lost, and then it goes on."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.invariants import Shown, parts_left, seen, violations
from tests.faults.reopening import answers_again, reopened
from tests.small_library import fast_settings, make_library
from vectorbeats_desktop.engine.backup import copies
from vectorbeats_desktop.engine.backup.copies import Why
from vectorbeats_desktop.engine.backup.file import write_backup
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

SIZE = 96_000_000
PAGE = 4096
LEVELS = tuple(pages * PAGE for pages in (0, 1, 4, 8, 16, 32, 64, 128, 1024, 8192))
SPACE = re.compile(r"[Ff]ree some space|make room")
CTX = TaskContext()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 96 MB. Skips where none may be mounted."""
    at = tmp_path / "disk"
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(at)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield at
    subprocess.run(["umount", "-l", str(at)], capture_output=True, check=False)


def fill(disk: Path, left: int) -> None:
    """Take all of the disk but so many bytes; the program may write a page meanwhile."""
    for _ in range(10):
        free(disk)
        with contextlib.suppress(OSError), (disk / "ballast").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(PAGE, shutil.disk_usage(disk).free - left))
            return
    raise AssertionError("the disk could not be filled")


def free(disk: Path) -> None:
    (disk / "ballast").unlink(missing_ok=True)


def refused(work: Callable[[], object]) -> str:
    """What is said when the disk is full; empty when it went well. What is not said in words fails the test."""
    try:
        work()
    except KnownError as error:
        return f"{error.message} {error.hint}"
    return ""


def refused_to_save(work: Callable[[], object]) -> bool:
    """Whether settings could not be saved: whoever saves them says so in the window."""
    try:
        work()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return True
    return False


def edits(
    session: Session, settings: Settings, track: str, number: int
) -> list[tuple[str, str, object, Callable[[], object]]]:
    rows = session.catalog.rows(session.catalog.page_ids())[: 1 + number % 3]
    stars = 1 + number % 5
    return [
        ("stars", track, stars, lambda: session.rate(track, stars)),
        (
            "playlists",
            "Evening",
            [row.track_id for row in rows],
            lambda: session.playlists.save("Evening", rows, replace=True),
        ),
    ]


def test_edits_at_every_page_of_a_disk_that_is_filling_up(small_disk: Path, small_library: Path) -> None:
    """With room for 0, 1, 2 … pages, so that each write of the catalogue and of the settings is refused once."""
    subprocess.run(["cp", "-a", "--sparse=always", small_library / "data", small_disk / "data"], check=True)
    paths = Paths.under(small_disk / "data")
    settings = Settings.load(paths.settings)
    said: list[str] = []
    with Session.open(paths, fast_settings()) as session:
        shown = seen(session)
        track = min(track for track, _ in shown.done)
        for number in range(24):
            fill(small_disk, number * PAGE)
            for kind, name, value, work in edits(session, settings, track, number):
                shown.begin(kind, name, value)
                if message := refused(work):
                    said.append(message)
                    shown.begun.clear()  # it was refused, so that what was there before must be there
                else:
                    shown.end(kind, name, value)
            limit = 20 + number
            if not refused_to_save(lambda limit=limit: settings.set("search.limit", limit)):  # type: ignore[misc]
                assert Settings.load(paths.settings).whole("search.limit") == limit
            assert Settings.load(paths.settings).problem == ""
            assert session.catalog.ratings([track]).get(track, 0) == shown.stars.get(track, 0)
        assert said
        free(small_disk)
        answers_again(session)
        assert violations(session, shown) == []
        assert [refused(work) for *_, work in edits(session, settings, track, 1)] == ["", ""]


def test_opening_and_indexing_on_a_disk_that_is_full_before(small_disk: Path, tmp_path: Path) -> None:
    """The program is started when there is more and more room, and told what to index."""
    for name in make_library(tmp_path / "music")[2:]:
        name.unlink()
    paths = Paths.under(small_disk / "data")

    def start() -> None:
        with Session.open(paths, fast_settings(), wait_s=5) as session:
            _index(session, paths)

    outcomes = []
    shown = Shown()
    for left in LEVELS:
        fill(small_disk, left)
        outcomes.append(refused(start))
        free(small_disk)
        with reopened(paths, fast_settings(), wait_s=5) as session:
            assert violations(session, shown) == []
            assert session.problems() == []
            shown = seen(session)
    check_told(outcomes)


def check_told(outcomes: list[str]) -> None:
    """It was refused on the fullest disk and not on the emptiest, and each time it was said to make room."""
    assert outcomes[0]
    assert not outcomes[-1]
    assert [each for each in outcomes if each and not SPACE.search(each)] == []


def _index(session: Session, paths: Paths) -> None:
    session.add_folder(paths.data.parent.parent / "music")
    session.index(CTX)


def _copy(session: Session, _paths: Paths) -> None:
    session.copies.make(session.catalog, Why.ASKED, CTX)


def _back_up(session: Session, paths: Paths) -> None:
    write_backup(session, paths.data.parent / "everything.zip", CTX, replace=True)


@pytest.mark.parametrize("work", [_index, _copy, _back_up])
def test_work_on_a_disk_that_is_filling_up(
    small_disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[Session, Paths], None],
) -> None:
    """With more and more room: none of it is a raw error, nothing half written stays, and no music is blamed."""
    monkeypatch.setattr(copies, "LEAST_LEFT", -SIZE)  # a copy is begun, as if the disk was filled meanwhile
    for name in make_library(tmp_path / "music")[2:]:
        name.unlink()
    paths = Paths.under(small_disk / "data")
    with Session.open(paths, fast_settings()) as session:
        if work is not _index:
            _index(session, paths)
        shown = seen(session)
    outcomes = []
    for left in LEVELS:
        with Session.open(paths, fast_settings(), wait_s=5) as session:
            fill(small_disk, left)
            outcomes.append(refused(lambda session=session: work(session, paths)))  # type: ignore[misc]
        free(small_disk)
        assert parts_left(small_disk) == []
        with reopened(paths, fast_settings(), wait_s=5) as session:
            session.index(CTX, folders=[])
            assert violations(session, shown) == []
            assert session.problems() == []
            shown = seen(session)
    check_told(outcomes)
    with reopened(paths, fast_settings(), wait_s=5) as session:
        _index(session, paths)
        assert session.status().ready == 2
        assert violations(session, shown) == []
