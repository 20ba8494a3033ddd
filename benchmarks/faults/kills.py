"""One kill after the other, and what is seen after each."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import psutil

from benchmarks.faults.processes import gone, name_of
from benchmarks.faults.program import WAITED_S, Program
from tests.faults.invariants import Shown
from tests.faults.reopening import BACK_S


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
