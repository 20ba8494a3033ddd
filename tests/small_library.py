"""A small library of real, very different sounds, indexed once for all tests that search it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from PIL import Image

from vectorbeats_desktop.engine.paths import Paths
from vectorbeats_desktop.engine.records import Kind, QueryPart
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext

RATE = 22050
SECONDS = 6.0

Samples = NDArray[np.float64]

SOUNDS = {
    "calm piano.flac": ("Rainy Night", "Nora Vale", "Still Waters", "Ambient"),
    "low drone.flac": ("Deep Below", "Nora Vale", "Still Waters", "Ambient"),
    "soft bells.flac": ("Évening Bells", "Motörhead Revival", "Glass", "Folk"),
    "loud noise.flac": ("Furnace", "Iron Works", "Heat", "Metal"),
    "fast beat.flac": ("Run", "Iron Works", "Heat", "Techno"),
    "bright chords.flac": ("Holiday", "The Sunnies", "Beach", "Pop"),
}


def _time() -> Samples:
    return np.arange(int(RATE * SECONDS)) / RATE


def _chord(frequencies: tuple[float, ...], level: float) -> Samples:
    waves = np.sin(2 * np.pi * np.array(frequencies)[:, None] * _time()[None, :])
    return np.asarray(level * waves.mean(axis=0))


def _pulses(per_second: float, decay: float) -> Samples:
    return np.exp(-decay * (_time() * per_second % 1.0) / per_second)


def _sound(name: str) -> Samples:
    noise = np.random.default_rng(3).normal(size=_time().size)
    made = {
        "calm piano": _chord((220.0, 261.6, 329.6), 0.1) * _pulses(0.5, 2.0),
        "low drone": _chord((55.0, 82.5), 0.12),
        "soft bells": _chord((880.0, 1320.0, 2217.0), 0.08) * _pulses(0.7, 3.0),
        "loud noise": np.clip(0.5 * noise, -0.95, 0.95),
        "fast beat": np.clip(0.6 * noise * _pulses(4.0, 30.0) + _chord((60.0,), 0.3) * _pulses(4.0, 12.0), -0.95, 0.95),
        "bright chords": _chord((523.3, 659.3, 784.0, 1046.5), 0.4) * _pulses(3.0, 5.0),
    }
    return np.asarray(made[name])


def make_library(folder: Path) -> list[Path]:
    """Write the six sounds as tagged FLAC files."""
    folder.mkdir(parents=True)
    paths = []
    for name, (title, artist, album, genre) in SOUNDS.items():
        path = folder / name
        with soundfile.SoundFile(path, "w", RATE, 1, format="FLAC") as file:
            file.title, file.artist, file.album, file.genre = title, artist, album, genre
            file.date = "1994" if artist == "Nora Vale" else "2010"
            file.write(_sound(path.stem))
        paths.append(path)
    return paths


def make_picture(path: Path, colour: tuple[int, int, int]) -> Path:
    """A picture of one colour, which gets darker downwards."""
    rows = np.linspace(1.0, 0.5, 64)[:, None, None] * np.array(colour)[None, None, :]
    Image.fromarray(np.broadcast_to(rows, (64, 64, 3)).astype(np.uint8)).save(path)
    return path


def words(text: str, weight: float = 1.0) -> QueryPart:
    return QueryPart(Kind.TEXT, text, weight)


def make_indexed(root: Path) -> Paths:
    """A data folder whose library holds the six sounds, indexed and closed again."""
    make_library(root / "music")
    paths = Paths.under(root / "data")
    with Session.open(paths, fast_settings()) as session:
        folder = session.add_folder(root / "music")
        report = session.index(TaskContext(), [folder.folder_id])
    assert report.analysed == len(SOUNDS), report.problems
    return paths


def start_children(session: Session) -> None:
    """Start what a session's questions start, for a session that outlives a test: tests look for leaks."""
    session.store.info()
    assert session.humming.problem(TaskContext()) == ""
    assert session.recognition.problem(TaskContext()) == ""
    session.opener.warm().result(60)


def fast_settings() -> Settings:
    """Settings without the text model, which takes seconds to load and is tested by itself."""
    settings = Settings()
    settings.set("search.text_model", False)
    settings.set("analysis.workers", 1)
    return settings
