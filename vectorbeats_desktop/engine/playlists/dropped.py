"""What becomes of files and folders that are put into the queue: tracks, of the library where it has them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.folders import normal_path
from vectorbeats_desktop.engine.library.scan import AUDIO_SUFFIXES, scan
from vectorbeats_desktop.engine.playlists.files import READ, read_playlist_file
from vectorbeats_desktop.engine.records import Track, loose_track
from vectorbeats_desktop.engine.task import TaskContext


@dataclass(frozen=True, slots=True)
class Dropped:
    """The tracks of a drop, in its order. Of them, `unknown` are not in the library: they can be played all the same.

    Once the library has these `folders`, it has those too.
    """

    tracks: tuple[Track, ...] = ()
    unknown: int = 0
    folders: tuple[Path, ...] = ()


def dropped(catalog: Catalog, paths: Sequence[Path], ctx: TaskContext) -> Dropped:
    """The tracks of these files, of all music in these folders (in the order of its paths), and of playlist files.

    What is no music, and what is neither there nor in the library, is left out.

    Raises:
        Cancelled: while a folder is walked.
        UnreadablePlaylist, DataFolderBroken.
    """
    found = list(_files(paths, ctx))
    known = catalog.tracks_by_path([path for path, _ in found])
    real = {path: Path(os.path.realpath(path)) for path, _ in found if path not in known}
    by_real = catalog.tracks_by_path(list(real.values()))
    tracks: list[Track] = []
    unknown, folders = 0, set()
    for path, folder in found:
        track = known.get(path) or by_real.get(real[path])
        if track is None:
            if path.suffix.lower() not in AUDIO_SUFFIXES or not path.is_file():
                continue
            track = loose_track(path)
            unknown += 1
            folders.add(folder)
        tracks.append(track)
    return Dropped(tuple(tracks), unknown, _outermost(folders))


def _files(paths: Sequence[Path], ctx: TaskContext) -> Iterator[tuple[Path, Path]]:
    """The files of a drop, each with the folder that would have to be added for it."""
    for path in map(normal_path, paths):
        if path.suffix.lower() in READ:
            yield from ((listed, listed.parent) for listed in read_playlist_file(path))
        elif path.is_dir():
            yield from ((Path(os.fsdecode(file.path)), path) for file in scan(path, ctx).files)
        else:
            yield path, path.parent


def _outermost(folders: Iterable[Path]) -> tuple[Path, ...]:
    """These folders without those that lie in another one of them."""
    chosen: list[Path] = []
    for folder in sorted(folders):
        if not any(folder.is_relative_to(one) for one in chosen):
            chosen.append(folder)
    return tuple(chosen)
