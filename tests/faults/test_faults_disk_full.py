"""The program's own disk full, at whatever write: it is said, nothing that was saved is lost, and then it goes on."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.invariants import Shown, parts_left, seen, violations
from tests.small_library import fast_settings, make_library
from vectorbeats_desktop.engine.backup.copies import Why
from vectorbeats_desktop.engine.backup.file import write_backup
from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

SIZE = 96_000_000
PAGE = 4096
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
    """What is said when the disk is full; empty when it went well. Anything that is not said in words is a failure."""
    with contextlib.suppress(OSError):  # of settings: whoever saves them says it in the window
        try:
            work()
        except KnownError as error:
            return error.message
        return ""
    return "the settings could not be saved"


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
            if not refused(lambda limit=limit: settings.set("search.limit", limit)):  # type: ignore[misc]
                assert Settings.load(paths.settings).whole("search.limit") == limit
            assert Settings.load(paths.settings).problem == ""
            assert session.catalog.ratings([track]).get(track, 0) == shown.stars.get(track, 0)
        assert said
        free(small_disk)
        assert violations(session, shown) == []
        assert [refused(work) for *_, work in edits(session, settings, track, 1)] == ["", ""]


def test_indexing_copies_and_backups_on_a_disk_that_is_filling_up(small_disk: Path, tmp_path: Path) -> None:
    music = tmp_path / "music"
    for name in make_library(music)[2:]:
        name.unlink()
    paths = Paths.under(small_disk / "data")
    outcomes: list[str] = []
    shown = Shown()
    for left in (0, 64 * PAGE, 6_000_000):
        fill(small_disk, left)
        outcome = refused(lambda: _use(paths, music, small_disk))
        outcomes.append(outcome)
        free(small_disk)
        if paths.catalog.exists():
            with Session.open(paths, fast_settings(), wait_s=5) as session:
                session.index(CTX, folders=[])
                assert violations(session, shown) == []
                assert session.problems() == []  # no music is blamed
                shown = seen(session)
        assert parts_left(small_disk) == []
    assert any(outcomes)
    with Session.open(paths, fast_settings(), wait_s=5) as session:
        session.add_folder(music)
        assert session.index(CTX).failed == 0
        assert session.status().ready == 2
        assert violations(session, shown) == []


def _use(paths: Paths, music: Path, disk: Path) -> None:
    with Session.open(paths, fast_settings(), wait_s=5) as session:
        session.add_folder(music)
        session.index(CTX)
        session.copies.make(session.catalog, Why.ASKED, CTX)
        write_backup(session, disk / "everything.zip", CTX, replace=True)
