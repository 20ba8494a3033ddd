"""What analysing a track costs, part by part, beside what a person would use else: side by side, file after file.

    python -m benchmarks.costs MUSIC [--files 12] [--repeat 3] [--bliss PYTHON]

Prints processor time for four minutes of music: every stage of ours; the features of librosa that most peers extract
(decoding, MFCCs, chroma, spectral contrast, tonnetz, tempo); and bliss-audio, which decodes and describes, where PYTHON
has it (`pip install bliss-audio==0.2.0` into an environment of its own: it is GPL-3.0, and no dependency). Each runs in
a process of its own on one core, and takes its turn at each file, so that a busy machine is busy for all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vectorbeats_desktop.engine.analysis.worker import BLAS_VARIABLES

TRACK_S = 240.0
HOUR_S = 3_600.0
WHOLE = ("hash, tags and cover", "decoding, descriptors and fingerprint", "melody")
BARE = "decoding, descriptors"
ONE_CORE = dict.fromkeys((*BLAS_VARIABLES, "OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1")

BLISS = """
import json, sys, time
import bliss_audio
for line in sys.stdin:
    began = time.process_time()
    bliss_audio.Song(line.strip())
    print(json.dumps({"bliss-audio": time.process_time() - began}), flush=True)
"""


def ours(path: Path, work: Path) -> dict[str, float]:
    """Every stage that a new track goes through; those that are one decoding together, and apart."""
    from vectorbeats_desktop.engine.analysis import jobs
    from vectorbeats_desktop.engine.analysis.decode import decode_mono

    return {
        "hash, tags and cover": _spent(lambda: jobs.identify(path, work)),
        "decoding, descriptors and fingerprint": _spent(lambda: jobs.hear(path)),
        "melody": _spent(lambda: jobs.melody(path)),
        BARE: _spent(lambda: jobs.analyse(path)),
        "decoding alone": _spent(lambda: [*decode_mono(path)]),
    }


def peers(path: Path, work: Path) -> dict[str, float]:
    """Features as they are extracted with librosa, at its defaults."""
    import librosa

    def extract() -> None:
        samples, rate = librosa.load(path, sr=22_050)
        librosa.feature.mfcc(y=samples, sr=rate)
        chroma = librosa.feature.chroma_cqt(y=samples, sr=rate)
        librosa.feature.tonnetz(chroma=chroma, sr=rate)
        librosa.feature.spectral_contrast(y=samples, sr=rate)
        librosa.beat.beat_track(y=samples, sr=rate)

    return {"librosa": _spent(extract)}


def _spent(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def serve(measure: Callable[[Path, Path], dict[str, float]]) -> None:
    """A contender's process: a path comes in, what was spent on it goes out."""
    import tempfile

    with tempfile.TemporaryDirectory() as work:
        for line in sys.stdin:
            print(json.dumps(measure(Path(line.strip()), Path(work))), flush=True)


class Contender:
    """A process that analyses files, one at a time."""

    def __init__(self, command: list[str]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=os.environ | ONE_CORE)

    def measure(self, path: Path) -> dict[str, float]:
        """Seconds of processor time for each of its parts."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        told: dict[str, float] = json.loads(self._process.stdout.readline())
        return told

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def compare(files: list[Path], repeat: int, contenders: list[Contender]) -> dict[str, float]:
    """The median of each part over all files and turns, for four minutes of music."""
    from vectorbeats_desktop.engine.analysis.decode import audio_info

    spent: dict[str, list[float]] = {}
    for contender in contenders:
        contender.measure(files[0])  # what is loaded and compiled once is not counted
    for turn in range(repeat):
        for number, path in enumerate(files):
            share = TRACK_S / (audio_info(path).duration_s or TRACK_S)
            for contender in contenders:
                for part, seconds in contender.measure(path).items():
                    spent.setdefault(part, []).append(seconds * share)
            print(f"\rturn {turn + 1}: {number + 1} of {len(files)} files", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return {part: statistics.median(seconds) for part, seconds in spent.items()}


def table(found: dict[str, float]) -> None:
    """Print what was found, the sum of all stages first."""
    lines = {"**all stages of ours**": sum(found[part] for part in WHOLE)} | found
    beside = found.get("bliss-audio", found["librosa"])
    print("| what | processor time for four minutes | tracks/h a core | beside the neighbour |\n|---|---|---|---|")
    for part, seconds in lines.items():
        print(f"| {part} | {seconds:.2f} s | {HOUR_S / seconds:,.0f} | {seconds / beside:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("music", type=Path, nargs="?")
    parser.add_argument("--files", type=int, default=12)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--bliss", help="a Python that has bliss-audio")
    parser.add_argument("--serve", choices=["ours", "peers"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve({"ours": ours, "peers": peers}[options.serve])
        return
    if options.music is None:
        parser.error("a folder of music is needed")
    files = sorted(path for path in options.music.resolve().rglob("*") if path.is_file())[: options.files]
    own = [sys.executable, "-m", "benchmarks.costs", "--serve"]
    commands = [[*own, "ours"], [*own, "peers"]] + ([[options.bliss, "-c", BLISS]] if options.bliss else [])
    contenders = [Contender(command) for command in commands]
    try:
        table(compare(files, options.repeat, contenders))
    finally:
        for contender in contenders:
            contender.close()


if __name__ == "__main__":
    main()
