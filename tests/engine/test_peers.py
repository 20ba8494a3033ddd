"""Nobody but the same user reaches a running program, or its folders: real sockets, and a real other user."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from vectorbeats_desktop.engine import ipc, peers
from vectorbeats_desktop.engine.health import _data_folder
from vectorbeats_desktop.engine.health_records import State
from vectorbeats_desktop.engine.owner import DataFolderOwner
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are the profile's there")
NOBODY = 65534
as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root may become another user")
KNOCK = """
import os, socket, sys
os.setgid({nobody}); os.setuid({nobody})
with socket.socket(socket.AF_UNIX) as caller:
    try:
        caller.connect(sys.argv[1])
    except OSError as error:
        print(type(error).__name__)
    else:
        print("connected", flush=True)
        sys.stdin.read()
"""


def handler(_argv: list[str], _cwd: Path, _write: ipc.Write, _context: TaskContext) -> int:
    return 7


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def knock(address: str) -> subprocess.Popen[str]:
    """Another user who connects, and stays until its input ends."""
    command = [sys.executable, "-c", KNOCK.format(nobody=NOBODY), address]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_folders_and_files_are_closed_to_others_also_those_that_were_open(paths: Paths) -> None:
    for folder in (paths.data, paths.config, paths.cache, paths.logs):
        folder.mkdir(mode=0o755, exist_ok=True)
        folder.chmod(0o755)
    with DataFolderOwner.acquire(paths):
        assert {mode(folder) for folder in (paths.data, paths.config, paths.cache, paths.logs)} == {0o700}
        server = ipc.Server(paths, handler)
        try:
            address = json.loads((paths.data / ipc.ADDRESS_NAME).read_text())["address"]
            assert mode(paths.data / ipc.ADDRESS_NAME) == 0o600
            assert mode(Path(address)) == 0o600
        finally:
            server.close()
    settings = Settings.load(paths.settings)
    settings.set("models.proxy", "http://me:hunter2@proxy.example")
    assert mode(paths.settings) == 0o600


@as_root
def test_another_user_cannot_even_connect(paths: Paths, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, handler)
        try:
            address = json.loads((paths.data / ipc.ADDRESS_NAME).read_text())["address"]
            with knock(address) as other:
                assert other.communicate(timeout=30)[0].strip() == "PermissionError"
        finally:
            server.close()


def test_a_caller_of_another_user_is_turned_away_even_with_the_secret(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with DataFolderOwner.acquire(paths):
        server = ipc.Server(paths, handler)
        try:
            assert ipc.call(paths, ["search"], Path("/"), lambda *_said: None) == 7
            monkeypatch.setattr(peers, "user_of", lambda _descriptor: NOBODY)
            assert ipc.call(paths, ["search"], Path("/"), lambda *_said: None) == 3, "cut off unanswered"
            monkeypatch.undo()
            assert ipc.call(paths, ["search"], Path("/"), lambda *_said: None) == 7, "others are answered as before"
        finally:
            server.close()


@as_root
def test_the_system_says_who_calls(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    with ours, theirs:
        assert peers.is_same_user(ours.fileno())
    # Where everybody may come, so that it is the user's number alone that is looked at.
    with socket.socket(socket.AF_UNIX) as listening:
        address = Path(os.path.realpath("/tmp")) / f"vectorbeats-test-{os.getpid()}.socket"
        try:
            listening.bind(str(address))
            address.chmod(0o777)
            listening.listen()
            listening.settimeout(30)
            with knock(str(address)) as other:
                accepted, _ = listening.accept()
                with accepted:
                    assert peers.user_of(accepted.fileno()) == NOBODY
                    assert not peers.is_same_user(accepted.fileno())
                other.communicate("", timeout=30)
        finally:
            address.unlink(missing_ok=True)


def test_a_disk_that_keeps_no_rights_is_told(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.create()
    assert _data_folder(paths.data).state is State.HEALTHY
    paths.data.chmod(0o755)

    def refuse(_path: Path, _mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    paths.create()
    monkeypatch.undo()
    found = _data_folder(paths.data)
    assert (found.state, "Other users" in found.text) == (State.DEGRADED, True)
