"""How long a hum takes among many tracks, and what choosing candidates loses against comparing everything.

    python benchmarks/hum_scale.py SET [SET …] [--tracks 100 1000 10000 100000] [--compare 100000] [--hums 24]
                                   [--candidates N …] [--keep FOLDER]

A SET is as for `hum.py`. All of the first SET's library is heard. To have as many tracks as are asked for, rivals are
added: stretches of 2.4 to 6 s of what was heard, from anywhere, in any key, at up to a quarter more or less speed, a
fifth of their notes moved, and all of it blurred by noise. So each place of each song that is looked for comes hundreds
of times, but never whole. They are matched by the matcher's own process, warm, from a real catalogue. Catalogues
made in FOLDER are used again by the next run, which then hears nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.melody.contour import Contour, prepared
from vectorbeats_desktop.engine.melody.corpus import EXHAUSTIVE, Corpus
from vectorbeats_desktop.engine.melody.errors import NoMelody
from vectorbeats_desktop.engine.melody.hum import read_hum
from vectorbeats_desktop.engine.melody.matcher import MelodyMatcher
from vectorbeats_desktop.engine.melody.pitch import RATE
from vectorbeats_desktop.engine.melody.track import MELODY_VERSION, TrackMelody, heard_melody
from vectorbeats_desktop.engine.task import TaskContext

Evidence = NDArray[np.uint8]
Costs = NDArray[np.float32]

REPEAT = 5
BATCH = 1_000
LONGEST_STEPS = 50  # of 0.2 s
STRETCH_STEPS = (12, 30)
FASTER = (0.8, 1.25)
MOVED = 0.2
NOTE_STEPS = 8
NOISE = 1.2  # of the sixteen levels
KEYS = 12


def rivals(melodies: Sequence[TrackMelody], count: int, random: np.random.Generator) -> Iterator[TrackMelody]:
    """Melodies spliced of others, each as long as one of them."""
    every = np.concatenate([melody.evidence for melody in melodies])
    lengths = random.choice([len(melody.line) for melody in melodies], count)
    total = int(lengths.sum())
    stretches = random.integers(*STRETCH_STEPS, total // STRETCH_STEPS[0] + 1)
    of = np.repeat(np.arange(len(stretches)), stretches)[:total]
    step = np.arange(total) - (np.cumsum(stretches) - stretches)[of]
    starts = random.integers(0, len(every) - round(STRETCH_STEPS[1] * FASTER[1]), len(stretches))
    at = starts[of] + (step * random.uniform(*FASTER, len(stretches))[of]).astype(int)
    notes = total // NOTE_STEPS + 1
    moves = np.where(random.random(notes) < MOVED, random.integers(1, KEYS, notes), 0)
    shift = random.integers(0, KEYS, len(stretches))[of] + np.repeat(moves, NOTE_STEPS)[:total]
    moved = np.take_along_axis(every[at], (np.arange(KEYS) - shift[:, None]) % KEYS, axis=1)
    noise = random.normal(0, NOISE, moved.shape).astype(np.float32)
    blurred = np.clip(np.round(moved + noise), 0, 15).astype(np.uint8)
    for evidence in np.split(blurred, np.cumsum(lengths)[:-1]):
        yield TrackMelody(evidence, np.zeros(len(evidence), np.uint8))


def fill(catalog: Catalog, melodies: dict[str, TrackMelody], count: int) -> None:
    """Write what was heard, and rivals until there are `count`."""
    random = np.random.default_rng(count)
    real = list(melodies.items())[:count]
    _write(catalog, real, 1)
    for start in range(len(real), count, BATCH):
        made = rivals(list(melodies.values()), min(BATCH, count - start), random)
        _write(catalog, [(f"{start + number:06}", melody) for number, melody in enumerate(made)], start + 1)


def _write(catalog: Catalog, melodies: list[tuple[str, TrackMelody]], changed: int) -> None:
    rows = [(name, melody.to_bytes()) for name, melody in melodies]
    with catalog.write(visible=True) as connection:
        connection.executemany(
            "INSERT INTO tracks (track_id, duration_s, added_at) VALUES (?, 180, 0)", [(name,) for name, _ in rows]
        )
        connection.executemany(
            "INSERT INTO melodies (track_id, version, frames, changed) VALUES (?, ?, ?, ?)",
            [(name, MELODY_VERSION, frames, changed) for name, frames in rows],
        )


def heard(paths: Sequence[Path]) -> dict[str, TrackMelody]:
    """The melodies of files, and what it costs to hear and to keep them."""
    heard_melody(paths[0])
    began, cpu = time.perf_counter(), time.process_time()
    melodies = {path.name: heard_melody(path) for path in paths}
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    length = sum(len(block) for path in paths for block in decode_mono(path, RATE)) / RATE
    kept = sum(len(melody.to_bytes()) for melody in melodies.values())
    print(f"to hear 4 minutes: {seconds / length * 240:.2f} s by the clock, {cpu / length * 240:.2f} s of one core")
    print(f"to keep 4 minutes: {kept / length * 240 / 1_000:.1f} kB")
    return melodies


def read_hums(folder: Path, count: int) -> list[tuple[str, Contour]]:
    """Some of a SET's hums, and the names of their songs."""
    rows = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]
    hums = []
    for number in np.unique(np.linspace(0, len(rows) - 1, count).astype(int)):
        with suppress(NoMelody):
            hums.append((Path(rows[number]["expect"]).name, read_hum(folder / rows[number]["hum"])))
    return hums


def latency(catalog: Path, cache: Path, count: int, hums: Sequence[Contour]) -> None:
    """Time the matcher's process; its processor time as well, since a machine is seldom idle."""
    with closing(sqlite3.connect(catalog)) as connection:
        (size,) = connection.execute("SELECT SUM(LENGTH(frames)) FROM melodies").fetchone()
    matcher = MelodyMatcher(catalog, cache, idle_s=600)
    seconds, cpu = [], []
    for number in range(REPEAT + 1):
        hum = hums[number % len(hums)]
        before, start = _used(), time.perf_counter()
        matcher.search(Contour(hum.pitch[:LONGEST_STEPS], hum.voiced_s), TaskContext())
        seconds.append(time.perf_counter() - start)
        cpu.append(_used() - before)
    matcher.close()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_024
    print(
        f"{count:8,} {size / 1e6:6.0f} {most:8.0f} {seconds[0]:8.2f} s {statistics.median(seconds[1:]):6.2f} s "
        f"{max(seconds[1:]):6.2f} s {statistics.median(cpu[1:]):6.2f} s",
        flush=True,
    )


def _used() -> float:
    """Processor time of the child, in s."""
    return float(sum(sum(child.cpu_times()[:2]) for child in psutil.Process().children()))


def compare(catalog: Path, count: int, numbers: Sequence[int], hums: Sequence[tuple[str, Contour]]) -> None:
    """What candidates, so many each time, find of what is found by comparing everything."""
    each, likely = Corpus(catalog, count), Corpus(catalog, 0)
    each.refresh()
    likely.refresh()
    compared = [costs(each, likely, contour) for _, contour in hums]
    own = [each.melodies.track_ids.index(name) for name, _ in hums]
    show(
        f"each of {count:,}", [place(full, full < np.inf, song) for (full, _), song in zip(compared, own, strict=True)]
    )
    for number in numbers:
        chosen = [np.argsort(np.argsort(rough, kind="stable")) < number for _, rough in compared]
        places = [place(full, kept, song) for (full, _), kept, song in zip(compared, chosen, own, strict=True)]
        first = [kept[np.argsort(full)[:10]] for (full, _), kept in zip(compared, chosen, strict=True)]
        show(f"{number:,} candidates", places, f"of the first {np.mean([ten[0] for ten in first]):.3f}", np.mean(first))


def costs(each: Corpus, likely: Corpus, contour: Contour) -> tuple[Costs, Costs]:
    """What a hum costs on each track, in full and roughly."""
    from vectorbeats_desktop.engine.melody.matching import compare_each, outline_costs

    hum = prepared(contour)
    full = compare_each(each.melodies, hum, lambda: False).costs
    return full, outline_costs(likely.melodies, hum, lambda: False)


def place(full: Costs, kept: NDArray[np.bool_], song: int) -> float:
    """Where a song comes among those that are kept, 1 being first; infinite when it is not kept."""
    return float(1 + np.count_nonzero(full[kept] < full[song])) if kept[song] else np.inf


def show(title: str, places: Sequence[float], *kept: object) -> None:
    tops = " ".join(f"top-{top} {np.mean(np.array(places) <= top):.3f}" for top in (1, 3, 10))
    print(f"{title:18} {tops}   n={len(places)}  {'  of the first ten '.join(map(str, kept))}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--tracks", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--compare", type=int, default=100_000, help="among so many tracks; 0 for not at all")
    parser.add_argument("--candidates", type=int, nargs="+", default=[500, 1_000, 2_000, 4_000])
    parser.add_argument("--hums", type=int, default=24, help="of each SET")
    parser.add_argument("--keep", type=Path, help="a folder for the catalogues")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(args, args.keep or Path(folder), Path(folder) / "cache")


def run(args: argparse.Namespace, folder: Path, cache: Path) -> None:
    counts = sorted({*args.tracks, args.compare} - {0})
    paths = {count: folder / f"{count}.sqlite" for count in counts}
    missing = [count for count, path in paths.items() if not path.exists()]
    melodies = heard(sorted(path for path in (args.sets[0] / "library").iterdir() if path.is_file())) if missing else {}
    for count in missing:
        with closing(Catalog(paths[count])) as catalog:
            fill(catalog, melodies, count)
    hums = [hum for folder in args.sets for hum in read_hums(folder, args.hums)]
    print(f"each compared up to {EXHAUSTIVE:,} tracks; {REPEAT} hums of {LONGEST_STEPS / 5:.0f} s")
    print(f"{'tracks':>8} {'MB':>6} {'MB held':>8} {'first':>10} {'median':>8} {'slowest':>8} {'of a core':>9}")
    for count in counts:
        if count in args.tracks:
            latency(paths[count], cache, count, [contour for _, contour in hums])
        if count == args.compare:
            compare(paths[count], count, args.candidates, hums)


if __name__ == "__main__":
    main()
