"""Notice changes in the library's folders while the program runs."""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES

QUIET_S = 2.0  # a file that is being copied keeps changing; it is looked at when that ends
LONGEST_WAIT_S = 30.0  # but a folder that never rests is looked at as well
MOST_EVENTS = 1_000  # at once, of which each place is remembered
WHOLE_S = 6 * 3_600.0  # so long nothing but the places that are told of is looked at

# fmt: off
NETWORK_FILE_SYSTEMS = frozenset((
    "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "davfs2", "9p",
    "ncpfs", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.s3fs",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "macfuse", "osxfuse",
))
# fmt: on

# Reading a file must not count as a change of it: opening and closing are left out.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]


def is_network_path(path: Path) -> bool:
    """True when a path lies on a network share, whose changes by other computers the system does not tell."""
    text = os.path.realpath(path)
    if text.startswith("\\\\"):
        return True
    mounts = [p for p in psutil.disk_partitions(all=True) if Path(text).is_relative_to(p.mountpoint)]
    if not mounts:
        return False
    nearest = max(mounts, key=lambda p: len(p.mountpoint))
    return nearest.fstype.lower() in NETWORK_FILE_SYSTEMS or "remote" in nearest.opts.split(",")


@dataclass(slots=True)
class _Noted:
    """What happened in a folder since it was last told: when, how often, and where."""

    first: float  # monotonic seconds
    last: float
    events: int = 0
    places: set[Path] = field(default_factory=set)
    anywhere: bool = False  # not all places are known


@dataclass(frozen=True, slots=True)
class _Watched:
    """A folder that is watched, and which one it was when that began."""

    observer: BaseObserver
    identity: tuple[int, int] | None

    @property
    def polled(self) -> bool:
        return isinstance(self.observer, PollingObserver)

    def still_is(self, identity: tuple[int, int] | None) -> bool:
        """Whether what lies there now is what is watched: a folder of the same name is not told of by the system.

        One that was deleted ends its emitter; the number of its inode may be another's by now. Polling goes by name.
        """
        emitters = self.observer.emitters
        alive = bool(emitters) and all(emitter.is_alive() for emitter in emitters)
        return alive and identity is not None and (self.polled or identity == self.identity)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Device and inode of a folder; None where there is none."""
    try:
        found = folder.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


class FolderWatcher:
    """Calls `on_change` with the places at which music came, went or changed, once their folder is quiet.

    A place is a file or folder inside of a folder that is watched; that folder itself is told where anything in it may
    have changed: the first time, after so many changes that some may have been lost, now and then in case one was, and
    on systems that do not tell of each change or when they lost some.

    `on_change` runs in the watcher's own thread. Folders on network shares, and folders that
    the system cannot watch (too many of them), are polled. A folder that comes back, goes
    away or is replaced as a whole, such as a drive, is noticed by looking every `poll_interval_s` seconds.
    """

    def __init__(
        self, folders: Iterable[Path], on_change: Callable[[set[Path]], None], poll_interval_s: float = 60.0
    ) -> None:
        self._folders = list(folders)
        self._on_change = on_change
        self._interval_s = poll_interval_s
        self._watched: dict[Path, _Watched] = {}
        self._changed: dict[Path, _Noted] = {}
        self._told_whole: dict[Path, float] = {}  # when any change in a folder was told of, monotonic seconds
        self._losses = _Losses(self._note_anywhere)
        self._wake = threading.Condition()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._ending: threading.Thread | None = None

    @property
    def folders(self) -> frozenset[Path]:
        """The folders that it was given."""
        return frozenset(self._folders)

    def start(self) -> None:
        """Begin to watch. Raises RuntimeError when it has begun before."""
        if self._thread is not None:
            raise RuntimeError("A FolderWatcher starts once.")
        _OBSERVER_LOG.addHandler(self._losses)
        for folder in self._folders:
            self._watch(folder)
        self._thread = threading.Thread(target=self._run, name="folder-watcher", daemon=True)
        self._thread.start()

    def tell_whole(self, folders: Iterable[Path]) -> None:
        """Tell of these folders as if anything in them had changed, once they are quiet."""
        for folder in folders:
            self._note(folder, None)

    def stop(self, wait_s: float | None = None) -> bool:
        """Stop watching; once it has returned True, `on_change` is not called any more and no thread is left.

        False when that takes longer than `wait_s`: a network drive that is gone holds up whoever looks at it.
        """
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._ending is None:
            # The observers' own `stop` waits without a limit for a look that goes on.
            self._ending = threading.Thread(target=self._end, name="folder-watcher-end", daemon=True)
            self._ending.start()
        self._ending.join(wait_s)
        return not self._ending.is_alive()

    def _end(self) -> None:
        if self._thread is not None:
            self._thread.join()
        for folder in list(self._watched):
            self._unwatch(folder)
        _OBSERVER_LOG.removeHandler(self._losses)

    @property
    def polled(self) -> set[Path]:
        """The folders that are polled because the system does not tell of their changes."""
        return {folder for folder, watched in self._watched.items() if watched.polled}

    def _run(self) -> None:
        next_look = time.monotonic() + self._interval_s
        while True:
            with self._wake:
                if self._stopping:
                    return
                self._wake.wait(self._pause(next_look))
                if self._stopping:
                    return
                ready = self._take_quiet(time.monotonic())
            if time.monotonic() >= next_look:
                turned = self._look_for_drives()
                ready |= turned
                self._told_whole.update(dict.fromkeys(turned, time.monotonic()))
                next_look = time.monotonic() + self._interval_s
            if ready and not self._stopping:
                self._on_change(ready)

    def _pause(self, next_look: float) -> float:
        """Seconds until something is due; the lock is held."""
        due = [min(noted.last + QUIET_S, noted.first + LONGEST_WAIT_S) for noted in self._changed.values()]
        return max(0.0, min([next_look, *due]) - time.monotonic())

    def _take_quiet(self, now: float) -> set[Path]:
        quiet = [
            folder
            for folder, noted in self._changed.items()
            if now >= min(noted.last + QUIET_S, noted.first + LONGEST_WAIT_S)
        ]
        return set[Path]().union(*(self._places(folder, self._changed.pop(folder), now) for folder in quiet))

    def _places(self, folder: Path, noted: _Noted, now: float) -> set[Path]:
        """Where to look: at the outermost places that are known, or at the whole folder."""
        told = self._told_whole.get(folder)
        if noted.anywhere or told is None or now - told > WHOLE_S:
            self._told_whole[folder] = now
            return {folder}
        return {place for place in noted.places if noted.places.isdisjoint(place.parents)}

    def _look_for_drives(self) -> set[Path]:
        """Folders that came, went or were replaced as a whole since the last look; watching follows them."""
        turned: set[Path] = set()
        for folder in self._folders:
            now, watched = _identity(folder), self._watched.get(folder)
            if now is None if watched is None else watched.still_is(now):
                continue
            turned.add(folder)
            if watched is not None:
                self._unwatch(folder)
            self._watch(folder)
        return turned

    def _watch(self, folder: Path) -> None:
        identity = _identity(folder)  # before it is watched: one that takes its place meanwhile is noticed
        if identity is None:
            return
        makers: list[Callable[[], BaseObserver]] = [lambda: PollingObserver(timeout=self._interval_s)]
        if not is_network_path(folder):
            makers.insert(0, Observer)
        for make in makers:
            observer = make()
            # Elsewhere what is told may be of a folder only, or come without what was lost.
            exact = sys.platform == "linux" or isinstance(observer, PollingObserver)
            handler = _Handler(folder, self._note, exact)
            observer.start()
            try:
                observer.schedule(handler, str(folder), recursive=True, event_filter=_EVENTS)
            except OSError:  # the system's limit of watches, or a folder inside that may not be read
                observer.stop()
                observer.join()
                continue
            self._watched[folder] = _Watched(observer, identity)
            return

    def _unwatch(self, folder: Path) -> None:
        observer = self._watched.pop(folder).observer
        observer.stop()
        observer.join()

    def _note(self, folder: Path, places: Iterable[Path] | None) -> None:
        """Take note of a change at these places; None is anywhere in the folder."""
        now = time.monotonic()
        with self._wake:
            noted = self._changed.setdefault(folder, _Noted(now, now))
            noted.last = now
            noted.events += 1
            noted.anywhere |= places is None or noted.events > MOST_EVENTS
            noted.places.update(() if noted.anywhere else places or ())
            self._wake.notify()

    def _note_anywhere(self) -> None:
        for folder in self._folders:
            self._note(folder, None)


_OBSERVER_LOG = logging.getLogger("watchdog.observers")


class _Losses(logging.Handler):
    """Hears of events that were lost, which the observers tell their log alone: more came than the system keeps."""

    def __init__(self, lost: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lost = lost

    def emit(self, record: logging.LogRecord) -> None:
        self._lost()


class _Handler(FileSystemEventHandler):
    """Passes on changes that concern music: of folders, and of files that are named like music.

    `exact` says that each change is told of with its place.
    """

    def __init__(self, folder: Path, note: Callable[[Path, Iterable[Path] | None], None], exact: bool) -> None:
        self._folder = folder
        self._note = note
        self._exact = exact

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if event.is_directory or any(path.suffix.lower() in AUDIO_SUFFIXES for path in paths):
            known = self._exact and all(self._folder in path.parents for path in paths)
            self._note(self._folder, paths if known else None)
