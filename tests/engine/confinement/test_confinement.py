"""A worker that a file has taken over can neither tell anybody, nor change anything, nor stay."""

from __future__ import annotations

import ctypes
import os
import pickle
import platform
import re
import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.engine.confinement import confined_calls as calls
from vectorbeats_desktop.engine.analysis import answers
from vectorbeats_desktop.engine.analysis.pool import WorkerCrashed, WorkerPool
from vectorbeats_desktop.engine.analysis.worker import Answer, OutOfMemory
from vectorbeats_desktop.engine.confinement import landlock, limits, offered, seccomp
from vectorbeats_desktop.engine.errors import UnreadableFile

LANDLOCK_SINCE = (5, 13)


@dataclass(frozen=True)
class Held:
    """A pool of one worker, what it may write, and what belongs to the person."""

    pool: WorkerPool
    own: Path
    home: Path
    port: int

    def refused(self, what: str, *args: object) -> str:
        return str(self.pool.submit(calls.refused, what, *args).result(30))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    if not offered().complete:
        told = f"this system does not offer all that is tested: {offered()}"
        if _is_due(os.environ, sys.platform, platform.release(), platform.machine()):
            pytest.fail(told)
        pytest.skip(told)
    folder = tmp_path_factory.mktemp("confined")
    home = folder / "home"
    home.mkdir()
    (home / "letter.txt").write_text("Dear diary")
    with socket.create_server(("127.0.0.1", 0)) as listening, WorkerPool(1, writable=(folder / "own",)) as pool:
        made = Held(pool, folder / "own", home, listening.getsockname()[1])
        assert made.refused("thread") == ""  # the process is started before a test looks for leaks
        yield made


def _is_due(environment: Mapping[str, str], system: str, kernel: str, machine: str) -> bool:
    """Whether nobody would see that all of it is skipped, where the kernel has what is needed."""
    found = re.match(r"(\d+)\.(\d+)", kernel)
    has_landlock = found is not None and (int(found[1]), int(found[2])) >= LANDLOCK_SINCE
    return bool(environment.get("CI")) and system == "linux" and has_landlock and machine in seccomp.MACHINES


@pytest.mark.parametrize(
    ("environment", "system", "kernel", "due"),
    [
        ({"CI": "true"}, "linux", "6.8.0-1017-azure", True),
        ({"CI": "true"}, "linux", "5.13.0", True),
        ({"CI": "true"}, "linux", "5.4.0-190-generic", False),
        ({"CI": "true"}, "darwin", "24.5.0", False),
        ({"CI": ""}, "linux", "6.8.0", False),
        ({}, "linux", "6.8.0", False),
    ],
)
def test_hosted_checks_do_not_pass_over_it(environment: dict[str, str], system: str, kernel: str, due: bool) -> None:
    assert _is_due(environment, system, kernel, "x86_64") is due


@pytest.mark.parametrize("what", ["tcp", "udp"])
def test_it_reaches_no_network_not_even_this_computer(held: Held, what: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM if what == "tcp" else socket.SOCK_DGRAM) as ours:
        ours.connect(("127.0.0.1", held.port))  # as everybody else can
    assert held.refused(what, held.port) == "PermissionError"


@pytest.mark.parametrize("what", ["unix", "socket pair", "listen", "run", "shell", "fork", "signal the parent"])
def test_it_speaks_to_no_process_and_starts_none(held: Held, what: str) -> None:
    assert held.refused(what) == "PermissionError"


@pytest.mark.parametrize("what", ["change", "cut", "delete", "open to all", "move"])
def test_it_changes_nothing_that_is_there(held: Held, what: str) -> None:
    letter = held.home / "letter.txt"
    before = letter.stat()
    assert held.refused(what, letter) == "PermissionError"
    assert letter.read_text() == "Dear diary"
    assert letter.stat().st_mode == before.st_mode


@pytest.mark.parametrize("what", ["write", "make a folder", "link"])
def test_it_makes_nothing_new(held: Held, what: str) -> None:
    assert held.refused(what, held.home / "new") == "PermissionError"
    assert sorted(held.home.iterdir()) == [held.home / "letter.txt"]


def test_it_writes_small_files_where_it_may(held: Held) -> None:
    assert held.refused("write", held.own / "cover.jpg") == ""
    assert held.refused("large file", held.own / "huge") == "OSError"
    assert held.refused("link", held.own / "link") == "PermissionError"


def test_it_can_do_its_work(held: Held) -> None:
    assert held.refused("read", held.home / "letter.txt") == ""
    assert held.refused("list", held.home) == ""
    assert held.refused("thread") == ""


def test_the_system_itself_keeps_it_from_swelling(held: Held) -> None:
    assert held.refused("memory") == "MemoryError"
    with pytest.raises(OutOfMemory, match="more memory"):
        held.pool.submit(calls.swallow).result(30)
    (pid,) = held.pool.pids()
    told = psutil.Process(pid)
    assert told.rlimit(psutil.RLIMIT_CORE) == (0, 0)
    assert told.rlimit(psutil.RLIMIT_NOFILE) == (limits.OPEN_FILES, limits.OPEN_FILES)
    status = Path(f"/proc/{pid}/status").read_text()
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status


def test_an_answer_that_would_run_something_is_no_answer(held: Held) -> None:
    with WorkerPool(1) as pool:
        with pytest.raises(WorkerCrashed, match="crashed"):
            pool.submit(calls.hand_over, held.home / "broken in").result(30)
        assert not (held.home / "broken in").exists()
        with pytest.raises(UnreadableFile, match="a is fine"):
            pool.submit(calls.pretend, Path("a")).result(30)


@pytest.mark.parametrize(
    "message",
    [
        b"", b"no pickle", pickle.dumps(calls.Bomb(Path("x"))), pickle.dumps(print), pickle.dumps(Path("x")),
        b"cos\nsystem\n(S'true'\ntR.", b"cvectorbeats_desktop.engine.ipc\nsocket.socket\n.",
        pickle.dumps(Answer())[:-9], b"\x80\x05\x95" + b"\xff" * 8,
    ],
)  # fmt: skip
def test_broken_and_hostile_messages_are_refused(message: bytes) -> None:
    with pytest.raises(answers.ForbiddenAnswer):
        answers.loads(message)


@pytest.mark.parametrize("error", [(OSError, "", ""), ("a", "b", "c"), (UnreadableFile, b"", ""), (UnreadableFile,), 7])
def test_an_error_is_told_as_errors_are(error: Any) -> None:
    with pytest.raises(answers.ForbiddenAnswer):
        answers.checked(Answer(error=error))


def test_an_answer_is_an_answer() -> None:
    with pytest.raises(answers.ForbiddenAnswer):
        answers.checked(None)


@pytest.mark.skipif(sys.platform != "linux", reason="numbers of errors are Linux's")
@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_the_filter_ends_in_every_way_where_it_should(machine: str) -> None:
    known = seccomp.MACHINES[machine]
    refuse, allow, not_there = 0x00050001, 0x7FFF0000, 0x00050026
    for number in known.refused.values():
        assert _judged(machine, known.audit, number, 0) == refuse
    assert _judged(machine, known.audit, known.clone3, 0) == not_there
    assert _judged(machine, known.audit, known.clone, 0x10000) == allow
    assert _judged(machine, known.audit, known.clone, 17) == refuse
    assert _judged(machine, known.audit, 0x40000000 + 41, 0) == refuse
    assert _judged(machine, 0x40000003, 1, 0) == refuse  # a call of another machine's kind
    for number in set(range(500)) - set(known.refused.values()) - {known.clone, known.clone3}:
        assert _judged(machine, known.audit, number, 0) == allow


def test_a_system_without_the_means_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 0)
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert (offered().writing, offered().network, offered().complete) == (False, False, False)
    assert landlock.restrict(()) is False
    assert seccomp.install() is False
    monkeypatch.setattr(sys, "platform", "win32")
    assert not offered().swelling


def _judged(machine: str, audit: int, number: int, flags: int) -> int:
    """What the filter says of a system call, by running it as the kernel would."""
    code = seccomp.program(seccomp.MACHINES[machine])
    called = struct.pack("=iIQQ", ctypes.c_int32(number).value, audit, 0, flags)
    place, loaded = 0, 0
    while True:
        kind, yes, no, operand = struct.unpack_from("=HBBI", code, 8 * place)
        if kind == 0x06:
            return int(operand)
        if kind == 0x20:
            (loaded,) = struct.unpack_from("=I", called, operand)
            place += 1
            continue
        met = {0x15: loaded == operand, 0x35: loaded >= operand, 0x45: bool(loaded & operand)}[kind]
        place += 1 + (yes if met else no)
