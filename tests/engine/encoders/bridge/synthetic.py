"""A world of two models that were never trained together, made so that what is true is known.

Meaning is a vector: valence and energy (as random Fourier features, so that near is alike), and what a thing is
about, where concepts of one kind and mood share a group, and some scenes have music that belongs to them. Of the
links that the grammar knows a third are wrong here, and as many are true that it does not know.

A tower turns meaning into vectors of length 1: by a rotation of its own, stronger in some directions than in
others (anisotropy), shifted by a mean that all its vectors share and by a gap between phrases and pictures or
sounds; with noise of wording and of execution; and it knows some kinds of concepts better than others. Some tracks
are hubs: near to a great part of all pictures, whatever those show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.bank import SHOWN, Bank, Phrase
from vectorbeats_desktop.engine.encoders.bridge.grammar import load_grammar
from vectorbeats_desktop.engine.encoders.bridge.rows import unit_rows
from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace, load_concepts

FEATURES, ABOUT = 24, 40  # sizes of the two parts of meaning
MEANING = FEATURES + ABOUT
FEELING_WIDTH = 0.7  # in valence and energy, beyond which two feelings have little in common
WRONG_LINKS = 1 / 3
HUB_SHARE, HUB_PULL = 0.03, 2.0  # of the tracks; against how far they lie from their mean
PICTURES_KNOW = {"scene": 1.0, "activity": 0.9, "mood": 0.7, "genre": 0.5, "instrument": 0.7, "texture": 0.4}
SOUNDS_KNOW = {"scene": 0.5, "activity": 0.5, "mood": 0.8, "genre": 1.0, "instrument": 1.0, "texture": 0.8}

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Things:
    """Pictures or tracks: meaning (n, MEANING), valence and energy (n,), and the concepts of each."""

    meaning: Floats
    valence: Floats
    energy: Floats
    concepts: tuple[tuple[str, ...], ...]
    hubs: NDArray[np.bool_]


class Meanings:
    """What phrases, pictures and tracks mean."""

    def __init__(self, space: ConceptSpace, seed: int) -> None:
        random = np.random.default_rng([seed, 1])
        self.space = space
        self._waves = random.normal(0, 1 / FEELING_WIDTH, (2, FEATURES))
        self._shifts = random.uniform(0, 2 * np.pi, FEATURES)
        self.about = self._concepts(random)

    def _concepts(self, random: np.random.Generator) -> Floats:
        """What each concept is about, (C, ABOUT) unit rows: its group, itself, and the music that belongs to it."""
        groups: dict[tuple[str, bool, bool], Doubles] = {}
        rows = []
        for concept in self.space.concepts:
            key = (concept.kind.value, concept.valence > 0.2, concept.energy > 0.1)
            group = groups.setdefault(key, _unit(random.normal(size=ABOUT)))
            rows.append(_unit(0.5 * group + _unit(random.normal(size=ABOUT))))
        about = np.array(rows)
        for place, music in self._true_links(random).items():
            about[place] = _unit(about[place] + _unit(about[list(music)].sum(axis=0)))
        return about.astype(np.float32)

    def _true_links(self, random: np.random.Generator) -> Mapping[int, Sequence[int]]:
        index, heard = self.space.index, np.flatnonzero(~self._is_shown())
        links: dict[int, list[int]] = {}
        for shown, music in load_grammar().links.items():
            true = [index(name) for name in music if random.random() > WRONG_LINKS]
            links[index(shown)] = [*true, *random.choice(heard, 1).tolist()]
        return links

    def _is_shown(self) -> NDArray[np.bool_]:
        masks = [self.space.kinds[kind] for kind in SHOWN]
        shown: NDArray[np.bool_] = np.any(masks, axis=0)
        return shown

    def feeling(self, valence: Floats, energy: Floats) -> Floats:
        """Valence and energy, (n,), as features: (n, FEATURES)."""
        place = np.stack([valence, energy], axis=1)
        features: Floats = (np.cos(place @ self._waves + self._shifts) * np.sqrt(2 / FEATURES)).astype(np.float32)
        return features

    def of(
        self, concepts: Sequence[Sequence[str]], valence: Floats, energy: Floats, knows: Mapping[str, float] | None
    ) -> Floats:
        """The meaning of things by their concepts, (n, MEANING), as far as a tower that `knows` so much has it."""
        about = np.zeros((len(concepts), ABOUT), np.float32)
        for row, names in enumerate(concepts):
            for name in names:
                place = self.space.index(name)
                known = 1.0 if knows is None else knows[self.space.concepts[place].kind.value]
                about[row] += np.float32(known / np.sqrt(len(names))) * self.about[place]
        return np.concatenate([1.4 * self.feeling(valence, energy), about], axis=1).astype(np.float32)


class Tower:
    """One model: meaning in, unit rows out."""

    def __init__(
        self, meanings: Meanings, knows: Mapping[str, float], size: int, seed: int, wording: float, execution: float
    ) -> None:
        random = np.random.default_rng([seed, 2])
        self._meanings, self.knows, self._size = meanings, knows, size
        rotation = np.linalg.qr(random.normal(size=(size, MEANING)))[0].T
        self.weights = (np.geomspace(1.6, 0.5, MEANING)[random.permutation(MEANING), None] * rotation).astype(
            np.float32
        )
        self._mean = 1.2 * _unit(random.normal(size=size))
        self._gap = 0.9 * _unit(random.normal(size=size))
        self._wording, self._execution = wording, execution
        self._seed = seed

    def phrases(self, phrases: Sequence[Phrase]) -> Floats:
        """Phrases, embedded: (n, size) unit rows."""
        valence = np.array([phrase.valence for phrase in phrases], np.float32)
        energy = np.array([phrase.energy for phrase in phrases], np.float32)
        meaning = self._meanings.of([phrase.concepts for phrase in phrases], valence, energy, self.knows)
        return self._embed(meaning, self._mean + self._gap, self._wording, 3)

    def things(self, things: Things, salt: int) -> Floats:
        """Pictures or sounds, embedded: (n, size) unit rows."""
        meaning = self._meanings.of(things.concepts, things.valence, things.energy, self.knows)
        return self._embed(meaning, self._mean - self._gap, self._execution, salt)

    def _embed(self, meaning: Floats, shift: Doubles, noise: float, salt: int) -> Floats:
        random = np.random.default_rng([self._seed, salt])
        within = random.normal(0, noise / np.sqrt(MEANING), meaning.shape)
        around = random.normal(0, noise / np.sqrt(self._size), (len(meaning), self._size))
        return unit_rows(((meaning + within) @ self.weights + shift + around).astype(np.float32))


class World:
    """Two towers, a library of tracks and pictures to ask by, and which tracks are right for each picture."""

    def __init__(
        self, *, seed: int = 1, size: int = 512, tracks: int = 1_000, pictures: int = 300, noise: float = 0.6
    ) -> None:
        self.space = load_concepts()
        self.meanings = Meanings(self.space, seed)
        self.picture_tower = Tower(self.meanings, PICTURES_KNOW, size, seed + 100, noise, 1.2 * noise)
        self.sound_tower = Tower(self.meanings, SOUNDS_KNOW, size, seed + 200, noise, 1.2 * noise)
        self._random = np.random.default_rng([seed, 4])
        self.tracks = self._tracks(tracks)
        self.pictures = self._pictures(pictures)
        self.others = self._pictures(pictures)  # seen before: their mean is known
        self.seen = self.picture_tower.things(self.pictures, 5)
        self.seen_before = self.picture_tower.things(self.others, 6)
        self.heard = self._with_hubs(self.sound_tower.things(self.tracks, 7))
        self.truth = centred_cosines(self.pictures.meaning, self.tracks.meaning)

    def _pictures(self, count: int) -> Things:
        """Pictures of one scene or activity and a mood near it, in some light."""
        shown = [concept.id for concept in self.space.concepts if concept.kind in SHOWN]
        return self._things(count, shown, (ConceptKind.MOOD,), 0.2)

    def _tracks(self, count: int) -> Things:
        """Tracks of a genre, with a mood and an instrument near it."""
        genres = [concept.id for concept in self.space.concepts if concept.kind is ConceptKind.GENRE]
        return self._things(count, genres, (ConceptKind.MOOD, ConceptKind.INSTRUMENT), 0.3, hubs=HUB_SHARE)

    def _things(
        self, count: int, leading: Sequence[str], beside: Sequence[ConceptKind], spread: float, hubs: float = 0.0
    ) -> Things:
        concepts, valences, energies = [], [], []
        for lead in self._random.choice(leading, count):
            place = self.space.index(lead)
            valence, energy = np.clip(
                self._random.normal([self.space.valence[place], self.space.energy[place]], spread), -1, 1
            )
            near = [self._near(kind, valence, energy) for kind in beside]
            concepts.append((str(lead), *near))
            valences.append(valence)
            energies.append(energy)
        valence, energy = np.array(valences, np.float32), np.array(energies, np.float32)
        meaning = self.meanings.of(concepts, valence, energy, None)
        is_hub = self._random.random(count) < hubs
        return Things(meaning, valence, energy, tuple(concepts), is_hub)

    def _near(self, kind: ConceptKind, valence: float, energy: float) -> str:
        odds = np.where(self.space.kinds[kind], self.space.closeness(valence, energy, 0.2), 0).astype(np.float64)
        return self.space.concepts[int(self._random.choice(len(odds), p=odds / odds.sum()))].id

    def _with_hubs(self, heard: Floats) -> Floats:
        """Hubs lean to where pictures differ most: about half of all pictures lie on their side."""
        apart = self.pictures.meaning - self.pictures.meaning.mean(axis=0)
        most = np.linalg.svd(apart, full_matrices=False)[2][:1].astype(np.float32)
        lies = float(np.linalg.norm(heard - heard.mean(axis=0), axis=1).mean())
        pull = np.float32(HUB_PULL * lies) * unit_rows(most @ self.sound_tower.weights)
        return unit_rows((heard + np.where(self.tracks.hubs[:, None], pull, 0)).astype(np.float32))

    def phrases(self, bank: Bank) -> tuple[Floats, Floats]:
        """A bank's phrases through both towers."""
        return self.picture_tower.phrases(bank.picture_phrases), self.sound_tower.phrases(bank.music_phrases)

    def right(self, count: int = 10) -> NDArray[np.intp]:
        """The tracks that are truly nearest to each picture, (pictures, count)."""
        return best(self.truth, count)


def centred_cosines(left: Floats, right: Floats) -> Floats:
    """Cosines between the rows of two sides, each less its own mean."""
    cosines: Floats = unit_rows(left - left.mean(axis=0)) @ unit_rows(right - right.mean(axis=0)).T
    return cosines


def best(scores: Floats, count: int = 10) -> NDArray[np.intp]:
    """The places of the highest scores of each row, (n, count)."""
    return np.argsort(-scores, axis=1, kind="stable")[:, :count]


def recall(scores: Floats, right: NDArray[np.intp]) -> float:
    """The share of the right tracks that are among as many of the highest scores."""
    found = best(scores, right.shape[1])
    return float(np.mean([len(np.intersect1d(mine, its)) / len(its) for mine, its in zip(found, right, strict=True)]))


def mood_precision(scores: Floats, world: World, count: int = 10) -> float:
    """The share of the first tracks that lie in the picture's quadrant of valence and energy."""
    found = best(scores, count)
    mine = quadrant(world.pictures)[:, None]
    return float((quadrant(world.tracks)[found] == mine).mean())


def quadrant(things: Things) -> NDArray[np.intp]:
    """Which quarter of valence and energy each lies in, (n,): pleasant or not, lively or not."""
    return 2 * (things.valence > np.median(things.valence)).astype(np.intp) + (things.energy > np.median(things.energy))


def _unit(vector: Doubles) -> Doubles:
    scaled: Doubles = vector / np.linalg.norm(vector)
    return scaled
