"""What the map colours its points by: whole columns in one question, since 100,000 tracks would take seconds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.database import Database
from vectorbeats_desktop.engine.library.selection import GENRE_SIGNS

Floats = NDArray[np.float32]

_COLUMNS = """
SELECT f.track_id, f.file_id, m.valence, m.energy, 
    COALESCE(c.tempo_bpm, json_extract(s.features, '$.tempo_bpm')), f.year, f.genre
FROM files f JOIN folders d USING (folder_id)
LEFT JOIN sound s ON s.track_id = f.track_id
LEFT JOIN moods m ON m.track_id = f.track_id
LEFT JOIN corrections c ON c.track_id = f.track_id
WHERE f.track_id IS NOT NULL AND f.presence <> 1
ORDER BY NOT d.reachable OR f.presence = 2, f.file_id
"""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What is known of n tracks, each by its first file that can be played: arrays of shape (n,).

    NaN where something is not known. `genre` is a number in `genres`, -1 for none; `genres` has the most frequent
    first. `valence` and `energy` are in [-1, 1], `tempo` in beats per minute.
    """

    track_ids: tuple[str, ...]
    file_ids: NDArray[np.int64]
    valence: Floats
    energy: Floats
    tempo: Floats
    year: Floats
    genre: NDArray[np.int32]
    genres: tuple[str, ...]

    def rows(self, track_ids: tuple[str, ...]) -> Columns:
        """Those tracks, in that order. Raises KeyError."""
        place = {track_id: row for row, track_id in enumerate(self.track_ids)}
        chosen = np.fromiter((place[track_id] for track_id in track_ids), np.intp, len(track_ids))
        return Columns(
            track_ids,
            self.file_ids[chosen],
            self.valence[chosen],
            self.energy[chosen],
            self.tempo[chosen],
            self.year[chosen],
            self.genre[chosen],
            self.genres,
        )


class ColumnQueries(Database):
    """Whole columns of the library, a row for each track."""

    def columns(self) -> Columns:
        """Mood, tempo, year and first genre of each track, by its first file that can be played."""
        with self.read() as connection:
            rows: dict[str, tuple[Any, ...]] = {}
            for row in connection.execute(_COLUMNS):
                rows.setdefault(row[0], row)
        values = [row[1:6] for row in rows.values()]
        numbers = np.array(values, np.float64).reshape(len(rows), 5)  # None becomes NaN; file ids are exact to 2**53
        valence, energy, tempo, year = (column.astype(np.float32) for column in numbers[:, 1:].T)
        genres, genre = _coded([GENRE_SIGNS.split(row[6], maxsplit=1)[0].strip() for row in rows.values()])
        return Columns(
            tuple(rows),
            numbers[:, 0].astype(np.int64),
            valence,
            energy,
            tempo,
            year,
            genre,
            genres,
        )


def _coded(spelled: list[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The names there are, most frequent first, and each one's number, (n,), -1 for none.

    Those that differ in case only are one, spelled as it is spelled most often.
    """
    often = Counter(filter(None, spelled)).most_common()
    spelling: dict[str, str] = {}
    for name, _ in often:
        spelling.setdefault(name.casefold(), name)
    counted = Counter(name.casefold() for name in spelled if name).most_common()
    code = {folded: number for number, (folded, _) in enumerate(counted)}
    numbers = np.array([code.get(name.casefold(), -1) for name in spelled], np.int32)
    return tuple(spelling[folded] for folded, _ in counted), numbers
