"""Landlock, by which a Linux process gives up rights to files, for good (Linux 5.13; Salaün 2021).

No library that is kept serves Python, and the C library has no functions for it: three system calls, whose numbers are
the same on every machine.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from enum import IntFlag
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_O_PATH = 0o10000000
_NET = 1 << 0 | 1 << 1  # binding and connecting by TCP
_SCOPES = 1 << 0 | 1 << 1  # abstract sockets and signals to processes outside


class Access(IntFlag):
    """Rights to files, as include/uapi/linux/landlock.h numbers them; but for reading, which is left as it is."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


_ADDED = ((2, Access.REFER), (3, Access.TRUNCATE), (5, Access.IOCTL_DEV))  # and the version that each came with
_TO_KEEP_FILES = Access.WRITE_FILE | Access.REMOVE_FILE | Access.MAKE_REG | Access.TRUNCATE


class _Ruleset(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("files", "net", "scopes")]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("access", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def version() -> int:
    """The version of Landlock that the kernel offers; 0 where there is none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)))


def restrict(writable: Sequence[Path]) -> bool:
    """Keep this thread, and those it starts, from changing files but below these folders; False without Landlock.

    From version 4 on, TCP is closed as well, and from 6 on abstract sockets and signals to other processes. Needs
    PR_SET_NO_NEW_PRIVS. Raises OSError.
    """
    offered = version()
    if not offered:
        return False
    libc = _libc()
    handled = _handled(offered)
    ruleset = _Ruleset(handled, _NET if offered >= 4 else 0, _SCOPES if offered >= 6 else 0)
    size = ctypes.c_size_t(24 if offered >= 6 else 16 if offered >= 4 else 8)
    rules = _checked(libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), size, 0))
    try:
        for folder in writable:
            if folder.is_dir():
                _allow(libc, rules, folder, handled & _TO_KEEP_FILES)
        _checked(libc.syscall(_RESTRICT_SELF, rules, 0))
    finally:
        os.close(rules)
    return True


def _handled(offered: int) -> Access:
    """All rights that this version knows: an unknown one would be refused."""
    unknown = sum(right for since, right in _ADDED if since > offered)
    return Access(sum(Access) & ~unknown)


def _allow(libc: ctypes.CDLL, rules: int, folder: Path, access: Access) -> None:
    handle = os.open(folder, _O_PATH | os.O_CLOEXEC)
    try:
        beneath = _Beneath(access, handle)
        _checked(libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(beneath), 0))
    finally:
        os.close(handle)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return answer
