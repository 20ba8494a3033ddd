"""A filter of system calls (seccomp, Linux 3.5): no sockets, no programs, no processes.

libseccomp has no Python binding that is kept, and the filter is short: a classic BPF program that looks at the number
of the call. What it refuses fails with EPERM, as if the user had no right to it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PR_SET_SECCOMP = 22
_MODE_FILTER = 2
_LOAD, _EQUAL, _AT_LEAST, _BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # BPF_LD|W|ABS, JMP|JEQ|K, JGE, JSET, RET
_NUMBER_AT, _MACHINE_AT, _FLAGS_AT = 0, 4, 16  # in struct seccomp_data; the flags of clone are its first argument
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EPERM
_NOT_THERE = 0x00050000 | errno.ENOSYS
_CLONE_THREAD = 0x10000
_X32 = 0x40000000  # numbers of x86-64's other set of calls begin here


@dataclass(frozen=True, slots=True)
class Machine:
    """How a kind of processor is known to the filter, and the numbers of its system calls."""

    audit: int
    clone: int
    clone3: int
    refused: Mapping[str, int]


MACHINES = {
    "x86_64": Machine(
        0xC000003E, 56, 435,
        {
            "socket": 41, "connect": 42, "bind": 49, "socketpair": 53, "fork": 57, "vfork": 58, "execve": 59,
            "chmod": 90, "fchmod": 91, "ptrace": 101, "mount": 165, "keyctl": 250, "fchmodat": 268, "unshare": 272,
            "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311, "bpf": 321, "execveat": 322,
            "userfaultfd": 323, "io_uring_setup": 425, "pidfd_getfd": 438, "fchmodat2": 452,
        },
    ),
    "aarch64": Machine(
        0xC00000B7, 220, 435,
        {
            "mount": 40, "fchmod": 52, "fchmodat": 53, "unshare": 97, "ptrace": 117, "socket": 198, "socketpair": 199,
            "bind": 200, "connect": 203, "keyctl": 219, "execve": 221, "setns": 268, "process_vm_readv": 270,
            "process_vm_writev": 271, "bpf": 280, "execveat": 281, "userfaultfd": 282, "io_uring_setup": 425,
            "pidfd_getfd": 438, "fchmodat2": 452,
        },
    ),
}  # fmt: skip
"""From the kernel's tables of system calls. io_uring is on the list because it opens sockets by itself."""


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def known() -> bool:
    """Whether this system takes filters and its processor is one of those that are known here."""
    if sys.platform != "linux" or platform.machine() not in MACHINES:
        return False
    return Path("/proc/sys/kernel/seccomp/actions_avail").exists()


def install() -> bool:
    """Filter the system calls of this thread and those it starts, for good; False where that is not possible.

    Threads can be started; clone3 is said not to be there, as its flags cannot be seen, and the C library takes clone
    instead. Needs PR_SET_NO_NEW_PRIVS. Raises OSError.
    """
    if not known():
        return False
    code = program(MACHINES[platform.machine()])
    libc = ctypes.CDLL(None, use_errno=True)
    filter_ = _Program(len(code) // 8, code)
    if libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(filter_)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
    return True


def program(machine: Machine) -> bytes:
    """The filter for a machine: eight bytes an instruction (code, steps if true, steps if false, operand)."""
    refused = list(machine.refused.values())
    cloning = 5 + len(refused)  # where clone is judged, and after it the three ways to end
    allow, refuse, not_there = cloning + 3, cloning + 4, cloning + 5
    lines: list[tuple[int, int, int, int]] = [  # code, where to go on if true and if false, operand
        (_LOAD, 1, 1, _MACHINE_AT),
        (_EQUAL, 2, refuse, machine.audit),
        (_LOAD, 3, 3, _NUMBER_AT),
        (_AT_LEAST, refuse, 4, _X32),
        (_EQUAL, not_there, 5, machine.clone3),
        *((_EQUAL, refuse, 6 + place, number) for place, number in enumerate(refused)),
        (_EQUAL, cloning + 1, allow, machine.clone),
        (_LOAD, cloning + 2, cloning + 2, _FLAGS_AT),
        (_BITS, allow, refuse, _CLONE_THREAD),
    ]
    ends = ((_RETURN, 0, 0, how) for how in (_ALLOW, _REFUSE, _NOT_THERE))
    steps = ((code, yes - at - 1, no - at - 1, operand) for at, (code, yes, no, operand) in enumerate(lines))
    return b"".join(struct.pack("=HBBI", *step) for step in (*steps, *ends))
