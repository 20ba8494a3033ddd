"""The process of a person who uses the program, and what they were shown so far."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from benchmarks.faults.processes import gone, runs
from tests.faults.invariants import Shown, lost
from tests.faults.reopening import waited_s

ROOT = Path(__file__).parents[2]
WAITED_S = 90.0


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
