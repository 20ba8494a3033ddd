"""Holding this process to what a decoder needs: reading, memory, a few files; nothing else, and for good."""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from vectorbeats_desktop.engine.confinement import landlock, limits, seccomp

logger = logging.getLogger(__name__)

PR_SET_NO_NEW_PRIVS = 38


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the system keeps a process from; False is what it offers no means for."""

    writing: bool = False  # but below the folders that were named
    network: bool = False
    programs: bool = False
    swelling: bool = False  # beyond its memory, at once rather than when it is next looked at

    @property
    def complete(self) -> bool:
        return all(getattr(self, field.name) for field in fields(self))


def offered() -> Confinement:
    """What `confine` would keep a process from on this system. Changes nothing."""
    if sys.platform != "linux":
        return Confinement()
    return Confinement(writing=landlock.version() > 0, network=seccomp.known(), programs=seccomp.known(), swelling=True)


def confine(writable: Sequence[Path], memory: int, largest: int = limits.FILE_BYTES) -> Confinement:
    """Hold this process, and every thread it starts from now on, to little; there is no way back.

    On Linux: nothing is written but below `writable` (Landlock), there is no new socket, no new program and no new
    process (seccomp), and privileges never grow. It may read what its user may. Elsewhere only rlimits are set, and not
    on Windows. A folder in `writable` that is not there is left out.

    Args:
        writable: folders in which files may be made, changed and removed.
        memory: bytes of memory of its own that the process may take beyond what it has.
        largest: bytes of a file that it writes.

    Returns:
        What the process is kept from: a container may refuse what the system offers, and music is read all the same.
    """
    limits.apply(memory, largest)
    if sys.platform != "linux":
        return Confinement()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), *(ctypes.c_ulong(0),) * 3)
    written = _done(lambda: landlock.restrict(writable))
    filtered = _done(seccomp.install)
    return Confinement(writing=written, network=filtered, programs=filtered, swelling=True)


def _done(step: Callable[[], bool]) -> bool:
    try:
        return step()
    except OSError as error:
        logger.warning("a process is less confined than it could be: %s", error)
        return False
