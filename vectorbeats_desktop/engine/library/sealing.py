"""Rows of a catalogue that tell of a person: encrypted or made plain again, in the library's own or in a copy of it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from vectorbeats_desktop.engine import seal as kinds
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.database import disk_errors
from vectorbeats_desktop.engine.library.waiting import WAITING, Row, converted
from vectorbeats_desktop.engine.seal import Seal, SealLocked

_COLUMNS = (
    ("searches", "search_id", "query", kinds.SEARCH),
    ("verdicts", "query_key, track_id", "asked", kinds.VERDICT),
    ("hums", "hum_id", "contour", kinds.HUM),
)


def convert(catalog: Catalog, seal: Seal) -> int:
    """Bring all rows to what the seal says; returns how many could not be opened. Raises DataFolderBroken.

    What was there before is overwritten, and what lay in free pages is gone with a VACUUM: for a large library that
    takes a minute, and the room of another copy.
    """
    with catalog.erase() as connection:
        locked = _rows(connection, seal)
    catalog.tidy()
    return locked


def convert_copy(path: Path, seal: Seal) -> int:
    """The same of a copy of the catalogue, of whatever version. Raises DataFolderBroken."""
    with disk_errors(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN IMMEDIATE")
        locked = _rows(connection, seal)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    return locked


def _rows(connection: sqlite3.Connection, seal: Seal) -> int:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    locked = 0
    for table, keys, column, what in _COLUMNS:
        if table not in there:  # a copy from before there was such a thing
            continue
        named = " AND ".join(f"{key} = ?" for key in keys.split(", "))
        for *key, kept in connection.execute(f"SELECT {keys}, {column} FROM {table}").fetchall():
            try:
                now = _converted(seal, kept, what)
            except SealLocked:
                locked += 1
                continue
            if now != kept:
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE {named}", (now, *key))
    return locked + _waiting(connection, seal, there)


def _converted(seal: Seal, kept: str | bytes, what: str) -> str | bytes:
    if isinstance(kept, bytes):
        return seal.sealed(seal.opened(kept, what), what)
    return seal.sealed_text(seal.opened_text(kept, what), what)


def _waiting(connection: sqlite3.Connection, seal: Seal, there: set[str]) -> int:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (WAITING,)).fetchone() if "meta" in there else None
    locked = 0
    kept: dict[str, list[Row | str]] = json.loads(row[0]) or {} if row else {}
    for each in kept.values():
        for place, one in enumerate(each):
            try:
                each[place] = converted(seal, one)
            except SealLocked:
                locked += 1
    if kept:
        connection.execute("UPDATE meta SET value = ? WHERE key = ?", (json.dumps(kept), WAITING))
    return locked
