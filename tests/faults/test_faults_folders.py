"""The music's folder while it is read: pulled out, forbidden, and changed by somebody else."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.faults.invariants import seen, violations
from tests.faults.reopening import answers_again, reopened
from tests.small_library import RATE, fast_settings, make_library
from vectorbeats_desktop.engine.analysis import identify_stage
from vectorbeats_desktop.engine.analysis.failures import checked
from vectorbeats_desktop.engine.analysis.jobs import identify
from vectorbeats_desktop.engine.analysis.pool import Outcome
from vectorbeats_desktop.engine.library.files import FileTables
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import FileState
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import Progress, TaskContext

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # linux/prctl.h, linux/capability.h


@contextmanager
def drive(at: Path) -> Iterator[Callable[[], None]]:
    """A drive in memory that is mounted at a folder; what is given pulls it out. Skips where that is not allowed."""
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "tmpfs", str(at)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield lambda: _pull_out(at)
    finally:
        subprocess.run(["umount", "-l", str(at)], capture_output=True, check=False)


def _pull_out(at: Path) -> None:
    subprocess.run(["umount", "-l", str(at)], capture_output=True, check=True)


@pytest.mark.parametrize("stage", ["scan", "identify", "sound"])
def test_a_drive_pulled_out_in_the_middle_deletes_nothing_and_blames_no_file(
    paths: Paths, tmp_path: Path, stage: str
) -> None:
    kept = tmp_path / "kept"
    make_library(kept)
    with drive(tmp_path / "drive") as pull_out:
        music = tmp_path / "drive" / "music"
        shutil.copytree(kept, music)
        with Session.open(paths, fast_settings()) as session:
            session.add_folder(music)
            pulled: list[str] = []

            def pull(progress: Progress) -> None:
                if progress.stage == stage and not pulled:
                    pulled.append(stage)
                    pull_out()

            session.index(TaskContext(sink=pull))
            assert pulled
            answers_again(session)
            assert session.problems() == []
            shown = seen(session)
            assert session.index(TaskContext()).removed == 0
            status = session.status()
            assert (status.failed, status.ready) == (0, 0)
            assert status.unreachable == status.files
            assert violations(session, shown) == []
            shutil.copytree(kept, music)  # it is back
            session.index(TaskContext())
            assert (session.status().ready, session.status().unreachable) == (6, 0)
            assert violations(session, shown) == []
            shown = seen(session)
        with reopened(paths, fast_settings()) as session:
            assert violations(session, shown) == []


@pytest.mark.skipif(sys.platform != "linux", reason="rights are given up as Linux does it")
def test_music_that_may_not_be_read_is_told_and_the_rest_is_indexed(tmp_path: Path) -> None:
    """In a process that gave up root's right to read everything, since tests often run as root."""
    music = tmp_path / "music"
    (music / "locked").mkdir(parents=True)
    write(music / "open.flac", 220.0)
    write(music / "forbidden.flac", 330.0)
    write(music / "locked" / "within.flac", 440.0)
    (music / "forbidden.flac").chmod(0o000)
    (music / "locked").chmod(0o000)
    data = tmp_path / "data"
    told = _index_with_no_more_rights(data, music)
    assert told == "1 ready, 1 failed, problems: forbidden.flac, locked"
    (music / "forbidden.flac").chmod(0o644)
    (music / "locked").chmod(0o755)
    assert _index_with_no_more_rights(data, music) == "3 ready, 0 failed, problems:"
    data.chmod(0o555)
    assert "may not be written" in _index_with_no_more_rights(data, music)


_INDEX = """
import os, sys
from pathlib import Path
def main():
    from tests.faults.reopening import reopened
    from tests.small_library import fast_settings
    from vectorbeats_desktop.engine.errors import KnownError
    from vectorbeats_desktop.engine.paths import Paths
    from vectorbeats_desktop.engine.task import TaskContext
    try:
        with reopened(Paths.under(Path(sys.argv[1])), fast_settings()) as session:
            session.add_folder(Path(sys.argv[2]))
            session.retry()
            report = session.index(TaskContext())
            status = session.status()
            names = ", ".join(sorted(each.path.name for each in session.problems()))
            print(f"{status.ready} ready, {status.failed} failed, problems: {names}")
    except KnownError as error:
        print(error)
if __name__ == "__main__":
    main()
"""


def _give_up_rights() -> None:
    """Root, too, may then read and write only what permissions allow; what is no root has no such right."""
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def _index_with_no_more_rights(data: Path, music: Path) -> str:
    script = data.parent / "index.py"
    script.write_text(_INDEX, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(data), str(music)],
        preexec_fn=_give_up_rights,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write(path: Path, hz: float) -> None:
    clock = np.arange(RATE * 2) / RATE
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * hz * clock), RATE)


def test_what_is_found_in_a_file_that_changes_meanwhile_is_not_kept(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else its melody would be kept under the name of other audio, and be shared under it."""
    music = tmp_path / "music"
    music.mkdir()
    write(music / "changing.flac", 220.0)
    write(music / "steady.flac", 440.0)
    written: list[Path] = []

    def rewritten(catalog: FileTables, outcome: Outcome) -> Outcome:
        path = outcome.task.key[1]
        if path.name == "changing.flac" and not written:
            written.append(path)
            write(path, 330.0)
        return checked(catalog, outcome)

    monkeypatch.setattr(identify_stage, "checked", rewritten)
    with Session.open(paths, fast_settings()) as session:
        session.add_folder(music)
        session.index(TaskContext())
        states = {track.path.name: track.state for track in session.catalog.rows(session.catalog.page_ids())}
        assert states == {"changing.flac": FileState.PENDING, "steady.flac": FileState.READY}
        assert session.problems() == []
        answers_again(session)
        session.index(TaskContext())
        (changed,) = [t for t in session.catalog.rows(session.catalog.page_ids()) if t.path.name == "changing.flac"]
        assert (changed.state, changed.track_id) == (
            FileState.READY,
            identify(music / "changing.flac", paths.covers).track_id,
        )
        assert violations(session, seen(session)) == []
