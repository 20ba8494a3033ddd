"""Kills the program, or a child of it, while it is used, again and again, and looks whether anything was lost.

    python -m benchmarks.faults [--kills 200] [--files 120] [--longest 3] [--seed 1] [--only index search edit sync]

A person in a process of their own (`tests/faults/using.py`) indexes, searches, edits and syncs with a server on this
computer. At random times, SIGKILL strikes the whole program without its children, or one of its children. After each:
no process stays for longer than 5 s, nothing that was shown as done or saved is missing, store and catalogue agree
(`tests/faults/invariants.py`), and the program is back in use within 5 s: opened anew and with a search answered, or,
after a child was killed, with the next thing done. What was shown is noted as the program says it, before the kill;
after a child was killed the program is asked what there is as it goes on, after its own end it is opened and looked at.
Prints a line for each kill and a table; the exit code is 1 when anything was violated. `back_s` counts from the start
of the new process, imports included; `own_s` is what is left when the time is taken off in which its main thread, or
that of a child that came after the kill, was ready to run and other programs had the processor. That is what must stay
below 5 s.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.faults.ending import finish
from benchmarks.faults.kills import Trial, trials
from benchmarks.faults.libraries import programs

ACTIVITIES = ("index", "search", "edit", "sync")
SHARES = {"index": 0.3, "search": 0.2, "edit": 0.3, "sync": 0.2}


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
