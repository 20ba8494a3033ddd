"""What the models of pictures and sounds make of a part, beside what is read of it without them.

A search never waits for a model to load: while one is starting, the part is read without it, and it is said so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.excerpt import WHOLE, Excerpt
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.analysis.sight_stage import SIDE
from vectorbeats_desktop.engine.encoders.bridge.rows import unit_rows
from vectorbeats_desktop.engine.encoders.negation import split
from vectorbeats_desktop.engine.encoders.towers import SoundTower, WordsTower
from vectorbeats_desktop.engine.encoders.zero_shot import Seen
from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.engine.search import sound_jobs
from vectorbeats_desktop.engine.search.channel import ReadPart, Said
from vectorbeats_desktop.engine.search.picture_opener import PictureOpener
from vectorbeats_desktop.engine.search.recent import Recent, content_key
from vectorbeats_desktop.engine.search.vectors import TrackVectors
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.engine.understanding import Understanding

WITHOUT = 0.5  # how much what is not wanted counts against what is
KEPT = 16  # sounds whose windows were heard
COMPARED = frozenset((Kind.SOUND, Kind.LIKE))
STARTING = "The {0} is starting; this was searched without it. Search again in a moment for more."

Floats = NDArray[np.float32]
Vectors = Callable[[], TrackVectors | None]


class ModelReader:
    """Adds to parts what the models make of them. `places` are how many windows of a sound are heard."""

    def __init__(
        self, understanding: Understanding, pool: WorkerPool, vectors: Vectors, places: int, opened: PictureOpener
    ) -> None:
        self._understanding = understanding
        self._pool = pool
        self._vectors = vectors
        self._places = places
        self._opened = opened
        self._heard: Recent[Floats] = Recent(KEPT)

    @property
    def installed(self) -> frozenset[str]:
        """The spaces of all models that may have something to say."""
        towers = self._understanding.towers
        return frozenset(tower.space for tower in (towers.pictures, towers.searched) if tower is not None)

    @property
    def ready(self) -> frozenset[str]:
        """The spaces of those that would answer at once."""
        towers = self._understanding.towers
        return frozenset(
            tower.space for tower in (towers.pictures, towers.searched) if tower is not None and tower.ready
        )

    def picture(self, path: Path, ctx: TaskContext) -> tuple[Floats | None, Seen | None, tuple[str, ...]]:
        """What the picture model sees, (p,), how that reads, and what to tell of it. Raises UnreadablePicture."""
        tower = self._understanding.towers.pictures
        if tower is None:
            return None, None, ()
        if not tower.ready:
            return None, None, _not_yet(tower, "picture model")
        try:
            row = tower.pictures([self._opened(path, SIDE, ctx)], ctx)[0]
        except ModelUnavailable as error:
            return None, None, (error.message,)
        concepts = self._understanding.concepts_of_pictures()
        return row, None if concepts is None else concepts.read(row), ()

    def said(self, read: ReadPart, ctx: TaskContext) -> ReadPart:
        """The part with what its words say to the sound model."""
        tower, words = self._understanding.towers.searched, self._understanding.words_of_music()
        if tower is None or words is None:
            return read
        if not tower.ready:
            return replace(read, notices=(*read.notices, *_not_yet(tower, "music model")))
        request = split(read.part.value)
        unwanted = [part for part in request.unwanted if part.text]
        texts = [text for text in (request.wanted, *(part.text for part in unwanted)) if text]
        if not texts:
            return read
        try:
            rows = unit_rows(unit_rows(tower.words(texts, ctx)) - words.mean)
        except ModelUnavailable as error:
            return replace(read, notices=(*read.notices, error.message))
        counted = [1.0] * bool(request.wanted) + [-WITHOUT * part.strength for part in unwanted]
        direction = unit_rows((np.array(counted, np.float32) @ rows)[None])[0]
        return replace(read, said=Said(direction, words.concepts))

    def heard(self, read: ReadPart, path: Path, excerpt: Excerpt, ctx: TaskContext) -> ReadPart:
        """The part with what the sound model hears in it; what the library holds was heard already.

        Raises UnreadableFile, StoreUnavailable, Cancelled.
        """
        tower, vectors = self._understanding.towers.searched, self._vectors()
        if tower is None or vectors is None or COMPARED.isdisjoint(read.kinds) or read.sound is None:
            return read
        known = vectors.read([read.sound.track_id]) if excerpt == WHOLE and read.sound.track_id else {}
        if known:
            return replace(read, heard=next(iter(known.values())))
        if not tower.ready:
            return replace(read, notices=(*read.notices, *_not_yet(tower, "music model")))
        key = content_key(path, excerpt, tower.space)
        try:
            row = self._heard.get(key, lambda: self._listen(tower, path, excerpt, ctx))
        except ModelUnavailable as error:
            return replace(read, notices=(*read.notices, error.message))
        return replace(read, heard=row)

    def _listen(self, tower: SoundTower, path: Path, excerpt: Excerpt, ctx: TaskContext) -> Floats:
        windows: Floats = result_of(self._pool.submit(sound_jobs.windows, path, self._places, excerpt), ctx)
        row: Floats = unit_rows(tower.sounds(windows, ctx).mean(axis=0, keepdims=True))[0]
        return row


def _not_yet(tower: WordsTower, name: str) -> tuple[str, ...]:
    tower.warm()
    return (STARTING.format(name),)
