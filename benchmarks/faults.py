"""Kills the program, or a child of it, while it is used, again and again, and looks whether anything was lost.

    python -m benchmarks.faults [--kills 200] [--files 120] [--longest 3] [--seed 1] [--only index search edit sync]

A person in a process of their own (`tests/faults/using.py`) indexes, searches, edits and syncs with a server on this
computer. At random times, SIGKILL strikes the whole program without its children, or one of its children. After each:
no process stays for longer than 5 s, nothing that was shown as done or saved is missing, store and catalogue agree
(`tests/faults/invariants.py`), and the program is back in use within 5 s: opened anew and with a search answered, or,
after a child was killed, with the next thing done. Prints a line for each kill and a table; the exit code is 1 when
anything was violated. `back_s` counts from the start of the new process, imports included; `own_s` is what is left when
the time is taken off in which its main thread, or that of a child that came after the kill, was ready to run and other
programs had the processor. That is what must stay below 5 s.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import soundfile

from tests.faults.invariants import Shown, lost
from tests.faults.reopening import BACK_S, waited_s
from tests.qdrant_stub import qdrant_stub
from tests.small_library import make_indexed
from tests.two_computers import sharing_settings
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.task import TaskContext

ROOT = Path(__file__).parents[1]
ACTIVITIES = ("index", "search", "edit", "sync")
SHARES = {"index": 0.3, "search": 0.2, "edit": 0.3, "sync": 0.2}
ORPHAN_S = 5.0
WAITED_S = 90.0
RATE_HZ = 22_050
CLIP_S = 6.0


@dataclass
class Trial:
    """One kill and what was seen after it. Times in seconds; `told` counts errors that were shown meanwhile."""

    activity: str
    killed: str
    after_s: float
    back_s: float = 0.0
    own_s: float = 0.0
    orphans_s: float = 0.0
    told: int = 0
    violations: list[str] = field(default_factory=list)

    def line(self, number: int) -> str:
        """For the person who watches."""
        verdict = "; ".join(self.violations) or "ok"
        return (
            f"{number:4} {self.activity:7} {self.killed:16} {self.after_s:7.2f} {self.back_s:7.2f} {self.own_s:6.2f} "
            f"{self.orphans_s:9.2f} {self.told:5}  {verdict}"
        )


class Program:
    """The process of a person who uses the program, and what they were shown so far."""

    def __init__(self, data: Path, music: Path, activity: str, address: str = "") -> None:
        self.data, self.music, self.activity, self.address = data, music, activity, address
        self.shown = Shown()
        self.log = data.with_name(f"{activity}.log")
        self.process: subprocess.Popen[str] | None = None
        self.ended = False

    def waited_s(self) -> float:
        """How long its main thread has waited for a processor in all; 0 where the system does not tell."""
        assert self.process is not None
        return waited_s(self.process.pid)

    def children_waited_s(self, since: float) -> float:
        """The same of its child that waited longest, of those that are younger than a moment by the clock."""
        young = [child for child in self.children() if child.create_time() >= since]
        return max((waited_s(child.pid) for child in young), default=0.0)

    def start(self) -> tuple[float, float]:
        """Start it, and return the seconds until it was in use, by the clock and without waiting for a processor.

        Raises RuntimeError when it does not come.
        """
        shown = self.data.with_name(f"{self.activity}-shown.json")
        shown.write_text(self.shown.to_json(), encoding="utf-8")
        words = [str(self.data), str(self.music), self.activity, str(shown), *([self.address] if self.address else [])]
        self.close_input()  # of the one before, if there was one
        began = time.monotonic()
        with self.log.open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.person", *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=ROOT,
                env={**os.environ, "VECTORBEATS_DATA_DIR": str(self.data)},
            )
        self._lines: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, args=(self.process, self._lines), daemon=True)
        self._reader.start()
        self.ended = False
        self.wait("ready")
        back_s = time.monotonic() - began
        own_s = back_s - max(self.waited_s(), self.children_waited_s(0.0))
        self.wrong: list[str] = self.wait("wrong")[1]
        self.shown = Shown.from_json(self.wait("settled")[1])
        return back_s, own_s

    def _read(self, process: subprocess.Popen[str], lines: queue.SimpleQueue[list[Any] | None]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                if line.endswith("]\n"):  # else it was killed in the middle of a line, which nobody was shown
                    lines.put(json.loads(line))
        lines.put(None)

    def next(self, timeout_s: float) -> list[Any] | None:
        """The next line; None when there is none in time or any more. What it shows is taken note of."""
        try:
            line = self._lines.get(timeout=max(timeout_s, 0.001))
        except queue.Empty:
            return None
        if line is None:
            self.ended = True
        elif line[0] == "done":
            self.shown.see_done(line[1])
        elif line[0] == "doing" and hasattr(self.shown, line[1]):
            self.shown.begin(*line[1:4])
        elif line[0] == "shown" and hasattr(self.shown, line[1]):
            self.shown.end(*line[1:4])
        return line

    def wait(self, what: str) -> list[Any]:
        """The next line of that kind."""
        give_up = time.monotonic() + WAITED_S
        while time.monotonic() < give_up and not self.ended:
            line = self.next(1.0)
            if line is not None and line[0] == what:
                return line
        raise RuntimeError(f"no “{what}” came: {self.log.read_text(errors='replace')[-2000:]}")

    def watch(self, seconds: float) -> None:
        """Let it be used."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.ended:
            self.next(left)

    def drain(self) -> None:
        """Take note of all that it said before its end."""
        while not self.ended and self.next(5.0) is not None:
            pass

    def ask(self) -> list[str]:
        """What does not hold while it runs: it says what there is now, and that is compared with what it had shown.

        Raises RuntimeError when it does not say it. All that it shows before its answer has been taken note of then.
        """
        assert self.process is not None
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # it has indexed all, says how all is by itself, and ends
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        _, now, wrong = self.wait("now")
        return lost(Shown.from_json(now), self.shown) + list(wrong)

    def children(self) -> list[psutil.Process]:
        """Its children, all the way down."""
        assert self.process is not None
        try:
            return [child for child in psutil.Process(self.process.pid).children(recursive=True) if runs(child)]
        except psutil.NoSuchProcess:
            return []

    def end(self) -> None:
        """End it and its children, whatever they do."""
        if self.process is not None:
            left = self.children()
            self.process.kill()
            self.process.wait()
            gone(left)
            self._reader.join()
            self.close_input()

    def close_input(self) -> None:
        """Nothing more is asked of a process that has ended."""
        if self.process is not None and self.process.stdin is not None:
            with suppress(BrokenPipeError):
                self.process.stdin.close()


def runs(process: psutil.Process) -> bool:
    """False for a zombie as well: it has ended, and only its exit code has not been asked for."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
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
        return "child"
    for library, name in (("qdrant_edge", "store"), ("numba", "melody matcher"), ("/av/", "worker")):
        if library in libraries:
            return name
    return "starting child"


def gone(processes: list[psutil.Process]) -> tuple[float, list[psutil.Process]]:
    """Wait until processes have ended, at most 5 s; returns the time it took and those that stay."""
    began = time.monotonic()
    left = list(processes)
    while left and time.monotonic() - began < ORPHAN_S:
        time.sleep(0.01)
        left = [each for each in left if runs(each)]
    return time.monotonic() - began, left


def kill_program(program: Program, after_s: float) -> Trial | None:
    """Kill the program alone while it is used, and start it again; None when it had finished."""
    program.watch(after_s)
    assert program.process is not None
    if program.process.poll() is not None:
        return None
    children = program.children()
    trial = Trial(program.activity, "the program", after_s)
    os.kill(program.process.pid, signal.SIGKILL)
    program.process.wait()
    program.drain()
    trial.orphans_s, left = gone(children)
    trial.violations += [f"orphan stays: {each.cmdline()[-1:]}" for each in left]
    for each in left:
        each.kill()
    trial.back_s, trial.own_s = program.start()
    trial.violations += program.wrong
    return trial


def kill_child(program: Program, after_s: float, chance: random.Random) -> Trial | None:
    """Kill one child while the program is used, and watch it go on; None when there is nothing (left) to kill."""
    program.watch(after_s)
    assert program.process is not None
    found = [child for child in program.children() if name_of(child) != "resource tracker"]
    if program.process.poll() is not None or not found:
        return None
    victim = chance.choice(found)
    trial = Trial(program.activity, name_of(victim), after_s)
    moment, killed_at, waited_before = time.time(), time.monotonic(), program.waited_s()
    try:
        victim.kill()
    except psutil.NoSuchProcess:
        return None  # it ended by itself just now
    trial.orphans_s, left = gone([victim])
    trial.violations += ["the killed child stays"] if left else []
    while (line := program.next(WAITED_S)) is not None:
        trial.told += line[0] == "told"
        if line[0] == "indexed" or (line[0] == "shown" and line[4] > killed_at):
            trial.back_s = time.monotonic() - killed_at
            waited = program.waited_s() - waited_before
            trial.own_s = trial.back_s - max(waited, program.children_waited_s(moment))
            try:
                trial.violations += program.ask()
            except RuntimeError as error:
                trial.violations.append(f"the program does not say how all is: {str(error)[:200]}")
            return trial
    trial.violations.append("the program ended" if program.ended else "the program does not go on")
    return trial


def trials(program: Program, kills: int, longest_s: float, chance: random.Random) -> Iterator[Trial]:
    """Kill so many times; the program, or a child of it, by chance."""
    made = 0
    program.start()
    while made < kills:
        after_s = chance.uniform(0.05, longest_s)
        trial = kill_program(program, after_s) if chance.random() < 0.5 else kill_child(program, after_s, chance)
        if trial is not None:
            trial.violations += [f"back after {trial.own_s:.1f} s"] if trial.own_s > BACK_S else []
            made += 1
            yield trial
        assert program.process is not None
        if program.ended or program.process.poll() is not None:
            if program.activity == "index":  # all of it is done: begin anew
                program.end()
                shutil.rmtree(program.data, ignore_errors=True)
                program.shown = Shown()
            program.start()


def finish(program: Program) -> list[str]:
    """Use the program to the end once more; returns what is wrong then."""
    program.end()
    program.drain()
    program.start()
    wrong = list(program.wrong)
    if program.activity == "index":
        _, failed, ready = program.wait("indexed")
        files = sum(1 for _ in program.music.iterdir())
        print(f"     at the end: {ready} of {files} files ready")
        wrong += [f"{failed} files failed, {ready} of {files} are ready"] if failed or ready != files else []
    if program.activity == "sync":
        program.wait("shown")
        program.end()
        wrong += compare_computers(program)
    program.end()
    return wrong


def compare_computers(program: Program) -> list[str]:
    """Share what is left, and see whether another computer learns all that was said on this one."""
    own = sharing_settings(program.address)
    with Session.open(Paths.under(program.data), own, wait_s=5) as session:
        session.remote.push(TaskContext())
        said = set(session.catalog.edits())
    other = Paths.under(program.data.with_name("other computer"))
    with Session.open(other, sharing_settings(program.address)) as session:
        session.remote.agree()
        session.remote.pull(TaskContext())
        learnt = set(session.catalog.edits())
    print(f"     at the end: {len(said)} things were said, and {len(said & learnt)} are known to another computer")
    return [f"{len(said - learnt)} edits did not reach the server"] if said - learnt else []


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


@contextmanager
def programs(root: Path, files: int, only: list[str]) -> Iterator[list[Program]]:
    """A program for each activity, on data folders of their own."""
    with ExitStack() as closing_:
        made = []
        if set(only) - {"index"}:
            make_indexed(root / "small")
        for activity in only:
            data = root / activity / "data"
            data.parent.mkdir()
            address = ""
            if activity == "index":
                music = make_music(root / activity / "music", files)
            else:
                music = root / "small" / "music"
                subprocess.run(["cp", "-a", "--sparse=always", root / "small" / "data", data], check=True)
            if activity == "sync":
                address = closing_.enter_context(qdrant_stub()).address
            made.append(Program(data, music, activity, address))
        try:
            yield made
        finally:
            for each in made:
                each.end()


def table(found: list[Trial]) -> str:
    """Counts and times by activity and by what was killed."""
    rows = [
        "activity  killed             kills  violated  told   back s: median   worst   own s: worst   orphans s: worst"
    ]
    for activity, killed in sorted(Counter((trial.activity, trial.killed) for trial in found)):
        some = [trial for trial in found if (trial.activity, trial.killed) == (activity, killed)]
        back = sorted(trial.back_s for trial in some)
        rows.append(
            f"{activity:9} {killed:17} {len(some):6} {sum(bool(t.violations) for t in some):9} "
            f"{sum(t.told for t in some):5} {back[len(back) // 2]:16.2f} {back[-1]:7.2f} "
            f"{max(t.own_s for t in some):14.2f} {max(t.orphans_s for t in some):18.2f}"
        )
    return "\n".join(rows)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill the program while it is used, and see whether anything is lost.")
    parser.add_argument("--kills", type=int, default=200, help="in all")
    parser.add_argument("--files", type=int, default=120, help="how many files there are to index")
    parser.add_argument("--longest", type=float, default=3.0, help="longest time before a kill, in seconds")
    parser.add_argument("--only", nargs="+", choices=ACTIVITIES, default=list(ACTIVITIES))
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    options = arguments()
    chance = random.Random(options.seed)
    shares = {activity: SHARES[activity] for activity in options.only}
    found: list[Trial] = []
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="vectorbeats-faults-") as folder,
        programs(Path(folder), options.files, options.only) as used,
    ):
        print("kill activity killed           after_s  back_s  own_s orphans_s  told  verdict")
        for program in used:
            kills = max(1, round(options.kills * shares[program.activity] / sum(shares.values())))
            for trial in trials(program, kills, options.longest, chance):
                found.append(trial)
                print(trial.line(len(found)), flush=True)
            wrong += [f"{program.activity}: {each}" for each in finish(program)]
    print(table(found))
    violated = sum(bool(trial.violations) for trial in found)
    slowest, own = max(trial.back_s for trial in found), max(trial.own_s for trial in found)
    print(f"{len(found)} kills, {violated} with a violation; back in use after {own:.2f} s at most")
    print(f"with the time in which other programs had the processor: {slowest:.2f} s")
    for each in wrong:
        print(f"at the end: {each}")
    return 1 if violated or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
