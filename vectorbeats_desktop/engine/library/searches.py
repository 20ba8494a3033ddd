"""The catalogue's searches: those that were saved by name, and the history."""

from __future__ import annotations

import sqlite3
import time

from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.entries import SearchRow
from vectorbeats_desktop.engine.library.folding import sort_key
from vectorbeats_desktop.engine.seal import SEARCH, Seal

_ROWS = "SELECT search_id, COALESCE(name, ''), query, asked_at FROM searches "
_NEWEST_FIRST = "ORDER BY asked_at DESC, search_id DESC LIMIT ?"
_OLD = f"SELECT search_id FROM searches WHERE name IS NULL {_NEWEST_FIRST} OFFSET ?"


class SearchTables(Database):
    """Searches as JSON; what is in it is the matter of whoever writes it. One that cannot be opened is empty."""

    def saved_searches(self) -> list[SearchRow]:
        """Those with a name, by it."""
        with self.read() as connection:
            found = [_row(self.seal, row) for row in connection.execute(_ROWS + "WHERE name IS NOT NULL")]
        return sorted(found, key=lambda row: (sort_key(row.name), row.name))

    def search_history(self, limit: int) -> list[SearchRow]:
        """Those without a name, the newest first."""
        with self.read() as connection:
            rows = connection.execute(_ROWS + "WHERE name IS NULL " + _NEWEST_FIRST, (limit,)).fetchall()
        return [_row(self.seal, row) for row in rows]

    def search_named(self, name: str) -> SearchRow | None:
        """The search saved under a name."""
        with self.read() as connection:
            return self._one(connection, "WHERE name = ?", name)

    def search_row(self, search_id: int) -> SearchRow | None:
        """One search."""
        with self.read() as connection:
            return self._one(connection, "WHERE search_id = ?", search_id)

    def keep_search(self, name: str, query: str, *, replace: bool) -> SearchRow | None:
        """Save a search. None when there is one of that name, and it is not to be replaced."""
        sealed = self.seal.sealed_text(query, SEARCH)
        with self.write(visible=False) as connection:
            there = self._one(connection, "WHERE name = ?", name)
            if there is not None and not replace:
                return None
            connection.execute(
                "INSERT INTO searches (name, query, asked_at) VALUES (?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET query = excluded.query, asked_at = excluded.asked_at",
                (name, sealed, time.time()),
            )
            return self._one(connection, "WHERE name = ?", name)

    def remember_search(self, query: str, keep: int, *, instead_of: int | None = None) -> None:
        """Put a query on top of the history, in place of itself and of `instead_of`; keep so many of them."""
        sealed = self.seal.sealed_text(query, SEARCH)
        with self.write(visible=False) as connection:
            connection.execute(
                "DELETE FROM searches WHERE name IS NULL AND (query = ? OR search_id = ?)", (sealed, instead_of)
            )
            connection.execute(
                "INSERT INTO searches (name, query, asked_at) VALUES (NULL, ?, ?)", (sealed, time.time())
            )
            connection.execute(f"DELETE FROM searches WHERE search_id IN ({_OLD})", (-1, keep))

    def rename_search(self, search_id: int, name: str) -> bool:
        """Give a search a name, or another one. False when another search has it, or there is no such search."""
        with self.write(visible=False) as connection:
            there = self._one(connection, "WHERE name = ?", name)
            if there is not None:
                return there.search_id == search_id
            renamed = connection.execute("UPDATE searches SET name = ? WHERE search_id = ?", (name, search_id))
            return bool(renamed.rowcount)

    def forget_search(self, search_id: int) -> None:
        """Forget one search."""
        with self.write(visible=False) as connection:
            connection.execute("DELETE FROM searches WHERE search_id = ?", (search_id,))

    def restore_search(self, row: SearchRow) -> bool:
        """Put back a search that was forgotten. False when its name is taken by now."""
        with self.write(visible=False) as connection:
            if row.name and self._one(connection, "WHERE name = ?", row.name) is not None:
                return False
            connection.execute(
                "INSERT OR IGNORE INTO searches (search_id, name, query, asked_at) VALUES (?, ?, ?, ?)",
                (row.search_id, row.name or None, self.seal.sealed_text(row.query, SEARCH), row.asked_at),
            )
        return True

    def clear_search_history(self) -> None:
        """Forget every search without a name."""
        with self.erase() as connection:
            connection.execute("DELETE FROM searches WHERE name IS NULL")

    def clear_saved_searches(self) -> None:
        """Forget every search with a name."""
        with self.erase() as connection:
            connection.execute("DELETE FROM searches WHERE name IS NOT NULL")

    def _one(self, connection: sqlite3.Connection, where: str, value: object) -> SearchRow | None:
        row = connection.execute(_ROWS + where, (value,)).fetchone()
        return None if row is None else _row(self.seal, row)


def _row(seal: Seal, row: tuple[int, str, str, float]) -> SearchRow:
    search_id, name, query, asked_at = row
    return SearchRow(search_id, name, seal.readable_text(query, SEARCH), asked_at)
