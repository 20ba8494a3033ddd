"""What a backup brings into the catalogue: of one thing the later counts, so doing it twice changes nothing.

What people said of tracks is merged by `ChangeTables.merge_edits`. Verdicts and hums are of tracks that are known;
those of others wait (`waiting`), and are taken up once their music has been identified.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.library import audit, waiting
from vectorbeats_desktop.engine.library.catalog import Catalog, PlaylistEntry
from vectorbeats_desktop.engine.library.waiting import Row
from vectorbeats_desktop.engine.records import Verdict
from vectorbeats_desktop.engine.seal import HUM, SEARCH, SealLocked


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
    return [*said, *waiting.readable(catalog)["verdicts"]]


def merge_verdicts(catalog: Catalog, rows: Sequence[Row]) -> Merged:
    """Take over verdicts that are not here, or were said earlier here."""
    taken, absent = 0, []
    with catalog.write(visible=False) as connection:
        here = {(said.query_key, said.track_id): said.said_at for said in catalog.all_verdicts()}
        known = audit.known_tracks(catalog)
        for row in rows:
            key, track_id, said_at = row["query_key"], row["track_id"], float(row["said_at"])
            if track_id not in known:
                absent.append(row)
            elif here.get((key, track_id), -1.0) < said_at:
                catalog.set_verdict(key, track_id, Verdict(row["verdict"]), row["asked"])
                connection.execute(
                    "UPDATE verdicts SET said_at = ? WHERE query_key = ? AND track_id = ?", (said_at, key, track_id)
                )
                taken += 1
        waiting.add(catalog, "verdicts", absent)
    return Merged(taken, len(rows) - taken - len(absent), len(absent))


def hum_rows(catalog: Catalog) -> list[Row]:
    """All hums that were confirmed, also of music that is not here yet."""
    with catalog.read() as connection:
        rows = connection.execute("SELECT track_id, contour, start_s, end_s FROM hums ORDER BY hum_id").fetchall()
    hums: list[Row] = []
    for track_id, kept, start_s, end_s in rows:
        with suppress(SealLocked):  # what nobody can open is left out
            contour = base64.b64encode(catalog.seal.opened(kept, HUM)).decode()
            hums.append({"track_id": track_id, "contour": contour, "start_s": start_s, "end_s": end_s})
    return [*hums, *waiting.readable(catalog)["hums"]]


def merge_hums(catalog: Catalog, rows: Sequence[Row]) -> Merged:
    """Take over hums that are not here."""
    taken, absent = 0, []
    with catalog.batch():
        known = audit.known_tracks(catalog)
        for row in rows:
            if row["track_id"] not in known:
                absent.append(row)
            else:
                contour = base64.b64decode(row["contour"])
                place = float(row["start_s"]), float(row["end_s"])
                taken += catalog.remember_hum(row["track_id"], contour, *place)
        waiting.add(catalog, "hums", absent)
    return Merged(taken, len(rows) - taken - len(absent), len(absent))


def take_up_waiting(catalog: Catalog) -> None:
    """Let what waited for its music count, as far as that is here by now, and its key at hand."""
    if catalog.get_meta(waiting.WAITING) is None:
        return
    with suppress(SealLocked), catalog.batch():
        held = waiting.readable(catalog)
        here = _known(catalog, {row["track_id"] for rows in held.values() for row in rows})
        if here:
            taken = waiting.take_out(catalog, here)
            merge_verdicts(catalog, taken["verdicts"])
            merge_hums(catalog, taken["hums"])


def _known(catalog: Catalog, track_ids: set[str]) -> set[str]:
    """Those that are in the catalogue; looked for one by one, as there may be many others."""
    with catalog.read() as connection:
        find = "SELECT track_id FROM tracks WHERE track_id IN (SELECT value FROM json_each(?))"
        return {row[0] for row in connection.execute(find, (json.dumps(sorted(track_ids)),))}
