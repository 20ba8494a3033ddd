"""How the program fares beside libraries of very different size: what grows with them, and how.

    python -m benchmarks.scale MUSIC [--tracks 1000 10000 100000] [--keep FOLDER]

MUSIC is a folder of real music. It is analysed once, with the demo music; what was found is perturbed into libraries
of each size (`catalogues.py` says how; FOLDER keeps them for the next run), each with the demo as real files. Beside
each of them everything is done that a person does, warm. Prints a table: medians, and how each figure grows from the
smallest library to the largest, as the power of the number of tracks that it goes with: 0 is not at all, 1 is in step.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.scale import measures
from benchmarks.scale.catalogues import grow
from benchmarks.scale.measures import Asked, Figure
from benchmarks.scale.seeds import Seed, seeds_in
from vectorbeats_desktop.engine.analysis.decode import decode_mono
from vectorbeats_desktop.engine.library.demo import demo_hums
from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths
from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

RATE = 22_050
CLIP_S, CLIP_AT_S = 8.0, 6.0
NEW_S, NEW_AT_S = 20.0, 30.0
CTX = TaskContext()


@dataclass(frozen=True, slots=True)
class Sources:
    """What libraries are made of and asked with: what real music was found to be, files to ask with, and new ones."""

    seeds: Sequence[Seed]
    asked: Asked
    new: Sequence[Path]


def sources(work: Path, music: Path) -> Sources:
    """Analyse the music and the demo, and cut clips and new files out of them."""
    paths = Paths.under(work / "seeds")
    with Session.open(paths, Settings()) as session:
        demo = session.build_demo(CTX)
        for folder in (demo, music):
            session.add_folder(folder)
        session.index(CTX)
        seeds = seeds_in(session)
    pieces, files = _audio(demo), _audio(music)
    clips = [_cut(path, work / f"clip {path.stem}.wav", CLIP_AT_S, CLIP_S) for path in pieces]
    new = [_cut(path, work / f"new {path.stem}.wav", NEW_AT_S, NEW_S) for path in files[: measures.CHANGES]]
    return Sources(seeds, Asked(demo_hums(demo), clips, pieces), new)


def _audio(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.suffix in {".mp3", ".flac", ".ogg", ".m4a", ".opus", ".wav"}
    )


def _cut(source: Path, target: Path, start_s: float, length_s: float) -> Path:
    samples = np.concatenate(list(decode_mono(source, RATE)))[round(start_s * RATE) :][: round(length_s * RATE)]
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.asarray(samples.clip(-1, 1) * 32_767, "<i2").tobytes())
    return target


def make(paths: Paths, made_of: Sources, count: int) -> None:
    """A library of so many tracks, the demo among them."""
    with Session.open(paths, Settings()) as session:
        session.add_folder(session.build_demo(CTX))
        session.index(CTX)
        there = session.status().tracks
        grow(session, paths.data / "made", made_of.seeds, count - there)


def measured(paths: Paths, made_of: Sources) -> Iterator[Figure]:
    """Every figure of one library."""
    environment = os.environ | {DATA_DIR_VARIABLE: str(paths.data)}
    if not any(name in environment for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    yield from measures.starting(environment)
    yield from measures.browsing(environment)
    session, opened = measures.opening(paths, Settings())
    with session, tempfile.TemporaryDirectory() as pictures:
        yield opened
        yield from measures.optimising(session)
        session.wait_until_warm((Kind.TEXT,), 300, CTX)
        yield from measures.asking(session, Path(pictures), made_of.asked)
        yield from measures.held()
        yield from measures.changing(session, paths.data / "made" / "00000", made_of.new)
    yield from measures.disk(paths)


def table(sizes: Sequence[int], columns: Sequence[Sequence[Figure]]) -> None:
    """Print the figures, a line each."""
    print(f"\n| what | {' | '.join(f'{size:,} tracks' for size in sizes)} | goes with tracks to the |")
    print("|---" * (len(sizes) + 2) + "|")
    for line in zip(*columns, strict=True):
        values = [figure.value for figure in line]
        print(f"| {line[0].what} | {' | '.join(f'{value:,.0f}' for value in values)} | {_power(sizes, values)} |")


def _power(sizes: Sequence[int], values: Sequence[float]) -> str:
    if len(sizes) < 2 or min(values) <= 0:
        return ""
    return f"{math.log(values[-1] / values[0]) / math.log(sizes[-1] / sizes[0]):.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("music", type=Path)
    parser.add_argument("--tracks", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="a folder for the libraries")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="vectorbeats-scale-"))
    try:
        made_of = sources(work, options.music.resolve())
        print(f"{len(made_of.seeds)} real tracks to make others of")
        columns: list[list[Figure]] = []
        for size in options.tracks:
            paths = Paths.under((options.keep or work) / str(size))
            if not paths.catalog.exists():
                make(paths, made_of, size)
            columns.append([])
            for figure in measured(paths, made_of):
                print(f"{size:9,} {figure.what:44} {figure.value:12,.1f}", flush=True)
                columns[-1].append(figure)
        table(options.tracks, columns)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
