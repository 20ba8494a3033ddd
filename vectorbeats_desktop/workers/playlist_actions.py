"""What a person can ask of saved playlists and of ways through the music: one typed function for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import FileState, Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.playlists.dropped import Dropped
    from vectorbeats_desktop.engine.playlists.saved import ImportedPlaylist, RemovedPlaylist
    from vectorbeats_desktop.engine.session import Session

FOUND_AT_MOST = 12
LOOKED_THROUGH = 200  # of the tracks that hold the words somewhere


class MakeJob(Protocol):
    """Makes a job that works on the session. Errors are told by the window unless the caller tells of them."""

    def __call__(
        self, name: str, work: Callable[[Session, TaskContext], object], *, told_by_caller: bool = False
    ) -> Job: ...


class PlaylistActions(QObject):
    """Starts jobs on the session's playlists and routes. Short ones go to the lane of short calls."""

    changed = Signal()  # playlists, or what a person says of tracks, also by a command beside the window

    def __init__(self, make_job: MakeJob, small: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job, self._small = make_job, small
        # Each turn of the length slider asks for another path; only the last one is wanted.
        self._path_lane = Lane("path", latest_wins=True)
        # What shall follow in the queue must not wait for a path, and a new queue makes it worthless.
        self._onward_lane = Lane("onward", latest_wins=True)
        # Letters typed into a field that finds tracks.
        self._find_lane = Lane("find tracks", latest_wins=True)
        # The order of a queue, which a new queue makes worthless.
        self._order_lane = Lane("queue order", latest_wins=True)
        # A folder that is dropped is walked, which short calls must not wait for; each drop counts.
        self._drop_lane = Lane("drop")
        self.lanes = (self._path_lane, self._onward_lane, self._find_lane, self._order_lane, self._drop_lane)

    def tracks(self, name: str) -> Job:
        """Read a playlist; the result is its list of Tracks. An unknown name is told by the caller."""
        job = self._make_job(
            "read playlist", lambda session, ctx: session.playlists.tracks(name, ctx), told_by_caller=True
        )
        return self._small.add(job)

    def all(self) -> Job:
        """List them; the result is a list of Playlists."""
        return self._short("list playlists", lambda session: session.playlists.all())

    def names(self) -> Job:
        """List the names that are taken; the result is a list of them."""
        return self._short("list playlists", lambda session: [one.name for one in session.playlists.all()])

    def save(self, name: str, tracks: Sequence[Track], *, replace: bool = False) -> Job:
        """Save tracks under a name. Fails when it is taken, unless the person said that it shall be replaced."""
        chosen = list(tracks)
        job = self._short("save playlist", lambda session: session.playlists.save(name, chosen, replace=replace))
        return self._telling(job)

    def append(self, name: str, tracks: Sequence[Track]) -> Job:
        """Put those tracks behind the others that a playlist does not hold yet; the result is how many those were."""
        chosen = list(tracks)
        return self._telling(self._short("add to playlist", lambda session: session.playlists.append(name, chosen)))

    def rename(self, old: str, new: str) -> Job:
        """Give a playlist another name; fails when that one is taken."""
        return self._telling(self._short("rename playlist", lambda session: session.playlists.rename(old, new)))

    def delete(self, name: str) -> Job:
        """Forget a playlist; the result is a RemovedPlaylist, for `restore`."""
        return self._telling(self._short("delete playlist", lambda session: session.playlists.delete(name)))

    def restore(self, removed: RemovedPlaylist) -> Job:
        """Put back what was deleted."""
        return self._telling(self._short("restore playlist", lambda session: session.playlists.restore(removed)))

    def export(self, tracks: Sequence[Track], path: Path) -> Job:
        """Write tracks into a playlist file of the format that its ending says, in place of one that is there."""
        chosen = list(tracks)
        return self._short("export playlist", lambda _session: _export(chosen, path))

    def import_file(self, path: Path) -> Job:
        """Save a playlist file under a name that is free; the result is an ImportedPlaylist."""
        return self._telling(self._short("import playlist", lambda session: _import(session, path)))

    def between(self, start_id: str, end_id: str, count: int, through: Sequence[str] = ()) -> Job:
        """Find a path; the result is a tuple of Tracks, the first and the last among them. The newest wins."""
        job = self._make_job(
            "path",
            lambda session, ctx: session.routes.between(start_id, end_id, count, ctx, through=tuple(through)),
            told_by_caller=True,
        )
        return self._path_lane.add(job)

    def cancel_path(self) -> None:
        """Give up the path that is being looked for."""
        self._path_lane.cancel_all()

    def onward(self, played_ids: Sequence[str], count: int) -> Job:
        """Find what may follow after these; the result is a tuple of Tracks. The newest wins."""
        played = tuple(played_ids)
        job = self._make_job("onward", lambda session, ctx: session.routes.onward(played, count, ctx))
        return self._onward_lane.add(job)

    def by_likeness(self, start_id: str, track_ids: Sequence[str]) -> Job:
        """Put tracks in an order in which each is like the one before it; the result is their ids. The newest wins."""
        ids = tuple(track_ids)
        return self._order_lane.add(
            self._make_job("queue order", lambda session, ctx: session.routes.by_likeness(start_id, ids, ctx))
        )

    def find_tracks(self, words: str) -> Job:
        """Find a few tracks by title or artist, each recording once; the result is a list. The newest wins."""
        return self._find_lane.add(self._make_job("find tracks", lambda session, _ctx: _find(session, words)))

    def tracks_of_files(self, paths: Sequence[Path]) -> Job:
        """Find files in the library; the result is a list of their Tracks, in the order of the paths."""
        return self._short("find files", lambda session: _of_files(session, paths))

    def dropped(self, paths: Sequence[Path]) -> Job:
        """Find what files and folders hold for the queue; the result is a Dropped."""
        chosen = tuple(paths)
        return self._drop_lane.add(self._make_job("drop", lambda session, ctx: _dropped(session, chosen, ctx)))

    def _short(self, name: str, ask: Callable[[Session], object]) -> Job:
        return self._small.add(self._make_job(name, lambda session, _ctx: ask(session)))

    def _telling(self, job: Job) -> Job:
        job.succeeded.connect(lambda _result: self.changed.emit())
        return job


def _export(tracks: Sequence[Track], path: Path) -> None:
    from vectorbeats_desktop.engine.playlists.files import write_playlist_file

    write_playlist_file(path, tracks, replace=True)  # the dialog has asked


def _import(session: Session, path: Path) -> ImportedPlaylist:
    return session.playlists.import_file(path, session.playlists.free_name(path.stem))


def _dropped(session: Session, paths: Sequence[Path], ctx: TaskContext) -> Dropped:
    from vectorbeats_desktop.engine.playlists.dropped import dropped

    return dropped(session.catalog, paths, ctx)


def _find(session: Session, words: str) -> list[Track]:
    """Look in titles and artists first: the catalogue's filter also knows albums, genres and file names."""
    ids = session.catalog.page_ids(words, sort="title")
    found: dict[str, Track] = {}
    for track in session.catalog.rows(ids[:LOOKED_THROUGH]):
        if track.track_id and track.state is not FileState.UNREACHABLE:
            found.setdefault(track.track_id, track)
    wanted = [word.casefold() for word in words.split()]
    by_name = sorted(found.values(), key=lambda track: not _named(track, wanted))  # a stable sort: titles stay in order
    return by_name[:FOUND_AT_MOST]


def _named(track: Track, words: Sequence[str]) -> bool:
    name = f"{track.name} {track.tags.artist}".casefold()
    return all(word in name for word in words)


def _of_files(session: Session, paths: Sequence[Path]) -> list[Track]:
    found = session.catalog.tracks_by_path(list(paths))
    return [found[path] for path in paths if path in found]
