"""Names and entries of a folder that are no plain files with plain names, as far as a system can have them."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.broken.sounds import pcm, riff, sound, tune

NAMES: tuple[bytes, ...] = (
    b"two\nlines.mp3",
    b"a\ttab and \x1b[2J.mp3",
    "emoji 🎹💥.mp3".encode(),
    "rechts-nach-links \u202e3pm.mp3".encode(),
    "e\u0301 decomposed.mp3".encode(),
    "ü".encode() * 123 + b".mp3",  # 250 bytes
    b"x" * 246 + b".mp3",
    b"not UTF-8 \xff\xfe\x80.mp3",
    b"-rf --help.mp3",
    b"  spaces around  .mp3",
    b'it\'s "quoted" `here`.mp3',
    b"%s %d %n {0} $(reboot).mp3",
    b"back\\slash.mp3",
    b"x\\..\\..\\up.mp3",
    b"file:name.mp3",
    b"concat:a|b.mp3",
    b"http:..example.org.mp3",
    b"CON.mp3",
    b"shouting.MP3",
    b"dots...mp3",
)


PIPES = frozenset({"a pipe", "beside a cover that is a pipe"})
LINKS = frozenset({"a dangling link", "a link to itself", "a link to a device"})
SOCKET = frozenset({"a socket"})
NO_NAME_ON_WINDOWS = re.compile(rb'[\x00-\x1f<>:"/\\|?*]|^(CON|PRN|AUX|NUL|COM\d|LPT\d)\.', re.IGNORECASE)


def not_on(system: str) -> frozenset[str]:
    """The kinds of entries that a system (`sys.platform`) cannot have, or lets only an administrator make."""
    if system == "win32":
        return PIPES | LINKS | SOCKET
    return frozenset() if system == "linux" else SOCKET  # its short way to a long path is Linux's


def names_on(system: str, names: Sequence[bytes] = NAMES) -> tuple[bytes, ...]:
    """Those of some names that files may have on a system: Windows forbids signs, macOS what is not UTF-8."""
    if system == "linux":
        return tuple(names)
    names = tuple(name for name in names if name.decode(errors="ignore").encode() == name)
    return names if system != "win32" else tuple(name for name in names if not NO_NAME_ON_WINDOWS.search(name))


def write_names(folder: Path) -> list[Path]:
    """Good music under every strange name, each with its own sound; that it is a WAV is no matter."""
    paths = [folder / os.fsdecode(name) for name in names_on(sys.platform)]
    for number, path in enumerate(paths):
        path.write_bytes(riff(pcm(tune(600.0 + number, 0.3))))
    return paths


def write_entries(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything in a folder that is no plain file; yields its kind and its path."""
    inside = folder / "a folder.mp3"
    inside.mkdir()
    (inside / "song.mp3").write_bytes(sound("mp3", 630.0))
    yield "inside a folder named like music", inside / "song.mp3"
    (folder / "list.m3u").write_text("../../../etc/passwd\n../good.wav\n")
    yield "a playlist", folder / "list.m3u"
    if sys.platform != "win32":
        yield from _pipes(folder)
        yield from _links(folder)
    if sys.platform == "linux":
        yield _socket(folder)


def _pipes(folder: Path) -> Iterator[tuple[str, Path]]:
    os.mkfifo(folder / "a pipe.mp3")
    yield "a pipe", folder / "a pipe.mp3"
    album = folder / "album"
    album.mkdir()
    (album / "song.mp3").write_bytes(sound("mp3", 631.0))
    os.mkfifo(album / "cover.jpg")
    yield "beside a cover that is a pipe", album / "song.mp3"


def _links(folder: Path) -> Iterator[tuple[str, Path]]:
    for kind, target in (("a dangling link", "nowhere"), ("a link to itself", "a link to itself.mp3")):
        (folder / f"{kind}.mp3").symlink_to(target)
        yield kind, folder / f"{kind}.mp3"
    (folder / "endless.mp3").symlink_to("/dev/zero")
    yield "a link to a device", folder / "endless.mp3"
    (folder / "round").symlink_to(".", target_is_directory=True)


def _socket(folder: Path) -> tuple[str, Path]:
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(folder, os.O_RDONLY)
        listening.bind(f"/proc/self/fd/{here}/a socket.mp3")  # a socket's own path must be short
        os.close(here)
    return "a socket", folder / "a socket.mp3"
