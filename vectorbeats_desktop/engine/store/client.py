"""The vector store, as the rest of the program sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import FilterValue
from vectorbeats_desktop.engine.store.connection import StoreConnection
from vectorbeats_desktop.engine.store.optimising import optimise_aside
from vectorbeats_desktop.engine.store.protocol import CollectionInfo, PackedHits, VectorRows, unpack_ids
from vectorbeats_desktop.engine.store.schema import COLLECTIONS
from vectorbeats_desktop.engine.store.where import conditions
from vectorbeats_desktop.engine.task import TaskContext

UPSERT_POINTS = 500  # a message of about 1 MB
READ_POINTS = 2_000
IDLE_S = 600.0

Vector = NDArray[np.float32]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Point:
    """A point to be stored: its UUID, a vector for each name, and what is known of it as plain JSON values.

    A number of the payload may come back with its last bit changed.
    """

    id: str
    vectors: Mapping[str, Vector]
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """A point that was found; `score` is the cosine, in [-1, 1]."""

    id: str
    score: float
    payload: Mapping[str, Any] = field(default_factory=dict)


class VectorStore:
    """Collections of vectors with payload, kept by one process of their own. Any thread may call.

    `spaces` tells for each collection the names of its vectors and their sizes. Every method
    raises StoreUnavailable when the store does not open. A call in which its process ends is
    repeated once in a new one, and nothing that had been stored is lost with it; a power cut
    spares what was stored before `flush` returned. A store that does not open because its files are damaged is set
    aside, and an empty one begun (`losses`): what is in it can be made again out of the catalogue.
    The process ends when nothing was asked for `idle_s` seconds, which gives its memory back; the next call starts it.
    A name that is not declared, or a vector that cannot be compared (wrong size, zero, not finite), is a
    ValueError.
    """

    def __init__(self, path: Path, spaces: Mapping[str, Mapping[str, int]], idle_s: float = IDLE_S) -> None:
        if unknown := set(spaces) - set(COLLECTIONS):
            raise ValueError(f"no such collection: {', '.join(sorted(unknown))}")
        self.path = path
        self._spaces = {name: dict(vectors) for name, vectors in spaces.items()}
        self._process = StoreConnection(path, spaces, idle_s)
        self._points: dict[str, int] = {}

    def start(self) -> None:
        """Begin to open the store where it is not, and return at once; the first call waits until it is open."""
        self._process.start()

    def close(self) -> None:
        """Flush and end the store's process. It cannot be used any more."""
        self._process.close()

    @property
    def pid(self) -> int | None:
        """The process that holds the store, or None while it is not open."""
        return self._process.pid

    @property
    def spaces(self) -> Mapping[str, Mapping[str, int]]:
        """For each collection the names of its vectors and their sizes, as declared."""
        return self._spaces

    def upsert(self, collection: str, points: Sequence[Point]) -> None:
        """Store points; one that is there already is replaced whole. In batches: a failure may leave some stored."""
        self._write("upsert", collection, points)

    def merge(self, collection: str, points: Sequence[Point]) -> None:
        """Store points; one that is there keeps its vectors of other names, and the fields that are not told anew."""
        self._write("merge", collection, points)

    def _write(self, operation: str, collection: str, points: Sequence[Point]) -> None:
        self._check(collection)
        for batch in _batches(points, UPSERT_POINTS):
            self._process.call(
                operation,
                collection=collection,
                ids=[point.id for point in batch],
                vectors=self._pack(collection, batch),
                payloads=[_json(point.payload) for point in batch],
            )

    def _pack(self, collection: str, points: Sequence[Point]) -> list[VectorRows]:
        rows: dict[str, list[int]] = {}
        for row, point in enumerate(points):
            if not point.vectors:
                raise ValueError(f"point {point.id} has no vector")
            for name in point.vectors:
                rows.setdefault(name, []).append(row)
        packed = []
        for name, members in rows.items():
            matrix = np.stack([self._checked(collection, name, points[row].vectors[name]) for row in members])
            packed.append(VectorRows(name, members, matrix.tobytes()))
        return packed

    def set_payload(self, collection: str, payloads: Mapping[str, Mapping[str, Any]]) -> set[str]:
        """Set fields of points and keep their others. Returns the ids that are not in the collection."""
        self._check(collection)
        missing: set[str] = set()
        for batch in _batches(list(payloads), UPSERT_POINTS):
            encoded = {point: _json(payloads[point]) for point in batch}
            missing.update(self._process.call("set_payload", collection=collection, payloads=encoded))
        return missing

    def declare(self, collection: str, name: str, size: int) -> None:
        """Take a further vector into a collection, in the open store and in each that is opened later.

        ValueError when one of that name has another size.
        """
        vectors = self._spaces[self._check(collection)]
        if vectors.setdefault(name, size) != size:
            raise ValueError(f"{collection}: “{name}” has {vectors[name]} numbers, not {size}")
        self._process.declare(collection, name, size)
        self._process.call("declare", collection=collection, name=name, size=size)

    def drop(self, collection: str, name: str) -> None:
        """Forget a vector's name and all that is kept under it."""
        self._spaces[self._check(collection)].pop(name, None)
        self._process.undeclare(collection, name)
        self._process.call("drop", collection=collection, name=name)

    def delete(self, collection: str, ids: Iterable[str]) -> None:
        """Delete points; ids that are not there are ignored."""
        self._check(collection)
        for batch in _batches(list(ids), READ_POINTS):
            self._process.call("delete", collection=collection, ids=batch)

    def flush(self) -> None:
        """Return when all that was written is on disk."""
        self._process.call("flush")

    def nearest(
        self,
        collection: str,
        using: str,
        vector: Vector,
        limit: int,
        where: Mapping[str, FilterValue] | None = None,
        ids: Iterable[str] | None = None,
        *,
        with_payload: bool = True,
    ) -> list[Scored]:
        """The points nearest to a vector by cosine, best first; equal scores are ordered by id.

        `where` and `ids` narrow what is searched (see `where.py`; BadQuery when it makes no sense). Exact up to
        20,000 points, above by 4-bit codes whose best 4 × `limit` are scored by the vectors themselves.
        Without payload, asking for all of 20,000 points takes about 0.1 s.
        """
        packed: PackedHits = self._process.call(
            "nearest",
            collection=collection,
            using=using,
            vector=self._checked(collection, using, vector).tobytes(),
            limit=limit,
            where=conditions(where),
            ids=None if ids is None else list(ids),
            with_payload=with_payload,
        )
        scores = np.frombuffer(packed.scores, np.float32).tolist()
        payloads = map(json.loads, packed.payloads) if with_payload else ({} for _ in scores)
        hits = [Scored(*parts) for parts in zip(unpack_ids(packed.ids), scores, payloads, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def retrieve(self, collection: str, ids: Iterable[str], using: str) -> dict[str, Vector]:
        """The stored vectors, unit length, of those ids that have one of that name."""
        size = self._size(collection, using)
        found: dict[str, Vector] = {}
        for batch in _batches(list(ids), READ_POINTS):
            packed, data = self._process.call("retrieve", collection=collection, ids=batch, using=using)
            matrix = np.frombuffer(data, np.float32).reshape(-1, size)
            found.update(zip(unpack_ids(packed), matrix, strict=True))
        return found

    def payloads(self, collection: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The payloads of those ids that are in the collection."""
        self._check(collection)
        found: dict[str, dict[str, Any]] = {}
        for batch in _batches(list(ids), READ_POINTS):
            encoded = self._process.call("payloads", collection=collection, ids=batch)
            found.update((point, json.loads(payload)) for point, payload in encoded.items())
        return found

    def ids(self, collection: str, using: str | None = None) -> set[str]:
        """All ids of a collection, or of its points that have a vector of that name."""
        self._check(collection)
        return set(unpack_ids(self._process.call("ids", collection=collection, using=using)))

    def count(self, collection: str, where: Mapping[str, FilterValue] | None = None, using: str | None = None) -> int:
        """How many points there are, exactly; with `using`, how many have a vector of that name."""
        self._check(collection)
        return int(self._process.call("count", collection=collection, where=conditions(where), using=using))

    def facet(
        self, collection: str, field: str, limit: int = 50, where: Mapping[str, FilterValue] | None = None
    ) -> dict[str, int]:
        """The most frequent values of a keyword field and their exact counts, most frequent first.

        ValueError for a field without an index. Equal counts are ordered by value.
        """
        if field not in COLLECTIONS[self._check(collection)].keywords:
            raise ValueError(f"{collection}: no keyword field “{field}”")
        hits = self._process.call("facet", collection=collection, field=field, limit=limit, where=conditions(where))
        return dict(sorted(hits, key=lambda hit: (-hit[1], hit[0])))

    def optimise(self, collection: str, ctx: TaskContext) -> bool:
        """Build the codes to search by, and drop what was deleted; searches and writes go on meanwhile.

        A copy is optimised, in a process of its own, and takes the collection's place. True when it did: False, and
        all stays as it was, when something was written meanwhile, or the disk has no room for a copy. It is worth it
        when more than about 20,000 vectors are `unoptimised`. Raises Cancelled.
        """
        return optimise_aside(self._process, self._check(collection), ctx)

    def info(self) -> dict[str, CollectionInfo]:
        """Each collection's size and state."""
        info: dict[str, CollectionInfo] = self._process.call("info")
        self._points = {collection: each.points for collection, each in info.items()}
        return info

    def read_through(self) -> None:
        """Read all that is in it, after what was written is on disk. Raises StoreUnavailable, as of damaged files."""
        self.flush()
        for collection, vectors in self._spaces.items():
            ids = sorted(self.ids(collection))
            for batch in _batches(ids, READ_POINTS):
                self.payloads(collection, batch)
                for using in tuple(vectors):
                    self.retrieve(collection, batch, using)

    def points(self, *, look: bool) -> dict[str, int]:
        """How many points each collection has; without `look` as last counted, which wakes no process."""
        if look:
            self.info()
        return dict(self._points)

    def set_aside(self) -> Path | None:
        """Begin with an empty store and keep what was there under another name, which is returned. Raises OSError."""
        return self._process.set_aside()

    @property
    def losses(self) -> int:
        """How often a damaged or deleted store was begun anew, since the program was started."""
        return self._process.losses

    def _check(self, collection: str) -> str:
        if collection not in self._spaces:
            raise ValueError(f"no such collection: {collection}")
        return collection

    def _size(self, collection: str, using: str) -> int:
        vectors = self._spaces[self._check(collection)]
        if using not in vectors:
            raise ValueError(f"{collection}: no vector named “{using}”")
        return vectors[using]

    def _checked(self, collection: str, using: str, vector: Vector) -> Vector:
        size = self._size(collection, using)
        row = np.ascontiguousarray(vector, dtype=np.float32)
        if row.shape != (size,):
            raise ValueError(f"{collection}: “{using}” takes {size} numbers, not {row.shape}")
        norm = float(np.linalg.norm(row))
        if not np.isfinite(norm) or norm == 0.0:
            raise ValueError(f"{collection}: a vector that is zero or not finite has no direction")
        return row


def _json(payload: Mapping[str, Any]) -> str:
    return json.dumps(dict(payload), ensure_ascii=False, allow_nan=False)


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
