"""How long it is silent between two tracks: `python -m benchmarks.gaps [FORMAT]`, such as wav, flac, ogg or mp3.

Plays one tone that was cut into three files into a null sink of a PulseAudio of its own, records what is heard there,
and prints the silences, each with the millisecond at which it begins. Cuts lie at 2,000 and 4,000 ms.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.fake_session import make_track
from vectorbeats_desktop.ui.player import Player

RATE = 44_100
PIECE_S = 2.0
PIECES = 3
START_MS, REST_MS = 1_500, 2_000
SINK = "speakers"
QUIET = 0.02
STARTED_S = 10.0


def main() -> None:
    suffix = sys.argv[1] if len(sys.argv) > 1 else "wav"
    with tempfile.TemporaryDirectory() as name, _sound_server(Path(name)):
        heard = _play(_cut_tone(Path(name), suffix), Path(name) / "heard.raw")
    print(f"{suffix}: {len(heard)} ms in all; silences:")
    for begin, length in _silences(heard):
        print(f"  {length} ms at {begin} ms")


def _cut_tone(folder: Path, suffix: str) -> list[Path]:
    tone = 0.4 * np.sin(2 * np.pi * 441 * np.arange(int(RATE * PIECE_S * PIECES)) / RATE)
    paths = [folder / f"{number}.{suffix}" for number in range(PIECES)]
    for path, piece in zip(paths, np.split(tone, PIECES), strict=True):
        soundfile.write(path, piece, RATE)
    return paths


@contextmanager
def _sound_server(folder: Path) -> Iterator[None]:
    socket = folder / "socket"
    os.environ |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{socket}"}
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    modules = [f"module-native-protocol-unix socket={socket} auth-anonymous=1", f"module-null-sink sink_name={SINK}"]
    quiet = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
    loads = [word for module in modules for word in ("-L", module)]
    with subprocess.Popen(["pulseaudio", *quiet, *loads], stderr=subprocess.DEVNULL) as server:
        try:
            give_up = time.monotonic() + STARTED_S
            while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode:
                assert time.monotonic() < give_up, "the sound server does not start"
                time.sleep(0.1)
            yield
        finally:
            server.terminate()


def _play(paths: list[Path], record: Path) -> NDArray[np.float64]:
    """The loudest value of each millisecond from the first sound to the last, shape (n,)."""
    application = QApplication([])
    command = ["parec", f"--device={SINK}.monitor", f"--rate={RATE}", "--channels=1", "--latency-msec=20"]
    with record.open("wb") as file, subprocess.Popen(command, stdout=file) as recorder:
        player = Player()
        tracks = [make_track(number, path) for number, path in enumerate(paths, start=1)]
        QTimer.singleShot(START_MS, lambda: player.play_tracks(tracks))
        QTimer.singleShot(START_MS + round(PIECE_S * PIECES * 1000) + REST_MS, application.quit)
        application.exec()
        player.stop()
        recorder.terminate()
    samples = np.abs(np.frombuffer(record.read_bytes(), "<i2").astype(float)) / 32768
    loudest = samples[: len(samples) // 44 * 44].reshape(-1, 44).max(axis=1)
    (loud,) = np.nonzero(loudest > QUIET)
    assert len(loud), "nothing was heard"
    return np.asarray(loudest[loud[0] : loud[-1] + 1])


def _silences(heard: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """The first millisecond and the length of each silence."""
    (loud,) = np.nonzero(heard > QUIET)
    for before, after in pairwise(loud):
        if after - before > 1:
            yield int(before) + 1, int(after - before) - 1


if __name__ == "__main__":
    main()
