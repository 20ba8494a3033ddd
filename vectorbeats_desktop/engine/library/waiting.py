"""Verdicts and hums of music that is not here (any more): out of a backup, or of tracks that were forgotten.

Stars and corrections wait in the table `edits`. These wait in the catalogue's notes, sealed while what is kept is.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.seal import HUM, VERDICT, SealLocked
from vectorbeats_desktop.engine.seal import WAITING as SEALED_WAITING

WAITING = "backup.waiting"  # its key in the notes
WHAT = ("verdicts", "hums")

Row = dict[str, Any]

_OF_TRACKS = "WHERE track_id IN (SELECT value FROM json_each(?))"
_VERDICTS = f"SELECT query_key, track_id, verdict, asked, said_at FROM verdicts {_OF_TRACKS}"
_HUMS = f"SELECT track_id, contour, start_s, end_s FROM hums {_OF_TRACKS} ORDER BY hum_id"


def held(catalog: Database) -> dict[str, list[Row]]:
    """All that waits, by what it is. Raises SealLocked."""
    kept = catalog.get_meta(WAITING)
    if isinstance(kept, str):
        kept = json.loads(catalog.seal.opened_text(kept, SEALED_WAITING))
    return {**{what: [] for what in WHAT}, **(kept or {})}


def readable(catalog: Database) -> dict[str, list[Row]]:
    """As `held`; nothing where it cannot be opened."""
    try:
        return held(catalog)
    except SealLocked:
        return {what: [] for what in WHAT}


def hold(catalog: Database, waiting: Mapping[str, Sequence[Row]]) -> None:
    """Let this wait, in place of all that did. Raises SealLocked."""
    catalog.set_meta(WAITING, _to_keep(catalog, waiting))


def add(catalog: Database, what: str, rows: Sequence[Row]) -> None:
    """Let more wait. Raises SealLocked."""
    if rows:
        waiting = readable(catalog)
        there = {json.dumps(row, sort_keys=True) for row in waiting[what]}
        waiting[what] += [row for row in rows if json.dumps(row, sort_keys=True) not in there]
        hold(catalog, waiting)


def count(catalog: Database, what: str) -> int:
    """How many wait: "verdicts" or "hums"."""
    return len(readable(catalog)[what])


def forget(catalog: Database, what: str) -> None:
    """Forget what waits: "verdicts" or "hums"."""
    waiting = readable(catalog)
    if waiting[what]:
        waiting[what] = []
        with catalog.erase() as connection:
            kept = json.dumps(_to_keep(catalog, waiting))
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", (kept, WAITING))


def keep_of(catalog: Database, connection: sqlite3.Connection, track_ids: Iterable[str]) -> None:
    """Let what was said and hummed of tracks wait, which are to be forgotten. Raises SealLocked."""
    listed = (json.dumps(list(track_ids)),)
    seal = catalog.seal
    verdicts = connection.execute(_VERDICTS, listed).fetchall()
    hums = connection.execute(_HUMS, listed).fetchall()
    if verdicts or hums:
        held(catalog)  # or what waits already, and cannot be read, would be written over
    add(
        catalog,
        "verdicts",
        [
            {
                "query_key": key,
                "track_id": track_id,
                "verdict": verdict,
                "asked": seal.opened_text(asked, VERDICT),
                "said_at": said_at,
            }
            for key, track_id, verdict, asked, said_at in verdicts
        ],
    )
    add(
        catalog,
        "hums",
        [
            {
                "track_id": track_id,
                "contour": base64.b64encode(seal.opened(contour, HUM)).decode(),
                "start_s": start_s,
                "end_s": end_s,
            }
            for track_id, contour, start_s, end_s in hums
        ],
    )


def locked(catalog: Database, connection: sqlite3.Connection, track_ids: Sequence[str]) -> set[str]:
    """Of which of these tracks something was said or hummed that cannot wait now, as its key is not at hand."""
    listed = (json.dumps(track_ids),)
    kept = [(track_id, asked, b"") for _, track_id, _, asked, _ in connection.execute(_VERDICTS, listed)]
    kept += [(track_id, "", contour) for track_id, contour, _, _ in connection.execute(_HUMS, listed)]
    if not kept:
        return set()
    try:
        held(catalog)
        catalog.seal.check()
    except SealLocked:
        return {track_id for track_id, _, _ in kept}
    return {track_id for track_id, asked, contour in kept if not _opens(catalog, asked, contour)}


def _opens(catalog: Database, asked: str, contour: bytes) -> bool:
    try:
        catalog.seal.opened_text(asked, VERDICT)
        catalog.seal.opened(contour, HUM)
    except SealLocked:
        return False
    return True


def _to_keep(catalog: Database, waiting: Mapping[str, Sequence[Row]]) -> Any:
    if not any(waiting.values()):
        return None
    catalog.seal.check()
    return catalog.seal.sealed_text(json.dumps(waiting), SEALED_WAITING) if catalog.seal.on else waiting
