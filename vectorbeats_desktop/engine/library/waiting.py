"""Verdicts and hums of music that is not here (any more): out of a backup, or of tracks that were forgotten.

Stars and corrections wait in the table `edits`. These wait in the notes of the catalogue, each sealed by itself while
what is kept is: what cannot be opened now is counted, can be forgotten, and is not in the way of what can.
"""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.seal import HUM, VERDICT, Seal, SealLocked
from vectorbeats_desktop.engine.seal import WAITING as SEALED_WAITING

WAITING = "backup.waiting"  # its key in the notes
WHAT = ("verdicts", "hums")

Row = dict[str, Any]

_OF_TRACKS = "WHERE track_id IN (SELECT value FROM json_each(?))"
_VERDICTS = f"SELECT query_key, track_id, verdict, asked, said_at FROM verdicts {_OF_TRACKS}"
_HUMS = f"SELECT track_id, contour, start_s, end_s FROM hums {_OF_TRACKS} ORDER BY hum_id"


def readable(catalog: Database) -> dict[str, list[Row]]:
    """All that waits, by what it is; what cannot be opened is left out."""
    kept = _kept(catalog)
    return {what: [row for each in kept[what] if (row := _opened(catalog, each)) is not None] for what in WHAT}


def add(catalog: Database, what: str, rows: Sequence[Row]) -> None:
    """Let more wait. Raises SealLocked."""
    if rows:
        kept = _kept(catalog)
        there = {_text(each) for each in kept[what]}
        kept[what] += [each for row in rows if _text(each := converted(catalog.seal, row)) not in there]
        catalog.set_meta(WAITING, kept)


def take_out(catalog: Database, track_ids: Collection[str]) -> dict[str, list[Row]]:
    """What waits for these tracks, by what it is; it waits no more."""
    taken: dict[str, list[Row]] = {what: [] for what in WHAT}
    left: dict[str, list[Row | str]] = {what: [] for what in WHAT}
    for what, kept in _kept(catalog).items():
        for each in kept:
            row = _opened(catalog, each)
            if row is not None and row["track_id"] in track_ids:
                taken[what].append(row)
            else:
                left[what].append(each)
    catalog.set_meta(WAITING, left if any(left.values()) else None)
    return taken


def count(catalog: Database, what: str) -> int:
    """How many wait: "verdicts" or "hums"; also of those that cannot be opened now."""
    return len(_kept(catalog)[what])


def forget(catalog: Database, what: str) -> None:
    """Forget what waits: "verdicts" or "hums"."""
    kept = _kept(catalog)
    if kept[what]:
        kept[what] = []
        with catalog.erase() as connection:
            left = json.dumps(kept if any(kept.values()) else None)
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", (left, WAITING))


def keep_of(catalog: Database, connection: sqlite3.Connection, track_ids: Iterable[str]) -> None:
    """Let what was said and hummed of tracks wait, which are to be forgotten. Raises SealLocked."""
    listed = (json.dumps(list(track_ids)),)
    seal = catalog.seal
    verdicts = connection.execute(_VERDICTS, listed).fetchall()
    hums = connection.execute(_HUMS, listed).fetchall()
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
    return {track_id for track_id, asked, contour in kept if not _can_wait(catalog.seal, asked, contour)}


def _can_wait(seal: Seal, asked: str, contour: bytes) -> bool:
    try:
        seal.check()
        seal.opened_text(asked, VERDICT)
        seal.opened(contour, HUM)
    except SealLocked:
        return False
    return True


def converted(seal: Seal, kept: Row | str) -> Row | str:
    """One of those that wait, sealed or plain as the seal says. Raises SealLocked."""
    row = json.loads(seal.opened_text(kept, SEALED_WAITING)) if isinstance(kept, str) else kept
    return seal.sealed_text(_text(row), SEALED_WAITING) if seal.on else row


def _kept(catalog: Database) -> dict[str, list[Row | str]]:
    kept = catalog.get_meta(WAITING) or {}
    return {what: list(kept.get(what, ())) for what in WHAT}


def _opened(catalog: Database, kept: Row | str) -> Row | None:
    if not isinstance(kept, str):
        return kept
    text = catalog.seal.readable_text(kept, SEALED_WAITING)
    return json.loads(text) if text else None


def _text(kept: Row | str) -> str:
    return json.dumps(kept, sort_keys=True)
