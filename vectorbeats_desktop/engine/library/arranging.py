"""Tracks that pass a selection, in an order, as columns: which files, and how long they are."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vectorbeats_desktop.engine.library.listing import SORTS, ListingQueries
from vectorbeats_desktop.engine.library.selection import JOINS, Selection

_ALBUM = SORTS["artist"]
ORDERS: Mapping[str, tuple[str, ...]] = {
    "artist": _ALBUM,
    "album": SORTS["album"],
    "title": SORTS["title"],
    "newest": ("f.added_at DESC", *_ALBUM),
    "oldest": ("f.added_at", *_ALBUM),
    "year": ("f.year DESC", *_ALBUM),
    "rating": ("COALESCE(r.stars, 0) DESC", *_ALBUM),
    "tempo": ("COALESCE(c.tempo_bpm, json_extract(s.features, '$.tempo_bpm')) NULLS LAST", *_ALBUM),
    "energy": ("m.energy NULLS LAST", *_ALBUM),
}
"""By which columns in turn; the file's id decides the rest."""
RANDOM = "random"

Row = tuple[int, str, float | None]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """Files in order, each recording once, with the seconds that each takes; 0 where nobody knows."""

    file_ids: array[int]
    track_ids: tuple[str, ...]
    seconds: array[float]


class ArrangingQueries(ListingQueries):
    """Whole selections in order, without reading what is known of each track."""

    def arranged(
        self,
        selection: Selection,
        order: str,
        *,
        seed: int = 0,
        among: Sequence[int] | None = None,
        most: int | None = None,
    ) -> Arranged:
        """The files that pass, or of those `among` some; `order` is one of ORDERS, or random by `seed`.

        No more than `most` of them are read, from the top. A random order stays when tracks come and go: each has its
        place by its audio and the seed.
        """
        # What is not gone is said beside what is there, since the indexes of orders hold all that is shown.
        where, values = [selection.sql, "f.presence <> 1", "f.track_id IS NOT NULL"], list(selection.values)
        if among is not None:
            where.append("f.file_id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(among)))
        by = ", ".join((*ORDERS.get(order, ()), "f.file_id"))
        sql = f"SELECT f.file_id, f.track_id, f.duration_s {JOINS} WHERE {' AND '.join(where)} ORDER BY {by}"
        with self.read() as connection:
            rows = _once_each(connection.execute(sql, values), None if order == RANDOM else most)
        if order == RANDOM:
            rows = [rows[place] for place in _shuffled([row[1] for row in rows], seed)[:most]]
        return Arranged(
            array("q", [row[0] for row in rows]),
            tuple([row[1] for row in rows]),
            array("d", [row[2] or 0.0 for row in rows]),
        )


def _once_each(found: Iterable[Row], most: int | None) -> list[Row]:
    """The first file of each track; no more than `most`."""
    if most is None:
        rows = list(found)
        if len({row[1] for row in rows}) == len(rows):  # as in most libraries, and five times as fast
            return rows
        found = rows
    first: dict[str, Row] = {}
    for row in found:
        if len(first) == most:
            break
        first.setdefault(row[1], row)
    return list(first.values())


def _shuffled(track_ids: Sequence[str], seed: int) -> list[int]:
    """The places of the tracks, shuffled by a hash of each with the seed (splitmix64, Steele et al. 2014)."""
    hashes = np.fromiter((zlib.crc32(one.encode()) for one in track_ids), np.uint64, len(track_ids))
    with np.errstate(over="ignore"):
        mixed = (hashes + (np.uint64(seed) << np.uint64(32))) * _MIX
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
        mixed ^= mixed >> np.uint64(31)
    return [int(place) for place in np.argsort(mixed, kind="stable")]
