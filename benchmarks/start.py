"""How soon the window can be used after its start, with many rows in the catalogue.

    python benchmarks/start.py [--rows 20000] [--runs 5]

Makes a library of made-up rows, then starts the program's window again and again (the first start, with cold files,
is told apart). Prints milliseconds from the start of the process until the window is painted and answers (`usable`,
and the processor time it took, which a busy computer does not stretch), until the library is open, and until it says
how many tracks there are; and by how much the event loop was late at most. Works without a screen.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths

STARTED_VARIABLE = "VECTORBEATS_BENCHMARK_STARTED"
AT_MOST_MS = 60_000
SETTLE_MS = 2_000
TIMER_MS = 5
LIMIT_MS = 1_500


def make_library(paths: Paths, rows: int) -> None:
    """A catalogue of made-up files, all of them analysed, on a drive that is away."""
    from vectorbeats_desktop.engine.library.catalog import Catalog
    from vectorbeats_desktop.engine.library.entries import SeenFile
    from vectorbeats_desktop.engine.library.states import DEFAULT_STAGES
    from vectorbeats_desktop.engine.records import Tags

    paths.create()
    music = paths.data / "music"
    music.mkdir()
    files = [os.fsencode(music / f"{number:06}.flac") for number in range(rows)]
    catalog = Catalog(paths.catalog)
    folder = catalog.add_folder(music)
    ids = [f"a1-{number:032x}" for number in range(rows)]
    seen = [SeenFile(path, 1, 1, number) for number, path in enumerate(files)]
    with catalog.batch():
        for number, file_id in enumerate(catalog.add_files(folder.folder_id, seen)):
            tags = Tags(title=f"Song {number}", artist=f"Artist {number % 997}", album=f"Album {number % 3001}")
            catalog.identified(file_id, ids[number], tags)
    for stage, version in DEFAULT_STAGES.items():
        catalog.stage_done(stage, version, ids)
    catalog.close()
    music.rmdir()  # as a drive that is not there: its rows stay, and there is nothing to analyse


def start(environment: dict[str, str]) -> dict[str, float]:
    """Start the window in a process of its own, and return what it measured."""
    environment = environment | {STARTED_VARIABLE: repr(time.time())}
    done = subprocess.run(
        [sys.executable, __file__, "--window"], env=environment, check=True, capture_output=True, text=True
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def run_window() -> None:
    """The window's process: the program as it is, and a look at the clock when things have happened."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from vectorbeats_desktop import app

    started = float(os.environ[STARTED_VARIABLE])
    measured: dict[str, float] = {}

    def mark(name: str) -> None:
        measured.setdefault(name, round((time.time() - started) * 1000, 1))

    def on_usable() -> None:
        mark("usable")
        measured["usable_cpu"] = round(time.process_time() * 1000, 1)

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, on_usable)
            return False

    application = app.make_application()
    program = app.Program(application, Paths.default())
    first_paint = FirstPaint()
    program.window.installEventFilter(first_paint)
    program.actions.session_ready.connect(lambda: mark("library_open"))

    def on_status() -> None:
        mark("tracks_told")
        QTimer.singleShot(SETTLE_MS, program.window.close)

    program.window.discover.status.changed.connect(on_status)
    lateness = [0.0]
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        lateness[0] = max(lateness[0], (now - last[0]) * 1000 - TIMER_MS)
        last[0] = now

    timer = QTimer(interval=TIMER_MS)
    timer.timeout.connect(tick)
    timer.start()
    QTimer.singleShot(AT_MOST_MS, program.window.close)
    program.start()
    application.exec()
    timer.stop()
    program.close()
    measured["longest_stall"] = round(lateness[0], 1)
    print(json.dumps(measured))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--window", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.window:
        run_window()
        return 0
    with tempfile.TemporaryDirectory(prefix="vectorbeats-start-") as folder:
        paths = Paths.under(Path(folder))
        make_library(paths, options.rows)
        environment = os.environ | {DATA_DIR_VARIABLE: folder}
        if not any(name in environment for name in ("DISPLAY", "WAYLAND_DISPLAY")):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        runs = [start(environment) for _ in range(options.runs + 1)]
    for number, run in enumerate(runs):
        print("first" if number == 0 else f"run {number}", json.dumps(run))
    usable = statistics.median(run["usable"] for run in runs[1:])
    print(f"{options.rows} rows: usable after {usable:.0f} ms (median of {options.runs} warm starts, limit {LIMIT_MS})")
    return 0 if usable <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
