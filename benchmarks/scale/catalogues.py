"""Catalogues of any size, made by perturbing what real music was found to be.

A made track's descriptors lie between three real ones, with a fifth of their spread added by chance; its melody is
spliced of stretches of real ones in other keys and at other speeds, its landmarks of pieces of real ones, a third of
the peaks elsewhere. So nothing is there twice, and everything is spread as in music. Their files are a byte each, in
albums of a hundred, as old as their rows say: a walk finds nothing new about them, and nobody tries to read them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hum_scale import rivals
from benchmarks.recognition_scale import perturbed
from benchmarks.scale.naming import named
from benchmarks.scale.seeds import Seed
from vectorbeats_desktop.engine.analysis import cover_stage
from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION, audio_vector
from vectorbeats_desktop.engine.analysis.mood_stage import Described, MoodStage
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION
from vectorbeats_desktop.engine.library.entries import FingerprintRow, MelodyRow, SeenFile, SoundRow
from vectorbeats_desktop.engine.library.gain_tags import GAIN_VERSION
from vectorbeats_desktop.engine.library.replay_gain import STAGE as GAIN
from vectorbeats_desktop.engine.melody.track import MELODY_VERSION
from vectorbeats_desktop.engine.records import Features
from vectorbeats_desktop.engine.session import Session
from vectorbeats_desktop.engine.store.client import Point
from vectorbeats_desktop.engine.store.schema import AUDIO, MUSIC, SOUND_VECTOR, point_id
from vectorbeats_desktop.engine.task import TaskContext

BATCH = 1_000
ALBUM = 100
PARENTS = 3
NOISE = 0.2  # of the seeds' deviation
TEMPO_SPREAD = 0.05  # deviation of a tempo's logarithm
MELODY_POOL = 64  # melodies that the rivals of a batch are spliced of


def grow(session: Session, folder: Path, seeds: Sequence[Seed], count: int) -> None:
    """Add so many made tracks below `folder`, analysed in every stage that searches read."""
    random = np.random.default_rng(count)
    folder.mkdir(parents=True, exist_ok=True)
    added = session.add_folder(folder)
    tags = named(count, random)
    sources = [seed.landmarks for seed in seeds]
    mood = MoodStage(session.catalog, session.store, session.music, session.space)
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        files = [_file(folder / f"{number // ALBUM:05}" / f"{number:07}.flac", number) for number in numbers]
        ids = [f"a1-{number:032x}" for number in numbers]
        matrix, features = _sounds(seeds, len(numbers), random)
        described = [Described(*each) for each in zip(ids, features, islice(tags, len(numbers)), strict=True)]
        with session.catalog.batch():
            rows = session.catalog.add_files(added.folder_id, files)
            for file_id, track in zip(rows, described, strict=True):
                session.catalog.identified(file_id, track.track_id, track.tags)
        _write_sounds(session, mood, described, matrix)
        heard = rivals([seeds[number].melody for number in _some(len(seeds), random)], len(ids), random)
        session.catalog.melody_done(
            [MelodyRow(track_id, MELODY_VERSION, made.to_bytes()) for track_id, made in zip(ids, heard, strict=True)]
        )
        session.catalog.fingerprint_done(
            [FingerprintRow(track_id, FINGERPRINT_VERSION, perturbed(sources, random).to_bytes()) for track_id in ids]
        )
        for stage, version in ((cover_stage.STAGE, cover_stage.version_of(session.space)), (GAIN, GAIN_VERSION)):
            session.catalog.stage_done(stage, version, ids)  # without a cover, and without tags of loudness
        print(f"\r{numbers[-1] + 1:,} of {count:,} tracks made", end="", flush=True)
    print()
    _settle(session)


def _file(path: Path, number: int) -> SeenFile:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, ns=(number, number))
    found = path.stat()
    return SeenFile(bytes(path), found.st_size, found.st_mtime_ns, found.st_ino)


def _settle(session: Session) -> None:
    """What a run of indexing does at its end, and at the begin of the next one: the library has grown."""
    ctx = TaskContext()
    mood = MoodStage(session.catalog, session.store, session.music, session.space)
    mood.settle(ctx)
    session.recognition.index.refresh(ctx)
    session.store.flush()


def _some(count: int, random: np.random.Generator) -> NDArray[np.intp]:
    return random.choice(count, min(count, MELODY_POOL), replace=False)


def _sounds(
    seeds: Sequence[Seed], count: int, random: np.random.Generator
) -> tuple[NDArray[np.float32], list[Features]]:
    """Descriptors (count, 128) between those of three seeds each, and the nearest seed's features at other tempos."""
    known = np.stack([seed.descriptors for seed in seeds])
    parents = random.integers(len(seeds), size=(count, PARENTS))
    shares = random.dirichlet(np.ones(PARENTS), count).astype(np.float32)
    between = np.einsum("ij,ijk->ik", shares, known[parents])
    noise = random.normal(0, NOISE, between.shape) * known.std(axis=0)
    nearest = parents[np.arange(count), shares.argmax(axis=1)]
    tempos = np.exp(random.normal(0, TEMPO_SPREAD, count))
    features = [
        replace(seeds[number].features, tempo_bpm=round(seeds[number].features.tempo_bpm * float(factor), 1))
        for number, factor in zip(nearest, tempos, strict=True)
    ]
    return (between + noise).astype(np.float32), features


def _write_sounds(
    session: Session, mood: MoodStage, described: Sequence[Described], matrix: NDArray[np.float32]
) -> None:
    points, moods = mood.encode(described, matrix)
    session.store.upsert(MUSIC, points)
    vectors = audio_vector(matrix)
    session.store.upsert(
        AUDIO,
        [
            Point(point_id(track.track_id), {SOUND_VECTOR: vector}, {"audio_id": track.track_id})
            for track, vector in zip(described, vectors, strict=True)
        ],
    )
    session.catalog.sound_done(
        [
            SoundRow(track.track_id, SOUND_VERSION, row, track.features)
            for track, row in zip(described, matrix, strict=True)
        ]
    )
    session.catalog.mood_done(moods)
