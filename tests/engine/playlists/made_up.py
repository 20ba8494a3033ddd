"""Tracks that nobody recorded, in a real catalogue and a real store, so that a test knows where each lies."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.analysis.descriptors import DESCRIPTORS, SOUND_VERSION
from vectorbeats_desktop.engine.library.catalog import Catalog, MoodRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.playlists.routes import Routes
from vectorbeats_desktop.engine.records import Features, Mood, Tags
from vectorbeats_desktop.engine.search.library_view import LibraryViews
from vectorbeats_desktop.engine.search.vectors import PointIds, TrackVectors
from vectorbeats_desktop.engine.store.client import Point, VectorStore
from vectorbeats_desktop.engine.store.schema import AUDIO, SOUND_SIZE, SOUND_VECTOR, point_id


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Where a track lies: `angle` from 0 to 1 on a quarter of a circle of sounds; `aside` moves it off the circle."""

    name: str
    angle: float
    bpm: float = 100.0
    artist: str = ""
    title: str = ""
    aside: int = 0
    duration_s: float | None = None  # by itself another for each track


@dataclass(frozen=True, slots=True)
class Library:
    """The parts that ways are found by."""

    catalog: Catalog
    store: VectorStore
    routes: Routes

    def add(self, tracks: Sequence[MadeUp], folder: str = "/music", *, analysed: bool = True) -> None:
        held = self.catalog.add_folder(Path(folder))
        seen = [SeenFile(f"{folder}/{track.name}.flac".encode(), 1, n, 0) for n, track in enumerate(tracks)]
        rows, moods, points = [], [], []
        for file_id, track in zip(self.catalog.add_files(held.folder_id, seen), tracks, strict=True):
            duration_s = track.duration_s or 100.0 + 5 * file_id
            tags = Tags(title=track.title or track.name, artist=track.artist, duration_s=duration_s)
            self.catalog.identified(file_id, track.name, tags)
            features = Features(track.bpm, 4, "C major", 0.5, -20.0, 5.0, 1500.0, 3.0)
            rows.append(SoundRow(track.name, SOUND_VERSION, np.ones(len(DESCRIPTORS), np.float32), features))
            moods.append(MoodRow(track.name, 1, Mood(track.angle, track.angle)))
            points.append(Point(point_id(track.name), {SOUND_VECTOR: _sound(track)}))
        if analysed:
            self.store.upsert(AUDIO, points)
            self.catalog.sound_done(rows)
            self.catalog.mood_done(moods)


@contextmanager
def made_up_library(root: Path) -> Iterator[Library]:
    catalog = Catalog(root / "catalog.sqlite")
    store = VectorStore(root / "store", {AUDIO: {SOUND_VECTOR: SOUND_SIZE}})
    sounds = TrackVectors(store, PointIds(), AUDIO, SOUND_VECTOR, SOUND_SIZE)
    try:
        yield Library(catalog, store, Routes(catalog, sounds, LibraryViews(catalog)))
    finally:
        store.close()
        catalog.close()


def _sound(track: MadeUp) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    vector = np.zeros(SOUND_SIZE, np.float32)
    vector[:2] = math.cos(track.angle * math.pi / 2), math.sin(track.angle * math.pi / 2)
    if track.aside:
        vector[2 + track.aside % (SOUND_SIZE - 2)] = 0.6
    return vector / np.linalg.norm(vector)
