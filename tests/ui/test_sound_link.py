"""The player when its sound server ends, in a process of its own: Qt keeps the first server it finds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("pulseaudio") is None or shutil.which("pactl") is None,
    reason="no sound server can be started here",
)
RATE = 8000
LIMIT_S = 90

STORY = """
import json, os, subprocess, sys, time
from pathlib import Path
folder, ends = Path(sys.argv[1]), sys.argv[2]
socket = folder / "run" / "s"

def serve():
    modules = [f"module-native-protocol-unix socket={socket} auth-anonymous=1", "module-null-sink sink_name=speakers"]
    quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
    server = subprocess.Popen(["pulseaudio", *quiet, *(word for module in modules for word in ("-L", module))],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while subprocess.run(["pactl", "info"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        time.sleep(0.05)
    return server

server = serve()
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.fake_session import make_track
from vectorbeats_desktop.ui.player import Player
from vectorbeats_desktop.ui.sound_link import SoundLink

app = QApplication([])
player, link = Player(), SoundLink(app)
link.lost.connect(player.lose_sound)
link.watch()
told, facts = [], {}
player.failed.connect(lambda error: told.append(str(error)))

def until(true, seconds=15):
    give_up = time.monotonic() + seconds
    while not true() and time.monotonic() < give_up:
        QTest.qWait(20)
    return true()

if ends == "while it plays":
    player.play(make_track(1, folder / "tone.wav"), 3.0)
    facts["played"] = until(lambda: player.position_s > 3.5)
else:
    QTest.qWait(1000)
server.terminate()
server.wait()
facts["lost"] = until(lambda: link.is_lost)
facts["told_at_once"] = list(told)
facts["state"] = str(player.state)
told.clear()
if ends == "while it plays":
    player.resume()
else:
    player.play(make_track(1, folder / "tone.wav"), 3.0)
facts["told_when_asked"] = list(told)
QTest.qWait(500)
server = serve()
QTest.qWait(4000)  # Qt connects anew after three seconds, but not wholly
told.clear()
player.toggle()
facts["told_with_the_next_server"] = list(told)
player.stop()
link.close()
server.terminate()
server.wait()
print(json.dumps(facts))
"""


def _story(folder: Path, ends: str) -> dict[str, Any]:
    for name in ("run", "home"):
        (folder / name).mkdir(mode=0o700)
    soundfile.write(folder / "tone.wav", 0.1 * np.sin(np.arange(RATE * 20) * 0.2), RATE)
    run = folder / "run"
    surroundings = {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(run),
        "PULSE_SERVER": f"unix:{run / 's'}",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    ended = subprocess.run(
        [sys.executable, "-c", STORY, str(folder), ends],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    facts: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return facts


def test_what_plays_stops_and_says_why(tmp_path: Path) -> None:
    facts = _story(tmp_path, "while it plays")
    assert facts["played"]
    assert facts["lost"]
    assert facts["state"] == "Stopped"
    for moment in ("at_once", "when_asked", "with_the_next_server"):
        assert ["sound server has ended" in text for text in facts[f"told_{moment}"]] == [True], moment


def test_where_nothing_plays_it_is_told_at_the_next_wish(tmp_path: Path) -> None:
    facts = _story(tmp_path, "before anything plays")
    assert facts["lost"]
    assert facts["told_at_once"] == []
    for moment in ("when_asked", "with_the_next_server"):
        assert ["sound server has ended" in text for text in facts[f"told_{moment}"]] == [True], moment
