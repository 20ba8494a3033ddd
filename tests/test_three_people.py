"""Three people use the real program: a collector, somebody with a tune in the head, one who uses no mouse.

Keys go to its window; what comes of them is asked of the desktop's bus, of commands beside the window, and of the disk.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from tests.virtual_screen import VirtualScreen, until, virtual_screen
from vectorbeats_desktop.engine.library.demo import build
from vectorbeats_desktop.engine.library.demo.hums import HUMS, RATE, sing
from vectorbeats_desktop.engine.library.demo.pieces import load_pieces
from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a virtual screen is what Linux has"),
    pytest.mark.skipif(
        any(shutil.which(name) is None for name in ("Xvfb", "xdotool", "dbus-daemon", "gdbus")),
        reason="needs Xvfb, xdotool, dbus-daemon and gdbus",
    ),
]

TUNES = ("Ode to Joy", "Greensleeves", "Silent Night", "Amazing Grace")


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A data folder with some of the demo's tunes, indexed, and the first start behind it."""
    paths = Paths.under(tmp_path_factory.mktemp("people") / "data")
    pieces = tuple(piece for piece in load_pieces() if piece.title in TUNES)
    settings = Settings.load(paths.settings)
    settings.set("search.text_model", False)  # the word list knows these words, and loads at once
    settings.set("analysis.workers", 1)
    settings.set("window.welcomed", True)
    settings.set("window.tips_seen", "library map models playlists")
    with pytest.MonkeyPatch.context() as patched, Session.open(paths, settings) as session:
        patched.setattr(build, "load_pieces", lambda: pieces)
        folder = session.add_folder(session.build_demo(TaskContext()))
        session.index(TaskContext(), [folder.folder_id])
    return paths


@pytest.fixture
def screen(paths: Paths) -> Iterator[VirtualScreen]:
    with virtual_screen(paths.data) as screen:
        yield screen


def names(screen: VirtualScreen) -> list[str]:
    return [playlist["name"] for playlist in json.loads(screen.command("playlist", "list", "--json"))]


def asked(screen: VirtualScreen) -> str:
    return screen.command("searches", "list", "--history", "--json")


def play_first(screen: VirtualScreen) -> None:
    """Go from the words to the first result, and play it."""
    screen.until(
        lambda: screen.keys("ctrl+1", "ctrl+l", "Down", "Return"),
        lambda: "Playing" in screen.player("PlaybackStatus"),
        "nothing plays",
    )


def test_a_collector_finds_by_words_plays_keeps_and_exports(screen: VirtualScreen, tmp_path: Path) -> None:
    with screen.program() as running:
        screen.until(
            lambda: screen.say("ctrl+l", "calm, slow"),
            lambda: "calm, slow" in asked(screen),
            "the words were not looked for",
        )
        play_first(screen)
        playing = screen.player("Metadata")
        assert any(title in playing for title in TUNES)
        screen.until(
            lambda: screen.keys("ctrl+Right"),
            lambda: screen.player("Metadata") not in ("", playing),
            "the next track did not come",
        )
        screen.until(
            lambda: screen.keys("ctrl+s"), lambda: screen.shows("Save as a playlist"), "nobody asked for a name"
        )
        screen.keys("ctrl+a")
        screen.type("Evening")
        screen.keys("Return")
        until(lambda: names(screen) == ["Evening"], "the playlist was not kept")
        target = tmp_path / "evening.m3u8"
        screen.command("playlist", "export", "Evening", str(target))
        lines = [line for line in target.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert lines
        assert all((tmp_path / line).resolve().is_file() for line in lines)
        assert screen.quit(running) == 0
    with screen.program() as again:
        assert names(screen) == ["Evening"]
        assert screen.quit(again) == 0


def test_somebody_hums_a_tune_and_the_program_remembers_it(screen: VirtualScreen, paths: Paths, tmp_path: Path) -> None:
    hum = next(each for each in HUMS if each.title == "Ode to Joy")
    soundfile.write(tmp_path / "what I had in mind.wav", np.asarray(sing(hum)), RATE)
    with screen.program() as running:
        screen.command("window", str(tmp_path / "what I had in mind.wav"))  # as the file manager opens it
        until(lambda: "what I had in mind" in asked(screen), "the hum was not looked for")
        play_first(screen)
        until(lambda: "Ode to Joy" in screen.player("Metadata"), "another track plays than the one that was hummed")
        screen.keys("ctrl+l", "Down", "ctrl+Return")  # that's it
        assert screen.quit(running) == 0
    with Session.open(paths, Settings.load(paths.settings), wait_s=5.0) as session:
        assert session.catalog.count_hums() == 1


def test_everything_by_keys_and_by_a_picture(screen: VirtualScreen, paths: Paths, tmp_path: Path) -> None:
    picture = tmp_path / "evening sun.png"
    Image.fromarray(np.full((64, 64, 3), (250, 150, 60), np.uint8)).save(picture)
    with screen.program() as running:
        screen.until(
            lambda: screen.say("ctrl+k", "theme dark", "Return"),
            lambda: Settings.load(paths.settings).text("window.theme") == "dark",
            "the theme was not chosen",
        )
        for page in range(1, 9):
            screen.keys(f"ctrl+{page}")
        screen.keys("ctrl+2", "Tab", "Tab", "question", "Escape", "ctrl+1")
        screen.command("window", str(picture))
        until(lambda: "evening sun" in asked(screen), "the picture was not looked with")
        play_first(screen)
        assert screen.quit(running) == 0
        assert running.stderr is not None
        assert b"Traceback" not in running.stderr.read()
