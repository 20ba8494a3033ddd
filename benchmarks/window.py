"""How the window behaves with many tracks: tables, scrolling, first looks at pages, memory and rest.

    python benchmarks/window.py [--tracks 20000] [--data FOLDER] [--offscreen] [--library-only]

Makes a library of made-up tracks with their vectors (kept in FOLDER where one is given), opens the window on it and
does what a person does: opens the library, sorts and filters it, drags the scroll bar, looks at each page twice; then
it is left alone. Prints a table: what was done, until its result was painted, what the window's thread did for it
without a break (`own`: processor time, which a busy computer does not stretch), and the limit. Under --offscreen,
or where there is no display, nothing is drawn onto a screen.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search import make_library
from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings

if TYPE_CHECKING:
    from vectorbeats_desktop.app import Program
    from vectorbeats_desktop.ui.stall_watch import Stall
    from vectorbeats_desktop.ui.window import MainWindow

WAIT_S = 60.0
QUIET_S = 4.0
REST_S = 20.0
SCROLL_STEPS = 150
FRAME_MS = 16.0
SILENT_MS = 100.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; milliseconds."""

    what: str
    wall_ms: float
    own_ms: float
    limit_ms: float

    def __str__(self) -> str:
        return f"| {self.what} | {self.wall_ms:,.0f} ms | {self.own_ms:,.0f} ms | < {self.limit_ms:,.0f} ms |"


class Person:
    """Does things in the window, one after the other, and notes how long each took."""

    def __init__(self, program: Program, stalls: list[Stall]) -> None:
        self._program, self._stalls = program, stalls

    def tell(self, line: Line) -> None:
        print(line, flush=True)

    def settle(self, seconds: float = QUIET_S) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._turn()

    def do(self, what: str, act: Callable[[], object], done: Callable[[], object], limit_ms: float) -> None:
        """Note how long it takes until `done`, and the longest that the window's thread worked for it at a stretch."""
        self._stalls.clear()
        began = time.perf_counter()
        act()
        while not done():
            self._turn()
            if time.perf_counter() - began > WAIT_S:
                raise SystemExit(f"{what}: nothing came of it")
        wall_ms = (time.perf_counter() - began) * 1000
        self.settle(0.5)
        own_ms = max((stall.own_s for stall in self._stalls), default=0.0) * 1000
        self.tell(Line(what, wall_ms, own_ms, limit_ms))

    def scroll(self) -> None:
        """Drag the scroll bar of the library's table from its top to its end, a frame at a time."""
        table = self._program.window.library.browser.table
        bar = table.verticalScrollBar()
        self._stalls.clear()
        frames, own = [], []
        for step in range(1, SCROLL_STEPS + 1):
            began, before = time.perf_counter(), time.thread_time()
            bar.setValue(bar.maximum() * step // SCROLL_STEPS)
            table.viewport().repaint()
            self._turn()
            frames.append((time.perf_counter() - began) * 1000)
            own.append((time.thread_time() - before) * 1000)
        ordered = sorted(range(len(frames)), key=frames.__getitem__)
        median, late = ordered[len(frames) // 2], ordered[len(frames) * 99 // 100]
        self.tell(Line("a frame of dragging the scroll bar, median", frames[median], own[median], FRAME_MS))
        self.tell(Line("the same, the 99th of a hundred", frames[late], sorted(own)[late], 2 * FRAME_MS))

    def _turn(self) -> None:
        rest(0.001)


def rest(seconds: float) -> None:
    """Leave the window to its own event loop for so long."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def run_window(library_only: bool) -> None:
    """The window's process."""
    from PySide6.QtCore import Qt

    from vectorbeats_desktop import app
    from vectorbeats_desktop.ui import pages
    from vectorbeats_desktop.ui.stall_watch import StallWatch

    application = app.make_application()
    stalls: list[Stall] = []
    watch = StallWatch(stalls.append, FRAME_MS / 2000)
    program = app.Program(application, Paths.default())
    window = program.window
    window.resize(1280, 800)
    person = Person(program, stalls)
    opened: list[bool] = []
    program.actions.session_ready.connect(lambda: opened.append(True))
    program.window.errors.unwatch_slots()  # a fault of this benchmark is to be printed
    program.start()
    watch.start()
    while not opened:
        person.settle(0.1)
    person.settle()
    browser = window.library.browser
    tracks = browser.table.tracks

    def listed() -> bool:
        return tracks.rowCount() > 0 and not browser.listing and tracks.track(0) is not None

    print("| what | until it is there | own, at a stretch | limit |\n|---|---|---|---|", flush=True)
    person.do("the library opens", lambda: window.show_page(pages.LIBRARY), listed, 1000)
    count = tracks.rowCount()
    person.scroll()
    header = browser.table.horizontalHeader()
    for name, column in (("title", 1), ("artist", 2)):
        person.do(
            f"sorted by {name}", partial(header.setSortIndicator, column, Qt.SortOrder.AscendingOrder), listed, 1000
        )
    type_word = partial(browser.filter.setText, "title 77")
    person.do("filtered by a word", type_word, lambda: tracks.rowCount() < count, 1000)
    browser.clear_filter()
    if not library_only:
        look_around(person, window)
    watch.close()
    if not library_only:
        tell_rest()
    window.close()
    program.close()


def look_around(person: Person, window: MainWindow) -> None:
    """Look at each page, twice."""
    from vectorbeats_desktop.ui import pages

    for turn in ("first", "second"):
        for line in pages.PAGES:
            person.settle(0.5)
            act = partial(window.show_page, line.name)
            person.do(f"{line.title}, {turn} look", act, partial(window.pages.known, line.name), SILENT_MS)
    window.show_page(pages.DISCOVER)
    person.settle(10)


def tell_rest() -> None:
    """What the window takes while it is left alone."""
    import psutil

    own = psutil.Process()
    before = time.process_time()
    rest(REST_S)
    print(f"\nat rest: {100 * (time.process_time() - before) / REST_S:.2f} % of a core (limit 1 %)")
    sizes = {"window": own.memory_full_info().pss / 2**20}
    for child in multiprocessing.active_children():
        sizes[child.name] = psutil.Process(child.pid).memory_full_info().pss / 2**20
    print("memory (PSS): " + ", ".join(f"{name} {size:.0f} MB" for name, size in sizes.items()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tracks", type=int, default=20_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--offscreen", action="store_true")
    parser.add_argument("--library-only", action="store_true", help="measure the library page alone")
    parser.add_argument("--window", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.window:
        run_window(options.library_only)
        return 0
    with tempfile.TemporaryDirectory(prefix="vectorbeats-window-") as folder:
        data = options.data or Path(folder)
        paths = Paths.under(data)
        if not paths.catalog.exists():
            music = data / "music"
            music.mkdir(parents=True)
            with Session.open(paths, Settings.load(paths.settings)) as session:
                make_library(session, options.tracks, music)
            music.rmdir()  # as a drive that is away: its rows stay
        environment = os.environ | {DATA_DIR_VARIABLE: str(data)}
        if options.offscreen or not any(name in environment for name in ("DISPLAY", "WAYLAND_DISPLAY")):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", "benchmarks.window", "--window"]
        return subprocess.run(command + ["--library-only"] * options.library_only, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
