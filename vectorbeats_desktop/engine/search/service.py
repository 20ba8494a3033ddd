"""The search service: a query in, ranked and explained hits out."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.records import Kind, Query, SearchResult
from vectorbeats_desktop.engine.search.channel import Channel, ReadPart
from vectorbeats_desktop.engine.search.confidence import Spread
from vectorbeats_desktop.engine.search.filters import FilteredTracks, TrackFilter, checked_filter
from vectorbeats_desktop.engine.search.fusion import Ranking, Weighed, candidates, fuse
from vectorbeats_desktop.engine.search.humming import Hummed
from vectorbeats_desktop.engine.search.library_view import LibraryView, LibraryViews
from vectorbeats_desktop.engine.search.reader import PartReader
from vectorbeats_desktop.engine.search.recognising import Recognition
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

        For a query with hums, `searched` of `total` recordings have a known melody. The same query on the same library
        gives the same answer. Raises BadQuery, UnreadablePicture, UnreadableFile, NoMelody when there is nothing
        but hums without a melody, ModelUnavailable, StoreUnavailable, Cancelled.
        """
        watch = Stopwatch()
        tracks = _checked(query)
        with watch.step("view"):
            status = self._catalog.status()
            view = self._views.current()
            allowed = self._filtered.allowed(tracks, view.revision)
        parts, notices = self._read(query, ctx, watch)
        if not status.files:
            return SearchResult((), 0, 0, (EMPTY_LIBRARY,), watch.timings_ms())
        ctx.report(Progress("searching"))
        with watch.step("channels"):
            evidence = self._weigh(parts, view, allowed, ctx)
            favoured = _favoured(evidence, view, query.limit)
        ctx.checkpoint()
        with watch.step("fusion"):
            ranking = fuse(evidence, favoured.union(view.sample))
            hummed, recognition = Hummed.of(evidence), Recognition.of(evidence)
            spread = _spread(ranking, view, recognition)
        with watch.step("list"):
            found = HitList(self._catalog, query, tracks, evidence, spread)
            hits = found.hits(_permitted(ranking, parts, hummed, recognition, allowed), ctx)
        notices += [*found.notices, *recognition.notices(status)]
        searched, total = status.ready, status.files
        if hums := any(part.hum is not None for part in parts):
            searched, total = status.melodies, status.tracks or status.files
            notices += hummed.notices([hit.track.track_id for hit in hits], status)
        if not (evidence or hums) or not (hits or view.track_ids):
            notices.append(NOTHING_READY if not view.track_ids else NOT_UNDERSTOOD)
        return SearchResult(hits, searched, total, tuple(dict.fromkeys(notices)), watch.timings_ms())

    def _read(self, query: Query, ctx: TaskContext, watch: Stopwatch) -> tuple[list[ReadPart], list[str]]:
        """The parts that say something, and what is to be said of them. Raises NoMelody when none does."""
        parts: list[ReadPart] = []
        silent: list[NoMelody] = []
        for part in query.parts:
            ctx.checkpoint()
            ctx.report(Progress("reading", detail=part.kind))
            with watch.step(f"read {part.kind}"):
                try:
                    parts.append(self._reader.read(part, ctx))
                except NoMelody as error:
                    silent.append(error)
        if silent and not parts:
            raise silent[0]
        return parts, [*map(str, silent), *(notice for part in parts for notice in part.notices)]

    def _weigh(
        self, parts: Sequence[ReadPart], view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> list[Weighed]:
        weighed = []
        for part in parts:
            for channel in self._channels if part.part.weight else ():
                evidence = channel.weigh(part, view, allowed, ctx)
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


def _spread(ranking: Ranking, view: LibraryView, recognition: Recognition) -> Spread:
    """The spread without what was recognised, which stands out so far that nothing else would seem to."""
    usual = (track_id for track_id in view.sample if recognition.match(track_id) is None)
    return Spread.of(ranking.of(usual), len(view.track_ids))


def _permitted(
    ranking: Ranking,
    parts: Sequence[ReadPart],
    hummed: Hummed,
    recognition: Recognition,
    allowed: frozenset[str] | None,
) -> Ranking:
    """The ranking of the tracks that may be answers.

    Left out are those that the filter keeps out, the one that "like" was asked of, and where nothing
    but hums was asked, those whose melody is not known, and where nothing but recordings was, those that none is of.
    """
    asked = {part.sound.track_id for part in parts if part.kind is Kind.LIKE and part.sound is not None}

    def permits(track_id: str) -> bool:
        may_be = hummed.permits(track_id) and recognition.permits(track_id)
        return may_be and track_id not in asked and (allowed is None or track_id in allowed)

    return ranking.only(permits)


def _milliseconds(began: float) -> float:
    return 1_000 * (time.perf_counter() - began)
