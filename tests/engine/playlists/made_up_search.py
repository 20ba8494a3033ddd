"""Saved searches and a search service in memory, for tests of smart playlists."""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.selection import Condition
from vectorbeats_desktop.engine.records import Confidence, Hit, Query, SavedSearch, SearchResult
from vectorbeats_desktop.engine.search.filters import checked_filter
from vectorbeats_desktop.engine.search.saved import NoSuchSearch
from vectorbeats_desktop.engine.task import TaskContext


class MadeUpSearches:
    """Ranks the tracks in the order of `ranked`, by their ids; `saved` are the searches there are."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.saved: dict[str, Query] = {}
        self.ranked: list[str] = []
        self.notices: tuple[str, ...] = ()
        self.asked: list[Query] = []

    def named(self, name: str) -> SavedSearch:
        if name not in self.saved:
            raise NoSuchSearch(f"There is no saved search named “{name}”.")
        return SavedSearch(1, name, self.saved[name], 1.0)

    def search(self, query: Query, ctx: TaskContext, within: Sequence[Condition]) -> SearchResult:
        ctx.checkpoint()
        self.asked.append(query)
        selection = self._catalog.selection(checked_filter(query.filters, within).conditions)
        found = self._catalog.tracks_by_id(self.ranked, selection)
        hits = [Hit(found[one][0], 1.0, Confidence.GOOD) for one in self.ranked if one in found]
        return SearchResult(tuple(hits[: query.limit]), len(hits), len(hits), self.notices)
