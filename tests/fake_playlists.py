"""Playlists, routes and duplicates in memory, for tests of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.errors import BadQuery, KnownError
from vectorbeats_desktop.engine.library.catalog import PlaylistEntry
from vectorbeats_desktop.engine.library.saved_names import NameTaken, free_name
from vectorbeats_desktop.engine.playlists.saved import ImportedPlaylist, RemovedPlaylist
from vectorbeats_desktop.engine.records import DuplicateGroup, Playlist, Track
from vectorbeats_desktop.engine.task import Progress, TaskContext


class FakePlaylists:
    """Answers as Playlists does. `lost` counts for each name the entries that the library does not have."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Track]] = {}
        self.lost: dict[str, int] = {}
        self._removed: dict[str, list[Track]] = {}

    def all(self) -> list[Playlist]:
        return [
            Playlist(name, len(self.kept[name]) + self.lost.get(name, 0), 1.0)
            for name in sorted(self.kept, key=str.casefold)
        ]

    def free_name(self, wanted: str) -> str:
        return free_name(wanted, self.kept)

    def save(self, name: str, tracks: Sequence[Track], *, replace: bool = False) -> None:
        if name in self.kept and not replace:
            raise NameTaken(f"There is a playlist named “{name}” already.")
        self.kept[name] = list(tracks)

    def append(self, name: str, tracks: Sequence[Track]) -> int:
        new = [track for track in tracks if track not in self.kept[name]]
        self.kept[name] += new
        return len(new)

    def tracks(self, name: str, ctx: TaskContext | None = None) -> list[Track]:
        if name not in self.kept:
            raise BadQuery(f"There is no playlist named “{name}”.")
        return list(self.kept[name])

    def rename(self, old: str, new: str) -> None:
        if new in self.kept:
            raise NameTaken(f"There is a playlist named “{new}” already.")
        self.kept[new] = self.kept.pop(old)

    def delete(self, name: str) -> RemovedPlaylist:
        self._removed[name] = self.kept.pop(name)
        return RemovedPlaylist(name, tuple(PlaylistEntry(one.track_id, one.path) for one in self._removed[name]))

    def restore(self, removed: RemovedPlaylist) -> None:
        self.save(removed.name, self._removed[removed.name])

    def import_file(self, path: Path, name: str = "", *, replace: bool = False) -> ImportedPlaylist:
        self.save(name or path.stem, [], replace=replace)
        return ImportedPlaylist(name or path.stem, 3, (Path("/elsewhere/1.flac"),))


class FakeRoutes:
    """`way` and `more` decide what is found, or raise; `hold` keeps a path at a checkpoint until it is set."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, int, tuple[str, ...]]] = []
        self.played: list[tuple[str, ...]] = []
        self.way: Callable[[int], tuple[Track, ...]] = lambda _count: ()
        self.more: Callable[[tuple[str, ...]], tuple[Track, ...]] = lambda _played: ()
        self.hold = threading.Event()
        self.hold.set()

    def between(
        self, start_id: str, end_id: str, count: int, ctx: TaskContext, through: Sequence[str] = ()
    ) -> tuple[Track, ...]:
        self.asked.append((start_id, end_id, count, tuple(through)))
        wait(self.hold, ctx)
        return self.way(count)

    def onward(self, played_ids: Sequence[str], count: int, ctx: TaskContext) -> tuple[Track, ...]:
        self.played.append(tuple(played_ids))
        wait(self.hold, ctx)
        return self.more(tuple(played_ids))[:count]

    def by_likeness(self, start_id: str, track_ids: Sequence[str], ctx: TaskContext) -> tuple[str, ...]:
        """From behind: a made-up likeness."""
        wait(self.hold, ctx)
        return tuple(reversed(track_ids))


class FakeRecognition:
    """Finds `groups`, or fails with `error`; `hold` keeps the search at a checkpoint until it is set.

    `answer` is what a recording is recognised as, and `heard` how much of it was listened to, in seconds.
    """

    def __init__(self) -> None:
        self.groups: tuple[DuplicateGroup, ...] = ()
        self.error: KnownError | None = None
        self.answer: object = None
        self.heard: list[float] = []
        self.hold = threading.Event()
        self.hold.set()

    def duplicates(self, ctx: TaskContext) -> tuple[DuplicateGroup, ...]:
        ctx.report(Progress("duplicates", 250, 1000, left_s=30.0))
        wait(self.hold, ctx)
        if self.error is not None:
            raise self.error
        return self.groups

    def listen(self, samples: NDArray[np.float32], rate_hz: int, ctx: TaskContext) -> object:
        self.heard.append(len(samples) / rate_hz)
        if self.error is not None:
            raise self.error
        return self.answer


def wait(hold: threading.Event, ctx: TaskContext) -> None:
    while not hold.wait(0.005):
        ctx.checkpoint()
