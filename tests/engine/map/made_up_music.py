"""A real catalogue and a real store with tracks in clusters, so that a test knows who is like whom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS, SOUND_VERSION
from vectorbeats_desktop.engine.library.catalog import MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.records import Features, Mood, Tags
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.client import Point
from vectorbeats_desktop.engine.store.schema import AUDIO, SOUND_SIZE, SOUND_VECTOR, point_id

GENRES = ("Jazz", "Rock", "Folk", "")
SPREAD = 1.0  # of a cluster, beside centres of length 1; in 128 dimensions clusters stay far apart

Floats = NDArray[np.float32]


def track_id(number: int) -> str:
    return f"a1-{number:032x}"


def cluster(number: int, clusters: int = 3) -> int:
    """Which cluster the track of that number is in."""
    return number % clusters


def vector(number: int, clusters: int = 3) -> Floats:
    """A sound near its cluster's centre, of unit length, (128,)."""
    centre = np.random.default_rng(cluster(number, clusters)).normal(size=SOUND_SIZE)
    own = np.random.default_rng(1000 + number).normal(size=SOUND_SIZE)
    made = centre / np.linalg.norm(centre) + SPREAD * own / np.linalg.norm(own)
    return np.asarray(made / np.linalg.norm(made), np.float32)


def add_tracks(session: Session, numbers: Sequence[int], folder: Path) -> None:
    """Tracks as indexing leaves them: identified, described, with moods, and their vectors in the store."""
    catalog = session.catalog
    folder.mkdir(exist_ok=True)
    held = catalog.add_folder(folder)
    seen = [SeenFile(bytes(folder / f"{number}.flac"), 1, number, number) for number in numbers]
    rows, moods, points = [], [], []
    for file_id, number in zip(catalog.add_files(held.folder_id, seen), numbers, strict=True):
        tags = Tags(
            title=f"Song {number}",
            artist=f"Artist {cluster(number)}",
            genre=GENRES[number % 4],
            year=1960 + number % 60 if number % 5 else None,
            duration_s=180.0,
        )
        one = track_id(number)
        catalog.identified(file_id, one, tags)
        features = Features(80.0 + number % 90, 4, "C major", 0.5, -20.0, 5.0, 1500.0, 3.0)
        rows.append(SoundRow(one, SOUND_VERSION, np.zeros(len(DESCRIPTORS), np.float32), features))
        moods.append(MoodRow(one, 1, Mood(float(np.cos(number)), float(np.sin(number)))))
        points.append(Point(point_id(one), {SOUND_VECTOR: vector(number)}, {"track_id": one}))
    session.store.upsert(AUDIO, points)
    session.store.flush()
    catalog.sound_done(rows)
    catalog.mood_done(moods)
