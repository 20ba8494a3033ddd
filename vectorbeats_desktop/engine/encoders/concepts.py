"""The concept space: the common language in which pictures, words and music are compared.

Up to 512 named concepts (moods, scenes, activities, genres, instruments, textures) are written
down in `resources/concepts.toml`. Every encoder says how strongly each of them is present; that
vector is compared, and the few concepts that carried a match explain it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine import paths

SIZE = 512
SPACE_PREFIX = "concepts_"
RECIPE = 1  # rises when activations mean something else, so that stored vectors are made anew
PLACE = ("valence", "energy", "tempo", "mode", "brightness", "density")

_FIELDS = {"id", "kind", "name", "place", "colours", "phrases", "words"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_WORD = re.compile(r"[a-z0-9&'-]+")
_NUMBER = (int, float)

Floats = NDArray[np.float32]


class ConceptTableError(ValueError):
    """The concept table breaks a rule; the message says which concept and which rule."""


class ConceptKind(StrEnum):
    """What sort of thing a concept is."""

    MOOD = "mood"
    SCENE = "scene"
    ACTIVITY = "activity"
    GENRE = "genre"
    INSTRUMENT = "instrument"
    TEXTURE = "texture"


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a picture, a sentence or a track can have to do with.

    The six numbers lie in [-1, 1]: unpleasant to pleasant, calm to aroused (Russell's circumplex,
    1980), slow to fast, minor to major, dark to bright in timbre, sparse to dense. `colours` are
    `#rrggbb`, the colours a picture of it has; `phrases` are sentences by which a text model knows
    it; `words` are its single words, lower case.
    """

    id: str
    kind: ConceptKind
    name: str
    valence: float
    energy: float
    tempo: float
    mode: float
    brightness: float
    density: float
    colours: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[str, ...]


class ConceptSpace:
    """All concepts in their order, and what the encoders need of them as arrays.

    `valence`, `energy`, `tempo`, `mode`, `brightness` and `density` have shape (C,), lie in [-1, 1]
    and are read-only; `kinds` maps each kind to its mask, shape (C,). `space_id` names the space:
    vectors are comparable if and only if they were made under the same one.
    """

    SIZE = SIZE

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Raise ConceptTableError when ids or names repeat, or there are none or more than SIZE."""
        self.concepts = tuple(concepts)
        _check_together(self.concepts)
        self._index = {concept.id: place for place, concept in enumerate(self.concepts)}
        self.space_id = _space_id(self.concepts)
        self.valence = _column(self.concepts, "valence")
        self.energy = _column(self.concepts, "energy")
        self.tempo = _column(self.concepts, "tempo")
        self.mode = _column(self.concepts, "mode")
        self.brightness = _column(self.concepts, "brightness")
        self.density = _column(self.concepts, "density")
        self.kinds: Mapping[ConceptKind, NDArray[np.bool_]] = {
            kind: np.array([concept.kind is kind for concept in self.concepts]) for kind in ConceptKind
        }

    def __len__(self) -> int:
        return len(self.concepts)

    def index(self, concept_id: str) -> int:
        """Return where a concept stands. Raises KeyError for an unknown id."""
        return self._index[concept_id]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(concept.id for concept in self.concepts)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(concept.name for concept in self.concepts)

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        return tuple(concept.phrases for concept in self.concepts)

    def to_vector(self, activations: Floats) -> Floats:
        """Return activations, shape (C,), as a vector of the store: (512,) float32 of length 1.

        The places behind the last concept are 0. Activations that are all 0 give all 0, which no
        store can compare. Raises ValueError for another shape or for numbers that are not finite.
        """
        values = np.asarray(activations, dtype=np.float32)
        if values.shape != (len(self),):
            raise ValueError(f"activations have the shape {values.shape}, not ({len(self)},)")
        if not np.isfinite(values).all():
            raise ValueError("activations are not finite")
        vector = np.zeros(SIZE, dtype=np.float32)
        length = float(np.linalg.norm(values))
        if length > 0:
            vector[: len(self)] = values / length
        return vector

    def closeness(self, valence: float, energy: float, width: float = 0.35) -> Floats:
        """Return how near each concept lies to a place in valence and energy: (C,) in (0, 1].

        A Gaussian of the distance with the standard deviation `width`.
        """
        squared = (self.valence - valence) ** 2 + (self.energy - energy) ** 2
        nearness: Floats = np.exp(-squared / (2 * width**2)).astype(np.float32)
        return nearness

    def strongest(self, activations: Floats, limit: int, kind: ConceptKind | None = None) -> tuple[Concept, ...]:
        """Return at most `limit` concepts with an activation above 0, strongest first."""
        values = np.asarray(activations, dtype=np.float32)
        if kind is not None:
            values = np.where(self.kinds[kind], values, 0)
        order = np.argsort(-values, kind="stable")[:limit]
        return tuple(self.concepts[place] for place in order if values[place] > 0)

    def shuffled(self, seed: int) -> ConceptSpace:
        """Return a control in which concepts mean nothing: what is found with it is chance.

        What a concept is known by (id, name, phrases, words, colours) and where it lies (valence,
        energy, tempo …) are each dealt out anew, separately. Read queries with the control and
        music with the real space.
        """
        random = np.random.default_rng(seed)
        known_by, lies_at = random.permutation(len(self)), random.permutation(len(self))
        return ConceptSpace(
            replace(self.concepts[known], **{field: getattr(self.concepts[lies], field) for field in PLACE})
            for known, lies in zip(known_by, lies_at, strict=True)
        )


@cache
def load_concepts(path: Path | None = None) -> ConceptSpace:
    """Return the space written in a table, by default in `resources/concepts.toml`.

    Raises ConceptTableError, naming the concept, for anything that is not as it should be.
    """
    table = path or paths.resources() / "concepts.toml"
    try:
        document = tomllib.loads(table.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConceptTableError(f"{table.name} cannot be read: {error}") from error
    entries = document.get("concept")
    if not isinstance(entries, list) or document.keys() != {"concept"}:
        raise ConceptTableError(f"{table.name} must hold [[concept]] entries and nothing else")
    return ConceptSpace(_concept(entry, number) for number, entry in enumerate(entries, start=1))


def _concept(entry: Mapping[str, object], number: int) -> Concept:
    where = f"concept {number} ({entry.get('id', 'without id')})"
    if entry.keys() != _FIELDS:
        odd = sorted(_FIELDS ^ entry.keys())
        raise ConceptTableError(f"{where}: missing or unknown: {', '.join(odd)}")
    concept_id, name = _text(entry["id"], where, "id"), _text(entry["name"], where, "name")
    _require(_ID.fullmatch(concept_id) is not None, where, "the id is not written like-this")
    kind = _text(entry["kind"], where, "kind")
    _require(kind in set(ConceptKind), where, f"unknown kind {kind!r}")
    colours = _texts(entry["colours"], where, "colours")
    _require(1 <= len(colours) <= 4, where, "there must be 1 to 4 colours")
    _require(all(map(_COLOUR.fullmatch, colours)), where, "a colour is not written as #rrggbb in lower case")
    phrases = _texts(entry["phrases"], where, "phrases")
    _require(3 <= len(phrases) <= 6, where, "there must be 3 to 6 phrases")
    words = _texts(entry["words"], where, "words")
    _require(len(words) >= 1 and all(map(_WORD.fullmatch, words)), where, "words are single, lower-case words")
    place = _place(entry["place"], where)
    return Concept(
        id=concept_id,
        kind=ConceptKind(kind),
        name=name,
        colours=colours,
        phrases=phrases,
        words=words,
        **place,
    )


def _place(value: object, where: str) -> dict[str, float]:
    if not isinstance(value, dict) or value.keys() != set(PLACE):
        raise ConceptTableError(f"{where}: place must give {', '.join(PLACE)}")
    for field, number in value.items():
        valid = isinstance(number, _NUMBER) and not isinstance(number, bool) and -1 <= number <= 1
        _require(valid, where, f"{field} is not a number from -1 to 1")
    return {field: float(value[field]) for field in PLACE}


def _text(value: object, where: str, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ConceptTableError(f"{where}: {field} is empty or no text")
    return value


def _texts(value: object, where: str, field: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConceptTableError(f"{where}: {field} is no list")
    texts = tuple(_text(item, where, field) for item in value)
    _require(len(set(texts)) == len(texts), where, f"{field} repeats an entry")
    return texts


def _require(condition: bool, where: str, rule: str) -> None:
    if not condition:
        raise ConceptTableError(f"{where}: {rule}")


def _check_together(concepts: tuple[Concept, ...]) -> None:
    if not 1 <= len(concepts) <= SIZE:
        raise ConceptTableError(f"there must be 1 to {SIZE} concepts, not {len(concepts)}")
    for field in ("id", "name"):
        counts = Counter(getattr(concept, field) for concept in concepts)
        if repeated := sorted(value for value, count in counts.items() if count > 1):
            raise ConceptTableError(f"each {field} may appear once only: {', '.join(repeated)}")


def _space_id(concepts: tuple[Concept, ...]) -> str:
    content = "\n".join((str(RECIPE), *(concept.id for concept in concepts)))
    return f"{SPACE_PREFIX}{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def _column(concepts: tuple[Concept, ...], field: str) -> Floats:
    column: Floats = np.array([getattr(concept, field) for concept in concepts], dtype=np.float32)
    column.setflags(write=False)
    return column
