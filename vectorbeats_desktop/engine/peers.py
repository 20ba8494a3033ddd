"""Who is at the other end of a local socket, as the system itself says: nobody can claim to be another user."""

from __future__ import annotations

import os
import socket
import struct
import sys

_LINUX = struct.Struct("3i")  # pid, uid, gid: struct ucred
_MAC = struct.Struct("=IIh")  # version, uid, number of groups: the begin of struct xucred
_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED_BYTES = 0, 1, 76


def is_same_user(descriptor: int) -> bool:
    """Whether the other end of a connected Unix socket belongs to this process's user.

    On Windows, where the secret in the data folder alone decides: True. Raises OSError when the system does not say.
    """
    if os.name == "nt":
        return True
    return user_of(descriptor) == os.geteuid()


def user_of(descriptor: int) -> int:
    """The number of the user at the other end, by SO_PEERCRED or LOCAL_PEERCRED. Raises OSError."""
    with socket.socket(socket.AF_UNIX, fileno=os.dup(descriptor)) as opened:
        if sys.platform == "darwin":
            told = opened.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED_BYTES)
            return int(_MAC.unpack_from(told)[1])
        told = opened.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _LINUX.size)
        return int(_LINUX.unpack(told)[1])
