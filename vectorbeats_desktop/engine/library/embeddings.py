"""The catalogue's embeddings: what a sound model made of each track. Making them anew would take hours.

The store holds the vectors that are searched by; it is filled again from here when it was lost. Those of two models
lie side by side while one takes the place of the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from vectorbeats_desktop.engine.library.entries import EmbeddingRow
from vectorbeats_desktop.engine.library.stages import StageTables

STAGE = "embedding"
SEARCHED = "embeddings.searched"
"""In the catalogue's notes: the model whose vectors are whole, and searches run on."""
STORED = np.dtype("<f2")  # of unit vectors: an error of a ten-thousandth in a cosine, and half the size


class EmbeddingTables(StageTables):
    """Embeddings by track and model; a model is named by what its vectors are called in the store."""

    def embedding_done(self, model: str, version: int, rows: Sequence[EmbeddingRow]) -> None:
        """Keep what a model made of tracks, and mark their stage "embedding" done in this version."""
        if not rows:
            return
        with self.write(visible=True) as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO embeddings (track_id, model, mean, windows) "
                "SELECT track_id, ?, ?, ? FROM tracks WHERE track_id = ?",
                [(model, _bytes(row.mean), _bytes(row.windows), row.track_id) for row in rows],
            )
            self._mark_done(STAGE, [(row.track_id, version) for row in rows])

    def embeddings(self, model: str, track_ids: Iterable[str]) -> dict[str, EmbeddingRow]:
        """What the model made of those of the tracks that it has heard."""
        with self.read() as connection:
            rows = connection.execute(
                "SELECT track_id, mean, windows FROM embeddings "
                "WHERE model = ? AND track_id IN (SELECT value FROM json_each(?))",
                (model, json.dumps(list(track_ids))),
            ).fetchall()
        found = {}
        for track_id, mean, windows in rows:
            vector = _floats(mean)
            found[track_id] = EmbeddingRow(track_id, vector, _floats(windows).reshape(-1, len(vector)))
        return found

    def embedded_tracks(self, model: str) -> set[str]:
        """All tracks that the model has heard."""
        with self.read() as connection:
            return {row[0] for row in connection.execute("SELECT track_id FROM embeddings WHERE model = ?", (model,))}

    def embedding_models(self) -> dict[str, int]:
        """Each model by which there are embeddings, and of how many tracks."""
        with self.read() as connection:
            return dict(connection.execute("SELECT model, COUNT(*) FROM embeddings GROUP BY model").fetchall())

    def embedding_sizes(self) -> dict[str, int]:
        """Each model by which there are embeddings, and how many numbers a vector of its has."""
        with self.read() as connection:
            rows = connection.execute("SELECT model, MAX(LENGTH(mean)) FROM embeddings GROUP BY model").fetchall()
        return {model: size // STORED.itemsize for model, size in rows}

    def forget_embeddings(self, model: str) -> None:
        """Forget all that a model made."""
        with self.write(visible=True) as connection:
            connection.execute("DELETE FROM embeddings WHERE model = ?", (model,))


def _bytes(rows: npt.NDArray[np.float32]) -> bytes:
    return np.ascontiguousarray(rows, STORED).tobytes()


def _floats(stored: bytes) -> npt.NDArray[np.float32]:
    return np.frombuffer(stored, STORED).astype(np.float32)
