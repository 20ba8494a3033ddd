"""How long the window does not answer while it indexes.

    python benchmarks/stalls.py [--music FOLDER | --tracks 60] [--idle]

Opens the window on a fresh data folder, adds a folder of music (made up when none is given), and lets a timer of 5 ms
say how late it comes until indexing has ended. Meanwhile a person is played: pages are changed, the table is
scrolled, words are searched for; --idle leaves the window alone. Works without a screen.

On Linux the time that the window's thread was ready to run but other programs had the processor is told by the
kernel, and taken off for the figures `own_…`: on a quiet computer both are alike.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths

TIMER_MS = 5
ACT_MS = 700
LIMIT_MS = 100
RATE_HZ = 22_050
TRACK_S = 30
WORDS = ("calm evening", "bright and fast", "rainy night drive", "song 7", "dark, slow strings")


def make_music(folder: Path, tracks: int) -> None:
    """Different pieces of pulsed chords."""
    import soundfile

    folder.mkdir()
    clock = np.arange(RATE_HZ * TRACK_S) / RATE_HZ
    for number in range(tracks):
        tone = 110 * 2 ** (number % 24 / 12)
        chord = sum(np.sin(2 * np.pi * tone * ratio * clock) for ratio in (1, 1.25 if number % 2 else 1.2, 1.5))
        pulse = np.exp(-((clock * (1 + number % 5)) % 1) * 4)
        soundfile.write(folder / f"song {number}.flac", 0.2 * chord * pulse, RATE_HZ)


class Lateness:
    """Notes by how much each tick of a timer is late, with and without the wait for a processor."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []
        self.own_ms: list[float] = []
        self._told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last = self._queued = 0.0

    def begin(self) -> None:
        self._last, self._queued = time.perf_counter(), self._queued_ms()

    def tick(self) -> None:
        now, queued = time.perf_counter(), self._queued_ms()
        late = (now - self._last) * 1000 - TIMER_MS
        self.late_ms.append(late)
        self.own_ms.append(max(0.0, late - (queued - self._queued)))
        self._last, self._queued = now, queued

    def _queued_ms(self) -> float:
        """How long this thread has waited for a processor in all; 0 where the system does not tell."""
        try:
            return int(self._told.read_text().split()[1]) / 1e6
        except OSError:
            return 0.0


def measure(music: Path, *, idle: bool) -> dict[str, float]:
    """Index a folder in the window; lateness in milliseconds."""
    from PySide6.QtCore import QTimer

    from vectorbeats_desktop import app
    from vectorbeats_desktop.engine.records import IndexReport
    from vectorbeats_desktop.ui.pages import DISCOVER, LIBRARY

    application = app.make_application()
    program = app.Program(application, Paths.default())
    window, actions = program.window, program.actions
    lateness = Lateness()
    timer = QTimer(interval=TIMER_MS)
    timer.timeout.connect(lateness.tick)
    acts: list[Callable[[], object]] = [
        lambda: window.show_page(LIBRARY),
        lambda: window.library.browser.table.scrollToBottom(),
        lambda: window.library.browser.table.scrollToTop(),
        lambda: window.show_page(DISCOVER),
        lambda: window.discover.words.setText(WORDS[len(lateness.late_ms) % len(WORDS)]),
    ]
    person = QTimer(interval=ACT_MS)
    step = iter(range(1_000_000))
    person.timeout.connect(lambda: acts[next(step) % len(acts)]())
    reports: list[IndexReport] = []

    def begin() -> None:
        lateness.begin()
        timer.start()
        if not idle:
            person.start()
        window.open_paths([music])

    def end(report: IndexReport) -> None:
        timer.stop()
        person.stop()
        reports.append(report)
        window.close()

    # The start has a benchmark of its own; indexing is measured once that has settled.
    actions.session_ready.connect(lambda: QTimer.singleShot(3000, begin))
    actions.session_failed.connect(lambda _error: window.close())
    actions.index_finished.connect(end)
    program.start()
    application.exec()
    program.close()
    if not reports:
        raise SystemExit("nothing was indexed")
    late, own = np.array(lateness.late_ms), np.array(lateness.own_ms)
    return {
        "tracks": reports[0].analysed,
        "seconds": round(reports[0].seconds, 1),
        "longest_stall_ms": round(float(late.max()), 1),
        "late_p999_ms": round(float(np.quantile(late, 0.999)), 1),
        "late_p99_ms": round(float(np.quantile(late, 0.99)), 1),
        "stalls_over_100_ms": int((late > LIMIT_MS).sum()),
        "own_longest_stall_ms": round(float(own.max()), 1),
        "own_p999_ms": round(float(np.quantile(own, 0.999)), 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--music", type=Path)
    parser.add_argument("--tracks", type=int, default=60)
    parser.add_argument("--idle", action="store_true")
    options = parser.parse_args()
    if not any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="vectorbeats-stalls-") as folder:
        os.environ[DATA_DIR_VARIABLE] = str(Path(folder) / "data")
        music = options.music or Path(folder) / "music"
        if options.music is None:
            make_music(music, options.tracks)
        measured = measure(music, idle=options.idle)
    print(json.dumps(measured))
    return 0 if measured["longest_stall_ms"] < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
