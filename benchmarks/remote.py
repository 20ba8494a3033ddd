"""How much faster a second computer is that takes over what the first has found, and how fast things are shared.

    python -m benchmarks.remote [--tracks 200] [--seconds 240]

Two data folders, and a server that is qdrant-client's local mode behind HTTP on the loopback, slower than a real one.
The tracks are random melodies with a beat.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import soundfile

from tests.qdrant_stub import qdrant_stub
from tests.small_library import fast_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

RATE = 22_050
STEP_S = 0.25


def make_track(path: Path, number: int, seconds: float) -> None:
    """A random melody with chords and noise in the rhythm of its own."""
    random = np.random.default_rng(number)
    time_s = np.arange(int(RATE * seconds)) / RATE
    steps = random.integers(-12, 13, int(seconds / STEP_S) + 1).cumsum() % 24
    pitch = 220 * 2 ** (steps[(time_s / STEP_S).astype(int)] / 12)
    lead = 0.2 * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)
    beat = np.exp(-8 * (time_s * random.uniform(1.2, 3.0) % 1.0)) * random.normal(size=time_s.size) * 0.1
    soundfile.write(path, lead + beat, RATE, format="FLAC")


def open_library(folder: Path, address: str) -> Session:
    settings = fast_settings()
    settings.set("analysis.workers", 0)
    settings.set("network.remote", True)
    settings.set("remote.address", address)
    session = Session.open(Paths.under(folder), settings)
    session.remote.agree()
    return session


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tracks", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=240.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, qdrant_stub() as stub:
        music = Path(place) / "music"
        music.mkdir()
        for number in range(options.tracks):
            make_track(music / f"{number:05}.flac", number, options.seconds)
        ctx = TaskContext()
        taken = {}
        for name in ("first", "second"):
            with open_library(Path(place) / name, stub.address) as session:
                session.add_folder(music)
                started = time.perf_counter()
                report = session.index(ctx)
                taken[name] = time.perf_counter() - started
                print(
                    f"{name}: {report.analysed} tracks in {taken[name]:.1f} s, {report.reused} taken over", flush=True
                )
                started = time.perf_counter()
                pushed = session.remote.push(ctx)
                seconds = time.perf_counter() - started
                print(f"    push: {pushed.sent} records sent, {pushed.known} known, in {seconds:.1f} s")
        print(f"{taken['first'] / taken['second']:.1f} times as fast")


if __name__ == "__main__":
    main()
