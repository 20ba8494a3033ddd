"""Uses the window for hours as a person does, and looks whether it stays as quick and as small as it was.

    python -m benchmarks.soak [--minutes 120] [--tracks 60] [--pace 1.0] [--seed 1]

Opens the real window (on a screen of its own by Xvfb, where there is one, else on none) with a library of made-up
music, and turns pages, scrolls, filters, searches by words, pictures, sounds and likeness, plays, rates, corrects,
saves playlists, goes through settings, and lets music come and go in the watched folder, every `--pace` seconds
something else. A second process looks on and takes down memory (PSS), threads, open files and children. Prints a line
a minute and a table. The exit code is 1 when, after a warm-up of a fifth of the time or five minutes, what the window
or the store made of memory (anonymous pages; USS where the system does not tell) grew by more than 5 % by a straight
line through all samples, when threads, open files or children grew, or when the window did not answer for longer than
100 ms. A stall is what is left of its time by the clock when the time is taken off in which the window's thread was
ready to run and other programs had the processor; the other threads' waiting for one counts, so that this needs a
computer with little else to do. PSS is told too, and not judged: it goes up and down with other programs that use the
same libraries, as USS does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from benchmarks.stalls import LIMIT_MS, TIMER_MS, Lateness, make_music
from vectorbeats_desktop.engine.paths import DATA_DIR_VARIABLE, Paths

if TYPE_CHECKING:
    from vectorbeats_desktop.app import Program
    from vectorbeats_desktop.engine.session import Session
    from vectorbeats_desktop.ui.stall_watch import Stall

SAMPLE_S = 5.0
WARM_SHARE, WARM_S = 0.2, 300.0
GROWTH = 0.05
MORE = {"threads": 2.0, "open files": 4.0, "children": 1.0}
"""By how much the medians of the first and the last quarter may differ: a job that just runs has a thread."""
DISPLAY = ":97"
WORDS = ("calm evening", "bright and fast", "rainy night drive", "song 7", "dark, slow strings", "furious", "")
PICTURES = ((30, 40, 90), (250, 140, 40), (20, 120, 60), (200, 30, 30))


class Person:
    """Does one thing after the other in the window, by chance."""

    def __init__(self, program: Program, music: Path, pictures: Sequence[Path], chance: random.Random) -> None:
        self.program, self.window, self.actions = program, program.window, program.actions
        self.music, self.pictures, self.chance = music, pictures, chance
        self.files = sorted(music.iterdir())
        self.done: dict[str, int] = {}
        self._number = count()

    def act(self) -> None:
        """Do something."""
        name, work = self.chance.choice(self._ways())
        self.done[name] = self.done.get(name, 0) + 1
        work()

    def _ways(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            ("page", self._turn_page),
            ("scroll", self._scroll),
            ("filter", self._filter),
            ("words", self._ask_words),
            ("words", self._ask_words),
            ("file", self._look_with_file),
            ("clear", self._clear),
            ("like", self._ask_likeness),
            ("play", self._play),
            ("rate", partial(self._quietly, "rate", self._rate)),
            ("correct", partial(self._quietly, "correct", self._correct)),
            ("playlist", partial(self._quietly, "playlist", self._keep_playlist)),
            ("setting", self._set),
            ("come", self._let_music_come),
            ("go", self._let_music_go),
            ("size", self._resize),
        ]

    def _turn_page(self) -> None:
        from vectorbeats_desktop.ui import pages

        self.window.show_page(self.chance.choice(pages.PAGES).name)

    def _scroll(self) -> None:
        bar = self.window.library.browser.table.verticalScrollBar()
        bar.setValue(self.chance.randint(0, max(1, bar.maximum())))

    def _filter(self) -> None:
        self.window.library.browser.filter.setText(self.chance.choice(("", "song 1", "7", "nothing of that name")))

    def _ask_words(self) -> None:
        from vectorbeats_desktop.ui.pages import DISCOVER

        self.window.show_page(DISCOVER)
        self.window.discover.words.setText(self.chance.choice(WORDS))

    def _look_with_file(self) -> None:
        self.window.open_paths([self.chance.choice((*self.pictures, *self.files[:5]))])

    def _clear(self) -> None:
        self.window.discover.parts.clear()

    def _ask_likeness(self) -> None:
        from vectorbeats_desktop.engine.records import Kind, Query, QueryPart

        path = self.chance.choice(self.files)
        self.actions.search(Query((QueryPart(Kind.LIKE, str(path)),)))

    def _play(self) -> None:
        session = self._session()
        job = self.actions.run("rows", lambda _ctx: session.catalog.rows(session.catalog.page_ids())[:20])
        job.succeeded.connect(lambda tracks: self.window.playback.play(tracks, 0) if tracks else None)

    def _quietly(self, name: str, work: Callable[[Session], object]) -> None:
        session = self._session()
        self.actions.run(name, lambda _ctx: work(session))

    def _session(self) -> Session:
        session = self.actions.session
        assert session is not None
        return session

    def _track(self, session: Session) -> Any:
        rows = [row for row in session.catalog.rows(session.catalog.page_ids()) if row.features is not None]
        return self.chance.choice(rows) if rows else None

    def _rate(self, session: Session) -> None:
        if (track := self._track(session)) is not None:
            session.rate(track.track_id, self.chance.choice((None, 1, 2, 3, 4, 5)))

    def _correct(self, session: Session) -> None:
        from vectorbeats_desktop.engine.records import Correction

        if (track := self._track(session)) is not None:
            session.details.correct(track.track_id, Correction(tempo_bpm=float(self.chance.randint(60, 180))))

    def _keep_playlist(self, session: Session) -> None:
        rows = session.catalog.rows(session.catalog.page_ids())
        name = f"List {self.chance.randint(1, 8)}"
        session.playlists.save(name, rows[: self.chance.randint(1, 30)], replace=True)

    def _set(self) -> None:
        self.actions.preferences.choose("search.limit", self.chance.randint(20, 100))

    def _let_music_come(self) -> None:
        number = next(self._number) % 6
        shutil.copyfile(self.files[number], self.music / f"more {number}.flac")

    def _let_music_go(self) -> None:
        (self.music / f"more {self.chance.randint(0, 5)}.flac").unlink(missing_ok=True)

    def _resize(self) -> None:
        self.window.resize(self.chance.randint(960, 1280), self.chance.randint(600, 800))


def drive(music: Path, told: Path, seconds: float, pace_s: float, seed: int) -> None:
    """The window's process: use it for so long; what stalled it comes into `told`, a JSON line each."""
    from PIL import Image
    from PySide6.QtCore import Qt, QTimer

    from vectorbeats_desktop import app
    from vectorbeats_desktop.engine.settings import Settings
    from vectorbeats_desktop.ui.stall_watch import StallWatch

    pictures = [music.with_name(f"{number}.png") for number in range(len(PICTURES))]
    for path, colour in zip(pictures, PICTURES, strict=True):
        Image.new("RGB", (400, 300), colour).save(path)
    paths = Paths.default()
    settings = Settings.load(paths.settings)
    settings.set("window.welcomed", True)
    settings.set("search.text_model", False)
    application = app.make_application()
    program = app.Program(application, paths)
    program.window.errors.unwatch_slots()  # a fault of this benchmark is to be printed
    program.window.resize(1280, 800)
    person = Person(program, music, pictures, random.Random(seed))
    lateness = Lateness()
    beat, hand = QTimer(interval=TIMER_MS), QTimer(interval=round(pace_s * 1000))
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lateness.tick)
    hand.timeout.connect(person.act)
    long: list[Stall] = []
    watch = StallWatch(long.append, LIMIT_MS / 1000)

    def begin() -> None:
        lateness.begin()
        watch.start()
        for timer in (beat, hand):
            timer.start()

    def tell() -> None:
        late, own = np.array(lateness.late_ms or [0.0]), np.array(lateness.own_ms or [0.0])
        record = {
            "ticks": len(late),
            "longest_ms": float(late.max()),
            "own_ms": float(own.max()),
            "over": int((own > LIMIT_MS).sum()),
            "where": [[round(s.wall_s * 1000), round(s.own_s * 1000), s.where] for s in long],
            "done": person.done,
        }
        with told.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        lateness.late_ms.clear()
        lateness.own_ms.clear()
        long.clear()

    def end() -> None:
        for timer in (beat, hand, minute):
            timer.stop()
        tell()
        program.window.leave()

    minute = QTimer(interval=60_000)
    minute.timeout.connect(tell)
    minute.start()
    program.window.closed.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    application.setQuitOnLastWindowClosed(False)
    program.actions.session_ready.connect(lambda: program.window.open_paths([music]))
    program.actions.session_ready.connect(lambda: QTimer.singleShot(3000, begin))
    program.actions.session_failed.connect(lambda _error: application.exit(3))
    QTimer.singleShot(round(seconds * 1000), end)
    program.start()
    application.exec()
    watch.close()
    assert program.close(), "a thread did not end"


@dataclass(frozen=True, slots=True)
class Sample:
    """How large the program is at a moment, in megabytes: PSS, and what window and store made of it themselves."""

    at_s: float
    window: float
    window_own: float
    store: float
    store_own: float
    others: float
    threads: float
    files: float
    children: float


def sample(window: psutil.Process, began: float) -> Sample:
    """Look at the window's process and its children. Raises psutil.Error when it has ended."""
    store, store_own, others = 0.0, 0.0, 0.0
    children = window.children(recursive=True)
    for child in children:
        try:
            pss, uss = memory(child)
            if any("qdrant_edge" in each.path for each in child.memory_maps()):
                store, store_own = store + pss, store_own + uss
            else:
                others += pss
        except psutil.Error:
            continue  # it ended just now
    at_s, threads, files = time.monotonic() - began, window.num_threads(), window.num_fds()
    return Sample(at_s, *memory(window), store, store_own, others, threads, files, len(children))


def memory(process: psutil.Process) -> tuple[float, float]:
    """Its share of all memory (PSS), and its anonymous pages, which no file and nobody else has; megabytes."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup")
    if not rollup.exists():
        told = process.memory_full_info()
        return getattr(told, "pss", told.uss) / 1e6, told.uss / 1e6
    try:
        lines = rollup.read_text("ascii").splitlines()
    except OSError as error:
        raise psutil.NoSuchProcess(process.pid) from error
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
    return kilobytes["Pss"] / 1e3 * 1.024, kilobytes["Anonymous"] / 1e3 * 1.024


def growth(samples: Sequence[Sample], what: str) -> tuple[float, float]:
    """By a straight line through all samples: the value at their beginning, and the share by which it grew."""
    times = np.array([each.at_s for each in samples])
    values = np.array([getattr(each, what) for each in samples])
    slope, start = np.polyfit(times - times[0], values, 1)
    return float(start), float(slope * (times[-1] - times[0]) / max(start, 1e-9))


def judge(samples: Sequence[Sample], stalls: Sequence[dict[str, Any]], seconds: float) -> list[str]:
    """Print the table; returns what is not as it should be."""
    warm_s = max(WARM_SHARE * seconds, min(WARM_S, seconds / 2))
    warm = [each for each in samples if each.at_s > warm_s and each.store]
    wrong = []
    print("what                at first    at last   change   limit")
    for what, name, judged in (
        ("window_own", "window (own, MB)", True),
        ("store_own", "store (own, MB)", True),
        ("window", "window (PSS, MB)", False),
        ("store", "store (PSS, MB)", False),
    ):
        start, share = growth(warm, what)
        limit = f"±{GROWTH:.0%}" if judged else ""
        print(f"{name:18} {start:9.1f} {start * (1 + share):10.1f} {share:+8.1%}   {limit}")
        wrong += [f"{name} grew by {share:.1%}"] if judged and share > GROWTH else []
    quarter = max(1, len(warm) // 4)
    for what, name in (("threads", "threads"), ("files", "open files"), ("children", "children")):
        first, last = (
            float(np.median([getattr(each, what) for each in part])) for part in (warm[:quarter], warm[-quarter:])
        )
        print(f"{name:18} {first:9.1f} {last:10.1f} {last - first:+8.1f}   +{MORE[name]:.0f}")
        wrong += [f"{name} grew by {last - first:.0f}"] if last - first > MORE[name] else []
    own = max((each["own_ms"] for each in stalls), default=0.0)
    over, wall = sum(each["over"] for each in stalls), max((each["longest_ms"] for each in stalls), default=0.0)
    print(f"longest stall (ms) {own:20.1f} ({wall:.1f} by the clock)     {LIMIT_MS}")
    wrong += [f"{over} stalls of more than {LIMIT_MS} ms, the longest {own:.0f} ms"] if over else []
    done: dict[str, int] = stalls[-1]["done"] if stalls else {}
    print("done: " + ", ".join(f"{name} {times:,}" for name, times in sorted(done.items())))
    for each in sorted((one for record in stalls for one in record["where"]), reverse=True)[:10]:
        print(f"   {each[0]:6} ms by the clock, {each[1]:5} of the processor: {each[2]}")
    return wrong


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A screen of its own, where Xvfb is installed; else none."""
    if shutil.which("Xvfb") is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    command = ["Xvfb", DISPLAY, "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        time.sleep(1.0)
        try:
            yield {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
        finally:
            running.terminate()


def watch_over(driver: subprocess.Popen[bytes], began: float) -> list[Sample]:
    """Sample the window's process until it ends."""
    window = psutil.Process(driver.pid)
    samples: list[Sample] = []
    while driver.poll() is None:
        time.sleep(SAMPLE_S)
        try:
            seen = sample(window, began)
        except psutil.Error:
            break
        if not seen.window:  # it is ending
            break
        samples.append(seen)
        last = samples[-1]
        if len(samples) % round(60 / SAMPLE_S) == 0:
            print(
                f"{last.at_s / 60:5.0f} min  window {last.window:6.1f} MB ({last.window_own:.1f} own), "
                f"store {last.store:6.1f} ({last.store_own:.1f}), "
                f"others {last.others:6.1f}; {last.threads:.0f} threads, {last.files:.0f} open files, "
                f"{last.children:.0f} children",
                flush=True,
            )
    return samples


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--tracks", type=int, default=60)
    parser.add_argument("--pace", type=float, default=1.0, help="seconds between two things that are done")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drive", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    seconds = options.minutes * 60
    if options.drive:
        music, told = options.drive
        drive(music, told, seconds, options.pace, options.seed)
        return 0
    with tempfile.TemporaryDirectory(prefix="vectorbeats-soak-") as folder, screen() as shown:
        root = Path(folder)
        make_music(root / "music", options.tracks)
        told = root / "stalls.jsonl"
        environment = {**os.environ, **shown, DATA_DIR_VARIABLE: str(root / "data")}
        command = [sys.executable, "-m", "benchmarks.soak", *sys.argv[1:]]
        began = time.monotonic()
        log = root / "window.log"
        with (
            log.open("wb") as output,
            subprocess.Popen(
                [*command, "--drive", str(root / "music"), str(told)], env=environment, stderr=output
            ) as driver,
        ):
            samples = watch_over(driver, began)
        if driver.returncode:
            print(log.read_text(errors="replace")[-3000:])
        stalls = [json.loads(line) for line in told.read_text("utf-8").splitlines()] if told.exists() else []
        wrong = judge(samples, stalls, seconds) if len(samples) > 10 else ["it ended too soon"]
    wrong += [f"the window ended with {driver.returncode}"] if driver.returncode else []
    for each in wrong:
        print(f"BROKEN: {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
