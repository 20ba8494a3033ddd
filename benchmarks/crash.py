"""Kills the program while it indexes, again and again, and looks whether anything was lost.

    python benchmarks/crash.py [--music FOLDER] [--kills 30] [--files 300] [--seed 1]

First the main process alone is killed (SIGKILL), then random children of it alone, at random times.
After each: no process stays for longer than 5 s, nothing that was reported done is missing, store and
catalogue agree (`vectorbeats doctor --json`), and indexing goes on; at the end every file is ready.
Prints a table; the exit code is 1 when anything was violated.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil
import soundfile

ORPHAN_S = 5.0
GOES_ON_S = 60.0
ENDS_S = 300.0
RATE_HZ = 22_050
CLIP_S = 6.0
START_SHARE = 0.25  # of the main process's kills fall into its start
PARTS = ("catalogue", "store", "agreement")

Done = set[tuple[str, str]]  # track and stage


@dataclass
class Trial:
    """One kill and what was seen after it."""

    killed: str
    after_s: float
    done: int = 0
    orphans_s: float = 0.0
    violations: list[str] = field(default_factory=list)

    def line(self, number: int) -> str:
        verdict = "; ".join(self.violations) or "ok"
        return f"{number:4} {self.killed:24} {self.after_s:7.2f} {self.done:7} {self.orphans_s:9.2f}  {verdict}"


class Program:
    """`vectorbeats` on a data folder of its own."""

    def __init__(self, root: Path, music: Path) -> None:
        self.data = root / "data"
        self.music = music
        self.log = root / "output.txt"

    def environment(self) -> dict[str, str]:
        return {**os.environ, "VECTORBEATS_DATA_DIR": str(self.data)}

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "vectorbeats_desktop", "index", str(self.music), "--json", *options]
        with self.log.open("wb") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=self.environment())

    def forget(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)

    def done(self) -> Done:
        """What the catalogue says on the disk, read past the program."""
        catalog = self.data / "catalog.sqlite"
        if not catalog.exists():
            return set()
        with closing(sqlite3.connect(catalog, timeout=10)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'stages'").fetchone():
                return set()
            rows = connection.execute(
                "SELECT track_id, stage FROM stages WHERE state = 'done' "
                "UNION SELECT track_id, 'identify' FROM files WHERE track_id IS NOT NULL"
            )
            return {(track, stage) for track, stage in rows}

    def doctor(self) -> list[str]:
        """What `vectorbeats doctor` finds wrong with catalogue, store and their agreement."""
        command = [sys.executable, "-m", "vectorbeats_desktop", "doctor", "--json"]
        answer = subprocess.run(
            command, capture_output=True, text=True, env=self.environment(), timeout=120, check=False
        )
        try:
            parts = {part["name"]: part for part in json.loads(answer.stdout)["parts"]}
        except (ValueError, KeyError):
            return [f"doctor failed ({answer.returncode}): {answer.stdout[-200:]}{answer.stderr[-400:]}"]
        return [f"{name}: {parts[name]['text']}" for name in PARTS if parts[name]["state"] != "healthy"]

    def ready(self) -> tuple[int, int]:
        """How many files are ready, of how many."""
        with closing(sqlite3.connect(self.data / "catalog.sqlite", timeout=10)) as connection:
            (ready, files) = connection.execute("SELECT SUM(state = 'ready'), COUNT(*) FROM files").fetchone()
        return int(ready or 0), int(files)

    def without_melody(self) -> int:
        """How many recordings have no melody in the catalogue."""
        with closing(sqlite3.connect(self.data / "catalog.sqlite", timeout=10)) as connection:
            missing = "SELECT COUNT(*) FROM tracks WHERE track_id NOT IN (SELECT track_id FROM melodies)"
            return int(connection.execute(missing).fetchone()[0])


def children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return [child for child in psutil.Process(process.pid).children(recursive=True) if runs(child)]
    except psutil.NoSuchProcess:
        return []


def runs(process: psutil.Process) -> bool:
    """False for a zombie as well: it has ended, and only its exit code has not been asked for."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def name_of(child: psutil.Process) -> str:
    """What a child is for, as far as its memory map and command line tell."""
    try:
        words = " ".join(child.cmdline())
        if "resource_tracker" in words:
            return "resource tracker"
        libraries = " ".join(entry.path for entry in child.memory_maps())
    except psutil.Error:
        return "child about to end"
    for library, name in (("qdrant_edge", "store"), ("libtorch", "text model"), ("/av/", "analysis worker")):
        if library in libraries:
            return name
    return "child just started"


def gone(processes: Sequence[psutil.Process]) -> tuple[float, list[psutil.Process]]:
    """Wait until processes have ended, at most 5 s; returns the time it took and those that stay."""
    began = time.monotonic()
    left = list(processes)
    while left and time.monotonic() - began < ORPHAN_S:
        time.sleep(0.01)
        left = [each for each in left if runs(each)]
    return time.monotonic() - began, left


def kill_main(program: Program, delay_s: float, from_start: bool) -> Trial | None:
    """Kill the main process alone, `delay_s` after its start or its first result; None when it had finished."""
    known = len(program.done())
    process = program.start()
    while not from_start and process.poll() is None and len(program.done()) <= known:
        time.sleep(0.05)
    time.sleep(delay_s)
    orphans = children(process)
    if process.poll() is not None:
        return None
    process.kill()
    process.wait()
    trial = Trial(f"main ({len(orphans)} children)", delay_s)
    trial.orphans_s, left = gone(orphans)
    trial.violations += [f"orphan stays: {each.cmdline()[-1:]}" for each in left]
    for each in left:
        each.kill()
    before = program.done()
    trial.violations += program.doctor()
    judge_done(program, trial, before)
    return trial


def judge_done(program: Program, trial: Trial, before: Done) -> None:
    after = program.done()
    trial.done = len(after)
    if lost := before - after:
        trial.violations.append(f"{len(lost)} stages reported done are not done any more")


def kill_child(
    program: Program, process: subprocess.Popen[bytes], delay_s: float, chance: random.Random
) -> Trial | None:
    """Kill one child after a while and watch the program go on; None when there is nothing left to kill."""
    time.sleep(delay_s)
    found = children(process)
    if process.poll() is not None or not found:
        return None
    victim = chance.choice(found)
    trial = Trial(name_of(victim), delay_s)
    before = program.done()
    victim.kill()
    trial.orphans_s, left = gone([victim])
    trial.violations += ["the killed child stays"] if left else []
    if not goes_on(program, process, before):
        trial.violations.append(f"indexing does not go on for {GOES_ON_S:.0f} s")
    trial.violations += program.doctor()
    judge_done(program, trial, before)
    return trial


def goes_on(program: Program, process: subprocess.Popen[bytes], before: Done) -> bool:
    deadline = time.monotonic() + GOES_ON_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return process.returncode == 0
        if len(program.done()) > len(before):
            return True
        time.sleep(0.1)
    return False


def main_kills(program: Program, kills: int, longest_s: float, chance: random.Random) -> list[Trial]:
    trials: list[Trial] = []
    while len(trials) < kills:
        from_start = chance.random() < START_SHARE
        trial = kill_main(program, chance.uniform(0.1, longest_s if from_start else longest_s / 2), from_start)
        if trial is None:
            program.forget()
            continue
        trials.append(trial)
        print(trial.line(len(trials)), flush=True)
    return trials


def child_kills(program: Program, kills: int, longest_s: float, chance: random.Random) -> list[Trial]:
    trials: list[Trial] = []
    while len(trials) < kills:
        program.forget()
        process = program.start()
        while len(trials) < kills and process.poll() is None:
            trial = kill_child(program, process, chance.uniform(0.1, longest_s / 2), chance)
            if trial is not None:
                trials.append(trial)
                print(trial.line(len(trials)), flush=True)
        ended = end(process)
        if trials and ended:
            trials[-1].violations.append(ended)
            print(f"     {ended}: {program.log.read_text(errors='replace')[-800:]}")
    return trials


def end(process: subprocess.Popen[bytes]) -> str:
    """Let the program stop in good order; returns what was wrong with how it ended."""
    stopped = process.poll() is None
    orphans = children(process)
    if stopped:
        process.send_signal(signal.SIGINT)
    try:
        code = process.wait(ENDS_S)
    except subprocess.TimeoutExpired:
        process.kill()
        return "the program does not stop"
    _, left = gone(orphans)
    if left:
        return f"{len(left)} processes stay after the program's end"
    return "" if code == 0 or stopped else f"the program ended with {code}"


def finish(program: Program) -> list[str]:
    """Index what is left, with another try for files whose worker was killed twice; returns what is wrong then."""
    process = program.start("--retry")
    code = process.wait(ENDS_S)
    ready, files = program.ready()
    print(f"at the end: {ready} of {files} files ready")
    wrong = [] if code == 0 else [f"the last run ended with {code}"]
    wrong += [] if ready == files else [f"{files - ready} files are not ready"]
    wrong += [] if (silent := program.without_melody()) == 0 else [f"the melodies of {silent} recordings are missing"]
    return wrong + program.doctor()


def make_music(folder: Path, files: int) -> Path:
    """Short real audio files, each of its own sound: four tones with a beat."""
    folder.mkdir()
    chance = np.random.default_rng(1)
    time_s = np.arange(int(CLIP_S * RATE_HZ)) / RATE_HZ
    for number in range(files):
        tones = sum(0.1 * np.sin(2 * np.pi * pitch * time_s) for pitch in chance.uniform(100, 900, 4))
        beat = np.sin(2 * np.pi * chance.uniform(0.5, 3) * time_s) > 0
        soundfile.write(folder / f"{number:04}.flac", tones * beat, RATE_HZ)
    return folder


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill the program while it indexes, and see whether anything is lost.")
    parser.add_argument("--music", type=Path, help="a folder of music; made when none is given")
    parser.add_argument("--kills", type=int, default=30, help="of the main process, and again of children")
    parser.add_argument("--files", type=int, default=300, help="how many files to make")
    parser.add_argument("--longest", type=float, default=8.0, help="longest time before a kill, in seconds")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="vectorbeats-crash-") as folder:
        root = Path(folder)
        program = Program(root, (options.music or make_music(root / "music", options.files)).absolute())
        print("kill killed                   after_s    done orphans_s  verdict")
        trials = main_kills(program, options.kills, options.longest, chance)
        wrong = finish(program)
        trials += child_kills(program, options.kills, options.longest, chance)
        wrong += finish(program)
    violated = sum(bool(trial.violations) for trial in trials)
    slowest = max(trial.orphans_s for trial in trials)
    print(f"{len(trials)} kills, {violated} with a violation; the last child was gone after {slowest:.2f} s at most")
    for each in wrong:
        print(f"at the end: {each}")
    return 1 if violated or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
