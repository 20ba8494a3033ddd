"""What each channel makes of the synthetic world: scores of all tracks, (pictures, tracks), for each picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tests.engine.encoders.bridge.synthetic import Tower, World, centred_cosines
from vectorbeats_desktop.engine.encoders.bridge.bank import Bank, Phrase
from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge
from vectorbeats_desktop.engine.encoders.bridge.fit import fit
from vectorbeats_desktop.engine.encoders.bridge.hubness import crowding, csls, normalised_by_bank, soft_crowding
from vectorbeats_desktop.engine.encoders.bridge.rows import centred, mean_of, unit_rows

CONCEPTS, LINEAR, AFFECT = 0.5, 0.3, 0.2  # the channels' weights, to start with
KNOWN_NOISE = 0.1  # of the inverse of a tower, against the strength of its directions
AFFECT_RIDGE = 1e-3

Floats = NDArray[np.float32]


class Rankings:
    """A world's pictures and tracks through a bank: by concepts, by the map, by valence and energy, and together."""

    def __init__(self, world: World, bank: Bank) -> None:
        self.world, self.bank = world, bank
        self.said, self.told = world.phrases(bank)
        self.library = centred(world.heard, mean_of(world.heard))
        self.bridge = self.fitted(bank)

    def fitted(self, bank: Bank, noise: float | None = None) -> Bridge:
        """A bridge of a bank with the same phrases, which has seen other pictures."""
        extra = {} if noise is None else {"noise": noise}
        fitted = fit(bank, self.said, self.told, picture_model="pictures", music_model="sounds", **extra)
        return fitted.seeing(self.world.seen_before)

    def shuffled(self, seed: int = 1) -> Bridge:
        """The control: each picture phrase is told the music of another."""
        rows = np.random.default_rng(seed).permutation(self.bank.music_rows)
        return self.fitted(replace(self.bank, music_rows=rows))

    def mapped(self, bridge: Bridge, correction: str = "bank") -> Floats:
        """The linear map, with hubs corrected by a "bank" of queries, by "csls", or not ("")."""
        asked = bridge.to_music(self.world.seen)
        return self.corrected(asked, bridge.through(bridge.shown), correction)

    def corrected(self, asked: Floats, others: Floats, correction: str = "bank") -> Floats:
        """Scores of what is asked in the sound model's space, (q, m), by a bank of `others` that could have been."""
        cosines: Floats = asked @ self.library.T
        if correction == "bank":
            return normalised_by_bank(cosines, soft_crowding(self.library, others))
        if correction == "csls":
            return csls(cosines, crowding(asked, self.library), crowding(self.library, others))
        return cosines

    def uncentred(self) -> Floats:
        """The map where nothing is centred when it is asked: the gap between the media stays."""
        asked = replace(self.bridge, centre=self.said[self.bank.picture_rows].mean(axis=0)).to_music(self.world.seen)
        cosines = asked @ self.world.heard.T
        return normalised_by_bank(cosines, soft_crowding(self.world.heard, self.bridge.through(self.bridge.shown)))

    def identity(self) -> Floats:
        """The control: the picture's vector taken for a sound's as it is."""
        asked = centred(self.world.seen, mean_of(self.world.seen_before))
        return self.corrected(asked, centred(self.world.seen_before, mean_of(self.world.seen_before)))

    def true_map(self) -> Floats:
        """The oracle: as the bridge, with the map by which the two towers were really made, and CSLS, its best."""
        asked, others = (
            unit_rows(self._read(self.world.picture_tower, centred(rows, mean_of(self.world.seen_before))))
            for rows in (self.world.seen, self.world.seen_before)
        )
        asked, others = (unit_rows(rows @ self.world.sound_tower.weights) for rows in (asked, others))
        return self.corrected(asked, others, "csls")

    def read_minds(self) -> Floats:
        """What no map of queries can reach: the meaning of both sides, read out of the towers."""
        shown = self._read(self.world.picture_tower, self.world.seen)
        return centred_cosines(shown, self._read(self.world.sound_tower, self.world.heard))

    def _read(self, tower: Tower, rows: Floats) -> Floats:
        weights = tower.weights
        within = weights @ weights.T + np.float32(KNOWN_NOISE) * np.eye(len(weights), dtype=np.float32)
        meaning: Floats = np.linalg.solve(within, weights @ (rows - rows.mean(axis=0)).T).T.astype(np.float32)
        return meaning

    def concepts(self) -> Floats:
        """Each side's likeness to the concepts' phrases, standardised over its own kind, and compared."""
        shown = self.bridge.centred(self.world.seen) @ self.bridge.shown.T
        usual = self.bridge.centred(self.world.seen_before) @ self.bridge.shown.T
        heard = self.library @ self.bridge.heard.T
        standard = (shown - usual.mean(axis=0)) / usual.std(axis=0)
        cosines: Floats = unit_rows(standard) @ unit_rows((heard - heard.mean(axis=0)) / heard.std(axis=0)).T
        return cosines

    def affect(self) -> Floats:
        """How near both are in valence and energy, read on each side by a ridge regression on its phrases, as ranks."""
        shown = self._feeling(self.said, self.bank.picture_phrases, self.bridge.centred(self.world.seen))
        heard = self._feeling(self.told, self.bank.music_phrases, self.library)
        apart: Floats = np.linalg.norm(_ranks(shown)[:, None] - _ranks(heard)[None], axis=2)
        return -apart

    def _feeling(self, rows: Floats, phrases: Sequence[Phrase], asked: Floats) -> Floats:
        known = centred(rows, mean_of(rows))
        lies = np.array([(phrase.valence, phrase.energy) for phrase in phrases], np.float32)
        ridge = np.float32(AFFECT_RIDGE * len(known)) * np.eye(known.shape[1], dtype=np.float32)
        weights = np.linalg.solve(known.T @ known + ridge, known.T @ (lies - lies.mean(axis=0)))
        read: Floats = (asked @ weights).astype(np.float32)
        return read

    def fused(self, linear: Floats) -> Floats:
        """The three channels, standardised over the library and added by their weights."""
        channels = ((CONCEPTS, self.concepts()), (LINEAR, linear), (AFFECT, self.affect()))
        total: Floats = np.sum([weight * _standard(scores) for weight, scores in channels], axis=0)
        return total


def _standard(scores: Floats) -> Floats:
    standard: Floats = (scores - scores.mean(axis=1, keepdims=True)) / scores.std(axis=1, keepdims=True)
    return standard


def _ranks(values: Floats) -> Floats:
    ranks: Floats = (values.argsort(axis=0).argsort(axis=0) / len(values)).astype(np.float32)
    return ranks
