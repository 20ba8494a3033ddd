"""One search, from its first step to its last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.selection import Condition
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.records import Hit, Query, SearchResult
from vectorbeats_desktop.engine.search.channel import ReadPart
from vectorbeats_desktop.engine.search.checking import checked
from vectorbeats_desktop.engine.search.coverage import coverage
from vectorbeats_desktop.engine.search.diversity import Diversity
from vectorbeats_desktop.engine.search.filters import FilteredTracks
from vectorbeats_desktop.engine.search.fusion import Weighed
from vectorbeats_desktop.engine.search.hearing import NothingHeard
from vectorbeats_desktop.engine.search.hosting import Guests, hosted, passing, wished
from vectorbeats_desktop.engine.search.library_view import LibraryView, LibraryViews
from vectorbeats_desktop.engine.search.part_memory import HeardPart, PartMemory
from vectorbeats_desktop.engine.search.part_readings import notices_of, readings_of
from vectorbeats_desktop.engine.search.ranking import Ranked, SaidBefore, favoured, ranked
from vectorbeats_desktop.engine.search.results import Findings, HitList
from vectorbeats_desktop.engine.search.stopwatch import Stopwatch
from vectorbeats_desktop.engine.search.verdicts import Verdicts
from vectorbeats_desktop.engine.search.wishes import Wished
from vectorbeats_desktop.engine.store.schema import SOUND_VECTOR
from vectorbeats_desktop.engine.task import Progress, TaskContext

EMPTY_LIBRARY = "The library is empty. Add a folder of music first."
NOTHING_READY = "No music has been analysed yet. Results come as soon as the first tracks are ready."
NOT_UNDERSTOOD = "Nothing in the query could be understood. Try other words, or a picture."
ALL_ZERO = "No part of the query counts. Give one a weight."


Invite = Callable[[Wished, LibraryView], Guests]
"""Gives the tracks of the remote catalogue that are known to fit some wishes; asks nobody."""


@dataclass(frozen=True, slots=True)
class Searching:
    """What every search works with."""

    catalog: Catalog
    memory: PartMemory
    views: LibraryViews
    filtered: FilteredTracks
    verdicts: Verdicts | None
    diversity: Diversity | None


class Search:
    """A query on its way to its answer. Raises what SearchService.search raises."""

    def __init__(
        self,
        with_what: Searching,
        query: Query,
        ctx: TaskContext,
        within: Sequence[Condition] = (),
        invited: Invite | None = None,
    ) -> None:
        self._with = with_what
        self._invited = invited
        self._guests: Guests = {}
        self._query = query
        self._ctx = ctx
        self._watch = Stopwatch()
        self._tracks = checked(query, within)
        self._notices: list[str] = []
        with self._watch.step("view"):
            self._view = with_what.views.current()
            self._status = with_what.catalog.status()
            unreachable = self._status.unreachable
            self._allowed = with_what.filtered.allowed(self._tracks, self._view.revision, unreachable)

    def run(self) -> SearchResult:
        """The answer."""
        watch = self._watch
        heard = self._read()
        parts = [(number, each.read) for number, each in heard]
        if not self._status.files:
            return SearchResult((), 0, 0, (EMPTY_LIBRARY,), watch.timings_ms(), readings_of(parts, ()))
        self._ctx.report(Progress("searching"))
        with watch.step("channels"):
            said = self._said()
            evidence = self._with_guests(self._weigh(heard, said), parts)
            scored = favoured(evidence, self._view, self._query.limit) | self._guests.keys()
        self._notices = [*notices_of(parts, evidence), *self._notices]
        self._ctx.checkpoint()
        read = [part for _, part in parts]
        with watch.step("fusion"):
            found = ranked(evidence, scored, read, self._view, self._permitted(), said)
        with watch.step("list"):
            hits = self._hits(found, evidence, said)
        covered = coverage(read, evidence, [hit.track.track_id for hit in hits], self._status)
        self._notices += covered.notices
        if not (evidence or covered.listened):
            self._notices.append(self._nothing_to_say())
        told = (tuple(dict.fromkeys(self._notices)), watch.timings_ms(), readings_of(parts, evidence))
        return SearchResult(hits, covered.searched, covered.total, *told, found.hidden)

    def wished(self) -> Wished:
        """What a server may be asked for, to find more tracks for the query."""
        if not self._status.files:  # nothing there would be on any scale
            return Wished()
        heard = self._read()
        parts = [each.read for _, each in heard]
        return wished(self._weigh(heard, SaidBefore()), parts)

    def _with_guests(self, evidence: list[Weighed], parts: Sequence[tuple[int, ReadPart]]) -> list[Weighed]:
        """The evidence, that it also speaks of those tracks of the remote catalogue that are known and may be found."""
        if self._invited is None:
            return evidence
        wanted = wished(evidence, [part for _, part in parts])
        self._guests = passing(self._invited(wanted, self._view), self._tracks.conditions)
        return hosted(evidence, self._guests, parts, len(self._view.track_ids))

    def _permitted(self) -> frozenset[str] | None:
        if self._allowed is None or not self._guests:
            return self._allowed
        return self._allowed.union(self._guests)

    def _said(self) -> SaidBefore:
        verdicts = self._with.verdicts
        return SaidBefore() if verdicts is None else SaidBefore.of(verdicts.of(self._query), verdicts.learned())

    def _read(self) -> list[tuple[int, HeardPart]]:
        """The parts that say something, numbered as in the query. Raises NoMelody or NothingHeard when none does."""
        heard: list[tuple[int, HeardPart]] = []
        silent: list[NoMelody | NothingHeard] = []
        for number, part in enumerate(self._query.parts):
            self._ctx.checkpoint()
            self._ctx.report(Progress("reading", detail=part.kind))
            with self._watch.step(f"read {part.kind}"):
                try:
                    heard.append((number, self._with.memory.read(part, self._ctx)))
                except (NoMelody, NothingHeard) as error:
                    silent.append(error)
        if silent and not heard:
            raise silent[0]
        self._notices += [*map(str, silent), *self._tracks.notices]
        return heard

    def _weigh(self, heard: Sequence[tuple[int, HeardPart]], said: SaidBefore) -> list[Weighed]:
        """What the channels say. A part whose model is not there is left out; raises ModelUnavailable when all are."""
        weighed: list[Weighed] = []
        failures: list[ModelUnavailable] = []
        for number, each in heard:
            part = each.read
            try:
                found = (
                    self._with.memory.weigh(each, (self._view, self._allowed), self._ctx) if part.part.weight else ()
                )
            except ModelUnavailable as error:
                failures.append(error)
                self._notices.append(f"{part.about} was left out: {error}")
            else:
                weighed += [Weighed(one.evidence, part.part.weight, part.about, number, one) for one in found]
        if failures and not weighed:
            raise failures[0]
        return [*weighed, *said.evidence()] if weighed else []

    def _hits(self, found: Ranked, evidence: Sequence[Weighed], said: SaidBefore) -> tuple[Hit, ...]:
        query, diversity = self._query, self._with.diversity
        order: Sequence[str] = found.ranking.track_ids
        if diversity is not None and query.diversity:
            sounds = {track_id: guest.vectors[SOUND_VECTOR] for track_id, guest in self._guests.items()}
            order = diversity.order(found.ranking, query.diversity, found.never_hidden, self._view.revision, sounds)
        selection = self._with.catalog.selection(self._tracks.conditions)
        findings = Findings(evidence, found.identified, found.spread, said.wanted, found.never_hidden, self._guests)
        made = HitList(self._with.catalog, query, selection, findings)
        hits = made.hits(found.ranking, order, self._ctx)
        self._notices += made.notices
        return hits

    def _nothing_to_say(self) -> str:
        """Why no channel said anything."""
        if not any(part.weight for part in self._query.parts):
            return ALL_ZERO
        return NOT_UNDERSTOOD if self._view.track_ids else NOTHING_READY
