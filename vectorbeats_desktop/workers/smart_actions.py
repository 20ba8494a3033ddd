"""What a person can ask of playlists that fill themselves: one typed function for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import SavedSearch, Track
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane
from vectorbeats_desktop.workers.playlist_actions import MakeJob

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.playlists.recipe import Recipe
    from vectorbeats_desktop.engine.playlists.smart import Filled
    from vectorbeats_desktop.engine.session import Session

FIRST = 500  # tracks that are read at once: as many as a queue takes
PREVIEWED = 8
COMPLETED = ("artist", "album", "genre", "format")


@dataclass(frozen=True, slots=True, eq=False)
class FilledPlaylist:
    """What a recipe gives now, and the first of its tracks."""

    recipe: Recipe
    filled: Filled
    first: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """What rules can speak of: words by their field, folders, and the names of playlists and saved searches."""

    words: Mapping[str, Sequence[str]]
    folders: tuple[Path, ...] = ()
    playlists: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()


class SmartActions(QObject):
    """Starts jobs on the session's smart playlists. Short ones go to the lane of short calls."""

    changed = Signal()  # one was made, or is filled by something else

    def __init__(self, make_job: MakeJob, small: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job, self._small = make_job, small
        # A search may take part, and whoever goes on to another playlist waits for that one only.
        self._fill_lane = Lane("fill playlist", latest_wins=True)
        # Each change of a rule asks anew, beside the playlist that is shown meanwhile.
        self._preview_lane = Lane("preview playlist", latest_wins=True)
        # What is kept or written is no longer shown only, and must not be given up for what is shown next.
        self._whole_lane = Lane("whole playlist")
        self.lanes = (self._fill_lane, self._preview_lane, self._whole_lane)

    def fill(self, name: str) -> Job:
        """Fill a smart playlist; the result is a FilledPlaylist. The newest wins. Errors are told by the caller."""
        job = self._make_job("fill playlist", lambda session, ctx: _filled(session, name, ctx), told_by_caller=True)
        return self._fill_lane.add(job)

    def preview(self, recipe: Recipe) -> Job:
        """Look what a recipe would give; the result is a FilledPlaylist. The newest wins. The caller tells errors."""
        job = self._make_job("preview", lambda session, ctx: _previewed(session, recipe, ctx), told_by_caller=True)
        return self._preview_lane.add(job)

    def open(self, name: str = "") -> Job:
        """Read what the editor needs; the result is a Recipe, or None for a new playlist, and the Offers."""
        return self._short("open smart playlist", lambda session, _ctx: _opened(session, name))

    def save(self, name: str, recipe: Recipe, *, replace: bool = False) -> Job:
        """Keep a smart playlist; the result is its name. Fails when that is taken, unless it shall be replaced."""
        job = self._short(
            "save smart playlist",
            lambda session, _ctx: session.smart_playlists.save(name, recipe, replace=replace),
        )
        job.succeeded.connect(self._tell)
        return job

    def of_search(self, search: SavedSearch) -> Job:
        """Make one that a saved search fills, under a name that is free, which is the result."""
        job = self._make_job("smart playlist of a search", lambda session, ctx: _of_search(session, search, ctx))
        self._whole_lane.add(job)
        job.succeeded.connect(self._tell)
        return job

    def tracks(self, name: str) -> Job:
        """Read all that a smart playlist holds now; the result is its list of Tracks."""
        job = self._make_job("read smart playlist", lambda session, ctx: session.playlists.tracks(name, ctx))
        return self._whole_lane.add(job)

    def export(self, name: str, path: Path) -> Job:
        """Write what a smart playlist holds now into a file, in place of one that is there."""
        job = self._make_job(
            "export smart playlist",
            lambda session, ctx: session.playlists.export(name, path, replace=True, ctx=ctx),  # the dialog has asked
        )
        return self._whole_lane.add(job)

    def _short(self, name: str, work: Callable[[Session, TaskContext], object]) -> Job:
        return self._small.add(self._make_job(name, work))

    def _tell(self, _result: object) -> None:
        self.changed.emit()


def _filled(session: Session, name: str, ctx: TaskContext) -> FilledPlaylist:
    recipe = session.smart_playlists.recipe(name)
    filled = session.smart_playlists.fill(name, ctx)
    return FilledPlaylist(recipe, filled, tuple(session.catalog.rows(filled.file_ids[:FIRST])))


def _previewed(session: Session, recipe: Recipe, ctx: TaskContext) -> FilledPlaylist:
    filled = session.smart_playlists.filled_by(recipe, ctx)
    return FilledPlaylist(recipe, filled, tuple(session.catalog.rows(filled.file_ids[:PREVIEWED])))


def _opened(session: Session, name: str) -> tuple[Recipe | None, Offers]:
    words: dict[str, Sequence[str]] = {field: session.catalog.known_texts(field) for field in COMPLETED}
    words["mood"] = sorted(session.space.names)
    offers = Offers(
        words,
        tuple(folder.path for folder in session.folders()),
        tuple(one.name for one in session.playlists.all() if one.name != name),
        tuple(one.name for one in session.searches.saved()),
    )
    return session.smart_playlists.recipe(name) if name else None, offers


def _of_search(session: Session, search: SavedSearch, ctx: TaskContext) -> str:
    from vectorbeats_desktop.engine.playlists.recipe import Order, Recipe

    recipe = Recipe(search=search.name, order=Order.RANK, tracks=search.query.limit)
    name = session.smart_playlists.save(session.playlists.free_name(search.name), recipe)
    session.smart_playlists.fill(name, ctx)  # so that it is listed with a count
    return name
