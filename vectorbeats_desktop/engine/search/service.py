"""The search service: a query in, ranked and explained hits out."""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.counters import Counters
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.selection import Condition
from vectorbeats_desktop.engine.records import Query, SearchResult
from vectorbeats_desktop.engine.search.channel import Channel
from vectorbeats_desktop.engine.search.diversity import Diversity
from vectorbeats_desktop.engine.search.filters import FilteredTracks
from vectorbeats_desktop.engine.search.library_view import LibraryViews
from vectorbeats_desktop.engine.search.one_search import Invite, Search, Searching
from vectorbeats_desktop.engine.search.part_memory import PartMemory
from vectorbeats_desktop.engine.search.reader import PartReader
from vectorbeats_desktop.engine.search.verdicts import Verdicts
from vectorbeats_desktop.engine.search.wishes import Wished
from vectorbeats_desktop.engine.task import TaskContext


class SearchService:
    """Asks every channel about every part, adds up what they say, and makes a list of it.

    What a part means is remembered: when only weights, the diversity or verdicts change, nothing is read or compared
    again. Safe to use from several threads. Without `verdicts` none count; without `diversity` a query's is ignored.
    """

    def __init__(
        self,
        catalog: Catalog,
        reader: PartReader,
        channels: Sequence[Channel],
        views: LibraryViews | None = None,
        verdicts: Verdicts | None = None,
        diversity: Diversity | None = None,
        counters: Counters | None = None,
    ) -> None:
        memory = PartMemory(catalog, reader, channels, counters)
        self._parts = Searching(
            catalog, memory, views or LibraryViews(catalog), FilteredTracks(catalog), verdicts, diversity
        )

    def search(
        self, query: Query, ctx: TaskContext, within: Sequence[Condition] = (), invited: Invite | None = None
    ) -> SearchResult:
        """Return the hits, best first, at most `query.limit`; `searched` of `total` files are ready.

        Only tracks are found for which the conditions `within` hold, beside the query's filters. `invited` gives tracks
        of the remote catalogue that are to stand among them, each where its scores put it: the same formulas give
        them, calibrated by this library's mean and deviation, so that they are on the same scale.
        For a query with hums, `searched` of `total` recordings have a known melody. The same query on the same library
        gives the same answer. With diversity, the order is no longer that of the scores. Raises BadQuery,
        UnreadablePicture, UnreadableFile, NoMelody when there is nothing but hums without a melody, ModelUnavailable,
        StoreUnavailable, Cancelled.
        """
        return Search(self._parts, query, ctx, within, invited).run()

    def wished(self, query: Query, ctx: TaskContext) -> Wished:
        """What a server may be asked for, to find more tracks; nothing where the query has nothing to be asked by.

        Raises what `search` raises.
        """
        return Search(self._parts, query, ctx).wished()
