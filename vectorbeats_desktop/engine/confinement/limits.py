"""Limits of a process that every Unix has."""

from __future__ import annotations

import sys
from pathlib import Path

OPEN_FILES = 256
FILE_BYTES = 64 * 1024**2  # of a file that a decoder writes; a cover takes a thousandth


def apply(memory: int, largest: int) -> None:
    """No core dumps, few open files, none over `largest` bytes; on Linux `memory` bytes beyond what there is."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)  # a dump would hold what was read
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
    _lower(resource.RLIMIT_FSIZE, largest)
    if sys.platform == "linux":
        # Not RLIMIT_AS, which also counts what is only reserved: libraries, and what malloc keeps for each thread.
        _lower(resource.RLIMIT_DATA, own_memory() + memory)


def own_memory() -> int:
    """What RLIMIT_DATA counts of this process, in bytes: writable memory that it shares with nobody."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    line = next(line for line in status.splitlines() if line.startswith("VmData:"))
    return int(line.split()[1]) * 1024


def _lower(limit: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(limit)
    lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (lowest, lowest))
