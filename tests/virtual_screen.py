"""A screen, a message bus and the real program on them, used by keys as a person does."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from vectorbeats_desktop.engine.ipc import ADDRESS_NAME

SIZE = "1280x800x24"
WAIT_S = 60.0
QUIT_S, TRIES = 15, 4
POLL_S = 0.2
SHOWN_POLL_S = 0.1
FROM_SOURCE = (sys.executable, "-m", "vectorbeats_desktop")


class VirtualScreen:
    """Starts the program, presses keys in its window, and asks the bus what it plays."""

    def __init__(self, environment: dict[str, str], data: Path, start: Sequence[str] = FROM_SOURCE) -> None:
        """`start` is what starts the program's command line."""
        self.environment, self.data, self._start = environment, data, start
        self.shown_after_s = 0.0
        """How long the program that was started last took to show its window."""

    @contextmanager
    def program(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """The program with its window in front; ended at last if it has not been yet."""
        command = [*self._start, "window", *arguments]
        began = time.monotonic()
        with subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE) as running:
            try:
                until(lambda: self.shows("VectorBeats"), "the window does not open", SHOWN_POLL_S)
                self.shown_after_s = time.monotonic() - began
                # Until it answers commands, one beside it would take the data folder for itself.
                until(lambda: (self.data / ADDRESS_NAME).exists(), "the library does not open")
                until(lambda: bool(self.player("PlaybackStatus")), "the player does not come")
                self.focus()
                yield running
            finally:
                running.kill()

    def focus(self) -> None:
        """Give the window the keys again, as a window manager would do."""
        self._tool("search", "--onlyvisible", "--name", "VectorBeats", "windowfocus")

    def until(self, act: Callable[[], object], true: Callable[[], bool], what: str) -> None:
        """Do something with the keys until it has come true; again, as without a window manager some keys are lost."""
        for _ in range(TRIES):
            self.focus()
            act()
            give_up = time.monotonic() + QUIT_S
            while time.monotonic() < give_up:
                if true():
                    return
                time.sleep(POLL_S)
        raise AssertionError(what)

    def quit(self, running: subprocess.Popen[bytes]) -> int:
        """Press Ctrl+Q and return the exit code; again where a key was lost, as without a window manager some are."""
        for _ in range(TRIES):
            self.focus()
            self.keys("ctrl+q")
            with contextlib.suppress(subprocess.TimeoutExpired):
                return running.wait(QUIT_S)
        raise AssertionError("the program does not end")

    def shows(self, title: str) -> bool:
        """Whether a window of that title is seen."""
        return bool(self._tool("search", "--onlyvisible", "--name", title, check=False))

    def keys(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._tool("key", "--delay", "60", *keys)

    def type(self, words: str) -> None:
        """Type words."""
        self._tool("type", "--delay", "30", words)

    def say(self, key: str, words: str, *keys: str) -> None:
        """Press a key, type words, and press more keys."""
        self.keys(key)
        self.type(words)
        if keys:
            self.keys(*keys)

    def command(self, *arguments: str) -> str:
        """What a command beside the window prints; it says with 1 that it found nothing."""
        command = [*self._start, *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=WAIT_S
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def player(self, name: str) -> str:
        """A property of the player, as the desktop reads it; "" while there is none."""
        command = [
            "gdbus", "call", "--session", "--dest", "org.mpris.MediaPlayer2.vectorbeats", "--object-path",
            "/org/mpris/MediaPlayer2", "--method", "org.freedesktop.DBus.Properties.Get",
            "org.mpris.MediaPlayer2.Player", name,
        ]  # fmt: skip
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False).stdout

    def _tool(self, *arguments: str, check: bool = True) -> str:
        command: Sequence[str] = ("xdotool", *arguments)
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=check).stdout


@contextmanager
def virtual_screen(data: Path, start: Sequence[str] = FROM_SOURCE) -> Iterator[VirtualScreen]:
    """A screen of its own for programs on this data folder."""
    reading, writing = os.pipe()
    server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
    bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with (
        subprocess.Popen(server, pass_fds=(writing,), stderr=subprocess.DEVNULL) as screen,
        subprocess.Popen(bus, stdout=subprocess.PIPE, text=True) as daemon,
    ):
        os.close(writing)
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        assert daemon.stdout is not None
        environment = {
            **os.environ,
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip(),
            "QT_QPA_PLATFORM": "xcb",
            "VECTORBEATS_DATA_DIR": str(data),
        }
        try:
            yield VirtualScreen(environment, data, start)
        finally:
            daemon.terminate()
            screen.terminate()


def until(true: Callable[[], bool], what: str = "", poll_s: float = POLL_S, limit_s: float = WAIT_S) -> None:
    """Wait until something is true."""
    give_up = time.monotonic() + limit_s
    while not true():
        assert time.monotonic() < give_up, what or "it never came to that"
        time.sleep(poll_s)
