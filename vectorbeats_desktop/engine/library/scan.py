"""Walk a folder: which music files lie in it, and what could not be looked at."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vectorbeats_desktop.engine.library.entries import SeenFile
from vectorbeats_desktop.engine.records import FileProblem
from vectorbeats_desktop.engine.task import Progress, TaskContext

# fmt: off
AUDIO_SUFFIXES = frozenset((
    ".mp3", ".mp2", ".mp1", ".mpga", ".flac", ".ogg", ".oga", ".opus", ".spx", ".m4a", ".m4b", ".m4r", ".mp4",
    ".aac", ".adts", ".alac", ".wma", ".asf", ".wav", ".wave", ".w64", ".rf64", ".aiff", ".aif", ".aifc", ".afc",
    ".ape", ".wv", ".tta", ".tak", ".mpc", ".mp+", ".dsf", ".dff", ".mka", ".weba", ".caf", ".au", ".snd",
    ".ac3", ".eac3", ".dts", ".amr", ".ra", ".shn", ".xwma",
))
# fmt: on
"""Names that music files have, in lower case; what is inside is found out by reading them."""

_SUFFIXES = frozenset(suffix.encode() for suffix in AUDIO_SUFFIXES)

_SYSTEM_FOLDERS = frozenset(
    name.encode()
    for name in (
        "$recycle.bin",
        "system volume information",
        "lost+found",
        "@eadir",
        "#recycle",
        "#snapshot",
        "__macosx",
        "found.000",
    )
)

_HIDDEN_ATTRIBUTES = 0x2 | 0x4  # Windows: FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM
_INODE_BITS = 2**63 - 1  # SQLite's integers are signed
_REASONS = {
    errno.EACCES: "You have no right to read it.",
    errno.EPERM: "You have no right to read it.",
    errno.EIO: "The disk gave an error while it was read.",
    errno.ELOOP: "Its links lead in a circle.",
    errno.ENAMETOOLONG: "Its path is too long.",
    errno.ENOENT: "It is a link that leads nowhere.",
}


Tree = dict[bytes, "Tree | None"]
"""Names to look at in a folder, each with what to look at in it: None is everything."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What lies in a folder, or at some `places` in it only.

    `unread` are places that could not be looked at: nothing is known of what is in them.
    """

    folder: Path
    reachable: bool
    files: list[SeenFile] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    unread: tuple[bytes, ...] = ()
    device: int | None = None  # the number of the file system the folder lies on
    mounts: tuple[Path, ...] = ()  # folders inside it that lie on another file system
    places: tuple[bytes, ...] | None = None  # files and folders that alone were looked at; None: all was


def scan(folder: Path, ctx: TaskContext, follow_symlinks: bool = False, places: Collection[Path] | None = None) -> Scan:
    """Walk a folder and return what lies in it, in the order of the paths.

    With `places`, files and folders inside of it, only they are looked at, and the names on the way to them; the
    folder itself among them means all of it. What is not there is no error.

    Hidden and system folders are skipped. Links are followed when asked for, each folder once,
    so that a circle of links ends. What cannot be read is reported, and the walk goes on. A
    folder that is not there, or goes away during the walk, is not reachable; that is no error.

    Raises:
        Cancelled: at a checkpoint, one for each folder inside.
    """
    try:
        root = folder.stat()
        if not stat.S_ISDIR(root.st_mode):
            return Scan(folder, reachable=False)
        os.scandir(folder).close()
    except OSError as error:
        return Scan(folder, reachable=False, problems=_root_problem(folder, error))
    tree = None if places is None or folder in places else _tree(folder, places)
    walk = _Walk(folder, root, ctx, follow_symlinks)
    walk.run(tree)
    return walk.result(None if tree is None else tuple(sorted(map(os.fsencode, places or ()))))


def _tree(folder: Path, places: Collection[Path]) -> Tree:
    tree: Tree = {}
    for place in places:
        *parents, last = (os.fsencode(part) for part in place.relative_to(folder).parts)
        inner: Tree | None = tree
        for name in parents:
            inner = inner.setdefault(name, {}) if inner is not None else None
        if inner is not None:
            inner[last] = None
    return tree


class _Walk:
    """One walk, with a stack of its own, since folders may be nested deeper than Python's calls."""

    def __init__(self, folder: Path, root: os.stat_result, ctx: TaskContext, follow_symlinks: bool) -> None:
        self._folder = folder
        self._root = root
        self._ctx = ctx
        self._follow = follow_symlinks
        self._files: list[SeenFile] = []
        self._problems: list[FileProblem] = []
        self._unread: list[bytes] = []
        self._mounts: list[Path] = []
        self._visited = {(root.st_dev, root.st_ino)}

    def run(self, only: Tree | None) -> None:
        waiting = [(os.fsencode(self._folder), only)]
        while waiting:
            self._ctx.checkpoint()
            place, only = waiting.pop()
            waiting.extend(self._look_into(place, only))
            self._ctx.report(Progress("scan", len(self._files), 0, Path(os.fsdecode(place)).name))

    def result(self, places: tuple[bytes, ...] | None) -> Scan:
        self._files.sort(key=lambda file: file.path)
        try:
            still_there = self._folder.stat().st_dev == self._root.st_dev
        except OSError:
            still_there = False
        if not still_there:  # a drive pulled during the walk; what was not seen says nothing
            return Scan(self._folder, reachable=False)
        return Scan(
            self._folder,
            True,
            self._files,
            self._problems,
            tuple(self._unread),
            self._root.st_dev,
            tuple(self._mounts),
            places,
        )

    def _look_into(self, place: bytes, only: Tree | None) -> Iterator[tuple[bytes, Tree | None]]:
        # Names are compared with those that are there: where case is not told apart, asking for one would find another.
        try:
            with os.scandir(place) as entries:
                chosen = entries if only is None else (entry for entry in entries if entry.name in only)
                found = sorted(chosen, key=lambda entry: entry.name, reverse=True)
        except FileNotFoundError:
            return  # it was removed after we had seen it
        except OSError as error:
            self._report(place, error, "folder")
            return
        for entry in found:
            if self._enter(entry):
                yield entry.path, None if only is None else only[entry.name]

    def _enter(self, entry: os.DirEntry[bytes]) -> bool:
        """Take a file into account; return True for a folder to look into."""
        if entry.name.startswith(b"."):
            return False
        musical = _suffix(entry.name) in _SUFFIXES
        try:
            if entry.is_symlink() and not self._follow:
                return False
            if entry.is_dir():
                return self._enter_folder(entry)
            if musical:
                self._take(entry, entry.stat())
        except OSError as error:
            if musical or error.errno != errno.ENOENT:
                self._report(entry.path, error, "folder" if entry.is_dir(follow_symlinks=False) else "file")
        return False

    def _enter_folder(self, entry: os.DirEntry[bytes]) -> bool:
        if entry.name.lower() in _SYSTEM_FOLDERS:
            return False
        found = Path(os.fsdecode(entry.path)).stat()  # on Windows an entry's own stat has no inode and no device
        if getattr(found, "st_file_attributes", 0) & _HIDDEN_ATTRIBUTES:
            return False
        key = (found.st_dev, found.st_ino)
        if key in self._visited:
            return False
        self._visited.add(key)
        if found.st_dev != self._root.st_dev:
            self._mounts.append(Path(os.fsdecode(entry.path)))
        return True

    def _take(self, entry: os.DirEntry[bytes], found: os.stat_result) -> None:
        if getattr(found, "st_file_attributes", 0) & _HIDDEN_ATTRIBUTES:
            return
        if stat.S_ISREG(found.st_mode):
            self._files.append(SeenFile(entry.path, found.st_size, found.st_mtime_ns, found.st_ino & _INODE_BITS))
            return
        path = Path(os.fsdecode(entry.path))
        self._problems.append(
            FileProblem(path, "scan", "unreadable_file", "This is no ordinary file, only its name looks like music.")
        )

    def _report(self, place: bytes, error: OSError, kind: str) -> None:
        self._unread.append(place)
        self._problems.append(_problem(Path(os.fsdecode(place)), error, kind))


def _suffix(name: bytes) -> bytes:
    stem, dot, last = name.rpartition(b".")
    return dot + last.lower() if stem else b""


def _problem(path: Path, error: OSError, kind: str) -> FileProblem:
    reason = _REASONS.get(error.errno or 0, f"{os.strerror(error.errno or 0)}.")
    hint = "Give yourself the right to read it, then scan again." if error.errno in (errno.EACCES, errno.EPERM) else ""
    return FileProblem(path, "scan", f"unreadable_{kind}", f"This {kind} could not be read. {reason}", hint)


def _root_problem(folder: Path, error: OSError) -> list[FileProblem]:
    return [] if isinstance(error, FileNotFoundError) else [_problem(folder, error, "folder")]
