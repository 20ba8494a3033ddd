"""Use a frozen program as a person does: `python packaging/smoke.py BUNDLE [--starts N] [--json]` (Linux, with Xvfb).

The bundle is looked at where nothing else can help it: in a folder with blanks and letters beyond ASCII, read-only,
with neither Python nor the program's environment on the path and an empty home. It makes the demo library, finds by
picture, words and hum, opens its window, makes a map, is handed a file by a second start, says what it lacks without a
traceback, and leaves no process behind. Prints sizes, times and the most processes there were; ends with 1 at the first
thing that is wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.virtual_screen import until, virtual_screen  # noqa: E402

FOLDER = "Prøgramme & Müsic – 音"
TOOLS = ("xdotool", "gdbus")  # of the test, not of the program
MORE_TRACKS = 14  # beside the demo's: a map is made of thirty-two
RATE = 22_050
MOST_PROCESSES = 12  # window, store, recorder, matcher, map, and workers of a few cores: a fork bomb has hundreds
LIMIT_S = 400
MAP_KEY = "ctrl+4"
KEPT = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "VECTORBEATS_DATA_DIR")


class Crowd:
    """Counts a program's processes while it runs."""

    def __init__(self, mark: Path) -> None:
        self._mark = str(mark)
        self.most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._count, daemon=True)

    def __enter__(self) -> Crowd:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _count(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, len(self.now()))

    def now(self) -> list[psutil.Process]:
        """All processes whose program lies in the bundle."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if process.exe().startswith(self._mark):
                    found.append(process)
        return found


class Bundle:
    """A frozen program, and how it is started."""

    def __init__(self, folder: Path, room: Path) -> None:
        self.folder, self.console = folder, folder / "vectorbeats"
        tools = room / "tools"
        tools.mkdir()
        for tool in TOOLS:
            (tools / tool).symlink_to(str(shutil.which(tool)))
        self.started = room / "started-with"  # where programs of the system, that it starts, would look for libraries
        spy = tools / "pactl"
        spy.write_text(f'#!/bin/sh\necho "[$LD_LIBRARY_PATH]" >>"{self.started}"\nexit 1\n')
        spy.chmod(0o755)
        home = room / "home"
        home.mkdir()
        self.surroundings = {"HOME": str(home), "PATH": str(tools), "LANG": "C.UTF-8"}
        self.data = room / "data"

    def run(self, *words: str | Path, code: int | tuple[int, ...] = 0) -> str:
        """Run a command; its standard output. Wrong is another exit code, or a traceback."""
        surroundings = {**self.surroundings, "VECTORBEATS_DATA_DIR": str(self.data)}
        done = subprocess.run(
            [self.console, *words], env=surroundings, capture_output=True, text=True, timeout=LIMIT_S, check=False
        )
        require("Traceback" not in done.stderr, f"{words} ends with a traceback:\n{done.stderr[-3000:]}")
        codes = (code,) if isinstance(code, int) else code
        require(done.returncode in codes, f"{words} ended with {done.returncode}, not {code}:\n{done.stderr[-3000:]}")
        return done.stdout if code == 0 else done.stdout + done.stderr


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--starts", type=int, default=5, help="how many starts the times are the median of")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoke-") as room, placed(options.bundle, Path(room)) as folder:
        bundle = Bundle(folder, Path(room))
        before = listing(folder)
        with Crowd(folder) as crowd, logs_told(bundle):
            found = {"megabytes": round(sum(before.values()) / 1e6), "files": len(before)}
            found |= commands(bundle, options.starts)
            found |= window(bundle, options.starts)
            found["most processes"] = crowd.most
            require(crowd.most <= MOST_PROCESSES + (os.cpu_count() or 1), f"{crowd.most} processes at once")
            until(lambda: not crowd.now(), "a process is left behind")
        require(listing(folder) == before, "the program wrote into its own folder")
        left = [path for path in Path(bundle.surroundings["HOME"]).rglob("*") if path.is_file()]
        require(not any("Microsoft" in str(path) for path in left), f"a library left a note of this computer: {left}")
    print(json.dumps(found, indent=2) if options.json else "\n".join(f"{key}: {value}" for key, value in found.items()))
    return 0


def commands(bundle: Bundle, starts: int) -> dict[str, object]:
    """What the console program does."""
    took = statistics.median(timed(lambda: bundle.run("--version")) for _ in range(starts))
    began = time.monotonic()
    demo = json.loads(bundle.run("demo", "--json"))
    by = {name: demo[name]["results"] for name in ("picture", "words", "hum")}
    require(all(by.values()), f"the demo finds nothing: {[name for name in by if not by[name]]}")
    found: dict[str, object] = {"version s": round(took, 2), "demo s": round(time.monotonic() - began, 1)}
    found |= {f"first by {name}": hits[0]["title"] for name, hits in by.items()}
    require("Ode to Joy" in by["hum"][0]["title"], "the hum finds another tune")
    music = bundle.data.parent / "Mehr Müsik, 音 & more"
    make_music(music)
    bundle.run("index", music)
    health = {part["name"]: part for part in json.loads(bundle.run("doctor", "--json"))["parts"]}
    require(all(part["state"] != "unhealthy" for part in health.values()), f"not well: {health}")
    require(health["melodies"]["state"] == "healthy", health["melodies"]["text"])
    found["text model"] = health["text model"]["text"]
    if with_models := "word list" not in health["text model"]["text"]:
        require(not any("word list" in told for told in demo["words"]["notices"]), demo["words"]["notices"])
    if not with_models:
        told = bundle.run("models", "install", first_model(bundle), "--yes", code=3)
        require("lacks what runs models" in told, f"of a model it says: {told}")
        found["models install"] = told.strip().splitlines()[-1]
    heard = bundle.run("record", "--list-devices", code=(0, 3))  # 3 where there is no microphone
    require("PortAudio" not in heard, f"nothing can be recorded: {heard}")
    told = set(bundle.started.read_text().split())
    require(told == {"[]"}, f"programs that it starts would load the bundle's libraries: {told}")
    return found


def window(bundle: Bundle, starts: int) -> dict[str, object]:
    """What the window does."""
    times = []
    with virtual_screen(bundle.data, [str(bundle.console)]) as screen:
        screen.environment = {**bundle.surroundings, **{name: screen.environment[name] for name in KEPT}}
        for _ in range(starts):
            with screen.program() as running:
                times.append(screen.shown_after_s)
                require(screen.quit(running) == 0, "the window ends with an error")
        with screen.program() as running:
            picture = sorted((bundle.data / "pictures").glob("*.jpg"))[0]
            took = timed(
                lambda: subprocess.run(
                    [bundle.folder / "vectorbeats-gui", picture], env=screen.environment, check=True, timeout=60
                )
            )
            require(
                json.loads(screen.command("search", "--text", "calm", "--json"))["results"],
                "beside the window nothing is found",
            )
            kept = bundle.data / "cache" / "map"
            for _ in range(3):  # without a window manager some keys are lost
                screen.focus()
                screen.keys(MAP_KEY)
            until(lambda: any(kept.glob("*.npz")), "no map is made", limit_s=LIMIT_S)  # compiling takes its time
            code = screen.quit(running)
            told = running.stderr.read().decode() if running.stderr else ""
        require(code == 0 and "Traceback" not in told, f"the window says: {told[-3000:]}")
        require("No QtMultimedia backends" not in told, f"nothing can be played: {told[-3000:]}")
    return {"window s": round(statistics.median(times), 2), "handed over s": round(took, 2), "map": "made"}


@contextlib.contextmanager
def logs_told(bundle: Bundle) -> Iterator[None]:
    """When something is wrong, print the end of the program's log as well."""
    try:
        yield
    except (AssertionError, SystemExit):
        for log in sorted((bundle.data / "logs").glob("*")):
            print(f"== {log.name}\n{log.read_text(errors='replace')[-4000:]}", file=sys.stderr)
        raise


@contextlib.contextmanager
def placed(bundle: Path, room: Path) -> Iterator[Path]:
    """The bundle in a folder of an awkward name, read-only while it is used."""
    target = room / FOLDER / bundle.name
    shutil.copytree(bundle, target, symlinks=True)
    folders = [target, *(path for path in target.rglob("*") if path.is_dir() and not path.is_symlink())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        yield target
    finally:
        for folder in folders:
            folder.chmod(0o755)


def listing(folder: Path) -> dict[str, int]:
    """Each file's size."""
    return {str(path): path.lstat().st_size for path in folder.rglob("*") if path.is_symlink() or path.is_file()}


def make_music(folder: Path) -> None:
    """Some seconds of a few tones each, as WAV files."""
    folder.mkdir()
    for number in range(MORE_TRACKS):
        notes = [220 * 2 ** ((number * step % 12) / 12) for step in (1, 3, 5, 7, 4, 2)]
        tones = (math.sin(2 * math.pi * pitch * time_ / RATE) for pitch in notes for time_ in range(RATE))
        with wave.open(str(folder / f"Stück {number}.wav"), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(b"".join(struct.pack("<h", int(12_000 * tone)) for tone in tones))


def first_model(bundle: Bundle) -> str:
    return str(json.loads(bundle.run("models", "list", "--json"))[0]["id"])


def timed(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


def require(true: object, what: str) -> None:
    if not true:
        raise SystemExit(f"smoke: {what}")


if __name__ == "__main__":
    sys.exit(main())
