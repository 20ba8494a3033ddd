"""The store's own process: with `optimiser`, which works on copies, the only module that knows Qdrant Edge.

Edge holds the interpreter's lock through every call, opening and optimising included; in a
process of its own it stalls nobody. NumPy is not imported here: it would add 13 MB.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import qdrant_edge as edge

from vectorbeats_desktop.engine.store.optimiser import made_of, replaced_by
from vectorbeats_desktop.engine.store.protocol import LOCKED, CollectionInfo, PackedHits, VectorRows
from vectorbeats_desktop.engine.store.schema import COLLECTIONS, Collection
from vectorbeats_desktop.engine.store.where import Between, Condition

OPEN_RETRY_S = 5.0
FLUSH_POINTS = 5_000
EXACT_LIMIT = 20_000  # up to here a search over the vectors themselves takes a few milliseconds
OVERSAMPLING = 4.0  # candidates by 4-bit codes for each hit; recall 1.0 at 1,000,000 vectors, .83 without
SEARCH_THREADS = 2
SCROLL_PAGE = 10_000
CONFIG_FILE = "edge_config.json"

PointId = int | UUID | str
Spaces = Mapping[str, Mapping[str, int]]
_Update = edge.UpdateOperation


class Store:
    """The open shards, one a collection. `made` names those that were not there."""

    def __init__(self, folder: Path, spaces: Spaces) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.unflushed = 0
        self._folder = folder
        self.made = [name for name in spaces if not any(map(Path.exists, _places(folder / name)))]
        self._shards: dict[str, edge.EdgeShard] = {}
        self._writes = dict.fromkeys(spaces, 0)
        for name, vectors in spaces.items():
            self._shards[name] = _open_shard(folder / name, COLLECTIONS[name], vectors)

    @property
    def operations(self) -> Mapping[str, Callable[..., Any]]:
        """What may be asked for through the pipe."""
        return {
            "upsert": self.upsert,
            "set_payload": self.set_payload,
            "merge": self.merge,
            "declare": self.declare,
            "drop": self.drop,
            "delete": self.delete,
            "flush": self.flush,
            "nearest": self.nearest,
            "retrieve": self.retrieve,
            "payloads": self.payloads,
            "ids": self.ids,
            "count": self.count,
            "facet": self.facet,
            "settle": self.settle,
            "adopt": self.adopt,
            "info": self.info,
        }

    def close(self) -> None:
        for shard in self._shards.values():
            shard.flush()
            shard.close()

    def upsert(self, collection: str, ids: list[PointId], vectors: list[VectorRows], payloads: list[str]) -> None:
        points = _points(ids, vectors, payloads)
        self._update(collection, _Update.upsert_points(points), len(points))

    def merge(self, collection: str, ids: list[PointId], vectors: list[VectorRows], payloads: list[str]) -> None:
        """Like upsert, but a point that is there keeps its other vectors and the fields that are not named."""
        present = {str(record.id) for record in self._shards[collection].retrieve(ids, False, False)}
        points = _points(ids, vectors, payloads)
        if new := [point for point in points if str(point.id) not in present]:
            self._update(collection, _Update.upsert_points(new), len(new))
        if old := [point for point in points if str(point.id) in present]:
            added = [edge.PointVectors(point.id, point.vector) for point in old]
            self._update(collection, _Update.update_vectors(added), len(added))
            for point in old:
                if point.payload:
                    self._update(collection, _Update.set_payload([point.id], point.payload), 1)

    def declare(self, collection: str, name: str, size: int) -> None:
        """Take a vector's name into a shard; nothing happens when it is there."""
        self._writes[collection] += 1
        _declare_vector(self._shards[collection], self._folder / collection, name, size)

    def drop(self, collection: str, name: str) -> None:
        """Forget a vector's name, and with it what all points have under it."""
        self._writes[collection] += 1
        if name in _declared(self._folder / collection):
            self._shards[collection].update(_Update.delete_vector_name(name))
            self.flush()

    def set_payload(self, collection: str, payloads: dict[str, str]) -> list[str]:
        """Merge fields into points; returns the ids that are not there, which Edge would fail on too late."""
        present = {str(record.id) for record in self._shards[collection].retrieve(list(payloads), False, False)}
        for point, payload in payloads.items():
            if point in present:
                self._update(collection, _Update.set_payload([point], json.loads(payload)), 1)
        return [point for point in payloads if point not in present]

    def delete(self, collection: str, ids: list[PointId]) -> None:
        self._update(collection, _Update.delete_points(ids), len(ids))

    def _update(self, collection: str, operation: edge.UpdateOperation, points: int) -> None:
        self._shards[collection].update(operation)
        self._writes[collection] += 1
        self.unflushed += points
        if self.unflushed >= FLUSH_POINTS:
            self.flush()

    def flush(self) -> None:
        for shard in self._shards.values():
            shard.flush()
        self.unflushed = 0

    def nearest(
        self,
        collection: str,
        using: str,
        vector: bytes,
        limit: int,
        where: Sequence[Condition],
        ids: list[PointId] | None,
        with_payload: bool,
    ) -> PackedHits:
        shard = self._shards[collection]
        hits = shard.query(
            edge.QueryRequest(
                limit=limit,
                query=edge.Query.Nearest(array("f", vector).tolist(), using=using),
                filter=_filter(where, ids=ids, using=using),
                params=_search_params(shard.info().points_count),
                with_payload=with_payload,
            )
        )
        payloads = [json.dumps(hit.payload or {}) for hit in hits] if with_payload else []
        return PackedHits(_packed_ids(hits), array("f", [hit.score for hit in hits]).tobytes(), payloads)

    def retrieve(self, collection: str, ids: list[PointId], using: str) -> tuple[bytes, bytes]:
        """Packed ids and float32 vectors, row by row, of the points that have that vector."""
        rows = array("f")
        found = []
        for record in self._shards[collection].retrieve(ids, False, [using]):
            named = cast(dict[str, list[float]], record.vector or {})
            if using in named:
                rows.extend(named[using])
                found.append(record)
        return _packed_ids(found), rows.tobytes()

    def payloads(self, collection: str, ids: list[PointId]) -> dict[str, str]:
        records = self._shards[collection].retrieve(ids, True, False)
        return {str(record.id): json.dumps(record.payload or {}) for record in records}

    def ids(self, collection: str, using: str | None) -> bytes:
        found: list[bytes] = []
        offset = None
        where = _filter((), using=using)
        while True:
            page = edge.ScrollRequest(offset, SCROLL_PAGE, filter=where, with_payload=False, with_vector=False)
            records, offset = self._shards[collection].scroll(page)
            found.append(_packed_ids(records))
            if offset is None:
                return b"".join(found)

    def count(self, collection: str, where: Sequence[Condition], using: str | None) -> int:
        return int(self._shards[collection].count(edge.CountRequest(filter=_filter(where, using=using), exact=True)))

    def facet(self, collection: str, field: str, limit: int, where: Sequence[Condition]) -> list[tuple[str, int]]:
        request = edge.FacetRequest(field, limit=limit, exact=True, filter=_filter(where))
        return [(hit.value, hit.count) for hit in self._shards[collection].facet(request)]

    def settle(self, collection: str) -> tuple[int, int]:
        """Bring everything onto the disk, and say which state of the collection that is."""
        self.flush()
        return os.getpid(), self._writes[collection]

    def adopt(self, collection: str, stamp: tuple[int, int]) -> bool:
        """Let the optimised copy take the shard's place, unless the shard has changed since the copy was made."""
        if self.settle(collection) != stamp:
            return False
        folder = self._folder / collection
        replaced = replaced_by(folder)
        shard, away = self._shards.pop(collection), False
        shutil.rmtree(replaced, ignore_errors=True)  # what was left of it would be in the way
        try:
            shard.close()
            folder.rename(replaced)
            away = True
            made_of(folder).rename(folder)
            self._shards[collection] = _load_shard(folder)
        except Exception:
            if away:
                shutil.rmtree(folder, ignore_errors=True)
                replaced.rename(folder)
            self._shards[collection] = _load_shard(folder)
            raise
        shutil.rmtree(replaced, ignore_errors=True)
        return True

    def info(self) -> dict[str, CollectionInfo]:
        return {name: _info(shard) for name, shard in self._shards.items()}


def _info(shard: edge.EdgeShard) -> CollectionInfo:
    info = shard.info()
    points = int(shard.count(edge.CountRequest(exact=True)))
    return CollectionInfo(points, info.segments_count, max(0, points - info.indexed_vectors_count))


def _search_params(points: int) -> edge.SearchParams:
    if points <= EXACT_LIMIT:
        return edge.SearchParams(exact=True)
    return edge.SearchParams(quantization=edge.QuantizationSearchParams(rescore=True, oversampling=OVERSAMPLING))


def _filter(
    where: Sequence[Condition], *, ids: list[PointId] | None = None, using: str | None = None
) -> edge.Filter | None:
    must: list[Any] = [_field_condition(condition) for condition in where]
    if ids is not None:
        must.append(edge.HasIdCondition(set(ids)))
    if using is not None:
        must.append(edge.HasVectorCondition(using))
    return edge.Filter(must=must) if must else None


def _field_condition(condition: Condition) -> edge.FieldCondition:
    if isinstance(condition, Between):
        return edge.FieldCondition(key=condition.field, range=edge.RangeFloat(gte=condition.low, lte=condition.high))
    return edge.FieldCondition(key=condition.field, match=edge.MatchAny(list(condition.texts)))


def _points(ids: list[PointId], vectors: list[VectorRows], payloads: list[str]) -> list[edge.Point]:
    named: list[dict[str, edge.NamedVector]] = [{} for _ in ids]
    for batch in vectors:
        values = array("f", batch.data)
        size = len(values) // len(batch.rows)
        for position, row in enumerate(batch.rows):
            named[row][batch.name] = values[position * size : (position + 1) * size].tolist()
    return [
        edge.Point(point, vector, json.loads(payload))
        for point, vector, payload in zip(ids, named, payloads, strict=True)
    ]


def _packed_ids(points: Iterable[edge.Record | edge.ScoredPoint]) -> bytes:
    return b"".join(cast(UUID, point.id).bytes for point in points)


def _places(folder: Path) -> tuple[Path, Path]:
    """Where a shard lies, or lies while an optimised copy takes its place."""
    return folder, replaced_by(folder)


def _open_shard(folder: Path, collection: Collection, vectors: Mapping[str, int]) -> edge.EdgeShard:
    if not folder.exists() and replaced_by(folder).exists():
        replaced_by(folder).rename(folder)  # the program ended just as an optimised copy was to take its place
    for left in (made_of(folder), replaced_by(folder)):
        shutil.rmtree(left, ignore_errors=True)
    if not folder.exists():
        _create_shard(folder, vectors)
    shard = _load_shard(folder)
    for name, size in vectors.items():
        _declare_vector(shard, folder, name, size)
    for name in _declared(folder).keys() - vectors.keys():
        _forget_unused(shard, name)
    _declare_indexes(shard, collection)
    return shard


def _declared(folder: Path) -> dict[str, dict[str, Any]]:
    """What the shard says of each of its vectors, by name."""
    found: dict[str, dict[str, Any]] = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))["vectors"]
    return found


def _declare_vector(shard: edge.EdgeShard, folder: Path, name: str, size: int) -> None:
    there = _declared(folder).get(name)
    if there is None:
        shard.update(_Update.create_dense_vector(name, size, edge.Distance.Cosine))
    elif there["size"] != size:
        raise ValueError(f"{folder.name}: “{name}” has {there['size']} numbers there, not {size}")


def _declare_indexes(shard: edge.EdgeShard, collection: Collection) -> None:
    """Make the indexes that are declared and not there, and drop those that no longer are."""
    wanted: dict[str, edge.KeywordIndexParams | edge.FloatIndexParams] = {
        **dict.fromkeys(collection.keywords, edge.KeywordIndexParams(memory=edge.Memory.Cold)),
        **dict.fromkeys(collection.floats, edge.FloatIndexParams(memory=edge.Memory.Cold)),
    }
    there = set(shard.info().payload_schema)
    for field in sorted(wanted.keys() - there):
        shard.update(_Update.create_field_index(field, wanted[field]))
    for field in sorted(there - wanted.keys()):
        shard.update(_Update.delete_field_index(field))


def _forget_unused(shard: edge.EdgeShard, name: str) -> None:
    """Drop a vector's name once no point carries it: what an older concept space leaves behind."""
    if shard.count(edge.CountRequest(filter=_filter((), using=name), exact=True)) == 0:
        shard.update(_Update.delete_vector_name(name))


def _create_shard(folder: Path, vectors: Mapping[str, int]) -> None:
    """Make a shard under another name first, so that a crash leaves none that is half made."""
    making = folder.with_name(folder.name + ".making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    shard = edge.EdgeShard.create(str(making), _config(vectors))
    shard.flush()
    shard.close()
    making.rename(folder)


def _config(vectors: Mapping[str, int]) -> edge.EdgeConfig:
    """Flat, with 4-bit codes to search by: 8 s to optimise 100,000 vectors, where HNSW takes 146 s.

    Everything is mapped from disk: pinned codes would reserve 32 MB for each growing segment.
    """
    cold = edge.Memory.Cold
    return edge.EdgeConfig(
        vectors={
            name: edge.EdgeVectorParams(size=size, distance=edge.Distance.Cosine, memory=cold)
            for name, size in vectors.items()
        },
        payload_memory=cold,
        quantization_config=edge.TurboQuantQuantizationConfig(bits=edge.TurboQuantBitSize.Bits4, memory=cold),
        hnsw_config=edge.HnswIndexConfig(m=0, ef_construct=100, full_scan_threshold=10_000),
        optimizers=edge.EdgeOptimizersConfig(default_segment_number=2),
        max_search_threads=SEARCH_THREADS,
    )


def _load_shard(folder: Path) -> edge.EdgeShard:
    """Load a shard; one that is still held by a process about to end is waited for."""
    deadline = time.monotonic() + OPEN_RETRY_S
    while True:
        try:
            return edge.EdgeShard.load(str(folder))
        except Exception as error:  # Edge raises nothing narrower
            if LOCKED not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.1)
