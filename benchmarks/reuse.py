"""How much faster a second computer indexes a library that another one has shared.

    python -m benchmarks.reuse [--tracks 1000] [--minutes 4] [--sample 60]

Two data folders, and a server that is qdrant-client's local mode behind HTTP on the loopback, in a process of its own.
The first computer analyses the sample only, in all stages, one half before the second computer's run and one half after
it, so that a computer which is shared with others is as busy for both; its time for all tracks is the sample's, by
tracks. There are twelve recordings, and every file is of one of them (see `varied_music`): so the records of all files
are put onto the server as the first computer would have made them. The second computer takes over all tracks.
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

RECORDINGS = 12
PUT_AT_ONCE = 100


@dataclass(frozen=True)
class Run:
    """What indexing took: by the clock, by stage, and how much of it was taken over."""

    seconds: float
    stages: dict[str, float]
    analysed: int
    reused: int

    def with_other(self, other: Run) -> Run:
        """Both together."""
        stages = {name: self.stages[name] + other.stages.get(name, 0.0) for name in self.stages}
        both = self.analysed + other.analysed, self.reused + other.reused
        return Run(self.seconds + other.seconds, stages, *both)


def serve(pipe: Connection) -> None:
    """The server's process: tells its address, and ends with the pipe."""
    from tests.qdrant_stub import qdrant_stub

    with qdrant_stub() as stub:
        pipe.send(stub.address)
        pipe.poll(None)


@contextmanager
def server() -> Iterator[str]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
    process.start()
    yield ours.recv()
    ours.send("end")
    process.join()


@contextmanager
def stage_times(times: defaultdict[str, float]) -> Iterator[None]:
    """Measure the stages of indexing; what one takes within another counts for the inner one."""
    from vectorbeats_desktop.engine.analysis import cover_stage, identify_stage, mood_stage, pipeline
    from vectorbeats_desktop.engine.analysis.file_stage import FileStage
    from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex
    from vectorbeats_desktop.engine.remote.reuse import Reuse

    inner: list[float] = [0.0]

    def timed(work: Callable[..., Any], name: str) -> Callable[..., Any]:
        @functools.wraps(work)
        def call(*args: Any, **named: Any) -> Any:
            started = time.perf_counter()
            inner.append(0.0)
            try:
                return work(*args, **named)
            finally:
                took = time.perf_counter() - started
                times[name or args[0].name] += took - inner.pop()
                inner[-1] += took

        return call

    watched: list[tuple[Any, str, str]] = [
        (pipeline.Indexer, "_scan", "scan"),
        (identify_stage.IdentifyStage, "run", "identify"),
        (mood_stage.MoodStage, "run", "mood"),
        (cover_stage.CoverStage, "run", "covers"),
        (FileStage, "run", ""),
        (FingerprintIndex, "refresh", "index of recordings"),
        (Reuse, "ask", "asking the server"),
    ]
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in watched]
    for owner, name, told in watched:
        setattr(owner, name, timed(getattr(owner, name), told))
    try:
        yield
    finally:
        for owner, name, work in before:
            setattr(owner, name, work)


def open_library(folder: Path, address: str) -> Any:
    from tests.small_library import fast_settings
    from vectorbeats_desktop.engine.paths import Paths
    from vectorbeats_desktop.engine.session import Session

    settings = fast_settings()
    settings.set("analysis.workers", 0)
    settings.set("network.remote", bool(address))
    settings.set("remote.address", address)
    session = Session.open(Paths.under(folder), settings)
    if address:
        session.remote.agree()
    return session


def index(session: Any, folder: Path) -> Run:
    from vectorbeats_desktop.engine.task import TaskContext

    times: defaultdict[str, float] = defaultdict(float)
    added = session.add_folder(folder)
    with stage_times(times):
        started = time.perf_counter()
        report = session.index(TaskContext(), [added.folder_id])
        seconds = time.perf_counter() - started
    assert not report.problems, report.problems
    times["else"] = seconds - sum(times.values())
    print(
        f"{folder.name}: {report.analysed} in {seconds:.1f} s, {report.reused} taken over {report.notices}", flush=True
    )
    return Run(seconds, dict(times), report.analysed, report.reused)


def put_others(session: Any, known: dict[int, str], others: Sequence[tuple[str, int]]) -> None:
    """Put onto the server what the first computer would have found of other files of recordings that it knows."""
    from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
    from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION
    from vectorbeats_desktop.engine.melody.track import MELODY_VERSION
    from vectorbeats_desktop.engine.remote import records
    from vectorbeats_desktop.engine.store.schema import AUDIO

    versions = {"sound": SOUND_VERSION, "fingerprint": FINGERPRINT_VERSION, "melody": MELODY_VERSION}
    ids = [records.record_id(track, kind, version) for track in known.values() for kind, version in versions.items()]
    held = session.remote.link().call(lambda port: port.read(AUDIO, ids, vectors=True))
    assert len(held) == len(ids), (len(held), len(ids))
    made = []
    for track, recording in others:
        for kind, version in versions.items():
            point = held[records.record_id(known[recording], kind, version)]
            payload = {**point.payload, records.TRACK: track}
            made.append(replace(point, id=records.record_id(track, kind, version), payload=payload))
    for start in range(0, len(made), PUT_AT_ONCE):
        part = made[start : start + PUT_AT_ONCE]
        session.remote.link().call(lambda port, part=part: port.put(AUDIO, part))


def show(first: Run, second: Run, tracks: int) -> None:
    share = tracks / first.analysed
    print(f"| stage | first computer: {first.analysed} tracks | the same, {tracks} tracks | second computer |")
    print("|---|---|---|---|")
    for name in sorted(first.stages | second.stages, key=lambda name: -first.stages.get(name, 0)):
        once, again = first.stages.get(name, 0.0), second.stages.get(name, 0.0)
        print(f"| {name} | {once:.1f} s | {once * share:.0f} s | {again:.1f} s |")
    print(f"| all | {first.seconds:.1f} s | {first.seconds * share:.0f} s | {second.seconds:.1f} s |")
    print(
        f"{second.reused} of {second.analysed} taken over; {first.seconds * share / second.seconds:.1f} times as fast"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tracks", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--work", type=Path, help="where the music is made, and used again by a later run")
    options = parser.parse_args()

    from benchmarks.varied_music import make_music
    from vectorbeats_desktop.engine.library.identity import content_hash

    with tempfile.TemporaryDirectory(dir=options.work) as place, server() as address:
        root = Path(place)
        whole = (options.work or root) / "music"
        music = make_music(whole, options.tracks, RECORDINGS, 60 * options.minutes)
        sample = music[RECORDINGS:][: options.sample]
        half = len(sample) // 2
        parts = {"warming": music[:RECORDINGS], "before": sample[:half], "after": sample[half:]}
        for name, chosen in parts.items():
            (root / name).mkdir()
            for each in chosen:
                (root / name / each.path.name).hardlink_to(each.path)
        print("the music is made", flush=True)
        from vectorbeats_desktop.engine.task import TaskContext

        with open_library(root / "first", address) as session:
            index(session, root / "warming")  # compiles, and starts what is started once
            before = index(session, root / "before")
            session.remote.push(TaskContext())
            known = {each.recording: content_hash(each.path) for each in music[:RECORDINGS]}
            others = music[RECORDINGS + half :]
            put_others(session, known, [(content_hash(each.path), each.recording) for each in others])
        print("the records are on the server", flush=True)
        with open_library(root / "second", address) as session:
            second = index(session, whole)
        with open_library(root / "first", "") as session:  # which asks nobody
            after = index(session, root / "after")
        first = before.with_other(after)
        show(first, second, options.tracks)


if __name__ == "__main__":
    main()
