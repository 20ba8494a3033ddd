"""Which settings of the vector store serve which size of library: codes, graph and memory, side by side.

    python -m benchmarks.store_settings [--points 1000 10000 100000] [--variants flat turbo4 …] [--queries 100]

Vectors of 512 numbers are clustered, as music is (`store.py` makes them). Each variant fills, optimises and opens a
shard of its own, in a process of its own; queries ask for the fifty nearest, and recall is against NumPy. What the
program uses is `turbo4` with exact search up to 20,000 vectors (engine/store/child.py).
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import qdrant_edge as edge
from numpy.typing import NDArray

from benchmarks.store import LIMIT, clustered, music_payload
from vectorbeats_desktop.engine.disk_use import bytes_taken
from vectorbeats_desktop.engine.store.schema import COLLECTIONS, CONCEPT_SIZE, MUSIC, point_id

NAME = "vector"
BATCH = 1_000
MB = 2**20
FLAT, GRAPH = 0, 16  # links of a node
TURBO = edge.TurboQuantQuantizationConfig(bits=edge.TurboQuantBitSize.Bits4, memory=edge.Memory.Cold)
PINNED = edge.TurboQuantQuantizationConfig(bits=edge.TurboQuantBitSize.Bits4, memory=edge.Memory.Pinned)
INT8 = edge.ScalarQuantizationConfig(type=edge.ScalarType.Int8, memory=edge.Memory.Cold)

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to set a shard up. `oversampling` of 0 searches the vectors themselves."""

    text: str
    links: int
    codes: edge.TurboQuantQuantizationConfig | edge.ScalarQuantizationConfig | None
    oversampling: float = 0.0


VARIANTS = {
    "flat": Variant("no codes, every vector compared", FLAT, None),
    "turbo4": Variant("4-bit codes, 4 × as many candidates", FLAT, TURBO, 4.0),
    "turbo4-2": Variant("4-bit codes, 2 × as many", FLAT, TURBO, 2.0),
    "turbo4-pinned": Variant("4-bit codes kept in memory, 4 ×", FLAT, PINNED, 4.0),
    "hnsw": Variant("HNSW", GRAPH, None),
    "hnsw-int8": Variant("HNSW with 8-bit codes, 2 ×", GRAPH, INT8, 2.0),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds, milliseconds and MB of one variant."""

    fill_s: float
    optimise_s: float
    open_s: float
    query_ms: float
    query_p95_ms: float
    filtered_ms: float
    memory_mb: float
    disk_mb: float
    found: list[set[str]]


def config(variant: Variant) -> edge.EdgeConfig:
    """As engine/store/child.py sets a shard up, but for what varies."""
    cold = edge.Memory.Cold
    return edge.EdgeConfig(
        vectors={NAME: edge.EdgeVectorParams(size=CONCEPT_SIZE, distance=edge.Distance.Cosine, memory=cold)},
        payload_memory=cold,
        quantization_config=variant.codes,
        hnsw_config=edge.HnswIndexConfig(m=variant.links, ef_construct=100, full_scan_threshold=10_000),
        optimizers=edge.EdgeOptimizersConfig(default_segment_number=2),
        max_search_threads=2,
    )


def fill(pipe: Connection, folder: Path, name: str, vectors: Path) -> None:
    """The process that fills and optimises a shard."""
    variant, matrix = VARIANTS[name], np.load(vectors, mmap_mode="r")
    random = np.random.default_rng(5)
    began = time.perf_counter()
    folder.mkdir()
    shard = edge.EdgeShard.create(str(folder), config(variant))
    for field in COLLECTIONS[MUSIC].keywords:
        shard.update(edge.UpdateOperation.create_field_index(field, edge.KeywordIndexParams(memory=edge.Memory.Cold)))
    for start in range(0, len(matrix), BATCH):
        rows = matrix[start : start + BATCH]
        points = [
            edge.Point(point_id(str(number)), {NAME: row.tolist()}, music_payload(number, random))
            for number, row in enumerate(rows, start)
        ]
        shard.update(edge.UpdateOperation.upsert_points(points))
    shard.flush()
    filled = time.perf_counter()
    shard.optimize()
    shard.flush()
    optimised = time.perf_counter()
    shard.close()
    pipe.send((filled - began, optimised - filled))


def look(pipe: Connection, folder: Path, name: str, queries: Path) -> None:
    """A fresh process that opens the shard and asks it."""
    variant, asked = VARIANTS[name], np.load(queries)
    began = time.perf_counter()
    shard = edge.EdgeShard.load(str(folder))
    opened = time.perf_counter() - began
    codes = edge.QuantizationSearchParams(rescore=True, oversampling=variant.oversampling)
    exact = variant.links == FLAT and variant.codes is None
    params = edge.SearchParams(exact=True) if exact else edge.SearchParams(quantization=codes)
    genre = edge.Filter(must=[edge.FieldCondition(key="genre", match=edge.MatchAny(["genre 7"]))])

    def ask(row: Matrix, where: edge.Filter | None = None) -> tuple[float, set[str]]:
        query = edge.Query.Nearest(row.tolist(), using=NAME)
        start = time.perf_counter()
        hits = shard.query(edge.QueryRequest(limit=LIMIT, query=query, filter=where, params=params, with_payload=True))
        return 1_000 * (time.perf_counter() - start), {str(hit.id) for hit in hits}

    ask(asked[0])
    plain = [ask(row) for row in asked]
    filtered = [ask(row, genre)[0] for row in asked]
    times = [took for took, _ in plain]
    memory = psutil.Process().memory_full_info().pss / MB
    pipe.send(
        (
            opened,
            float(np.median(times)),
            float(np.percentile(times, 95)),
            float(np.median(filtered)),
            memory,
            [found for _, found in plain],
        )
    )
    shard.close()


def run(folder: Path, name: str, vectors: Path, queries: Path) -> Measured:
    """Fill, optimise, open and ask a shard of one variant."""
    fill_s, optimise_s = _in_process(fill, folder, name, vectors)
    open_s, query_ms, p95, filtered, memory, found = _in_process(look, folder, name, queries)
    return Measured(fill_s, optimise_s, open_s, query_ms, p95, filtered, memory, bytes_taken(folder) / MB, found)


def _in_process(main: Callable[..., None], *arguments: object) -> tuple[Any, ...]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=main, args=(theirs, *arguments))
    process.start()
    answer: tuple[Any, ...] = ours.recv()
    process.join()
    return answer


def truth(matrix: Matrix, queries: Matrix) -> list[set[str]]:
    """The fifty nearest by NumPy."""
    ids = [point_id(str(number)) for number in range(len(matrix))]
    return [{ids[row] for row in np.argpartition(-(matrix @ query), LIMIT)[:LIMIT]} for query in queries]


def compare(points: int, names: Sequence[str], count: int) -> None:
    """One table."""
    random = np.random.default_rng(points)
    work = Path(tempfile.mkdtemp(prefix="vectorbeats-settings-"))
    try:
        matrix = clustered(random, points, CONCEPT_SIZE)
        noise = 0.01 * random.standard_normal((count, CONCEPT_SIZE))
        queries = (matrix[random.integers(points, size=count)] + noise).astype(np.float32)
        np.save(work / "vectors.npy", matrix)
        np.save(work / "queries.npy", queries)
        best = truth(matrix, queries)
        print(f"\n{points:,} vectors\n")
        print("| | filled | optimised | opens | query, median / p95 | in one genre | recall | memory | disk |")
        print("|---" * 9 + "|")
        for name in names:
            found = run(work / name, name, work / "vectors.npy", work / "queries.npy")
            recall = np.mean([len(a & b) / LIMIT for a, b in zip(best, found.found, strict=True)])
            print(
                f"| {VARIANTS[name].text} | {found.fill_s:.1f} s | {found.optimise_s:.1f} s | {found.open_s:.2f} s "
                f"| {found.query_ms:.2f} / {found.query_p95_ms:.2f} ms | {found.filtered_ms:.2f} ms | {recall:.4f} "
                f"| {found.memory_mb:.0f} MB | {found.disk_mb:.0f} MB |",
                flush=True,
            )
            shutil.rmtree(work / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--variants", choices=VARIANTS, nargs="+", default=list(VARIANTS))
    parser.add_argument("--queries", type=int, default=100)
    options = parser.parse_args()
    for points in options.points:
        compare(points, options.variants, options.queries)


if __name__ == "__main__":
    main()
