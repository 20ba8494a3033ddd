"""Channel: how pleasant and how lively, in the plane of Russell's circumplex (1980)."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.engine.search.channel import LEAST_CERTAINTY, Grounds, ReadPart
from vectorbeats_desktop.engine.search.guest import Guest
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.medium_means import PICTURE, WORDS
from vectorbeats_desktop.engine.search.wishes import Wish
from vectorbeats_desktop.engine.store.schema import MUSIC
from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]

NAME = "affect"
WEIGHT = 1.0  # twice the concepts', the best of the ratios tried on the rated photographs and sentences below
LOW, HIGH = 1 / 3, 2 / 3  # thirds of the library, for words
# Mean and deviation of valence and of energy over what people asked about: 550 rated photographs and
# sentences about them (OASIS; Kurdi, Lozano and Banaji 2017), as the encoders read them.
SCALES = {PICTURE: ((0.0, 0.34), (0.0, 0.35)), WORDS: ((0.12, 0.37), (0.07, 0.31))}
MOODS = {"calm": "calm", "lively": "energetic", "sombre": "dark", "bright": "cheerful"}
"""The concept that asks for more of each word; its id is its name."""
LIKE_WHAT = {Kind.IMAGE: "like the picture", Kind.TEXT: "like your words"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a part points, as ranks within the library, each in [0, 1], and how certain it is."""

    valence: float
    energy: float
    certainty: float


class AffectChannel:
    """Compares a reading's valence and energy with the tracks' ranks within this library.

    Ranks, because a reading's numbers and a track's are not on one scale: the most pleasant
    reading shall find the most pleasant tracks of any library, also of a sombre one.
    """

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> AffectEvidence | None:
        """Evidence for a part that was read in the concept space."""
        target = aim(part)
        if target is None or not view.track_ids or target.certainty <= LEAST_CERTAINTY:
            return None
        return AffectEvidence(target, view, LIKE_WHAT.get(part.kind, "as asked"), allowed)


def aim(part: ReadPart) -> Target | None:
    """Where the voices of a part point together, or None when it has none."""
    if not part.voices:
        return None
    shares = np.array([voice.share for voice in part.voices])
    return Target(
        valence=float(shares @ [_rank(voice.reading.valence, SCALES[voice.medium][0]) for voice in part.voices]),
        energy=float(shares @ [_rank(voice.reading.energy, SCALES[voice.medium][1]) for voice in part.voices]),
        certainty=float(shares @ [voice.reading.certainty for voice in part.voices]),
    )


class AffectEvidence:
    """The nearness of each track of the library, all of them in memory."""

    channel = NAME

    def __init__(self, target: Target, view: LibraryView, like_what: str, allowed: frozenset[str] | None) -> None:
        self.weight = WEIGHT * target.certainty
        self._target = target
        self._track_ids, self._place = view.track_ids, view.place
        self._valence, self._energy = view.valence, view.energy
        self._like_what = like_what
        self._allowed = allowed
        squared = self._squared()
        spread = float(squared.std())
        self._scale = squared.mean(), np.float32(spread if spread > 0 else 1)
        self._scores = self._calibrated(squared)

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The nearest tracks, or the farthest."""
        order = np.argsort(self._scores if fewest else -self._scores, kind="stable")
        ids = (self._track_ids[place] for place in order)
        kept = (track_id for track_id in ids if self._allowed is None or track_id in self._allowed)
        return list(islice(kept, limit))

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated nearness of any tracks."""
        places = np.array([self._place.get(track_id, -1) for track_id in track_ids], dtype=np.intp)
        found: Floats = np.where(places >= 0, self._scores[places], 0).astype(np.float32)
        return found

    def grounds(self, track_id: str) -> Grounds | None:
        """What the reading and the track are both: calm or lively, dark or bright."""
        place = self._place.get(track_id)
        if place is None:
            return None
        mine = _words(self._target.valence, self._target.energy)
        its = _words(float(self._valence[place]), float(self._energy[place]))
        common = [word for word in mine if word in its]
        moods = tuple(MOODS[word] for word in common)
        return Grounds(f"{' and '.join(common)} {self._like_what}", moods, moods) if common else None

    def wish(self) -> Wish:
        """Moods near to the one that is asked for."""
        return Wish(MUSIC, near=(self._target.valence, self._target.energy))

    def receive(self, guests: Sequence[Guest]) -> AffectEvidence:
        """The same of tracks that are not in the library: by the ranks that they would have in it."""
        evidence = copy(self)
        evidence._track_ids = tuple(guest.track_id for guest in guests)
        evidence._place = {track_id: place for place, track_id in enumerate(evidence._track_ids)}
        evidence._valence = np.array([guest.valence for guest in guests], np.float32)
        evidence._energy = np.array([guest.energy for guest in guests], np.float32)
        evidence._scores = self._calibrated(evidence._squared())
        return evidence

    def _squared(self) -> Floats:
        """The squared distances from the target."""
        squared: Floats = (self._valence - self._target.valence) ** 2 + (self._energy - self._target.energy) ** 2
        return squared

    def _calibrated(self, squared: Floats) -> Floats:
        mean, spread = self._scale
        scores: Floats = (mean - squared) / spread
        return scores


def _rank(value: float, scale: tuple[float, float]) -> float:
    """The share of queries whose reading is below this one's, taken to be normally distributed."""
    return NormalDist(*scale).cdf(value)


def _words(valence: float, energy: float) -> tuple[str, ...]:
    pace = "calm" if energy < LOW else "lively" if energy > HIGH else ""
    tone = "sombre" if valence < LOW else "bright" if valence > HIGH else ""
    return tuple(word for word in (pace, tone) if word)
