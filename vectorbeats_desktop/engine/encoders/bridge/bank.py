"""The bank of phrase pairs from which the bridge is fitted: what is said to both models, made by a grammar.

Two fifths of the pairs say one concept to both, which teaches what is literally the same. The others say a picture
to the one ("a photo of a still lake at dusk") and music that goes with it to the other ("slow, mellow music
with piano"): by nearest valence and energy in Russell's circumplex (1980), and by links written by hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine import paths
from vectorbeats_desktop.engine.encoders.bridge.grammar import Grammar, Shade, fill, load_grammar, slots
from vectorbeats_desktop.engine.encoders.concepts import Concept, ConceptKind, ConceptSpace

RECIPE = 1  # rises when the same grammar is written out differently
PAIRS = 8_000
SEED = 5
SAME_SHARE = 0.4
ANSWERS = 3  # pieces of music told for each picture that is said
LINKED_SHARE = 0.5  # of what a picture with links is answered by
NEAREST = 8  # concepts of a kind, of which one is drawn
WIDTH = 0.25  # in valence and energy, within which they are about as likely
TEMPI = ((-0.6, "very slow"), (-0.2, "slow"), (0.2, "mid-tempo"), (0.6, "fast"), (9.0, "very fast"))
SHOWN = (ConceptKind.SCENE, ConceptKind.ACTIVITY)
AXES = ("valence", "energy")
PLAIN = Shade("", 0.0, 0.0)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said to a model: the text, the ids of its concepts, and where it lies, each in [-1, 1]."""

    text: str
    concepts: tuple[str, ...]
    valence: float
    energy: float


@dataclass(frozen=True, slots=True)
class PhrasePair:
    """A phrase for the picture model and one for the sound model. `group` is the concept that it is about."""

    picture: Phrase
    music: Phrase
    group: str
    same: bool


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Pairs of phrases, and each phrase once: only those need to be embedded.

    `picture_rows` and `music_rows`, (pairs,), tell each pair's place in `picture_phrases` and `music_phrases`.
    `grammar` is a hash of all that was written: banks with the same one are the same.
    """

    pairs: tuple[PhrasePair, ...]
    picture_phrases: tuple[Phrase, ...]
    music_phrases: tuple[Phrase, ...]
    picture_rows: NDArray[np.intp]
    music_rows: NDArray[np.intp]
    grammar: str

    @classmethod
    def of(cls, pairs: Iterable[PhrasePair]) -> Bank:
        """A bank of these pairs."""
        kept = tuple(pairs)
        pictures, picture_rows = _once([pair.picture for pair in kept])
        music, music_rows = _once([pair.music for pair in kept])
        written = json.dumps([(pair.picture.text, pair.music.text, pair.group, pair.same) for pair in kept])
        return cls(kept, pictures, music, picture_rows, music_rows, hashlib.sha256(written.encode()).hexdigest()[:16])

    @property
    def groups(self) -> tuple[str, ...]:
        """Each pair's group: pairs of one are held out together."""
        return tuple(pair.group for pair in self.pairs)


def build_bank(space: ConceptSpace, *, count: int = PAIRS, seed: int = SEED, grammar: Grammar | None = None) -> Bank:
    """`count` different pairs of a space; the same ones for the same space, grammar and seed.

    Raises ValueError when the grammar does not give as many.
    """
    writer = _Writer(space, grammar or load_grammar(), np.random.default_rng(seed))
    same = round(SAME_SHARE * count)
    pairs = [*islice(writer.same(), same), *islice(writer.different(), count - same)]
    if len(pairs) < count:
        raise ValueError(f"the grammar gives no {count} different pairs")
    return Bank.of(pairs)


def bank_recipe(space: ConceptSpace) -> str:
    """What `build_bank` would make its bank of, told at once: banks of one recipe are the same."""
    written = (paths.resources() / "bridge.toml").read_bytes()
    recipe = f"{RECIPE} {PAIRS} {SEED} {space.space_id} {hashlib.sha256(written).hexdigest()}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:16]


class _Writer:
    """Writes pairs, drawing by a random generator."""

    def __init__(self, space: ConceptSpace, grammar: Grammar, random: np.random.Generator) -> None:
        self._space = space
        self._grammar = grammar
        self._random = random
        self._of_kind = {kind: np.flatnonzero(mask) for kind, mask in space.kinds.items()}

    def same(self) -> Iterator[PhrasePair]:
        """Pairs that say one concept to both models: from each concept in turn, until all is said."""
        waiting = [self._sayings(self._space.concepts[place]) for place in self._random.permutation(len(self._space))]
        while waiting:
            still = []
            for sayings in waiting:
                if (pair := next(sayings, None)) is not None:
                    still.append(sayings)
                    yield pair
            waiting = still

    def _sayings(self, concept: Concept) -> Iterator[PhrasePair]:
        sentences = self._grammar.same[concept.kind]
        shown, heard = self._grammar.to_pictures(concept), self._grammar.to_music(concept)
        pictures = [*(fill(sentence, {"it": shown}) for sentence in sentences.picture), *concept.phrases]
        music = [*(fill(sentence, {"it": heard}) for sentence in sentences.music), *concept.phrases]
        both = list(product(dict.fromkeys(pictures), dict.fromkeys(music)))
        for place in self._random.permutation(len(both)):
            picture, sound = both[place]
            yield PhrasePair(_about(picture, concept), _about(sound, concept), concept.id, same=True)

    def different(self) -> Iterator[PhrasePair]:
        """Pairs of a picture and of music that goes with it: from each scene and activity in turn."""
        shown = [concept for concept in self._space.concepts if concept.kind in SHOWN]
        order = [shown[place] for place in self._random.permutation(len(shown))]
        written: set[tuple[str, str]] = set()
        for place in cycle(order):
            picture = self._picture(place)
            for _ in range(ANSWERS):
                music = self._music(picture, place)
                if (said := (picture.text, music.text)) not in written:
                    written.add(said)
                    yield PhrasePair(picture, music, place.id, same=False)

    def _picture(self, place: Concept) -> Phrase:
        sentence = _one(self._random, self._grammar.different.picture)
        asked = slots(sentence)
        light = _one(self._random, self._grammar.lights) if "light" in asked else PLAIN
        palette = _one(self._random, self._grammar.palettes) if "palette" in asked else PLAIN
        valence = _bounded(place.valence + light.valence + palette.valence)
        energy = _bounded(place.energy + light.energy + palette.energy)
        concepts = [place]
        words = {"place": self._grammar.to_pictures(place), "light": light.words, "palette": palette.words}
        if "mood" in asked:
            mood = self._near(ConceptKind.MOOD, valence, energy)
            words["mood"] = self._grammar.to_pictures(mood)
            valence, energy = (valence + mood.valence) / 2, (energy + mood.energy) / 2
            concepts.append(mood)
        return Phrase(fill(sentence, words), tuple(concept.id for concept in concepts), valence, energy)

    def _music(self, picture: Phrase, place: Concept) -> Phrase:
        sentence = _one(self._random, self._grammar.different.music)
        asked, words, drawn = slots(sentence), dict[str, str](), list[Concept]()
        for slot, kind in (("genre", ConceptKind.GENRE), ("mood", ConceptKind.MOOD)):
            if slot in asked:
                drawn.append(self._answer(kind, picture, place))
                words[slot] = self._grammar.to_music(drawn[-1])
        if "instruments" in asked:
            found = {self._answer(ConceptKind.INSTRUMENT, picture, place): None for _ in range(2)}
            words["instruments"] = " and ".join(self._grammar.to_music(concept) for concept in found)
            drawn.extend(found)
        if "tempo" in asked:
            tempo = float(np.mean([concept.tempo for concept in drawn]))
            words["tempo"] = next(word for limit, word in TEMPI if tempo < limit)
        valence, energy = (float(np.mean([getattr(concept, axis) for concept in drawn])) for axis in AXES)
        return Phrase(fill(sentence, words), tuple(concept.id for concept in drawn), valence, energy)

    def _answer(self, kind: ConceptKind, picture: Phrase, place: Concept) -> Concept:
        """A concept of music that goes with a picture: half the time a linked one, where there is any of the kind."""
        linked = [self._space.concepts[self._space.index(name)] for name in self._grammar.links.get(place.id, ())]
        of_kind = [concept for concept in linked if concept.kind is kind]
        if of_kind and self._random.random() < LINKED_SHARE:
            return _one(self._random, of_kind)
        return self._near(kind, picture.valence, picture.energy)

    def _near(self, kind: ConceptKind, valence: float, energy: float) -> Concept:
        places = self._of_kind[kind]
        closeness = self._space.closeness(valence, energy, WIDTH)[places]
        nearest = np.argsort(-closeness, kind="stable")[:NEAREST]
        reach = np.cumsum(closeness[nearest], dtype=np.float64)
        drawn = int(np.searchsorted(reach, self._random.random() * reach[-1], side="right"))
        return self._space.concepts[int(places[nearest[min(drawn, len(nearest) - 1)]])]


def _about(text: str, concept: Concept) -> Phrase:
    return Phrase(text, (concept.id,), concept.valence, concept.energy)


def _once(phrases: Sequence[Phrase]) -> tuple[tuple[Phrase, ...], NDArray[np.intp]]:
    places: dict[str, int] = {}
    kept: list[Phrase] = []
    for phrase in phrases:
        if phrase.text not in places:
            places[phrase.text] = len(kept)
            kept.append(phrase)
    return tuple(kept), np.array([places[phrase.text] for phrase in phrases], np.intp)


def _one(random: np.random.Generator, of: Sequence[Item]) -> Item:
    return of[int(random.integers(len(of)))]


def _bounded(value: float) -> float:
    return min(1.0, max(-1.0, value))
