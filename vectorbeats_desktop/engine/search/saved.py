"""Searches that are kept: the history of what was asked, and what was saved under a name."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vectorbeats_desktop.engine.errors import BadQuery
from vectorbeats_desktop.engine.library.catalog import Catalog, SearchRow
from vectorbeats_desktop.engine.library.saved_names import NameTaken, checked_name
from vectorbeats_desktop.engine.records import Kind, Query, SavedSearch
from vectorbeats_desktop.engine.seal import SealLocked
from vectorbeats_desktop.engine.search.query_json import query_from_json, query_to_json
from vectorbeats_desktop.engine.search.saved_parts import SavedParts
from vectorbeats_desktop.engine.settings import Settings

LONGEST_HISTORY = 200
REFINED_S = 60.0  # who moves a slider or adds a filter within this time asks the same question, better
NOT_FILES = {Kind.TEXT, Kind.PLAYLIST}

logger = logging.getLogger(__name__)


class NoSuchSearch(BadQuery):
    """There is no saved search of that name."""


class Searches:
    """Saved searches and the history. Safe to use from several threads.

    A search is kept as it was asked, with weights and filters. What it finds is not kept: running it
    again asks the library as it is then, and never touches a playlist by itself.
    """

    def __init__(self, catalog: Catalog, settings: Settings, parts: Path) -> None:
        self._catalog = catalog
        self._settings = settings
        self._parts = SavedParts(parts, catalog.seal)
        if self._parts.any():
            rows = [*catalog.saved_searches(), *catalog.search_history(LONGEST_HISTORY)]
            if all(row.query for row in rows):  # what cannot be opened now may name any of the files
                self._parts.sweep([row.query for row in rows])

    def close(self) -> None:
        """Delete what was opened for this run."""
        self._parts.close()

    def convert_files(self) -> int:
        """Seal the files of saved searches, or make them plain; returns how many cannot be opened. Raises OSError."""
        return self._parts.convert()

    def content_of(self, path: Path) -> bytes:
        """A file of `kept_files`, as it was when it was kept. Raises SealLocked, OSError."""
        return self._parts.read(path)

    def saved(self) -> list[SavedSearch]:
        """Those with a name, by it."""
        return self._all(self._catalog.saved_searches())

    def history(self, limit: int = LONGEST_HISTORY) -> list[SavedSearch]:
        """What was asked, the newest first; a search whose picture or sound is gone is left out."""
        found = self._all(self._catalog.search_history(LONGEST_HISTORY))
        return [search for search in found if _is_whole(search.query)][:limit]

    def asked(self) -> list[SavedSearch]:
        """All of the history that can be read, also where a picture or sound is gone."""
        return self._all(self._catalog.search_history(LONGEST_HISTORY))

    def named(self, name: str) -> SavedSearch:
        """The search saved under a name. Raises BadQuery when there is none, or it cannot be read."""
        return self._search(self._row_named(name))

    def notices(self, search_id: int) -> tuple[str, ...]:
        """What of a kept search this version does not know and leaves out, in plain words."""
        row = self._catalog.search_row(search_id)
        return query_from_json(row.query)[1] if row is not None else ()

    def save(self, name: str, query: Query, *, replace: bool = False) -> SavedSearch:
        """Save a search under a name; a part that lies in a temporary place is copied to a lasting one.

        Raises:
            NameTaken: there is one of that name, and `replace` was not said.
            BadQuery: the name or the query cannot be kept, or a file of it is gone.
        """
        plain = checked_name(name)
        if not query.parts:
            raise BadQuery("There is nothing to save.", "Drop a picture or a sound, or type some words.")
        row = self._catalog.keep_search(plain, query_to_json(self._parts.kept(query)), replace=replace)
        if row is None:
            raise NameTaken(f"There is a search named “{plain}” already.", "Choose another name, or replace it.")
        return self._search(row)

    def remember(self, query: Query) -> None:
        """Put a search on top of the history, unless the person wants none.

        Asked again, it moves up. A search for the same things as the last one, asked soon after it
        with other weights or filters, takes the last one's place.
        """
        if not query.parts or not self._settings.flag("search.keep_history"):
            return
        if self._catalog.seal.on and not self._catalog.seal.key:
            return  # it is told on the page Diagnostics, and not at each search
        query = self._parts.stored(query)
        last = next(iter(self._catalog.search_history(1)), None)
        refined = last is not None and time.time() - last.asked_at < REFINED_S and self._asks_for_the_same(last, query)
        self._catalog.remember_search(
            query_to_json(query), LONGEST_HISTORY, instead_of=last.search_id if last is not None and refined else None
        )

    def rename(self, search_id: int, name: str) -> None:
        """Give a search another name; one of the history is saved by it. Raises NameTaken, BadQuery."""
        row = self._catalog.search_row(search_id)
        if row is None:
            raise BadQuery("This search is no longer there.")
        if not row.name:
            self.save(name, self._search(row).query)
            return
        plain = checked_name(name)
        if not self._catalog.rename_search(search_id, plain):
            raise NameTaken(f"There is a search named “{plain}” already.", "Choose another name.")

    def forget(self, search_id: int) -> SavedSearch | None:
        """Forget a search and return it, for `restore`; None when it is not there."""
        row = self._catalog.search_row(search_id)
        if row is None:
            return None
        self._catalog.forget_search(search_id)
        query = self._read(row)
        return None if query is None else SavedSearch(row.search_id, row.name, query, row.asked_at)

    def restore(self, search: SavedSearch) -> None:
        """Put back what was forgotten in this session. Raises NameTaken when its name has a new owner."""
        row = SearchRow(search.search_id, search.name, query_to_json(self._parts.stored(search.query)), search.asked_at)
        if not self._catalog.restore_search(row):
            raise NameTaken(f"There is a search named “{search.name}” already.", "Rename it first.")

    def kept_files(self) -> list[Path]:
        """Copies of pictures and sounds that had no lasting place of their own."""
        return self._parts.files()

    def keep_file(self, name: Sequence[str], content: bytes) -> Path:
        """Keep a file of another computer's saved searches by its folder's name and its own; returns where it lies now.

        Raises OSError.
        """
        return self._parts.put(name, content)

    def clear_history(self) -> None:
        """Forget all that was asked; what was saved by name stays."""
        self._catalog.clear_search_history()

    def clear_saved(self) -> None:
        """Forget all that was saved by name, and the copies of pictures and sounds that were made for it."""
        self._catalog.clear_saved_searches()
        if self._parts.any():
            self._parts.sweep([row.query for row in self._catalog.search_history(LONGEST_HISTORY)])

    def _search(self, row: SearchRow) -> SavedSearch:
        if not row.query:
            raise SealLocked
        query = self._parts.readable(query_from_json(row.query)[0])
        return SavedSearch(row.search_id, row.name, query, row.asked_at)

    def _read(self, row: SearchRow) -> Query | None:
        try:
            return self._search(row).query
        except SealLocked:
            return None  # it is told on the page Diagnostics
        except BadQuery as error:
            logger.warning("a kept search cannot be read", extra={"search_id": row.search_id, "problem": error.message})
            return None

    def _all(self, rows: list[SearchRow]) -> list[SavedSearch]:
        return [
            SavedSearch(row.search_id, row.name, query, row.asked_at)
            for row in rows
            if (query := self._read(row)) is not None and query.parts
        ]

    def _asks_for_the_same(self, row: SearchRow, query: Query) -> bool:
        last = self._read(row)
        return last is not None and _things(self._parts.stored(last)) == _things(query)

    def _row_named(self, name: str) -> SearchRow:
        row = self._catalog.search_named(checked_name(name))
        if row is None:
            raise NoSuchSearch(f"There is no saved search named “{name}”.", "Look at the list of saved searches.")
        return row


def _things(query: Query) -> Query:
    """The query without what sliders and filters say."""
    return Query(tuple(replace(part, weight=1.0) for part in query.parts))


def _is_whole(query: Query) -> bool:
    return all(part.kind in NOT_FILES or Path(part.value).is_file() for part in query.parts)
