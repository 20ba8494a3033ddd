"""The search service: a query in, ranked and explained hits out."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import Kind, Query, SearchResult
from vectorbeats_desktop.engine.search.channel import Channel, ReadPart
from vectorbeats_desktop.engine.search.confidence import Spread
from vectorbeats_desktop.engine.search.filters import FilteredTracks, TrackFilter, checked_filter
from vectorbeats_desktop.engine.search.fusion import Ranking, Weighed, candidates, fuse
from vectorbeats_desktop.engine.search.library_view import LibraryView, LibraryViews
from vectorbeats_desktop.engine.search.reader import PartReader
from vectorbeats_desktop.engine.search.results import HitList
from vectorbeats_desktop.engine.task import Progress, TaskContext

LEAST_CANDIDATES = 400  # from each channel
CANDIDATES_PER_HIT = 4
SCORED_WHOLE = 1_000  # a library up to this size needs no candidates: all of it is scored
LONGEST_LIST = 10_000
EMPTY_LIBRARY = "The library is empty. Add a folder of music first."
NOTHING_READY = "No music has been analysed yet. Results come as soon as the first tracks are ready."
NOT_UNDERSTOOD = "Nothing in the query could be understood. Try other words, or a picture."


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds that each step of a search took."""

    began: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        began = time.perf_counter()
        yield
        self.steps[name] = self.steps.get(name, 0.0) + _milliseconds(began)

    def timings_ms(self) -> Mapping[str, float]:
        """All steps so far, and "total"."""
        return {**self.steps, "total": _milliseconds(self.began)}


class SearchService:
    """Asks every channel about every part, adds up what they say, and makes a list of it.

    Safe to use from several threads.
    """

    def __init__(self, catalog: Catalog, reader: PartReader, channels: Sequence[Channel]) -> None:
        self._catalog = catalog
        self._reader = reader
        self._channels = tuple(channels)
        self._views = LibraryViews(catalog)
        self._filtered = FilteredTracks(catalog)

    def search(self, query: Query, ctx: TaskContext) -> SearchResult:
        """Return the hits, best first, at most `query.limit`; `searched` of `total` files are ready.

        The same query on the same library gives the same answer. Raises BadQuery,
        UnreadablePicture, UnreadableFile, StoreUnavailable, Cancelled.
        """
        watch = Stopwatch()
        tracks = _checked(query)
        with watch.step("view"):
            status = self._catalog.status()
            view = self._views.current()
            allowed = self._filtered.allowed(tracks, view.revision)
        parts = self._read(query, ctx, watch)
        notices = [notice for part in parts for notice in part.notices]
        if not status.files:
            return SearchResult((), 0, 0, (EMPTY_LIBRARY,), watch.timings_ms())
        ctx.report(Progress("searching"))
        with watch.step("channels"):
            evidence = self._weigh(parts, view, allowed)
            favoured = _favoured(evidence, view, query.limit)
        ctx.checkpoint()
        with watch.step("fusion"):
            ranking = fuse(evidence, favoured.union(view.sample))
            spread = _spread(ranking, view)
        with watch.step("list"):
            found = HitList(self._catalog, query, tracks, evidence, spread)
            hits = found.hits(_permitted(ranking, parts, allowed), ctx)
        notices += found.notices
        if not evidence or not (hits or view.track_ids):
            notices.append(NOTHING_READY if not view.track_ids else NOT_UNDERSTOOD)
        return SearchResult(hits, status.ready, status.files, tuple(dict.fromkeys(notices)), watch.timings_ms())

    def _read(self, query: Query, ctx: TaskContext, watch: Stopwatch) -> list[ReadPart]:
        parts = []
        for part in query.parts:
            ctx.checkpoint()
            ctx.report(Progress("reading", detail=part.kind))
            with watch.step(f"read {part.kind}"):
                parts.append(self._reader.read(part, ctx))
        return parts

    def _weigh(self, parts: Sequence[ReadPart], view: LibraryView, allowed: frozenset[str] | None) -> list[Weighed]:
        weighed = []
        for part in parts:
            for channel in self._channels if part.part.weight else ():
                evidence = channel.weigh(part, view, allowed)
                if evidence is not None:
                    weighed.append(Weighed(evidence, part.part.weight, part.about))
        return weighed


def _checked(query: Query) -> TrackFilter:
    if not query.parts:
        raise BadQuery("The query is empty.", "Drop a picture or a sound, or type some words.")
    if not 1 <= query.limit <= LONGEST_LIST:
        raise BadQuery(f"The number of results must be 1 to {LONGEST_LIST:,}, not {query.limit}.")
    if query.per_artist < 1:
        raise BadQuery("At least one track by each artist must be allowed.")
    if not all(math.isfinite(part.weight) for part in query.parts):
        raise BadQuery("A weight must be a number.")
    return checked_filter(query.filters)


def _favoured(evidence: Sequence[Weighed], view: LibraryView, limit: int) -> set[str]:
    found = candidates(evidence, max(LEAST_CANDIDATES, CANDIDATES_PER_HIT * limit))
    return found.union(view.track_ids) if evidence and len(view.track_ids) <= SCORED_WHOLE else found


def _spread(ranking: Ranking, view: LibraryView) -> Spread:
    return Spread.of(ranking.of(view.sample), len(view.track_ids))


def _permitted(ranking: Ranking, parts: Sequence[ReadPart], allowed: frozenset[str] | None) -> Ranking:
    """The ranking without what the filter keeps out, and without the track that "like" was asked of."""
    asked = {part.sound.track_id for part in parts if part.kind is Kind.LIKE and part.sound is not None}
    return ranking.only(lambda track_id: track_id not in asked and (allowed is None or track_id in allowed))


def _milliseconds(began: float) -> float:
    return 1_000 * (time.perf_counter() - began)
