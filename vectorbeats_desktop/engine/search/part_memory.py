"""What the last few parts of queries meant: who moves a slider changes how much a part counts, and nothing else."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vectorbeats_desktop.engine.counters import CACHE, Counters
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.search.channel import Channel, ReadPart
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.reader import PartReader
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.remembered import Remembered
from vectorbeats_desktop.engine.task import TaskContext

PARTS = 24  # more than a query has by hand
WEIGHED = 48  # parts, each under a filter: some kB each, and the vectors of their candidates
LISTENED = 8  # the same of hums and recordings: each may know of every track
COMPARED = {Kind.SOUND, Kind.LIKE, Kind.AUTO}  # are read by what the library knows of their audio
HEARD = {Kind.HUM, Kind.RECOGNISE, Kind.AUTO}  # depend on melodies and fingerprints, which no view holds

Ground = tuple[LibraryView, frozenset[str] | None]
"""What evidence stands on: the library as it is, and which of its tracks may be found."""


@dataclass(frozen=True, slots=True)
class HeardPart:
    """A part, read. `key` is the same for parts that mean the same."""

    key: Hashable
    read: ReadPart


class PartMemory:
    """Reads parts and asks the channels about them, once while part, library and filter stay the same.

    A file that has changed is read again, and so is what a model had no part in that is ready now. Safe to
    use from several threads.
    """

    def __init__(
        self, catalog: Catalog, reader: PartReader, channels: Sequence[Channel], counters: Counters | None = None
    ) -> None:
        self._catalog = catalog
        self._reader = reader
        self._channels = tuple(channels)
        self._heard: Recent[HeardPart] = Recent(PARTS)
        self._weighed: Recent[tuple[Remembered, ...]] = Recent(WEIGHED)
        self._listened: Recent[tuple[Remembered, ...]] = Recent(LISTENED)
        self._counters = counters or Counters()
        self._revision = -1

    def read(self, part: QueryPart, ctx: TaskContext) -> HeardPart:
        """The part, read. Raises what PartReader.read raises."""
        heard = self._heard_part(part, ctx)
        own = replace(heard.read.part, weight=part.weight)  # else as it was read: long words are cut
        return replace(heard, read=replace(heard.read, part=own))

    def weigh(self, heard: HeardPart, ground: Ground, ctx: TaskContext) -> tuple[Remembered, ...]:
        """What the channels say of a part. Raises StoreUnavailable, ModelUnavailable, Cancelled."""
        view, allowed = ground
        if self._revision != view.revision:  # what stands on an older view would keep all of it in memory
            self._weighed.clear()
            self._listened.clear()
            self._revision = view.revision
        listens = not HEARD.isdisjoint((heard.read.part.kind, *heard.read.kinds))
        revision = (view.revision, self._catalog.revision() if listens else 0)
        kept = self._listened if listens else self._weighed
        key = (heard.key, revision, allowed)
        known = kept.known(key)
        self._count("evidence", hit=known is not None)
        return known if known is not None else kept.keep(key, self._ask(heard.read, ground, ctx))

    def _ask(self, part: ReadPart, ground: Ground, ctx: TaskContext) -> tuple[Remembered, ...]:
        answers = [channel.weigh(part, *ground, ctx) for channel in self._channels]
        return tuple(Remembered(evidence) for evidence in answers if evidence is not None)

    def _count(self, cache: str, *, hit: bool) -> None:
        self._counters.add(CACHE, cache=cache, outcome="hit" if hit else "miss")

    def _heard_part(self, part: QueryPart, ctx: TaskContext) -> HeardPart:
        key = (_key(part), self._catalog.view_revision() if part.kind in COMPARED else 0)
        if part.kind is Kind.PLAYLIST:  # its name stays when its tracks change; reading it is reading a table
            read = self._reader.read(part, ctx)
            return HeardPart((key, read.members), read)
        # By all models once, it stays so while some of them rest; else by those that are ready now.
        ready = self._reader.ready
        for models in dict.fromkeys((self._reader.installed, ready)):
            if (known := self._heard.known((key, models))) is not None:
                self._count("parts", hit=True)
                return known
        self._count("parts", hit=False)
        whole_key = (key, ready)
        return self._heard.keep(whole_key, HeardPart(whole_key, self._reader.read(part, ctx)))


def _key(part: QueryPart) -> Hashable:
    """What a part is, apart from how much it counts; of a file also whether it is still the same."""
    stamp: tuple[int, int] | None = None
    if part.kind not in (Kind.TEXT, Kind.PLAYLIST):
        try:
            seen = Path(part.value).stat()
            stamp = (seen.st_size, seen.st_mtime_ns)
        except (OSError, ValueError):
            stamp = None  # the reader says what is the matter
    return replace(part, weight=1.0), stamp
