"""`vectorbeats searches`: saved searches, and the history."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from vectorbeats_desktop.commands.answers import result_json
from vectorbeats_desktop.commands.command import Workplace
from vectorbeats_desktop.commands.hints import typed_hints
from vectorbeats_desktop.commands.output import FOUND, NOTHING_FOUND
from vectorbeats_desktop.commands.search import print_result, wait_for_words
from vectorbeats_desktop.engine.records import FilterValue, Kind, Query, SavedSearch, SearchResult
from vectorbeats_desktop.engine.search.query_json import query_to_json


@dataclass(frozen=True, slots=True)
class ListSearches:
    """List saved searches, or what was asked."""

    history: bool = False
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Print each one's name, and what it looks for."""
        kept = place.session.searches
        searches = kept.history() if self.history else kept.saved()
        if self.as_json:
            place.out.json([_search_json(search) for search in searches])
        else:
            for search in searches:
                place.out.say(f"{search.name}: {in_words(search.query)}" if search.name else in_words(search.query))
        return FOUND if searches else NOTHING_FOUND


@dataclass(frozen=True, slots=True)
class RunSearch:
    """Search again; what is found may become a new playlist, or go behind one that is there."""

    name: str
    limit: int | None = None
    playlist: str = ""
    append: str = ""
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Search, print the hits, and keep them where that was asked for. No playlist is ever overwritten."""
        kept = place.session.searches
        search = kept.named(self.name)
        query = search.query if self.limit is None else replace(search.query, limit=self.limit)
        for notice in kept.notices(search.search_id):
            place.out.note(notice)
        wait_for_words(place, query)
        result = place.session.search(query, place.ctx)
        self._keep(result, place)
        if self.as_json:
            place.out.json(result_json(result))
        else:
            print_result(result, place)
        return FOUND if result.hits else NOTHING_FOUND

    def _keep(self, result: SearchResult, place: Workplace) -> None:
        tracks, playlists = [hit.track for hit in result.hits], place.session.playlists
        if self.playlist and tracks:
            with typed_hints(taken="Choose another name, or put what is new behind it by --append."):
                playlists.save(self.playlist, tracks)
            place.out.note(f"Saved as the playlist “{self.playlist}”.")
        if self.append:
            added = playlists.append(self.append, tracks)
            place.out.note(f"Put {added:,} new tracks behind “{self.append}”.")


@dataclass(frozen=True, slots=True)
class DeleteSearch:
    """Delete a saved search."""

    name: str
    as_json: bool = False

    def run(self, place: Workplace) -> int:
        """Delete it."""
        search = place.session.searches.named(self.name)
        place.session.searches.forget(search.search_id)
        if self.as_json:
            place.out.json({"deleted": search.name})
        else:
            place.out.say(f"Deleted the saved search “{search.name}”.")
        return FOUND


def in_words(query: Query) -> str:
    """A query on one line, such as “rain”, night.jpg ×0.5, not “drums” (genre=Jazz)."""
    said = []
    for part in query.parts:
        thing = f"“{part.value}”" if part.kind in (Kind.TEXT, Kind.PLAYLIST) else Path(part.value).name
        amount = f" ×{abs(part.weight):g}" if abs(part.weight) != 1 else ""
        said.append(f"{'not ' if part.weight < 0 else ''}{thing}{amount}")
    filters = ", ".join(f"{name}={_value(value)}" for name, value in query.filters.items())
    line = ", ".join(said) + (f" ({filters})" if filters else "")
    return "".join(c if c.isprintable() else " " for c in line)


def _value(value: FilterValue) -> str:
    if not isinstance(value, tuple):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if len(value) == 2 and not any(isinstance(one, str) for one in value):
        return "..".join("" if one is None else f"{one:g}" for one in value)
    return " or ".join(map(str, value))


def _search_json(search: SavedSearch) -> dict[str, object]:
    return {"name": search.name, "asked_at": search.asked_at, "query": json.loads(query_to_json(search.query))}
