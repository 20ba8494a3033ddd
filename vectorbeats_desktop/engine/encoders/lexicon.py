"""Words without a model: the concepts' own words, and a list of everyday words with their affect."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.encoders.negation import word_set
from vectorbeats_desktop.engine.paths import resources

STOPWORDS = word_set(
    "a about after all also am an and another any are around as at away back be because been before behind "
    "being below between both but by can could did do does doing down during each every few for from get give "
    "go going had has have having he her here him his how i if in inside into is it its just kind let like "
    "look looking lot lots make makes many may me more most much my near no nor not of off on one only onto or "
    "other our out outside over own part please put quite rather really same see seem she should side so some "
    "something sort such take than that the their them then there these they thing things this those three "
    "through to together too top towards toward two under until up upon us use used using very want was way we "
    "well were what when where which while who whom whose will with within would you your yours several front "
    "next standing sitting lying laying person people man woman men women"
)
MUSIC_WORDS = word_set("music song songs tune tunes track tracks piece pieces sound sounds play playlist album")

NAME_WEIGHT = 1.0
PHRASE_WEIGHT = 0.35  # a phrase's word only hints at its concept
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWEL = re.compile(r"[aeiouy]")
_SUFFIXES = (
    *("fulness", "iness", "iest", "ness", "ingly", "edly"),
    *("ily", "ier", "ies", "ied", "ing", "ed", "es", "ly", "s", "y"),
)
_KEEP_S = ("ss", "us", "is")  # grass, chorus, tennis


@dataclass(frozen=True, slots=True)
class LexiconReading:
    """What a word list found: activations (C,) in [0, 1], valence and energy in [-1, 1], and from which words."""

    activations: NDArray[np.float32]
    valence: float
    energy: float
    coverage: float  # share of the content words that the list knows, in [0, 1]
    told: tuple[str, ...]


def stem(word: str) -> str:
    """Return a word without its commonest English endings ("dancing", "danced", "dances" → "danc").

    A lighter relative of Porter's stemmer (1980): it needs not be a word, only the same for
    forms of one word.
    """
    word = word.casefold().replace("’", "'").removesuffix("'s")
    for _ in range(2):  # "gloominess" loses two endings where "gloomy" loses one
        word = _without_ending(word)
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeioulsr":
        word = word[:-1]  # running → runn → run
    return word.removesuffix("e") if len(word) > 3 else word


def _without_ending(word: str) -> str:
    for suffix in _SUFFIXES:
        rest = word.removesuffix(suffix)
        if rest == word or len(rest) < 3 or not _VOWEL.search(rest):
            continue
        if (suffix == "s" and word.endswith(_KEEP_S)) or (suffix == "y" and rest[-1] in "aeou"):
            continue
        return rest
    return word


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry meaning, lower case, in order."""
    words = (word.casefold().replace("’", "'") for word in _WORD.findall(text))
    return [word for word in words if word not in STOPWORDS and word not in MUSIC_WORDS]


@cache
def affect_words() -> Mapping[str, tuple[float, float]]:
    """Return everyday words with (valence, energy) in [-1, 1]. Raises OSError, tomllib.TOMLDecodeError, ValueError."""
    document = tomllib.loads((resources() / "lexicon.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[float, float]] = {}
    for group in document.values():
        for word, (valence, energy) in group.items():
            if not (-1 <= valence <= 1 and -1 <= energy <= 1):
                raise ValueError(f"lexicon.toml: {word} lies outside [-1, 1]")
            words[word] = (float(valence), float(energy))
    return words


class Lexicon:
    """Reads sentences by the words of a concept space and, unless `affect` is false, of the affect list."""

    def __init__(self, space: ConceptSpace, affect: bool = True) -> None:
        self._space = space
        words = affect_words() if affect else {}
        self._affect = {stem(word): place for word, place in reversed(list(words.items()))}
        self._affect.update(words)  # an exact form goes before a stem
        self._concepts = _concept_words(space)
        self._names = [frozenset(_stems(concept.name)) for concept in space.concepts]
        self._own = [frozenset(stem(word) for word in concept.words) for concept in space.concepts]

    def named(self, text: str) -> NDArray[np.bool_]:
        """Return which concepts `text` names outright, shape (C,): by a word of theirs, or by their whole name."""
        found = frozenset(_stems(text))
        return np.array([bool(own & found) or (bool(name) and name <= found) for own, name in self._both()], bool)

    def _both(self) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
        return zip(self._own, self._names, strict=True)

    def read(self, text: str) -> LexiconReading:
        """Return what the words of `text` say; all zero, with coverage 0, when it knows none of them."""
        words = content_words(text)
        activations = np.zeros(len(self._space), np.float32)
        affects: list[tuple[float, float]] = []
        told: list[str] = []
        for word in words:
            links = self._concepts.get(stem(word), {})
            for place, weight in links.items():
                activations[place] += weight
            affect = self._affect_of(word)
            if affect:
                affects.append(affect)
            if (links or affect) and word not in told:
                told.append(word)
        peak = float(activations.max(initial=0.0))
        if peak > 0:
            activations /= peak
        valence, energy = self._place(affects, activations)
        coverage = len(told) / len(set(words)) if words else 0.0
        return LexiconReading(activations, valence, energy, coverage, tuple(told))

    def _affect_of(self, word: str) -> tuple[float, float] | None:
        if affect := self._affect.get(word) or self._affect.get(stem(word)):
            return affect
        if word.startswith("un") and (plain := self._affect.get(stem(word[2:]))):
            return -0.8 * plain[0], plain[1] * 0.5
        return None

    def _place(self, affects: list[tuple[float, float]], activations: NDArray[np.float32]) -> tuple[float, float]:
        """Return valence and energy: words with strong affect count more, concepts help out."""
        weights, valences, energies = [], [], []
        for valence, energy in affects:
            weights.append(0.2 + math.hypot(valence, energy))
            valences.append(valence)
            energies.append(energy)
        strong = np.flatnonzero(activations >= 0.5)
        if strong.size:
            weights.append(0.8)
            valences.append(float(np.average(self._space.valence[strong], weights=activations[strong])))
            energies.append(float(np.average(self._space.energy[strong], weights=activations[strong])))
        if not weights:
            return 0.0, 0.0
        return float(np.average(valences, weights=weights)), float(np.average(energies, weights=weights))


def _concept_words(space: ConceptSpace) -> dict[str, dict[int, float]]:
    """Return stem → {concept: weight}; a word that many concepts' phrases share says little of each."""
    links: dict[str, dict[int, float]] = defaultdict(dict)
    hints = [Counter(_stems(" ".join(concept.phrases))) for concept in space.concepts]
    spread = Counter(word for counts in hints for word in counts)
    for place, concept in enumerate(space.concepts):
        for word, count in hints[place].items():
            if spread[word] <= 6:
                links[word][place] = PHRASE_WEIGHT * min(count, 2) / math.sqrt(spread[word])
        name = list(_stems(concept.name))
        for word in name:
            links[word][place] = NAME_WEIGHT / len(name)  # "rain" is half of "rainy night"
        for word in concept.words:
            links[stem(word)][place] = NAME_WEIGHT
    return dict(links)


def _stems(text: str) -> Iterable[str]:
    return (stem(word) for word in content_words(text))
