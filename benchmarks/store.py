"""Measures the vector store as the program uses it: through its process, payload and filters included.

    python benchmarks/store.py [--points 20000] [--queries 50]

Vectors are clustered, as music is. Prints one line a figure; recall is against NumPy.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

from vectorbeats_desktop.engine.disk_use import bytes_taken
from vectorbeats_desktop.engine.store.client import Point, Scored, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_SIZE, SOUND_VECTOR, point_id, spaces
from vectorbeats_desktop.engine.task import TaskContext

SPACE = "concepts_benchmark"
CLUSTERS = 200
GENRES = 70
LIMIT = 50
MB = 2**20

Matrix = NDArray[np.float32]


def clustered(random: np.random.Generator, points: int, size: int) -> Matrix:
    centres = random.standard_normal((CLUSTERS, size))
    rows = centres[random.integers(CLUSTERS, size=points)] + 0.6 * random.standard_normal((points, size))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32)


def music_payload(number: int, random: np.random.Generator) -> dict[str, Any]:
    return {
        "track_id": f"a1-{number:032x}",
        "artist": f"Artist {number % 900}",
        "album": f"Album {number % 4_000}",
        "title": f"Title {number}",
        "genre": f"genre {random.integers(GENRES)}",
        "mood": [f"mood {random.integers(40)}", f"mood {random.integers(40)}"],
        "energy": round(float(random.uniform(-1, 1)), 4),
        "valence": round(float(random.uniform(-1, 1)), 4),
        "tempo": round(float(random.uniform(60, 180)), 1),
        "audio_features": {"key": "A minor", "key_clarity": 0.5, "loudness_db": -20.0},
    }


@contextmanager
def said(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"{what:44} {time.monotonic() - began:9.2f} s", flush=True)


def say_memory(store: VectorStore, when: str) -> None:
    assert store.pid is not None
    memory = psutil.Process(store.pid).memory_full_info()
    shown = getattr(memory, "pss", memory.uss)
    print(f"{'memory ' + when:44} {shown / MB:9.0f} MB PSS, {memory.rss / MB:.0f} MB RSS", flush=True)


def say_times(what: str, call: Callable[[Matrix], Any], queries: Matrix) -> None:
    times = []
    for query in queries:
        began = time.monotonic()
        call(query)
        times.append(1e3 * (time.monotonic() - began))
    print(f"{what:44} {np.median(times):9.2f} ms, p95 {np.percentile(times, 95):.2f}", flush=True)


def recall(matrix: Matrix, ids: list[str], queries: Matrix, search: Callable[[Matrix], list[Scored]]) -> float:
    shares = []
    for query in queries:
        best = {ids[row] for row in np.argpartition(-(matrix @ query), LIMIT)[:LIMIT]}
        shares.append(len(best & {hit.id for hit in search(query)}) / LIMIT)
    return float(np.mean(shares))


def fill(store: VectorStore, music: Matrix, sound: Matrix, random: np.random.Generator) -> list[str]:
    ids = [point_id(f"a1-{number:032x}") for number in range(len(music))]
    payloads = [music_payload(number, random) for number in range(len(music))]
    with said(f"storing {len(music):,} tracks in both collections"):
        store.upsert(
            MUSIC, [Point(*parts) for parts in zip(ids, ({SPACE: row} for row in music), payloads, strict=True)]
        )
        store.upsert(
            AUDIO, [Point(key, {SOUND_VECTOR: row}, {"audio_id": key}) for key, row in zip(ids, sound, strict=True)]
        )
        store.flush()
    return ids


def measure(store: VectorStore, music: Matrix, ids: list[str], queries: Matrix) -> None:
    def search(query: Matrix) -> list[Scored]:
        return store.nearest(MUSIC, SPACE, query, LIMIT)

    say_times(f"nearest {LIMIT}, payload", search, queries)
    say_times(
        f"nearest {LIMIT}, one genre of {GENRES}",
        lambda q: store.nearest(MUSIC, SPACE, q, LIMIT, {"genre": "genre 7"}),
        queries,
    )
    some = ids[::5]
    say_times(
        f"nearest {LIMIT} among {len(some):,} ids", lambda q: store.nearest(MUSIC, SPACE, q, LIMIT, ids=some), queries
    )
    say_times(
        "all scores, no payload", lambda q: store.nearest(MUSIC, SPACE, q, len(ids), with_payload=False), queries[:5]
    )
    say_times("vectors of 1,000 tracks", lambda _: store.retrieve(MUSIC, ids[:1_000], SPACE), queries[:10])
    say_times("all ids", lambda _: store.ids(MUSIC), queries[:5])
    print(f"{f'recall of the nearest {LIMIT}':44} {recall(music, ids, queries, search):9.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the vector store.")
    parser.add_argument("--points", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=50)
    options = parser.parse_args()
    random = np.random.default_rng(3)
    music, sound = clustered(random, options.points, 512), clustered(random, options.points, SOUND_SIZE)
    noise = 0.01 * random.standard_normal((options.queries, 512))
    queries = (music[random.integers(options.points, size=options.queries)] + noise).astype(np.float32)
    with tempfile.TemporaryDirectory(prefix="vectorbeats-store-") as folder:
        path = Path(folder) / "store"
        store = VectorStore(path, spaces(SPACE))
        with said("making an empty store"):
            store.info()
        say_memory(store, "of an empty store")
        ids = fill(store, music, sound, random)
        say_memory(store, "after storing")
        measure(store, music, ids, queries)
        with said("optimising"):
            store.optimise(MUSIC, TaskContext())
            store.optimise(AUDIO, TaskContext())
        store.close()
        print(f"{'on disk':44} {bytes_taken(path) / MB:9.0f} MB")
        store = VectorStore(path, spaces(SPACE))
        with said("opening it in a fresh process"):
            store.info()
        say_memory(store, "after opening")
        measure(store, music, ids, queries)
        say_memory(store, "after searching")
        store.close()


if __name__ == "__main__":
    main()
