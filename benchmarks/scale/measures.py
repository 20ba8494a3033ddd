"""What is measured beside a library: one figure a line, each by what a person does."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import psutil

from benchmarks.search import SENTENCES, anew, make_pictures
from benchmarks.search import measure as timed
from benchmarks.start import start
from vectorbeats_desktop.engine.disk_use import bytes_taken
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_SIZE, SOUND_VECTOR
from vectorbeats_desktop.engine.task import TaskContext

STARTS = 3
REPEAT = 20
CHANGES = 5
MB = 2**20
CTX = TaskContext()
WINDOW_LINES = {
    "the library opens": "library page opens, ms",
    "a frame of dragging the scroll bar, median": "a scrolled frame, ms",
    "filtered by a word": "library filtered by a word, ms",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table at one size."""

    what: str
    value: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Files to search with, each another: hums, recordings of eight seconds, and tracks of the library."""

    hums: Sequence[Path]
    clips: Sequence[Path]
    pieces: Sequence[Path]


def disk(paths: Paths) -> Iterator[Figure]:
    """Megabytes on disk, as blocks that are really there."""
    copies = sum(bytes_taken(path) for path in paths.data.glob("catalog.sqlite*"))
    yield Figure("catalogue on disk, MB", copies / MB)
    yield Figure("store on disk, MB", bytes_taken(paths.store) / MB)
    yield Figure("index of recordings on disk, MB", bytes_taken(paths.fingerprints) / MB)


def starting(environment: dict[str, str]) -> Iterator[Figure]:
    """The window's start, warm: the median of several."""
    start(environment)
    runs = [start(environment) for _ in range(STARTS)]
    for key, what in (
        ("usable", "window usable"),
        ("library_open", "library open"),
        ("longest_stall", "longest stall"),
    ):
        yield Figure(f"{what}, ms", statistics.median(run[key] for run in runs))


def browsing(environment: dict[str, str]) -> Iterator[Figure]:
    """The library page, by `benchmarks.window`."""
    data = environment["VECTORBEATS_DATA_DIR"]
    command = [sys.executable, "-m", "benchmarks.window", "--data", data, "--library-only"]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    for line in re.findall(r"^\| (.+?) \| ([\d,]+) ms \|", said, re.MULTILINE):
        if what := WINDOW_LINES.get(line[0]):
            yield Figure(what, float(line[1].replace(",", "")))


def asking(session: Session, work: Path, asked: Asked) -> Iterator[Figure]:
    """Each kind of search, warm, each as one that was never asked; medians."""
    pictures = [Query((QueryPart(Kind.IMAGE, str(path)),)) for path in make_pictures(work)]
    words = [Query((QueryPart(Kind.TEXT, sentence),)) for sentence in SENTENCES]
    both = [Query(one.parts + two.parts) for one, two in zip(pictures, words, strict=False)]
    for what, queries in (
        ("words", anew(words, REPEAT)),
        ("picture", anew(pictures, REPEAT)),
        ("picture and words", anew(both, REPEAT)),
        ("the same in one genre", anew(both, REPEAT, {"genre": "Jazz"})),
        ("the same of thirty years", anew(both, REPEAT, {"year": (1960, 1990)})),
        ("like a track", [_of(Kind.LIKE, path) for path in asked.pieces]),
        ("a hum of ten seconds", [_of(Kind.HUM, hum) for hum in asked.hums]),
        ("a recording of eight seconds", [_of(Kind.RECOGNISE, clip) for clip in asked.clips]),
    ):
        yield Figure(f"{what}, ms", statistics.median(timed(session, queries)[0]))


def _of(kind: Kind, path: Path) -> Query:
    return Query((QueryPart(kind, str(path)),))


def held() -> Iterator[Figure]:
    """Memory of this process, which holds what the window's engine holds, and of its children, after all that.

    Shares of what several hold are counted in parts. Pages of mapped files are the system's, to take back.
    """
    own = psutil.Process()
    for name, processes in (("the engine", [own]), ("its children", own.children())):
        kept = [_memory(process.pid) for process in processes]
        yield Figure(f"memory of {name}, MB", sum(each["Pss_Anon"] for each in kept))
        yield Figure(f"files mapped by {name}, MB", sum(each["Pss_File"] for each in kept))


def _memory(pid: int) -> dict[str, float]:
    """What Linux says of a process's memory, in MB, by the kernel's names."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) / 1_024 for line in lines}


def changing(session: Session, folder: Path, sources: Sequence[Path]) -> Iterator[Figure]:
    """A track that comes into a folder and goes again, as the watcher tells of it; and a look at all there is.

    Medians, by the clock and in processor time of this process and its children.
    """
    session.index(CTX)  # all is known, and the folders have been walked through
    adding, deleting, looking = [], [], []
    for number in range(CHANGES):
        new = folder / f"new {number}{sources[number].suffix}"
        shutil.copyfile(sources[number], new)
        adding.append(_cost(lambda: session.index(CTX, places=[new])))  # noqa: B023
        new.unlink()
        deleting.append(_cost(lambda: session.index(CTX, places=[new])))  # noqa: B023
        looking.append(_cost(lambda: session.index(CTX)))
    for what, costs in (
        ("one track added", adding),
        ("one track deleted", deleting),
        ("nothing changed, all looked through", looking),
    ):
        yield Figure(f"{what}, ms", 1_000 * statistics.median(seconds for seconds, _ in costs))
        yield Figure(f"{what}, processor time, ms", 1_000 * statistics.median(cpu for _, cpu in costs))


def optimising(session: Session) -> Iterator[Figure]:
    """The codes of both collections built anew, and the longest that a search of the store took meanwhile."""
    random = np.random.default_rng(1)
    ended, took = threading.Event(), [0.0]

    def ask() -> None:
        while not ended.is_set():
            vector = random.standard_normal(SOUND_SIZE).astype(np.float32)
            took.append(_seconds(partial(session.store.nearest, AUDIO, SOUND_VECTOR, vector, 50)))

    asker = threading.Thread(target=ask)
    asker.start()
    seconds = _seconds(lambda: [session.store.optimise(name, CTX) for name in (MUSIC, AUDIO)])
    ended.set()
    asker.join()
    yield Figure("store optimised, ms", 1_000 * seconds)
    yield Figure("the slowest look into the store meanwhile, ms", 1_000 * max(took))


def opening(paths: Paths, settings: Settings) -> tuple[Session, Figure]:
    """A session on the library, and how long it took until the store had answered."""
    began = time.perf_counter()
    session = Session.open(paths, settings)
    session.store.info()
    return session, Figure("session and store open, ms", 1_000 * (time.perf_counter() - began))


def _cost(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of processor time of this process and its children, also of those that ended in it."""
    before = _processor_s()
    seconds = _seconds(act)
    return seconds, _processor_s() - before


def _processor_s() -> float:
    own = psutil.Process()
    times = own.cpu_times()
    children = [child.cpu_times() for child in own.children()]
    return sum(each.user + each.system for each in (times, *children)) + times.children_user + times.children_system


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
