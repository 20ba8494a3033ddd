"""What the models of pictures and sounds know: their towers, what they make of phrases, and the bridge between them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.analysis.sight_stage import seen_pictures
from vectorbeats_desktop.engine.encoders.bridge.bank import bank_recipe, build_bank
from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge, BridgeUnfit, Origin
from vectorbeats_desktop.engine.encoders.bridge.jobs import fit_bridge
from vectorbeats_desktop.engine.encoders.bridge.rows import centred, mean_of
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.phrase_rows import PhraseRows
from vectorbeats_desktop.engine.encoders.towers import PictureTower, SoundTower, Towers, WordsTower
from vectorbeats_desktop.engine.encoders.zero_shot import ZeroShotConcepts, concept_directions, pictures_mean
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.store.client import VectorStore
from vectorbeats_desktop.engine.store.schema import IMAGES
from vectorbeats_desktop.engine.task import Progress, TaskContext

logger = logging.getLogger(__name__)

STAGE = "bridge"
REFRESHED = 1.1  # times as many pictures, from which on their mean is taken anew

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class MusicWords:
    """What words have in common to a sound model, (d,), and the directions from there to the concepts, (C, d)."""

    mean: Floats
    concepts: Floats

    @classmethod
    def of(cls, space: ConceptSpace, rows: Floats) -> MusicWords:
        """From what the model made of the concepts' phrases, (P, d), in the order of the space."""
        mean = mean_of(rows)
        return cls(mean, concept_directions(space, centred(rows, mean)))


class Understanding:
    """Gives the concepts of pictures and the bridge to music, as soon as they are prepared for the models there are.

    `towers` tells the models as they are now. Nothing here waits for a model but `prepare`. Safe to use from
    several threads.
    """

    def __init__(self, space: ConceptSpace, store: VectorStore, folder: Path, towers: Callable[[], Towers]) -> None:
        self._space = space
        self._store = store
        self._folder = folder
        self._towers = towers
        self._rows = PhraseRows(folder)
        self._phrases = tuple(phrase for own in space.phrases for phrase in own)
        self._lock = threading.Lock()
        self._recipe = bank_recipe(space)
        self._zero_shot: tuple[str, int, ZeroShotConcepts] | None = None
        self._words: tuple[str, MusicWords] | None = None
        self._bridge: tuple[Origin, int, Bridge] | None = None

    @property
    def towers(self) -> Towers:
        """The models as they are now."""
        return self._towers()

    def concepts_of_pictures(self) -> ZeroShotConcepts | None:
        """How pictures are read into the concept space; None while that is not prepared. Raises StoreUnavailable."""
        tower = self._towers().pictures
        if tower is None:
            return None
        with self._lock:
            count = self._pictures_count(tower.space)
            known = self._zero_shot
            if known is not None and known[0] == tower.space and count <= REFRESHED * known[1]:
                return known[2]
            phrases = self._rows.kept(tower.space, self._phrases, tower.dimension)
            if phrases is None:
                return None
            mean = pictures_mean(list(self._seen(tower.space).values()))
            made = ZeroShotConcepts(self._space, phrases, mean)
            self._zero_shot = (tower.space, max(1, count), made)
            return made

    def bridge(self) -> Bridge | None:
        """The map from pictures to music; None while it is not fitted for these models. Raises StoreUnavailable."""
        towers = self._towers()
        if towers.pictures is None or towers.searched is None:
            return None
        with self._lock:
            origin = self._origin(towers.pictures, towers.searched)
            count = self._pictures_count(towers.pictures.space)
            known = self._bridge
            if known is not None and known[0] == origin and count <= REFRESHED * known[1]:
                return known[2]
            try:
                fitted = Bridge.load(self._file, origin)
            except BridgeUnfit:
                return None
            seen = list(self._seen(towers.pictures.space).values())
            centred = fitted.seeing(np.stack(seen)) if seen else fitted
            self._bridge = (origin, max(1, count), centred)
            return centred

    def words_of_music(self) -> MusicWords | None:
        """What words have in common to the sound model, and where it has the concepts; None while not prepared."""
        tower = self._towers().searched
        if tower is None:
            return None
        with self._lock:
            if self._words is None or self._words[0] != tower.space:
                rows = self._rows.kept(tower.space, self._phrases, tower.dimension)
                if rows is None:
                    return None
                self._words = (tower.space, MusicWords.of(self._space, rows))
            return self._words[1]

    def phrases(self, tower: WordsTower, ctx: TaskContext) -> Floats:
        """What a model makes of the concepts' phrases, (P, d). Raises ModelUnavailable, Cancelled."""
        return self._rows.made(tower, self._phrases, ctx)

    def prepare(self, pool: WorkerPool, ctx: TaskContext) -> None:
        """Say all phrases to the models, and fit the bridge, where that has not been done for these models.

        Takes a minute after both were installed, and some hundredths of a second afterwards. Raises
        ModelUnavailable, WorkerCrashed, OSError, Cancelled; what was said before is kept.
        """
        towers = self._towers()
        for tower in (towers.pictures, towers.sounds):
            if tower is not None:
                self.phrases(tower, ctx)
        if towers.pictures is None or towers.sounds is None:
            return
        origin = self._origin(towers.pictures, towers.sounds)
        try:
            Bridge.load(self._file, origin)
        except BridgeUnfit as reason:
            logger.info("the bridge is fitted: %s", reason)
            self._fit(origin, towers.pictures, towers.sounds, pool, ctx)

    def _fit(
        self, origin: Origin, pictures: PictureTower, sounds: SoundTower, pool: WorkerPool, ctx: TaskContext
    ) -> None:
        bank = build_bank(self._space)
        seen = self._rows.made(pictures, [phrase.text for phrase in bank.picture_phrases], ctx)
        heard = self._rows.made(sounds, [phrase.text for phrase in bank.music_phrases], ctx)
        ctx.report(Progress(STAGE))
        work = (fit_bridge, self._space, seen, heard, origin.picture_model, origin.music_model)
        bridge: Bridge = result_of(pool.submit(*work), ctx)
        replace(bridge, origin=origin).save(self._file)

    @property
    def _file(self) -> Path:
        return self._folder / "bridge.npz"

    def _origin(self, pictures: PictureTower, sounds: SoundTower) -> Origin:
        return Origin(pictures.space, sounds.space, self._recipe)

    def _pictures_count(self, space: str) -> int:
        return self._store.count(IMAGES, using=space) if space in self._store.spaces[IMAGES] else 0

    def _seen(self, space: str) -> dict[str, Floats]:
        return seen_pictures(self._store, space) if space in self._store.spaces[IMAGES] else {}
