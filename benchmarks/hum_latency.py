"""How long a hum of ten seconds takes among many tracks, and what a track's melody costs to hear and to keep.

    python benchmarks/hum_latency.py FOLDER [--tracks 100 1000 10000 100000]

FOLDER holds some music. Its melodies are heard, and as many tracks as are asked for are made of them by
moving notes, keys and speed; they are matched by the matcher's own process, warm, from a real catalogue.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.melody.contour import Contour
from vectorbeats_desktop.engine.melody.matcher import MelodyMatcher
from vectorbeats_desktop.engine.melody.pitch import RATE
from vectorbeats_desktop.engine.melody.track import TrackMelody, heard_melody
from vectorbeats_desktop.engine.task import TaskContext

STEPS = 50  # of 0.2 s
REPEAT = 5
BATCH = 2_000


def perturbed(melody: TrackMelody, random: np.random.Generator) -> TrackMelody:
    """The melody in another key and at another speed, a fifth of its stretches of eight steps moved."""
    steps = len(melody.line)
    at = np.clip(np.arange(0, steps, random.uniform(0.8, 1.25)).astype(int), 0, steps - 1)
    evidence, line = melody.evidence[at], melody.line[at]
    moves = np.repeat(np.where(random.random(len(at) // 8 + 1) < 0.2, random.integers(1, 12, len(at) // 8 + 1), 0), 8)
    columns = (np.arange(12) - moves[: len(at), None] - random.integers(12)) % 12
    return TrackMelody(np.take_along_axis(evidence, columns, axis=1), line)


def fill(catalog: Catalog, melodies: list[TrackMelody], count: int) -> int:
    """Write melodies until there are `count`; returns the bytes they take."""
    random = np.random.default_rng(count)
    size = 0
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        rows = [(f"{number:06}", perturbed(melodies[number % len(melodies)], random).to_bytes()) for number in numbers]
        size += sum(len(frames) for _, frames in rows)
        with catalog.write(visible=True) as connection:
            connection.executemany(
                "INSERT INTO tracks (track_id, duration_s, added_at) VALUES (?, 180, 0)", [(name,) for name, _ in rows]
            )
            connection.executemany(
                "INSERT INTO melodies (track_id, version, frames, changed) VALUES (?, 1, ?, ?)",
                [(name, frames, start + 1) for name, frames in rows],
            )
    return size


def hummed(melody: TrackMelody, random: np.random.Generator) -> Contour:
    first = int(random.integers(0, max(1, len(melody.line) - STEPS)))
    strongest: NDArray[np.intp] = melody.evidence[first : first + STEPS].argmax(axis=1)
    pitch = (60 + strongest + random.normal(0, 0.3, len(strongest))).astype(np.float32)
    return Contour(pitch, len(pitch) * 0.2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tracks", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    args = parser.parse_args()
    paths = sorted(path for path in args.folder.iterdir() if path.is_file())[:30]
    heard_melody(paths[0])
    began, cpu = time.perf_counter(), time.process_time()
    melodies = [heard_melody(path) for path in paths]
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    length = sum(len(block) for path in paths for block in decode_mono(path, RATE)) / RATE
    kept = sum(len(melody.to_bytes()) for melody in melodies)
    print(
        f"to hear 4 minutes of music: {seconds / length * 240:.2f} s by the clock, "
        f"{cpu / length * 240:.2f} s of one core"
    )
    print(f"to keep 4 minutes of music: {kept / length * 240 / 1_000:.1f} kB")
    print(
        f"{'tracks':>8} {'MB':>6} {'first query':>12} {'median':>8} {'slowest':>8}"
        f"   of {REPEAT} queries of {STEPS / 5:.0f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        for count in args.tracks:
            catalog = Catalog(Path(folder) / f"{count}.sqlite")
            size = fill(catalog, melodies, count)
            matcher = MelodyMatcher(catalog.path, Path(folder) / "cache", idle_s=600)
            random = np.random.default_rng(1)
            times = []
            for _ in range(REPEAT + 1):
                hum = hummed(melodies[int(random.integers(len(melodies)))], random)
                start = time.perf_counter()
                matcher.search(hum, TaskContext())
                times.append(time.perf_counter() - start)
            matcher.close()
            catalog.close()
            middle, slowest = statistics.median(times[1:]), max(times[1:])
            print(f"{count:8,} {size / 1e6:6.0f} {times[0]:10.2f} s {middle:6.2f} s {slowest:6.2f} s", flush=True)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_024
    print(f"the matcher's process took {most:,.0f} MB at most")


if __name__ == "__main__":
    main()
