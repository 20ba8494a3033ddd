"""The melodies of the whole library, as the matcher's process holds them.

Seven in eight bytes of a melody are evidence, which is held packed: 7 kB for a track of four minutes,
105 MB for fifteen thousand. Of a larger library only outlines are held, 1.8 kB for each track, and what is
compared in full is read when it is needed. The catalogue's file is read directly and never written; only
what is new is read again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.contour import Contour, prepared
from vectorbeats_desktop.engine.melody.shelf import PACKED, Melodies, Shelf
from vectorbeats_desktop.engine.melody.track import CLASSES, STEP_BYTES, packed_melody
from vectorbeats_desktop.engine.seal import HUM, Seal, SealLocked

EXHAUSTIVE = 15_000
"""So many tracks are compared in full, each with each hum: 0.6 s on two cores."""

BUSY_TIMEOUT_S = 10.0
SURE_LEVEL = 14  # of 15: what a remembered hum says of its own pitch

_DETAILS = "SELECT track_id, frames FROM melodies WHERE track_id IN (SELECT value FROM json_each(?))"
_NEW = "FROM melodies WHERE changed > ?"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A hum that a person confirmed: of which track, and where in it."""

    track_id: str
    start_s: float
    end_s: float


class Corpus:
    """What the catalogue knows of melodies; `refresh` brings it up to date.

    `melodies` are whole while there are at most `exhaustive` of them (`whole` tells), and outlines beyond.
    """

    def __init__(self, catalog: Path, exhaustive: int = EXHAUSTIVE, seal: Seal | None = None) -> None:
        # A library may be empty, or just being made: then there is nothing to open yet.
        self._catalog = catalog
        self._exhaustive = exhaustive
        self._seal = seal or Seal()
        self._forget()
        self._hums_seen = (-1, -1)
        self.whole = True
        self.hums = Melodies.of(())
        self.remembered: tuple[Remembered, ...] = ()

    def refresh(self) -> None:
        """Read what has come, and forget what has gone, since the last time. Raises sqlite3.Error, ValueError."""
        if not self._catalog.is_file():
            return
        with closing(self._connect()) as connection:
            connection.execute("BEGIN")  # all that is read here is of one moment
            self._refresh_melodies(connection)
            self._refresh_hums(connection)

    def details(self, track_ids: Sequence[str]) -> dict[str, bytes]:
        """The melodies of some tracks, whole, as TrackMelody keeps them. Raises sqlite3.Error."""
        if not track_ids:
            return {}
        with closing(self._connect()) as connection:
            rows = connection.execute(_DETAILS, (json.dumps(list(track_ids)),))
            return dict(rows.fetchall())

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self._catalog.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None)

    def _forget(self) -> None:
        self._seen = (-1, -1)  # the last write that was read, and how many rows there were
        self._shelf = Shelf()
        self.melodies = self._shelf.melodies()

    def _refresh_melodies(self, connection: sqlite3.Connection) -> None:
        last, count = connection.execute("SELECT COALESCE(MAX(changed), 0), COUNT(*) FROM melodies").fetchone()
        if (last, count) == self._seen:
            return
        if self.whole != (count <= self._exhaustive):
            self._forget()
            self.whole = not self.whole
        self._read_new(connection)
        if len(self._shelf) != count:
            self._shelf.keep({track_id for (track_id,) in connection.execute("SELECT track_id FROM melodies")})
        self.melodies = self._shelf.melodies()
        self._seen = (last, count)

    def _read_new(self, connection: sqlite3.Connection) -> None:
        """Read what is above the last write that was seen; anew what of it a failed attempt had read."""
        seen = (self._seen[0],)
        if len(self._shelf):
            self._shelf.drop({track_id for (track_id,) in connection.execute(f"SELECT track_id {_NEW}", seen)})
        (size,) = connection.execute(f"SELECT COALESCE(SUM(LENGTH(frames)), 0) {_NEW}", seen).fetchone()
        rows = connection.execute(f"SELECT track_id, frames {_NEW} ORDER BY changed, rowid", seen)
        if self.whole:
            self._shelf.reserve(size // STEP_BYTES)
            for track_id, frames in rows:
                packed = packed_melody(frames)[0]
                self._shelf.add(track_id, len(packed))[:] = packed
        else:
            self._outline(rows, size // STEP_BYTES)

    def _outline(self, rows: Iterable[tuple[str, bytes]], steps: int) -> None:
        # Only now, as numba's cache folder must be known before.
        from vectorbeats_desktop.engine.melody.kernel import WHOLE
        from vectorbeats_desktop.engine.melody.outline import RATIO, outline

        self._shelf.reserve(steps // RATIO)
        for track_id, frames in rows:
            packed = packed_melody(frames)[0]
            outline(packed, WHOLE, self._shelf.add(track_id, len(packed) // RATIO))

    def _refresh_hums(self, connection: sqlite3.Connection) -> None:
        last, count = connection.execute("SELECT COALESCE(MAX(hum_id), 0), COUNT(*) FROM hums").fetchone()
        if (last, count) == self._hums_seen:
            return
        kept = connection.execute("SELECT track_id, contour, start_s, end_s FROM hums ORDER BY hum_id").fetchall()
        rows = [(track_id, plain, *place) for track_id, hum, *place in kept if (plain := self._opened(hum))]
        self.hums = Melodies.of((track_id, evidence_of(Contour.from_bytes(kept))) for track_id, kept, _, _ in rows)
        self.remembered = tuple(Remembered(track_id, start_s, end_s) for track_id, _, start_s, end_s in rows)
        self._hums_seen = (last, count)

    def _opened(self, hum: bytes) -> bytes:
        """The contour; b"" where its key is lost, which costs this hum alone."""
        try:
            return self._seal.opened(hum, HUM)
        except SealLocked:
            return b""


def evidence_of(contour: Contour) -> NDArray[np.uint8]:
    """A hum as if it were a track's melody, packed (n, 6): its pitch class, and no other, in each step."""
    classes = prepared(contour).classes
    levels = np.zeros((len(classes), CLASSES), np.uint8)
    levels[np.arange(len(classes)), classes] = SURE_LEVEL
    packed = np.empty((len(classes), PACKED), np.uint8)
    packed[:] = levels[:, 0::2] << 4 | levels[:, 1::2]
    return packed
