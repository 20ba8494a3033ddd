"""What a backup brings into the catalogue: of one thing the later counts, so doing it twice changes nothing.

What people said of tracks is merged by `ChangeTables.merge_edits`. Verdicts and hums are of tracks that are known;
those of others wait, and are taken up once their music has been identified.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine.library import audit
from vectorbeats_desktop.engine.library.catalog import Catalog, PlaylistEntry
from vectorbeats_desktop.engine.records import Verdict
from vectorbeats_desktop.engine.seal import HUM, SEARCH, SealLocked
from vectorbeats_desktop.engine.seal import WAITING as SEALED_WAITING

WAITING = "backup.waiting"  # in the catalogue's notes: verdicts and hums of music that is not here yet

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """How many came to count, how many were there or had a later one, and how many wait for their music."""

    taken: int = 0
    there: int = 0
    waiting: int = 0


def playlist_rows(catalog: Catalog) -> list[Row]:
    """All playlists with what stands in them, and what fills them by itself."""
    recipes = catalog.recipes()
    with catalog.read() as connection:
        times = connection.execute("SELECT name, made_at, changed_at FROM playlists ORDER BY playlist_id").fetchall()
    rows = []
    for name, made_at, changed_at in times:
        entries = [[entry.track_id, os.fsdecode(entry.path)] for entry in catalog.playlist_entries(name) or ()]
        row = {"name": name, "made_at": made_at, "changed_at": changed_at}
        rows.append({**row, "entries": entries, "recipe": recipes.get(name)})
    return rows


def merge_playlists(catalog: Catalog, rows: Sequence[Row]) -> Merged:
    """Take over playlists that are not here, or were changed earlier here."""
    taken = 0
    with catalog.batch():
        here = {playlist.name: playlist.changed_at for playlist in catalog.playlists()}
        for row in rows:
            name, changed_at = row["name"], float(row["changed_at"])
            if name in here and here[name] >= changed_at:
                continue
            entries = [PlaylistEntry(track_id, Path(path)) for track_id, path in row["entries"]]
            if row["recipe"] is not None:
                catalog.put_recipe(name, row["recipe"], replace=True)
            else:
                catalog.put_playlist(name, entries, replace=True)
            with catalog.write(visible=False) as connection:
                connection.execute(
                    "UPDATE playlists SET made_at = ?, changed_at = ? WHERE name = ?",
                    (float(row["made_at"]), changed_at, name),
                )
            taken += 1
    return Merged(taken, len(rows) - taken)


def search_rows(catalog: Catalog, history: int) -> list[Row]:
    """All saved searches, and the history, whose name is empty."""
    return [
        {"name": row.name, "query": row.query, "asked_at": row.asked_at}
        for row in (*catalog.saved_searches(), *catalog.search_history(history))
        if row.query
    ]


def merge_searches(catalog: Catalog, rows: Sequence[Row], history: int) -> Merged:
    """Take over saved searches that are not here, or were saved earlier here, and of the history what is not in it."""
    taken = 0
    with catalog.write(visible=False) as connection:
        saved = {row.name: row.asked_at for row in catalog.saved_searches()}
        asked = {row.query for row in catalog.search_history(history)}
        for row in rows:
            name, query, asked_at = row["name"], row["query"], float(row["asked_at"])
            if (saved.get(name, -1.0) >= asked_at) if name else query in asked:
                continue
            connection.execute("DELETE FROM searches WHERE name = ?", (name,))
            sealed = catalog.seal.sealed_text(query, SEARCH)
            connection.execute(
                "INSERT INTO searches (name, query, asked_at) VALUES (?, ?, ?)", (name or None, sealed, asked_at)
            )
            taken += 1
        connection.execute(
            "DELETE FROM searches WHERE search_id IN (SELECT search_id FROM searches WHERE name IS NULL "
            "ORDER BY asked_at DESC, search_id DESC LIMIT -1 OFFSET ?)",
            (history,),
        )
    return Merged(taken, len(rows) - taken)


def verdict_rows(catalog: Catalog) -> list[Row]:
    """All that was said of results, also of music that is not here yet."""
    said = [
        {
            "query_key": said.query_key,
            "track_id": said.track_id,
            "verdict": str(said.verdict),
            "asked": said.asked,
            "said_at": said.said_at,
        }
        for said in catalog.all_verdicts()
    ]
    return [*said, *_waiting(catalog)["verdicts"]]


def merge_verdicts(catalog: Catalog, rows: Sequence[Row]) -> Merged:
    """Take over verdicts that are not here, or were said earlier here."""
    taken, waiting = 0, []
    with catalog.write(visible=False) as connection:
        here = {(said.query_key, said.track_id): said.said_at for said in catalog.all_verdicts()}
        known = audit.known_tracks(catalog)
        for row in rows:
            key, track_id, said_at = row["query_key"], row["track_id"], float(row["said_at"])
            if track_id not in known:
                waiting.append(row)
            elif here.get((key, track_id), -1.0) < said_at:
                catalog.set_verdict(key, track_id, Verdict(row["verdict"]), row["asked"])
                connection.execute(
                    "UPDATE verdicts SET said_at = ? WHERE query_key = ? AND track_id = ?", (said_at, key, track_id)
                )
                taken += 1
        _let_wait(catalog, "verdicts", waiting)
    return Merged(taken, len(rows) - taken - len(waiting), len(waiting))


def hum_rows(catalog: Catalog) -> list[Row]:
    """All hums that were confirmed, also of music that is not here yet."""
    with catalog.read() as connection:
        rows = connection.execute("SELECT track_id, contour, start_s, end_s FROM hums ORDER BY hum_id").fetchall()
    hums: list[Row] = []
    for track_id, kept, start_s, end_s in rows:
        with suppress(SealLocked):  # what nobody can open is left out
            contour = base64.b64encode(catalog.seal.opened(kept, HUM)).decode()
            hums.append({"track_id": track_id, "contour": contour, "start_s": start_s, "end_s": end_s})
    return [*hums, *_waiting(catalog)["hums"]]


def merge_hums(catalog: Catalog, rows: Sequence[Row]) -> Merged:
    """Take over hums that are not here."""
    taken, waiting = 0, []
    with catalog.batch():
        known = audit.known_tracks(catalog)
        for row in rows:
            if row["track_id"] not in known:
                waiting.append(row)
            else:
                contour = base64.b64decode(row["contour"])
                place = float(row["start_s"]), float(row["end_s"])
                taken += catalog.remember_hum(row["track_id"], contour, *place)
        _let_wait(catalog, "hums", waiting)
    return Merged(taken, len(rows) - taken - len(waiting), len(waiting))


def take_up_waiting(catalog: Catalog) -> None:
    """Let what waited for its music count, as far as that is here by now."""
    if catalog.get_meta(WAITING) is None:
        return
    with catalog.batch():
        waiting = _waiting(catalog)
        catalog.set_meta(WAITING, None)
        merge_verdicts(catalog, waiting["verdicts"])
        merge_hums(catalog, waiting["hums"])


def count_waiting(catalog: Catalog, what: str) -> int:
    """How many wait: "verdicts" or "hums"."""
    return len(_waiting(catalog)[what])


def forget_waiting(catalog: Catalog, what: str) -> None:
    """Forget what waits: "verdicts" or "hums"."""
    waiting = _waiting(catalog)
    if waiting[what]:
        waiting[what] = []
        kept = json.dumps(_to_wait(catalog, waiting)) if any(waiting.values()) else "null"
        with catalog.erase() as connection:
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", (kept, WAITING))


def _waiting(catalog: Catalog) -> dict[str, list[Row]]:
    kept = catalog.get_meta(WAITING)
    if isinstance(kept, str):
        kept = json.loads(catalog.seal.readable_text(kept, SEALED_WAITING) or "null")
    return {"verdicts": [], "hums": [], **(kept or {})}


def _to_wait(catalog: Catalog, waiting: dict[str, list[Row]]) -> Any:
    """What is kept of it in the notes. Raises SealLocked."""
    catalog.seal.check()
    return catalog.seal.sealed_text(json.dumps(waiting), SEALED_WAITING) if catalog.seal.on else waiting


def _let_wait(catalog: Catalog, what: str, rows: Sequence[Row]) -> None:
    if rows:
        waiting = _waiting(catalog)
        waiting[what] += [row for row in rows if row not in waiting[what]]
        catalog.set_meta(WAITING, _to_wait(catalog, waiting))
