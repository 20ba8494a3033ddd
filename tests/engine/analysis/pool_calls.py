"""What the tests let workers do."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from vectorbeats_desktop.engine.analysis.jobs import Heard, hear
from vectorbeats_desktop.engine.errors import KnownError, UnreadableFile


def double(number: int) -> int:
    return 2 * number


def pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def refuse(path: Path) -> None:
    raise UnreadableFile(f"{path.name} is no music.", "Look at it.")


class OddlyMade(KnownError):
    """Takes something else than its words."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} is odd.", "Take an even one.")


def refuse_odd(number: int) -> None:
    raise OddlyMade(number)


def stumble() -> None:
    raise ZeroDivisionError


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def spin() -> None:
    while True:
        pass


def sleep_long() -> None:
    time.sleep(1000)


def swell() -> None:
    kept = bytearray()
    while True:
        kept += b"x" * 20_000_000
        time.sleep(0.05)


def surroundings() -> tuple[int, str, set[str]]:
    return os.nice(0), os.environ["OPENBLAS_NUM_THREADS"], set(sys.modules)


def hear_but_crash_on_bad(path: Path) -> Heard:
    if path.stem == "bad":
        _crash_after_a_note(path)
    return hear(path)


def melody_of(path: Path) -> bytes:
    return path.stem.encode()


def melody_of_slowly(path: Path) -> bytes:
    time.sleep(0.2)  # progress is told ten times a second
    return melody_of(path)


def melody_but_crash_on_bad(path: Path) -> bytes:
    if path.stem == "bad":
        _crash_after_a_note(path)
    return melody_of(path)


def melody_but_refuse_bad(path: Path) -> bytes:
    if path.stem == "bad":
        refuse(path)
    return melody_of(path)


def _crash_after_a_note(path: Path) -> None:
    with _notes(path).open("a") as notes:
        notes.write(".")
    crash()


def tries(path: Path) -> int:
    return len(_notes(path).read_text())


def _notes(path: Path) -> Path:
    """Beside the covers: a worker can write nowhere else."""
    return path.parent.parent / "covers" / f"{path.stem}.tries"
