"""What the program keeps of a person's doings on this computer, in one table, and how each is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol, TypeVar

from vectorbeats_desktop.engine import leavings
from vectorbeats_desktop.engine.backup.copies import Copies
from vectorbeats_desktop.engine.details import Details
from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.journal import Journal
from vectorbeats_desktop.engine.library import waiting
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.remote.spotify.cache import Cache
from vectorbeats_desktop.engine.search import picture_memory
from vectorbeats_desktop.engine.search.saved import Searches
from vectorbeats_desktop.engine.store.client import VectorStore

Value = TypeVar("Value")


class Keeper(Protocol):
    """What has it all; a Session does."""

    @property
    def catalog(self) -> Catalog: ...
    @property
    def store(self) -> VectorStore: ...
    @property
    def searches(self) -> Searches: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def details(self) -> Details: ...
    @property
    def copies(self) -> Copies: ...
    @property
    def paths(self) -> Paths: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is kept: how many there are, and how all of them are deleted for good."""

    name: str
    title: str
    text: str
    count: Callable[[Keeper], int]
    forget: Callable[[Keeper], None]


KEPT: tuple[Kept, ...] = (
    Kept(
        "history",
        "Searches you made",
        "What was asked, the last two hundred times: words, and where pictures and sounds lie.",
        lambda keeper: len(keeper.searches.asked()),
        lambda keeper: keeper.searches.clear_history(),
    ),
    Kept(
        "searches",
        "Searches you saved",
        "With copies of the pictures and sounds of theirs that had no lasting place.",
        lambda keeper: len(keeper.searches.saved()),
        lambda keeper: keeper.searches.clear_saved(),
    ),
    Kept(
        "pictures",
        "Pictures you searched with",
        "What was read of them, as numbers. The pictures themselves, their names and places are not kept.",
        lambda keeper: len(picture_memory.remembered(keeper.store)),
        lambda keeper: picture_memory.forget_all(keeper.store),
    ),
    Kept(
        "hums",
        "Hums you confirmed",
        "Their tunes, so that a track is found sooner the next time. The recordings themselves are not kept.",
        lambda keeper: keeper.catalog.count_hums() + waiting.count(keeper.catalog, "hums"),
        lambda keeper: _forget_hums(keeper.catalog),
    ),
    Kept(
        "verdicts",
        "What you said of results",
        "Each “That’s it” and “Not this one”, with the search it was about.",
        lambda keeper: keeper.catalog.count_verdicts() + waiting.count(keeper.catalog, "verdicts"),
        lambda keeper: _forget_verdicts(keeper.catalog),
    ),
    Kept(
        "edits",
        "What you said of tracks",
        "Stars, and moods and tempos that were put right, with when that was; also of music that is not here now, and "
        "what waits to be told to the remote catalogue. What was shared stays there, and comes back with a sync.",
        lambda keeper: len(keeper.catalog.edits()),
        lambda keeper: _forget_edits(keeper),
    ),
    Kept(
        "spotify",
        "What Spotify said",
        "Of tracks you asked for: for a day what it said, and covers; for a month which track is which.",
        lambda keeper: _spotify(keeper, Cache.count),
        lambda keeper: _spotify(keeper, Cache.clear),
    ),
    Kept(
        "copies",
        "Copies of the library",
        "Made by themselves, by you, and before something was restored. Each holds all that was kept when it was made.",
        lambda keeper: len(keeper.copies.all()),
        lambda keeper: _delete(keeper.copies.clear),
    ),
    Kept(
        "takes",
        "Recordings and pictures of earlier runs",
        "Takes and dropped pictures go when the window closes. These were left behind when it ended by a crash.",
        lambda _keeper: leavings.files_left_behind(),
        lambda _keeper: _delete(leavings.remove_left_behind),
    ),
    Kept(
        "journal",
        "What the program has done",
        "Indexing runs, what went wrong with which file, how long searches took, and counts of all that; without what "
        "was searched for.",
        lambda keeper: keeper.journal.count(),
        lambda keeper: _delete(keeper.journal.clear),
    ),
)


def kept(name: str) -> Kept:
    """A line of the table. Raises KeyError."""
    return {one.name: one for one in KEPT}[name]


def _forget_hums(catalog: Catalog) -> None:
    catalog.clear_hums()
    waiting.forget(catalog, "hums")


def _forget_verdicts(catalog: Catalog) -> None:
    catalog.clear_verdicts()
    waiting.forget(catalog, "verdicts")


def _forget_edits(keeper: Keeper) -> None:
    """With what follows from it: the moods of tracks that were put right are as they were heard."""
    keeper.details.read_anew(sorted(keeper.catalog.clear_edits()))


def _spotify(keeper: Keeper, work: Callable[[Cache], Value]) -> Value:
    """Without what asks Spotify, which takes a second to load."""
    with closing(Cache(keeper.paths.cache)) as cache:
        return work(cache)


def _delete(delete: Callable[[], None]) -> None:
    try:
        delete()
    except OSError as error:
        raise DataFolderBroken(
            f"Some of it cannot be deleted: {error.strerror or error}.", "Close what uses it, and try again."
        ) from error
