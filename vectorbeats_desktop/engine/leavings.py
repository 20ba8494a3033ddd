"""Folders for what a run of the program keeps while it lasts, and those that crashed runs have left behind."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from pathlib import Path

TAKES, PICTURES = "takes", "pictures"
IN_MEMORY = "XDG_RUNTIME_DIR"  # Linux: a folder in memory, of this user alone
_memory_wanted = False
_NAME = re.compile(rf"vectorbeats-(?:{TAKES}|{PICTURES})-(?P<pid>\d+)-.+")


def prefer_memory(wanted: bool) -> None:
    """Let the folders that are made from now on lie in memory, where the system has a place for that."""
    global _memory_wanted
    _memory_wanted = wanted


def memory() -> Path | None:
    """The system's folder in memory for this user; None where it has none, or others can look into it."""
    place = os.environ.get(IN_MEMORY, "")
    if not place or os.name == "nt":
        return None
    try:
        seen = Path(place).stat()
    except OSError:
        return None
    alone = stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid() and not seen.st_mode & 0o077
    return Path(place) if alone else None


def places() -> list[Path]:
    """Where such folders may lie."""
    return [Path(tempfile.gettempdir()), *(each for each in (memory(),) if each is not None)]


def run_folder(what: str) -> tempfile.TemporaryDirectory[str]:
    """A new folder for takes or pictures, which goes with the run; its name tells whose it is. Raises OSError."""
    place = memory() if _memory_wanted else None
    prefix = f"vectorbeats-{what}-{os.getpid()}-"
    return tempfile.TemporaryDirectory(prefix=prefix, dir=place, ignore_cleanup_errors=True)


def left_behind() -> list[Path]:
    """The folders of runs that are no more."""
    import psutil  # which the window need not wait for

    there = (path for place in places() for path in place.glob("vectorbeats-*"))
    named = [(path, found) for path in there if (found := _NAME.fullmatch(path.name)) and path.is_dir()]
    return sorted(path for path, found in named if not psutil.pid_exists(int(found["pid"])))


def files_left_behind() -> int:
    """How many takes and pictures those hold."""
    return sum(path.is_file() for folder in left_behind() for path in folder.rglob("*"))


def remove_left_behind() -> None:
    """Delete them. Raises OSError."""
    for folder in left_behind():
        shutil.rmtree(folder)
