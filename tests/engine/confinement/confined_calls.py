"""What a confined worker tries in a test: each returns what it could do, or raises OSError."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.errors import UnreadableFile


class Bomb:
    """When it is unpickled, it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self._folder),)


def refused(what: str, *args: Any) -> str:
    """The error with which the system refuses something, by name; "" when it lets it happen."""
    try:
        TRIED[what](*args)
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return ""


def hand_over(folder: Path) -> Bomb:
    return Bomb(folder)


def swallow() -> None:
    bytearray(4_000_000_000)


def pretend(path: Path) -> None:
    raise UnreadableFile(f"{path.name} is fine")


def _connect(kind: int, port: int) -> None:
    with socket.socket(socket.AF_INET, kind) as made:
        made.connect(("127.0.0.1", port))
        made.send(b"secret")


def _thread() -> None:
    ran: list[int] = []
    thread = threading.Thread(target=lambda: ran.append(1))
    thread.start()
    thread.join()
    if not ran:
        raise OSError


TRIED: dict[str, Callable[..., Any]] = {
    "tcp": lambda port: _connect(socket.SOCK_STREAM, port),
    "udp": lambda port: _connect(socket.SOCK_DGRAM, port),
    "unix": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
    "socket pair": lambda: socket.socketpair(),
    "listen": lambda: socket.create_server(("127.0.0.1", 0)),
    "run": lambda: subprocess.run(["/bin/true"], check=True),
    "shell": lambda: os.execv("/bin/sh", ["sh", "-c", "true"]),
    "fork": lambda: os.fork() or os._exit(0),
    "signal the parent": lambda: os.kill(os.getppid(), 0),
    "write": lambda path: path.write_text("!"),
    "change": lambda path: path.open("r+b"),
    "cut": lambda path: os.truncate(path, 0),
    "delete": lambda path: path.unlink(),
    "open to all": lambda path: path.chmod(0o777),
    "link": lambda path: path.symlink_to("/etc"),
    "move": lambda path: path.rename(path.with_suffix(".moved")),
    "make a folder": lambda path: path.mkdir(),
    "large file": lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 2**31),
    "memory": lambda: bytearray(4_000_000_000),
    "read": lambda path: path.read_bytes(),
    "list": lambda path: list(path.iterdir()),
    "thread": _thread,
}
