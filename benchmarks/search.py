"""How long a query takes, warm: by picture, by words, by both with filters, and when only a slider moves.

    python benchmarks/search.py [--data FOLDER | --tracks 20000] [--repeat 40] [--no-model]

Without --data a library of made-up tracks is written to a temporary folder: random descriptors
read by the real mood encoder, so that vectors lie as those of music do.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS, SOUND_VERSION, audio_vector
from vectorbeats_desktop.engine.analysis.mood_stage import Described, MoodStage
from vectorbeats_desktop.engine.encoders.music import load_model
from vectorbeats_desktop.engine.library.catalog import SeenFile, SoundRow
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Features, FilterValue, Kind, Query, QueryPart, Tags
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.client import Point
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR, point_id
from vectorbeats_desktop.engine.task import TaskContext

BATCH = 1_000
GENRES = ("Jazz", "Rock", "Classical", "Electronic", "Folk", "Metal", "Pop", "Ambient")
SENTENCES = (
    "rainy night drive through an empty city",
    "two children laugh on a sunny beach",
    "a storm over a dark forest",
    "slow piano, not sad",
    "people dance at a wedding",
    "Title 77",
    "an old man sits alone in a grey room",
    "energetic music for running",
)
COLOURS = ((250, 190, 90), (20, 30, 70), (90, 160, 70), (200, 40, 60), (128, 128, 128), (240, 240, 235))


def make_library(session: Session, count: int, folder: Path) -> None:
    random = np.random.default_rng(1)
    added = session.add_folder(folder)
    mood = MoodStage(session.catalog, session.store, session.music, session.space)
    model = load_model()
    reference, names = model.reference, model.names
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        matrix = np.zeros((len(numbers), len(DESCRIPTORS)), np.float32)
        for column, name in enumerate(names):
            lies = random.normal(reference.mean[column], reference.deviation[column], len(numbers))
            matrix[:, DESCRIPTORS.index(name)] = lies
        _store(session, added.folder_id, folder, numbers, matrix, mood)
        print(f"\r{numbers[-1] + 1:,} of {count:,} made", end="", flush=True)
    session.store.flush()
    print()


def _store(
    session: Session, folder_id: int, folder: Path, numbers: range, matrix: NDArray[np.float32], mood: MoodStage
) -> None:
    catalog = session.catalog
    seen = [SeenFile(bytes(folder / f"{number:06}.flac"), 1, number, number) for number in numbers]
    tracks = []
    for file_id, number in zip(catalog.add_files(folder_id, seen), numbers, strict=True):
        track_id, tags = f"a1-{number:032x}", _tags(number)
        catalog.identified(file_id, track_id, tags)
        tracks.append(Described(track_id, Features(100.0, 4, "C major", 0.5, -20.0, 5.0, 1500.0, 3.0), tags))
    points, rows = mood.encode(tracks, matrix)
    session.store.upsert(MUSIC, points)
    session.store.upsert(
        AUDIO,
        [
            Point(point_id(track.track_id), {SOUND_VECTOR: audio_vector(row)}, {"audio_id": track.track_id})
            for track, row in zip(tracks, matrix, strict=True)
        ],
    )
    catalog.sound_done(
        [
            SoundRow(track.track_id, SOUND_VERSION, row, track.features)
            for track, row in zip(tracks, matrix, strict=True)
        ]
    )
    catalog.mood_done(rows)


def _tags(number: int) -> Tags:
    artist = f"Artist {number // 14}"
    return Tags(
        title=f"Title {number}",
        artist=artist,
        album=f"Album {number // 10}",
        genre=GENRES[number % len(GENRES)],
        year=1960 + number % 60,
        duration_s=200.0,
    )


def make_pictures(folder: Path) -> list[Path]:
    """Pictures as a camera names them, 12 megapixels, so that decoding counts too."""
    random, paths = np.random.default_rng(2), []
    for number, colour in enumerate(COLOURS):
        coarse = np.clip(random.normal(colour, 40, (30, 40, 3)), 0, 255).astype(np.uint8)
        path = folder / f"IMG_{number:04}.jpg"
        Image.fromarray(coarse).resize((4000, 3000), Image.Resampling.BICUBIC).save(path, quality=85)
        paths.append(path)
    return paths


def anew(queries: Sequence[Query], times: int, filters: Mapping[str, FilterValue] | None = None) -> list[Query]:
    """The queries again and again, each as one that was never asked: where a picture begins means nothing else."""
    return [
        replace(query, parts=tuple(replace(part, start_s=float(number)) for part in query.parts), filters=filters or {})
        for number, query in zip(range(times), cycle(queries), strict=False)
    ]


def moved(query: Query, times: int) -> list[Query]:
    """The query as its first part's slider goes from one end to the other."""
    first, *others = query.parts
    weights = (2 * number / times - 1 for number in range(times))
    return [replace(query, parts=(replace(first, weight=weight), *others)) for weight in weights]


def measure(session: Session, queries: Sequence[Query]) -> tuple[list[float], dict[str, float]]:
    """How long each but the first takes, and the median of each step."""
    session.search(queries[0], TaskContext())
    taken: list[float] = []
    steps: dict[str, list[float]] = {}
    for query in queries[1:]:
        began = time.perf_counter()
        result = session.search(query, TaskContext())
        taken.append(1_000 * (time.perf_counter() - began))
        for step, milliseconds in result.timings_ms.items():
            steps.setdefault(step, []).append(milliseconds)
    return taken, {step: statistics.median(times) for step, times in steps.items()}


def report(session: Session, pictures: Sequence[Path], repeat: int) -> None:
    by_picture = [Query((QueryPart(Kind.IMAGE, str(path)),)) for path in pictures]
    by_words = [Query((QueryPart(Kind.TEXT, sentence),)) for sentence in SENTENCES]
    mixed = [Query(one.parts + two.parts) for one, two in zip(by_picture, by_words, strict=False)]
    measured = (
        ("picture", anew(by_picture, repeat)),
        ("words", anew(by_words, repeat)),
        ("both, by genre", anew(mixed, repeat, {"genre": "Jazz"})),
        ("both, by years", anew(mixed, repeat, {"year": (1960, 1990)})),
        ("slider moved", moved(mixed[0], repeat)),
        ("and diversity", moved(replace(mixed[0], diversity=0.5), repeat)),
    )
    print(f"{'query':>18} {'median':>8} {'p95':>8}   steps, median ms")
    for name, queries in measured:
        taken, steps = measure(session, queries)
        p95 = float(np.percentile(taken, 95))
        listed = ", ".join(f"{step} {time_ms:.0f}" for step, time_ms in steps.items() if step != "total")
        print(f"{name:>18} {statistics.median(taken):7.0f}  {p95:7.0f}    {listed}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a data folder that holds an indexed library")
    parser.add_argument("--tracks", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=40)
    parser.add_argument("--no-model", action="store_true", help="read words by the word list")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="vectorbeats-benchmark-"))
    try:
        paths = Paths.under(given.data or work / "data")
        settings = Settings()
        settings.set("search.text_model", not given.no_model)
        with Session.open(paths, settings) as session:
            if given.data is None:
                (work / "music").mkdir()
                make_library(session, given.tracks, work / "music")
            session.wait_until_warm((Kind.TEXT,), 300, TaskContext())
            print(f"{session.status().tracks:,} tracks, words by the {session.words_source()}")
            report(session, make_pictures(work), given.repeat)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
