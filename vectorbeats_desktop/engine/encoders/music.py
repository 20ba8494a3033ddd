"""Music read into the concept space, from its sound descriptors and its genre tag.

Valence and energy are linear in a few standardised descriptors, with weights fitted on
excerpts that listeners rated (`resources/music_mood.json` says on which, and how well). The
other four places of the concept space (tempo, mode, brightness, density) are descriptors
themselves. A concept is present as far as the track lies near its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.descriptors import INDEX
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace
from vectorbeats_desktop.engine.encoders.genre_words import GenreWords
from vectorbeats_desktop.engine.paths import resources
from vectorbeats_desktop.engine.records import Correction

Floats = NDArray[np.float32]

MOOD_VERSION = "mood-1"
"""Raised whenever valence, energy or activations come to mean something else."""

PRIOR_TRACKS = 30  # a library this large counts as much as the reference does
LARGEST_SCORE = 4.0  # standard deviations beyond which a descriptor says nothing more
WIDTH = 0.45  # of a concept's neighbourhood, in units of its place
PLACE_WEIGHTS = (1.0, 1.0, 0.35, 0.35, 0.25, 0.25)  # valence, energy, tempo, mode, brightness, density
TAGGED = 0.95  # activation of a genre that the file's tag names
UNTAGGED = 0.4  # what remains of a genre that the sound suggests when the tag names another


@dataclass(frozen=True, slots=True)
class Calibration:
    """Mean and deviation of the model's descriptors in one library: (d,) float64 each.

    Listeners judge by what they are used to, and so does the mood model: the same loudness is
    energetic in a folk collection and tame in a metal one.
    """

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]
    tracks: int

    @property
    def version(self) -> str:
        """Names the figures: moods made with the same ones may be compared."""
        figures = json.dumps([np.round(self.mean, 6).tolist(), np.round(self.deviation, 6).tolist()])
        return hashlib.sha256(figures.encode()).hexdigest()[:8]

    def as_json(self) -> dict[str, Any]:
        return {"mean": self.mean.tolist(), "deviation": self.deviation.tolist(), "tracks": self.tracks}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Calibration:
        """Read back what `as_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
        mean, deviation = np.array(stored["mean"], dtype=float), np.array(stored["deviation"], dtype=float)
        if mean.shape != deviation.shape or not (np.isfinite(mean).all() and (deviation > 0).all()):
            raise ValueError("the calibration does not hold positive, finite deviations")
        return cls(mean, deviation, int(stored["tracks"]))


@dataclass(frozen=True, slots=True)
class MusicReadings:
    """Moods of n tracks: valence and energy (n,) in [-1, 1], activations (n, C) in [0, 1]; float32."""

    valence: Floats
    energy: Floats
    activations: Floats


@dataclass(frozen=True, slots=True)
class MoodModel:
    """The fitted weights. `names` are the descriptors, (d,); weights are for standardised ones."""

    names: tuple[str, ...]
    valence: NDArray[np.float64]
    energy: NDArray[np.float64]
    reference: Calibration


@cache
def load_model() -> MoodModel:
    """The model of `resources/music_mood.json`. Raises KeyError or ValueError when it is damaged."""
    stored = json.loads((resources() / "music_mood.json").read_text(encoding="utf-8"))
    return MoodModel(
        names=tuple(stored["descriptors"]),
        valence=np.array(stored["valence"], dtype=float),
        energy=np.array(stored["energy"], dtype=float),
        reference=Calibration.from_json(stored["reference"]),
    )


NONE: Mapping[int, Correction] = MappingProxyType({})


class MusicEncoder:
    """Reads valence, energy and concepts of tracks out of their descriptors."""

    def __init__(self, space: ConceptSpace, model: MoodModel | None = None) -> None:
        self._space = space
        self._model = model or load_model()
        self._columns = [INDEX[name] for name in self._model.names]
        self._tempo = INDEX["tempo"]
        self._places = np.stack(
            [space.valence, space.energy, space.tempo, space.mode, space.brightness, space.density]
        ).astype(np.float32)
        self._genre_words = GenreWords(space)
        self._genres = space.kinds[ConceptKind.GENRE]

    def calibrate(self, descriptors: Floats) -> Calibration:
        """How this library's descriptors lie; `descriptors` is (n, len(DESCRIPTORS)).

        The reference population counts as much as PRIOR_TRACKS tracks, so that a library of
        three songs does not make one of them furious.
        """
        reference, count = self._model.reference, len(descriptors)
        if count == 0:
            return Calibration(reference.mean, reference.deviation, 0)
        values = descriptors[:, self._columns].astype(np.float64)
        share = count / (count + PRIOR_TRACKS)
        mean = share * values.mean(axis=0) + (1 - share) * reference.mean
        # The variance of the two populations put together, about their common mean.
        own = values.var(axis=0) + (values.mean(axis=0) - mean) ** 2
        prior = reference.deviation**2 + (reference.mean - mean) ** 2
        return Calibration(mean, np.sqrt(share * own + (1 - share) * prior), count)

    def encode(
        self,
        descriptors: Floats,
        genres: Sequence[str],
        calibration: Calibration,
        corrections: Mapping[int, Correction] = NONE,
    ) -> MusicReadings:
        """Moods of n tracks, from descriptors (n, len(DESCRIPTORS)) and their genre tags.

        `corrections` tell for some rows what a person says is right; the concepts then follow from that.
        """
        scores = (descriptors[:, self._columns].astype(np.float64) - calibration.mean) / calibration.deviation
        scores = np.clip(scores, -LARGEST_SCORE, LARGEST_SCORE)
        valence = np.tanh(scores @ self._model.valence / 1.5)
        energy = np.tanh(scores @ self._model.energy / 1.5)
        named = {name: scores[:, place] for place, name in enumerate(self._model.names)}
        beats = np.maximum(descriptors[:, self._tempo], 1.0).astype(np.float64)
        for row, right in corrections.items():
            if right.valence is not None and right.energy is not None:
                valence[row], energy[row] = right.valence, right.energy
            if right.tempo_bpm is not None:
                beats[row] = right.tempo_bpm
        tempo = np.clip(np.log2(beats / 110.0) / 0.7, -1, 1)
        others = (np.tanh(named[name] / 1.5) for name in ("mode_difference", "centroid_mean", "onset_rate"))
        places = np.stack([valence, energy, tempo, *others]).astype(np.float32)
        activations = self._activate(places)
        for row, genre in enumerate(genres):
            self._hear_tag(activations[row], genre)
        return MusicReadings(places[0], places[1], activations)

    def _activate(self, places: Floats) -> Floats:
        """Gaussian nearness of each track, (6, n), to each concept's place: (n, C) in (0, 1]."""
        distance = np.zeros((places.shape[1], len(self._space)), dtype=np.float32)
        for weight, mine, theirs in zip(PLACE_WEIGHTS, places, self._places, strict=True):
            distance += np.float32(weight) * (mine[:, None] - theirs[None, :]) ** 2
        nearness: Floats = np.exp(-distance / np.float32(2 * WIDTH**2))
        return nearness

    def _hear_tag(self, activations: Floats, genre: str) -> None:
        named = self._genre_words.concepts_of(genre)
        if any(self._genres[place] for place in named):
            activations[self._genres] *= UNTAGGED
        for place in named:
            activations[place] = max(activations[place], TAGGED)
