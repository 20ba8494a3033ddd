"""`vectorbeats search`: find music by pictures, words, sounds and hums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vectorbeats_desktop.commands.answers import result_json
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.commands.query import (
    HAS_PASSAGES,
    Listing,
    Manner,
    emphasis_of,
    filters_of,
    seconds_of,
    weights_of,
)
from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.records import Emphasis, Hit, Kind, Query, Reason, SearchResult
from vectorbeats_desktop.engine.search.humming import clock

ELSEWHERE = "in the team's catalogue"
SILENT = "The team's catalogue did not answer."
ONLY_HERE = "Hums and recordings are looked for in your own library only."
MODEL_WAIT_S = 120.0  # the first start reads 90 MB and torch from a cold disk


@dataclass(frozen=True, slots=True)
class SearchCommand:
    """One search, as it was typed: `parts` are kinds and values; what is None is as the settings have it."""

    parts: tuple[tuple[Kind, str], ...]
    weights: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    limit: int | None = None
    caps: bool = True
    as_json: bool = False
    passage: tuple[str | None, str | None] = (None, None)
    emphasis: str = Emphasis.BALANCED
    diversity: float = 0.0
    per_artist: int | None = None
    per_album: int | None = None
    save: str = ""
    replace: bool = False

    def run(self, place: Workplace) -> int:
        """Search and print the hits, and keep the search where that was asked for."""
        query = self._query(place)
        wait_for_words(place, query)
        result = _with_others(place.session.search_with_others(query, place.ctx), query, place)
        if self.save:
            place.session.searches.save(self.save, query, replace=self.replace)
            place.out.note(f"Saved as the search “{self.save}”; vectorbeats searches run asks it again.")
        if self.as_json:
            place.out.json(result_json(result))
        else:
            print_result(result, place)
        return FOUND if result.hits else NOTHING_FOUND

    def _query(self, place: Workplace) -> Query:
        start_s, end_s = (None if text is None else seconds_of(text) for text in self.passage)
        manner = Manner(weights_of(self.weights), start_s, end_s, emphasis_of(self.emphasis))
        if manner.hears and HAS_PASSAGES.isdisjoint(kind for kind, _ in self.parts):
            raise BadQuery(
                "--emphasis, --from and --to are about sounds and tracks, and this query has none.",
                f"Add one by {', '.join(f'--{kind}' for kind in Kind if kind in HAS_PASSAGES)}, or leave them out.",
            )
        parts = [manner.part(kind, value, place.absolute) for kind, value in self.parts]
        listing = Listing.of(place.session.settings, self.limit, self.caps)
        asked = replace(
            listing,
            per_artist=self.per_artist or listing.per_artist,
            per_album=self.per_album or listing.per_album,
            diversity=self.diversity,
        )
        return asked.query(parts, filters_of(self.filters, place.absolute))


def _with_others(result: SearchResult, query: Query, place: Workplace) -> SearchResult:
    """The answer with what the remote catalogue has beside, where that is wanted."""
    answer = place.session.ask_others(query, place.ctx)
    if answer.silent:
        place.out.note(SILENT)
    if answer.only_here:
        place.out.note(ONLY_HERE)
    return answer.result or result


def wait_for_words(place: Workplace, query: Query) -> None:
    """Let the models that matter load first: a command has time, and shall answer alike each time."""
    place.session.wait_until_warm((part.kind for part in query.parts), MODEL_WAIT_S, place.ctx)


def print_result(result: SearchResult, place: Workplace) -> None:
    """Print hits for people."""
    for notice in result.notices:
        place.out.note(notice)
    if result.hidden:
        tracks, them = ("1 track is", "it") if result.hidden == 1 else (f"{result.hidden:,} tracks are", "them")
        place.out.note(f"{tracks} left out because you did not want {them} in this search.")
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
        place.out.say(f"     {_why(hit.reasons)}")
    place.out.say(f"     {ELSEWHERE if hit.track.elsewhere else printable(hit.track.path)}")


def _why(reasons: Sequence[Reason]) -> str:
    """The reasons on one line, with what spoke against the track behind them."""
    spoke_for = "; ".join(reason.text for reason in reasons if reason.strength >= 0)
    against = "; ".join(reason.text for reason in reasons if reason.strength < 0)
    return f"{spoke_for}, but {against}" if spoke_for and against else spoke_for or f"but {against}"


def printable(path: Path) -> str:
    """A path on one line, whatever its name holds."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in str(path))
