"""What is used while kills come: music that is made, and a data folder for each activity."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.faults.program import Program
from tests.qdrant_stub import qdrant_stub
from tests.small_library import make_indexed

RATE_HZ = 22_050
CLIP_S = 6.0


def make_music(folder: Path, files: int) -> Path:
    """Short real audio files, each of its own sound: four tones with a beat."""
    folder.mkdir()
    chance = np.random.default_rng(1)
    time_s = np.arange(int(CLIP_S * RATE_HZ)) / RATE_HZ
    for number in range(files):
        tones = sum(0.1 * np.sin(2 * np.pi * pitch * time_s) for pitch in chance.uniform(100, 900, 4))
        beat = np.sin(2 * np.pi * chance.uniform(0.5, 3) * time_s) > 0
        soundfile.write(folder / f"{number:04}.flac", tones * beat, RATE_HZ)
    return folder


@contextmanager
def programs(root: Path, files: int, only: list[str]) -> Iterator[list[Program]]:
    """A program for each activity, on data folders of their own."""
    with ExitStack() as closing_:
        made = []
        if set(only) - {"index"}:
            make_indexed(root / "small")
        for activity in only:
            data = root / activity / "data"
            data.parent.mkdir()
            address = ""
            if activity == "index":
                music = make_music(root / activity / "music", files)
            else:
                music = root / "small" / "music"
                subprocess.run(["cp", "-a", "--sparse=always", root / "small" / "data", data], check=True)
            if activity == "sync":
                address = closing_.enter_context(qdrant_stub()).address
            made.append(Program(data, music, activity, address))
        try:
            yield made
        finally:
            for each in made:
                each.end()
