"""The melodies of the whole library, as the matcher's process holds them.

Seven in eight bytes of a melody are evidence, which is held packed: 7 kB for a track of four minutes,
70 MB for ten thousand. The catalogue's file is read directly and never written; only what is new is
read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.melody.contour import Contour, prepared
from vectorbeats_desktop.engine.melody.track import CLASSES, packed_melody

PACKED = 6  # bytes a step
BUSY_TIMEOUT_S = 10.0
SURE_LEVEL = 14  # of 15: what a remembered hum says of its own pitch


@dataclass(frozen=True, slots=True)
class Remembered:
    """A hum that a person confirmed: of which track, and where in it."""

    track_id: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Melodies:
    """Evidence of many tracks, one after the other: `packed` (total, 6) uint8, `offsets` (tracks + 1,) int64."""

    track_ids: tuple[str, ...]
    packed: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, tracks: Iterable[tuple[str, NDArray[np.uint8]]]) -> Melodies:
        """Join evidence, each (n, 6)."""
        pairs = list(tracks)
        lengths = [len(packed) for _, packed in pairs]
        offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
        joined = np.concatenate([packed for _, packed in pairs] or [np.zeros((0, PACKED), np.uint8)])
        return cls(tuple(track_id for track_id, _ in pairs), joined, offsets)

    def __len__(self) -> int:
        return len(self.track_ids)

    def evidence(self, number: int) -> NDArray[np.uint8]:
        """The packed evidence of one track, (n, 6)."""
        return self.packed[self.offsets[number] : self.offsets[number + 1]]

    def items(self) -> Iterator[tuple[str, NDArray[np.uint8]]]:
        for number, track_id in enumerate(self.track_ids):
            yield track_id, self.evidence(number)


class Corpus:
    """What the catalogue knows of melodies; `refresh` brings it up to date."""

    def __init__(self, catalog: Path) -> None:
        # A library may be empty, or just being made: then there is nothing to open yet.
        self._catalog = catalog
        self._seen = (-1, -1)  # the last write that was read, and how many rows there were
        self._hums_seen = (-1, -1)
        self.melodies = Melodies.of(())
        self.hums = Melodies.of(())
        self.remembered: tuple[Remembered, ...] = ()

    def refresh(self) -> None:
        """Read what has come, and forget what has gone, since the last time. Raises sqlite3.Error."""
        if not self._catalog.is_file():
            return
        with closing(self._connect()) as connection:
            self._refresh_melodies(connection)
            self._refresh_hums(connection)

    def details(self, track_ids: Sequence[str]) -> dict[str, bytes]:
        """The melodies of some tracks, whole, as TrackMelody keeps them. Raises sqlite3.Error."""
        if not track_ids:
            return {}
        with closing(self._connect()) as connection:
            found = {}
            for track_id in track_ids:
                row = connection.execute("SELECT frames FROM melodies WHERE track_id = ?", (track_id,)).fetchone()
                if row is not None:
                    found[track_id] = row[0]
            return found

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self._catalog.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_S)

    def _refresh_melodies(self, connection: sqlite3.Connection) -> None:
        last, count = connection.execute("SELECT COALESCE(MAX(changed), 0), COUNT(*) FROM melodies").fetchone()
        if (last, count) == self._seen:
            return
        new = {
            track_id: packed_melody(frames)[0]
            for track_id, frames in connection.execute(
                "SELECT track_id, frames FROM melodies WHERE changed > ? AND changed <= ?", (self._seen[0], last)
            )
        }
        known = dict(self.melodies.items())
        if len(known.keys() | new.keys()) != count:
            there = {track_id for (track_id,) in connection.execute("SELECT track_id FROM melodies")}
            known = {track_id: packed for track_id, packed in known.items() if track_id in there}
        self.melodies = Melodies.of(sorted((known | new).items()))
        self._seen = (last, count)

    def _refresh_hums(self, connection: sqlite3.Connection) -> None:
        last, count = connection.execute("SELECT COALESCE(MAX(hum_id), 0), COUNT(*) FROM hums").fetchone()
        if (last, count) == self._hums_seen:
            return
        rows = connection.execute("SELECT track_id, contour, start_s, end_s FROM hums ORDER BY hum_id").fetchall()
        self.hums = Melodies.of((track_id, evidence_of(Contour.from_bytes(kept))) for track_id, kept, _, _ in rows)
        self.remembered = tuple(Remembered(track_id, start_s, end_s) for track_id, _, start_s, end_s in rows)
        self._hums_seen = (last, count)


def evidence_of(contour: Contour) -> NDArray[np.uint8]:
    """A hum as if it were a track's melody, packed (n, 6): its pitch class, and no other, in each step."""
    classes = prepared(contour).classes
    levels = np.zeros((len(classes), CLASSES), np.uint8)
    levels[np.arange(len(classes)), classes] = SURE_LEVEL
    packed = np.empty((len(classes), PACKED), np.uint8)
    packed[:] = levels[:, 0::2] << 4 | levels[:, 1::2]
    return packed
