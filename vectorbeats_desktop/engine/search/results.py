"""From a ranking to the list a person sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.selection import Selection
from vectorbeats_desktop.engine.records import Hit, Query, Track, Verdict
from vectorbeats_desktop.engine.search.confidence import Spread
from vectorbeats_desktop.engine.search.explain import reasons
from vectorbeats_desktop.engine.search.fusion import Ranking, Weighed
from vectorbeats_desktop.engine.search.guest import Guest
from vectorbeats_desktop.engine.search.hygiene import Hygiene
from vectorbeats_desktop.engine.search.identity import Identified
from vectorbeats_desktop.engine.task import TaskContext

SPARE = 1.2  # tracks read from the catalogue at once, for each result: some are kept back
MOST_AT_ONCE = 500
ONE_OF_MANY = {"artist", "album"}  # who asks for one of these by a filter wants more than a few of it


@dataclass(frozen=True, slots=True)
class Findings:
    """What a list is made of: the evidence, what it identifies, how scores lie, and what was said of hits before.

    `guests` are the tracks of the remote catalogue that are in the ranking.
    """

    evidence: Sequence[Weighed]
    identified: Identified
    spread: Spread
    wanted: frozenset[str]
    never_hidden: frozenset[str]
    guests: Mapping[str, Guest] = field(default_factory=dict)


class HitList:
    """Makes hits of the best tracks; `notices` say afterwards what was left out."""

    def __init__(self, catalog: Catalog, query: Query, selection: Selection, findings: Findings) -> None:
        self._catalog = catalog
        self._query = query
        self._selection = selection
        self._findings = findings
        self.notices: tuple[str, ...] = ()

    def hits(self, ranking: Ranking, order: Sequence[str], ctx: TaskContext) -> tuple[Hit, ...]:
        """At most `query.limit` of the ranking's tracks, which stand in `order`. Raises StoreUnavailable, Cancelled."""
        rows = {track_id: row for row, track_id in enumerate(ranking.track_ids)}
        chosen = islice(self._tidied(self._files(order, ctx)), self._query.limit)
        return tuple(self._hit(track, ranking, rows[track.track_id]) for track in chosen)

    def _files(self, order: Sequence[str], ctx: TaskContext) -> Iterator[Track]:
        """The files of the tracks: with hygiene the first that may be found, without it all."""
        size = min(MOST_AT_ONCE, 1 + int(SPARE * self._query.limit))
        for start in range(0, len(order), size):
            ctx.checkpoint()
            page = order[start : start + size]
            files = self._catalog.tracks_by_id(page, self._selection)
            for track_id in page:
                guest = self._findings.guests.get(track_id)
                fitting = files.get(track_id, []) if guest is None else [guest.track]
                yield from fitting[:1] if self._query.hygiene else fitting

    def _tidied(self, tracks: Iterator[Track]) -> Iterable[Track]:
        if not self._query.hygiene:
            return tracks
        query = self._query
        caps = (query.per_artist, query.per_album)
        if not ONE_OF_MANY.isdisjoint(query.filters):
            caps = (query.limit, query.limit)
        return self._noted(Hygiene(*caps, self._findings.never_hidden), tracks)

    def _noted(self, hygiene: Hygiene, tracks: Iterator[Track]) -> Iterator[Track]:
        yield from hygiene.choose(tracks)
        self.notices = hygiene.notices

    def _hit(self, track: Track, ranking: Ranking, row: int) -> Hit:
        found, track_id = self._findings, track.track_id
        score = float(ranking.scores[row])
        melody, recording = found.identified.melody(track_id), found.identified.recording(track_id)
        place = recording or melody
        return Hit(
            track,
            score,
            found.identified.confidence(track_id, found.spread.confidence(score)),
            reasons(track_id, found.evidence, ranking.contributions[row]),
            place.start_s if place is not None else None,
            place.end_s if place is not None else None,
            melody,
            recording,
            Verdict.WANTED if track_id in found.wanted else None,
        )
