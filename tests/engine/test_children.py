"""Child processes: they answer, they die with a reason, and none is left behind."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

from vectorbeats_desktop.engine.children import Child, ChildDied, ChildTimeout

GONE_S = 5.0


def echo(pipe: Connection, prefix: str = "") -> None:
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            return
        if message == "sleep":
            time.sleep(60)
        elif message == "cut off":
            # The header of a message of 1,000 bytes, a few of them, and the end.
            os.write(pipe.fileno(), struct.pack("!i", 1000) + b"half a message")
            os._exit(7)
        else:
            pipe.send(f"{prefix}{message}")


def stubborn(pipe: Connection) -> None:
    pipe.send("started")
    while True:
        time.sleep(1)


@contextmanager
def child(*args: str) -> Iterator[Child]:
    started = Child("echo", echo, *args)
    try:
        yield started
    finally:
        if started.alive:
            started.kill()


def gone(pid: int) -> bool:
    deadline = time.monotonic() + GONE_S
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_a_child_answers_and_ends_when_its_pipe_does() -> None:
    with child("said ") as started:
        assert started.request("hello", 30) == "said hello"
        assert started.alive
        assert started.pid != os.getpid()
        started.close()
        assert not psutil.pid_exists(started.pid)


def test_a_child_that_is_killed_is_told_with_its_code() -> None:
    with child() as started:
        started.request("hello", 30)
        started.send("sleep")
        os.kill(started.pid, signal.SIGKILL)
        with pytest.raises(ChildDied, match="echo") as raised:
            started.receive(30)
        assert raised.value.exit_code == -signal.SIGKILL
        with pytest.raises(ChildDied):
            started.send("are you there?")


def test_a_child_that_dies_in_the_middle_of_a_message_is_told() -> None:
    with child() as started, pytest.raises(ChildDied) as raised:
        started.request("cut off", 30)
    assert raised.value.exit_code == 7


def test_a_child_that_does_not_answer_in_time_can_be_killed() -> None:
    with child() as started:
        started.request("hello", 30)
        with pytest.raises(ChildTimeout):
            started.request("sleep", 0.1)
        started.kill()
        assert not psutil.pid_exists(started.pid)


def test_a_child_that_does_not_end_by_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorbeats_desktop.engine.children.END_WAIT_S", 0.3)
    started = Child("stubborn", stubborn)
    assert started.receive(30) == "started"
    started.close()
    assert not psutil.pid_exists(started.pid)


def test_a_child_outlives_the_thread_that_asked_for_it() -> None:
    """PR_SET_PDEATHSIG counts threads as parents, so threads that come and go must not start children."""
    made: list[Child] = []
    thread = threading.Thread(target=lambda: made.append(Child("echo", echo)))
    thread.start()
    thread.join()
    assert made[0].request("one", 30) == "one"
    time.sleep(0.3)
    assert made[0].request("two", 30) == "two"
    made[0].close()


def test_a_child_can_be_started_from_a_script_without_its_main_being_run_twice(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(_PARENT)
    done = subprocess.run(
        [sys.executable, str(script), "end"], capture_output=True, text=True, timeout=60, check=True, env=_environment()
    )
    (pid,) = done.stdout.split()
    assert gone(int(pid))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a busy child is ended when it next looks at its pipe")
def test_a_busy_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(_PARENT)
    with subprocess.Popen(
        [sys.executable, str(script), "wait"], stdout=subprocess.PIPE, text=True, env=_environment()
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert psutil.pid_exists(pid)
        parent.kill()
        assert gone(pid)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(Path(__file__).parent), str(Path.cwd())))}


_PARENT = textwrap.dedent("""
    import sys, time
    import test_children
    from vectorbeats_desktop.engine.children import Child

    if __name__ == "__main__":
        child = Child("stubborn", test_children.stubborn)
        child.receive(30)
        print(child.pid, flush=True)
        if sys.argv[1] == "wait":
            time.sleep(60)
        child.kill()
""")
