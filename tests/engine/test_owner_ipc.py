from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from vectorbeats_desktop.engine import ipc
from vectorbeats_desktop.engine.errors import DataFolderBroken, DataFolderBusy
from vectorbeats_desktop.engine.owner import DataFolderOwner
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.task import TaskContext

HOLD = """
import sys, time
from pathlib import Path
from vectorbeats_desktop.engine.owner import DataFolderOwner
from vectorbeats_desktop.engine.paths import Paths
owner = DataFolderOwner.acquire(Paths.under(Path(sys.argv[1])))
print("mine", flush=True)
time.sleep(60)
"""


def test_a_second_process_finds_the_folder_taken_until_the_first_is_killed(paths: Paths) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(paths.data)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"mine\n"
        with pytest.raises(DataFolderBusy):
            DataFolderOwner.acquire(paths)
        other.kill()
        other.wait()
        with DataFolderOwner.acquire(paths, wait_s=5):
            pass


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderBroken, match="cannot be used"):
        DataFolderOwner.acquire(Paths.under(tmp_path / "file" / "data"))


def test_the_running_program_answers_a_command(paths: Paths) -> None:
    def handler(argv: list[str], cwd: Path, write: ipc.Write, context: TaskContext) -> int:
        write("stdout", f"{argv} in {cwd}\n")
        write("stderr", "working\n")
        return 7

    printed: list[tuple[str, str]] = []
    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, handler)
        try:
            code = ipc.call(paths, ["search", "näive"], Path("/"), lambda *said: printed.append(said))
        finally:
            server.close()
    assert code == 7
    assert printed == [("stdout", "['search', 'näive'] in /\n"), ("stderr", "working\n")]
    assert ipc.call(paths, ["again"], Path("/"), lambda *said: None) is None


def test_a_caller_that_goes_away_cancels_what_it_asked_for(paths: Paths) -> None:
    cancelled, started = threading.Event(), threading.Event()

    def handler(argv: list[str], cwd: Path, write: ipc.Write, context: TaskContext) -> int:
        started.set()
        for _ in range(500):
            if context.cancelled:
                cancelled.set()
                return 130
            threading.Event().wait(0.02)
        return 0

    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, handler)
        entry = json.loads((paths.data / ipc.ADDRESS_NAME).read_text())
        pipe = Client(entry["address"], authkey=bytes.fromhex(entry["secret"]))
        pipe.send_bytes(b'{"argv": ["index"], "cwd": "/"}')
        assert started.wait(5)
        pipe.close()
        assert cancelled.wait(5)
        server.close()


@pytest.mark.parametrize("printed", [False, True])
def test_a_command_that_outlives_the_owner_is_asked_again_unless_it_has_begun_to_answer(
    paths: Paths, printed: bool
) -> None:
    started = threading.Event()

    def handler(argv: list[str], cwd: Path, write: ipc.Write, context: TaskContext) -> int:
        if printed:
            write("stdout", "a first line\n")
        started.set()
        while not context.cancelled:
            threading.Event().wait(0.02)
        write("stderr", "Stopped.\n")
        return 130

    said: list[tuple[str, str]] = []
    ended: list[int | str | None] = []

    def ask() -> None:
        try:
            ended.append(ipc.call(paths, ["index"], Path("/"), lambda stream, text: said.append((stream, text))))
        except ipc.OwnerLeft:
            ended.append("asked again")

    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, handler)
        caller = threading.Thread(target=ask)
        caller.start()
        assert started.wait(5)
        server.close()
        caller.join()
    assert ended == ([130] if printed else ["asked again"])
    assert said == ([("stdout", "a first line\n"), ("stderr", "Stopped.\n")] if printed else [])


def test_a_stranger_without_the_secret_is_turned_away(paths: Paths) -> None:
    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, lambda *given: 0)
        entry = json.loads((paths.data / ipc.ADDRESS_NAME).read_text())
        with pytest.raises((AuthenticationError, EOFError, OSError)):
            Client(entry["address"], authkey=b"guess")
        assert ipc.call(paths, [], Path("/"), lambda *said: None) == 0
        server.close()
    if os.name == "posix":
        assert paths.data.stat().st_mode & 0o077 == 0


def test_an_address_left_by_a_crash_means_nobody_runs(paths: Paths) -> None:
    paths.create()
    (paths.data / ipc.ADDRESS_NAME).write_text('{"address": "/nowhere/owner.socket", "secret": "00"}')
    assert ipc.call(paths, ["doctor"], Path("/"), lambda *said: None) is None


def test_a_deep_data_folder_still_gets_a_socket(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / ("deep" * 20) / ("folder" * 20))
    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, lambda *given: 5)
        assert ipc.call(paths, [], Path("/"), lambda *said: None) == 5
        server.close()


@pytest.mark.skipif(os.name != "posix", reason="a pipe has no path that could be too long")
def test_where_no_socket_can_be_made_the_owner_works_and_nobody_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short_of_room = tmp_path / ("deep" * 30)
    short_of_room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(short_of_room))
    paths = Paths.under(tmp_path / ("folder" * 20))
    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, lambda *given: 5)
        assert ipc.call(paths, [], Path("/"), lambda *said: None) is None
        server.close()
    assert list(short_of_room.iterdir()) == []
