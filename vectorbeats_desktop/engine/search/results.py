"""From a ranking to the list a person sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import Hit, Query, Track
from vectorbeats_desktop.engine.search.confidence import Spread
from vectorbeats_desktop.engine.search.explain import reasons
from vectorbeats_desktop.engine.search.filters import TrackFilter
from vectorbeats_desktop.engine.search.fusion import Ranking, Weighed
from vectorbeats_desktop.engine.search.humming import Hummed
from vectorbeats_desktop.engine.search.hygiene import Hygiene
from vectorbeats_desktop.engine.search.naming import NamesEvidence
from vectorbeats_desktop.engine.search.recognising import Recognition
from vectorbeats_desktop.engine.task import TaskContext

PAGE = 100  # tracks read from the catalogue at once


class HitList:
    """Makes hits of the best tracks; `notices` say afterwards what was left out."""

    def __init__(
        self, catalog: Catalog, query: Query, tracks: TrackFilter, evidence: Sequence[Weighed], spread: Spread
    ) -> None:
        self._catalog = catalog
        self._query = query
        self._filter = tracks
        self._evidence = evidence
        self._spread = spread
        self._hummed = Hummed.of(evidence)
        self._recognition = Recognition.of(evidence)
        self.notices: tuple[str, ...] = ()

    def hits(self, ranking: Ranking, ctx: TaskContext) -> tuple[Hit, ...]:
        """At most `query.limit` hits, best first. Raises StoreUnavailable, Cancelled."""
        rows = {track_id: row for row, track_id in enumerate(ranking.track_ids)}
        chosen = islice(self._tidied(self._files(ranking, ctx)), self._query.limit)
        return tuple(self._hit(track, ranking, rows[track.track_id]) for track in chosen)

    def _files(self, ranking: Ranking, ctx: TaskContext) -> Iterator[Track]:
        """The files of the ranked tracks: with hygiene the first that may be found, without it all."""
        for start in range(0, len(ranking.track_ids), PAGE):
            ctx.checkpoint()
            page = ranking.track_ids[start : start + PAGE]
            files = self._catalog.tracks_by_id(page)
            for track_id in page:
                fitting = [track for track in files.get(track_id, ()) if self._filter.passes(track)]
                yield from fitting[:1] if self._query.hygiene else fitting

    def _tidied(self, tracks: Iterator[Track]) -> Iterable[Track]:
        if not self._query.hygiene:
            return tracks
        # Who asks for one artist by a filter wants more than three of them.
        per_artist = self._query.limit if "artist" in self._query.filters else self._query.per_artist
        return self._noted(Hygiene(per_artist, _named(self._evidence)), tracks)

    def _noted(self, hygiene: Hygiene, tracks: Iterator[Track]) -> Iterator[Track]:
        yield from hygiene.choose(tracks)
        if hygiene.left_out:
            self.notices = (f"At most {hygiene.per_artist} tracks by the same artist are shown in every twenty.",)

    def _hit(self, track: Track, ranking: Ranking, row: int) -> Hit:
        score = float(ranking.scores[row])
        why = reasons(track.track_id, self._evidence, ranking.contributions[row])
        confidence = self._hummed.confidence(track.track_id, self._spread.confidence(score))
        confidence = self._recognition.confidence(track.track_id, confidence)
        melody, recording = self._hummed.place(track.track_id), self._recognition.match(track.track_id)
        place = recording or melody
        start_s, end_s = (place.start_s, place.end_s) if place is not None else (None, None)
        return Hit(track, score, confidence, why, start_s, end_s, melody, recording)


def _named(evidence: Sequence[Weighed]) -> frozenset[str]:
    """Tracks that the words name, and which therefore no artist limit hides."""
    found = (weighed.evidence for weighed in evidence if weighed.weight > 0)
    return frozenset(track for names in found if isinstance(names, NamesEvidence) for track in names.asked_for())
