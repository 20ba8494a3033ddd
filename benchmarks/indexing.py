"""How fast a folder of music is indexed, and in how much memory, beside bliss-audio.

    python benchmarks/indexing.py FOLDER [--workers N]

Every stage runs as in the program (scan, identity, tags, covers, descriptors, mood, the vector
store), into a new data folder that is deleted at the end. Prints tracks per hour, hours of music
per hour, 4-minute tracks per hour, processor time per 4-minute track of all processes together,
and the peak of their memory (PSS, sampled once a second, since looking costs time).

The neighbour, bliss-audio (GPL-3.0), is no dependency of the program. To have it measured in the
same run, one after the other on the same files:

    python -m venv /tmp/bliss && /tmp/bliss/bin/pip install bliss-audio==0.2.0
    python benchmarks/indexing.py FOLDER --bliss /tmp/bliss/bin/python
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

TRACK_S = 240.0
SAMPLE_S = 1.0
MB = 1_000_000

BLISS = """
import json, sys, time, resource
import bliss_audio
paths = json.load(sys.stdin)
start, analysed = time.perf_counter(), 0
for path in paths:
    try:
        bliss_audio.Song(path)
        analysed += 1
    except Exception as error:
        print(path, error, file=sys.stderr)
used = resource.getrusage(resource.RUSAGE_SELF)
told = {"wall": time.perf_counter() - start, "cpu": used.ru_utime + used.ru_stime}
print(json.dumps(told | {"peak": used.ru_maxrss * 1024, "tracks": analysed}))
"""


@dataclass
class Peak:
    """The largest proportional set size of this process and its descendants, in bytes."""

    bytes: int = 0
    own_cpu_s: float = 0.0  # what the watching took, which is not the program's

    def watch(self, stop: threading.Event) -> None:
        import psutil

        this = psutil.Process()
        while not stop.wait(SAMPLE_S):
            total = 0
            for process in (this, *this.children(recursive=True)):
                try:
                    total += process.memory_full_info().pss
                except (psutil.NoSuchProcess, psutil.AccessDenied):
                    continue
            self.bytes = max(self.bytes, total)
        self.own_cpu_s = time.thread_time()


@dataclass(frozen=True)
class Measured:
    """One program's work on the folder."""

    name: str
    tracks: int
    wall_s: float
    cpu_s: float
    peak_bytes: int

    def show(self, audio_s: float) -> None:
        equivalents = audio_s / TRACK_S
        print(f"{self.name}")
        print(f"  {self.tracks} tracks, {audio_s / 3600:.2f} h of music, in {self.wall_s:.1f} s")
        print(f"  {self.tracks / self.wall_s * 3600:,.0f} tracks/h, {audio_s / self.wall_s:,.0f} × real time")
        print(f"  {equivalents / self.wall_s * 3600:,.0f} four-minute tracks/h")
        print(
            f"  {self.wall_s / equivalents:.2f} s by the clock, {self.cpu_s / equivalents:.2f} s of processor time "
            "for each four minutes"
        )
        print(f"  {self.peak_bytes / MB:,.0f} MB at most")


def processor_s() -> float:
    """Processor time of this process and of its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def index(folder: Path, workers: int) -> tuple[Measured, float]:
    """Index a folder; return what it took, and the seconds of music in it."""
    # Imported here, so that the worker processes, which import this file too, stay light.
    from vectorbeats_desktop.engine.analysis.pipeline import Indexer
    from vectorbeats_desktop.engine.encoders.concepts import load_concepts
    from vectorbeats_desktop.engine.encoders.music import MusicEncoder
    from vectorbeats_desktop.engine.encoders.picture import PictureEncoder
    from vectorbeats_desktop.engine.library.catalog import Catalog
    from vectorbeats_desktop.engine.settings import Settings
    from vectorbeats_desktop.engine.store.client import VectorStore
    from vectorbeats_desktop.engine.store.schema import spaces
    from vectorbeats_desktop.engine.task import Progress, TaskContext

    seconds: dict[str, float] = {}

    def tell(progress: Progress) -> None:
        seconds[progress.stage] = time.perf_counter() - started
        print(f"\r{progress.stage}: {progress.done} of {progress.total}   ", end="", file=sys.stderr)

    stop, peak, used, started = threading.Event(), Peak(), processor_s(), time.perf_counter()
    watcher = threading.Thread(target=peak.watch, args=(stop,))
    watcher.start()
    with tempfile.TemporaryDirectory() as place:
        data, space = Path(place), load_concepts()
        settings = Settings()
        settings.set("analysis.workers", workers)
        catalog, store = Catalog(data / "catalog.sqlite"), VectorStore(data / "store", spaces(space.space_id))
        catalog.add_folder(folder)
        music, pictures = MusicEncoder(space), PictureEncoder(space)
        indexer = Indexer(catalog, store, data / "covers", settings, music=music, pictures=pictures, space=space)
        report = indexer.run(TaskContext(tell))
        wall = time.perf_counter() - started
        tracks = catalog.rows(catalog.page_ids())
        store.close()
        catalog.close()
    stop.set()
    watcher.join()
    print(file=sys.stderr)
    print(", ".join(f"{stage} until {at:.1f} s" for stage, at in seconds.items()))
    for problem in report.problems:
        print(f"not indexed: {problem.path.name}: {problem.message}", file=sys.stderr)
    audio_s = sum(track.tags.duration_s or 0.0 for track in tracks if track.features)
    return Measured("VectorBeats", report.analysed, wall, processor_s() - used - peak.own_cpu_s, peak.bytes), audio_s


def bliss(python: str, folder: Path) -> Measured | None:
    """Let bliss-audio decode and analyse the same files, in its own interpreter; it does no more than that."""
    from vectorbeats_desktop.engine.library.scan import scan
    from vectorbeats_desktop.engine.task import TaskContext

    paths = [file.path.decode() for file in scan(folder, TaskContext()).files]
    answer = subprocess.run([python, "-c", BLISS], input=json.dumps(paths), capture_output=True, text=True, check=False)
    print(answer.stderr, end="", file=sys.stderr)
    if answer.returncode:
        print(
            f"bliss-audio ended with code {answer.returncode} (-4: this processor lacks what its wheel was built for)"
        )
        return None
    told = json.loads(answer.stdout)
    return Measured("bliss-audio 0.2.0", told["tracks"], told["wall"], told["cpu"], told["peak"])


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast a folder of music is indexed.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--bliss", help="a Python that has bliss-audio")
    chosen = parser.parse_args()
    ours, audio_s = index(chosen.folder.resolve(), chosen.workers)
    ours.show(audio_s)
    if chosen.bliss and (theirs := bliss(chosen.bliss, chosen.folder.resolve())):
        theirs.show(audio_s)
        cpu, wall = ours.cpu_s / theirs.cpu_s, ours.wall_s / theirs.wall_s
        print(f"ours takes {cpu:.2f} × its processor time, {wall:.2f} × by the clock")


if __name__ == "__main__":
    main()
