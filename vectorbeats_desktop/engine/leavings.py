"""Folders for what a run of the program keeps while it lasts, and those that crashed runs have left behind."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

TAKES, PICTURES = "takes", "pictures"
_NAME = re.compile(rf"vectorbeats-(?:{TAKES}|{PICTURES})-(?P<pid>\d+)-.+")


def run_folder(what: str) -> tempfile.TemporaryDirectory[str]:
    """A new folder for takes or pictures, which goes with the run; its name tells whose it is. Raises OSError."""
    return tempfile.TemporaryDirectory(prefix=f"vectorbeats-{what}-{os.getpid()}-", ignore_cleanup_errors=True)


def left_behind() -> list[Path]:
    """The folders of runs that are no more."""
    import psutil  # which the window need not wait for

    there = Path(tempfile.gettempdir()).glob("vectorbeats-*")
    named = [(path, found) for path in there if (found := _NAME.fullmatch(path.name)) and path.is_dir()]
    return sorted(path for path, found in named if not psutil.pid_exists(int(found["pid"])))


def files_left_behind() -> int:
    """How many takes and pictures those hold."""
    return sum(path.is_file() for folder in left_behind() for path in folder.rglob("*"))


def remove_left_behind() -> None:
    """Delete them. Raises OSError."""
    for folder in left_behind():
        shutil.rmtree(folder)
