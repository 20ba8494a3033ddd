"""No thread of Qt Multimedia waits for Python when a player stops."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QUrl
from PySide6.QtMultimedia import QMediaPlayer
from pytestqt.qtbot import QtBot

from vectorbeats_desktop.ui.sound_output import make_sound_output

pytestmark = pytest.mark.no_qt_log

RATE = 8000
WATCHED_S = 0.6
NEVER_S = 1000.0


@pytest.fixture
def tone(tmp_path: Path) -> QUrl:
    path = tmp_path / "tone.wav"
    soundfile.write(path, 0.2 * np.sin(np.arange(RATE * 10) / RATE * 1400), RATE)
    return QUrl.fromLocalFile(str(path))


@pytest.fixture
def held() -> Iterator[None]:
    """Whoever waits for the GIL gets it only when this thread lets go of it by itself."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(NEVER_S)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="counts the threads that CPython knows")
def test_the_output_is_let_go_without_python(qtbot: QtBot, tone: QUrl, held: None) -> None:
    """With an output as PySide makes it a thread is seen that waits, and now and then this test would hang."""
    player = QMediaPlayer()
    player.setAudioOutput(make_sound_output(player))
    player.setSource(tone)
    player.play()
    qtbot.waitUntil(lambda: player.position() > 50, timeout=8000)
    before = _threads_of_python()
    player.stop()
    seen = before
    until = time.monotonic() + WATCHED_S
    while time.monotonic() < until:  # the renderer is deleted by its own thread meanwhile
        seen = max(seen, _threads_of_python())
    assert seen == before
    player.setSource(QUrl())
    player.deleteLater()


def _threads_of_python() -> int:
    """How many threads hold or wait for the GIL, or have run Python: a thread of Qt only once it asks for it."""
    api = ctypes.pythonapi
    for name in ("PyInterpreterState_Get", "PyInterpreterState_ThreadHead", "PyThreadState_Next"):
        getattr(api, name).restype = ctypes.c_void_p
    api.PyInterpreterState_ThreadHead.argtypes = api.PyThreadState_Next.argtypes = [ctypes.c_void_p]
    state, count = api.PyInterpreterState_ThreadHead(api.PyInterpreterState_Get()), 0
    while state:
        state, count = api.PyThreadState_Next(state), count + 1
    return count
