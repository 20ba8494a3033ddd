"""`vectorbeats search`: find music by pictures, words, sounds and hums."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.commands.answers import result_json
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.commands.query import filters_of, weights_of
from vectorbeats_desktop.engine.records import Hit, Kind, Query, QueryPart, SearchResult
from vectorbeats_desktop.engine.search.humming import clock

MODEL_WAIT_S = 120.0  # the first start reads 90 MB and torch from a cold disk


@dataclass(frozen=True, slots=True)
class SearchCommand:
    """One search. `parts` are kinds and values as they were typed; `limit` None takes the setting."""

    parts: tuple[tuple[Kind, str], ...]
    weights: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    limit: int | None = None
    caps: bool = True
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Search and print the hits."""
        query = self._query(place)
        wait_for_words(place, query)
        result = place.session.search(query, place.ctx)
        if self.as_json:
            place.out.json(result_json(result))
        else:
            print_result(result, place)
        return FOUND if result.hits else NOTHING_FOUND

    def _query(self, place: Workplace) -> Query:
        weights = weights_of(self.weights)
        settings = place.session.settings
        parts = tuple(
            QueryPart(kind, value if kind is Kind.TEXT else str(place.absolute(value)), weights.get(kind, 1.0))
            for kind, value in self.parts
        )
        return Query(
            parts,
            filters_of(self.filters, place.absolute),
            limit=settings.whole("search.limit") if self.limit is None else self.limit,
            hygiene=self.caps,
            per_artist=settings.whole("search.per_artist"),
        )


def wait_for_words(place: Workplace, query: Query) -> None:
    """Let the text model load first where words matter: a command has time, and shall answer alike each time."""
    if any(part.kind in (Kind.TEXT, Kind.IMAGE, Kind.AUTO) for part in query.parts):
        place.session.wait_until_warm(MODEL_WAIT_S, place.ctx)


def print_result(result: SearchResult, place: Workplace) -> None:
    """Print hits for people."""
    for notice in result.notices:
        place.out.note(notice)
    if result.searched < result.total:
        place.out.note(f"{result.searched:,} of {result.total:,} searched.")
    if not result.hits:
        place.out.say("Nothing was found.")
    for number, hit in enumerate(result.hits, start=1):
        _print_hit(number, hit, place)


def _print_hit(number: int, hit: Hit, place: Workplace) -> None:
    artist = f" – {hit.track.tags.artist}" if hit.track.tags.artist else ""
    where = f"  from {clock(hit.match_start_s)}" if hit.match_start_s is not None else ""
    place.out.say(f"{number:3}. {hit.track.name}{artist}  [{hit.confidence}]{where}")
    if hit.reasons:
        place.out.say(f"     {'; '.join(reason.text for reason in hit.reasons)}")
    place.out.say(f"     {printable(hit.track.path)}")


def printable(path: Path) -> str:
    """A path on one line, whatever its name holds."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in str(path))
