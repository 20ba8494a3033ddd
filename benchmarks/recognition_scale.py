"""How recordings are recognised in a large library: found, taken for another, how fast, and what it costs.

    python -m benchmarks.recognition_scale FOLDER [--library N …] [--clips N] [--strangers N]

Clips and the split of FOLDER into known tracks and strangers are those of `recognition.py`. The library is the known
tracks and tracks of four minutes made of them by moving pieces and peaks by chance. Memory is what the process gains:
its own, and pages of the mapped files, which the system takes back when others need them.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.recognition import (
    CTX,
    Change,
    Clip,
    Kept,
    Music,
    Sounds,
    Split,
    babble,
    clips,
    header,
    music_in,
    noise_level,
    opened,
    report,
    split_in,
)
from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex
from vectorbeats_desktop.engine.fingerprint.landmarks import FRAME_S, PITCHES, Landmarks
from vectorbeats_desktop.engine.fingerprint.recogniser import Recogniser

TRACK_FRAMES = round(240 / FRAME_S)
LEVELS = (10.0, 5.0, 0.0)


def perturbed(sources: Sequence[Landmarks], rng: np.random.Generator) -> Landmarks:
    """Four minutes made of other tracks: transposed, in pieces in another order, a third of the peaks elsewhere."""
    frames, pitches, length = [], [], 0
    while length < TRACK_FRAMES:
        source = sources[int(rng.integers(len(sources)))]
        piece = int(rng.integers(100, 400))
        order = rng.permutation(source.length // piece + 1)
        numbers = np.clip(source.frames // piece, 0, len(order) - 1)
        frames.append(length + order[numbers] * piece + source.frames % piece)
        pitches.append(source.pitches.astype(np.int64) + int(rng.integers(-30, 31)))
        length += (source.length // piece + 1) * piece
    joined, steps = np.concatenate(frames), np.concatenate(pitches)
    moved = rng.random(len(steps)) < 1 / 3
    steps = np.where(moved, rng.integers(0, PITCHES, size=len(steps)), steps) % PITCHES
    joined = joined + rng.integers(0, 4, size=len(joined))
    order = np.argsort(joined, kind="stable")
    order = order[joined[order] < TRACK_FRAMES]
    return Landmarks(joined[order], steps[order].astype(np.uint8), sources[0].levels, TRACK_FRAMES)


def library_of(size: int, known: Sequence[Music]) -> dict[str, bytes]:
    """The known tracks, and made ones up to `size`."""
    rng = np.random.default_rng(size)
    tracks = {track.name: track.landmarks.to_bytes() for track in known}
    sources = [track.landmarks for track in known]
    while len(tracks) < size:
        tracks[f"made {len(tracks)}"] = perturbed(sources, rng).to_bytes()
    return tracks


def measure(folder: Path, size: int, split: Split, sounds: Sounds, count: int, others: int) -> None:
    """Build an index of `size` tracks, open it, and ask it."""
    tracks = library_of(size, split.known)
    began = time.perf_counter()
    with watched() as memory:
        index, kept = opened(folder, tracks)
    print(
        f"\n{size:,} tracks: built in {time.perf_counter() - began:.0f} s with {memory()[0]:.0f} MB at most", end=", "
    )
    print(f"{index.size_bytes / 1e6:,.0f} MB in {len(index.segments)} files", end=", ")
    index.close()
    del index
    asked = {level: clips(split.known, 8, _phone(sounds, level), count, sounds.rng) for level in LEVELS}
    with watched() as memory:
        ask(folder, kept, asked)
        own, mapped = memory()
    print(f"\nWhile it was asked: {own:.0f} MB of its own at most, {mapped:.0f} MB of the files mapped.", flush=True)
    if others:
        strangers(folder, kept, split, sounds, others)


def ask(folder: Path, kept: Kept, asked: Mapping[float, Sequence[Clip]]) -> None:
    recogniser = Recogniser(reopened(folder, kept), kept)
    header("Small loudspeaker, room, noise and Opus at 24 kb/s, 8 s")
    for level, each in asked.items():
        report(f"{level:.0f} dB", recogniser, each)


def _phone(sounds: Sounds, decibels: float) -> Change:
    return lambda clip: sounds.phone(clip, decibels)


def strangers(folder: Path, kept: Kept, split: Split, sounds: Sounds, others: int) -> None:
    """Music that is not in the library."""
    recogniser = Recogniser(reopened(folder, kept, say=False), kept)
    levels = iter(np.resize([*LEVELS, np.inf], others).tolist())
    asked = clips(split.strangers, 8, lambda clip: sounds.phone(clip, noise_level(next(levels))), others, sounds.rng)
    header("Music that is not in the library, 8 s, at 10, 5 and 0 dB and without noise")
    with ticking() as longest:
        report("strangers", recogniser, asked)
    print(f"\nAnother thread waited for at most {longest():.0f} ms.", flush=True)


def reopened(folder: Path, kept: Kept, *, say: bool = True) -> FingerprintIndex:
    began = time.perf_counter()
    index = FingerprintIndex(folder, kept)
    index.refresh(CTX)
    if say:
        print(f"opened in {1_000 * (time.perf_counter() - began):.0f} ms", flush=True)
    return index


@contextmanager
def ticking() -> Iterator[Callable[[], float]]:
    """The longest time in ms that another thread had to wait for the interpreter."""
    ended, waits = threading.Event(), [0.0]

    def tick() -> None:
        last = time.perf_counter()
        while not ended.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            waits.append(1_000 * (now - last))
            last = now

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        yield lambda: max(waits)
    finally:
        ended.set()
        thread.join()


@contextmanager
def watched() -> Iterator[Callable[[], tuple[float, float]]]:
    """The most MB that the process gained of its own, and mapped of files."""
    ended, most = threading.Event(), np.zeros(2)
    before = np.array(_memory_mb())

    def look() -> None:
        while not ended.wait(0.02):
            np.maximum(most, np.array(_memory_mb()) - before, out=most)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield lambda: (float(most[0]), float(most[1]))
    finally:
        ended.set()
        thread.join()


def _memory_mb() -> tuple[float, float]:
    """This process's memory that no file stands behind, and that which is mapped (Linux)."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    anonymous, mapped = (int(lines[name].split()[0]) / 1_024 for name in ("RssAnon", "RssFile"))
    return anonymous, mapped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--library", type=int, nargs="*", default=[20_000, 100_000])
    parser.add_argument("--clips", type=int, default=100)
    parser.add_argument("--strangers", type=int, nargs="*", default=[100, 20], help="for each library")
    options = parser.parse_args()
    sounds = Sounds(np.random.default_rng(2), babble())
    music = list(music_in(options.folder))
    with tempfile.TemporaryDirectory() as folder:
        split = split_in(Path(folder) / "split", music)
    print(f"{len(split.known)} known, {len(split.strangers)} strangers, {split.left_out} left out")
    for size, others in zip(options.library, options.strangers, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder) / "index", size, split, sounds, options.clips, others)


if __name__ == "__main__":
    main()
