"""The grammar of phrase pairs, as it is written in `resources/bridge.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vectorbeats_desktop.engine import paths
from vectorbeats_desktop.engine.encoders.concepts import Concept, ConceptKind

_SLOT = re.compile(r"\{(a )?(\w+)\}")
_VOWEL = re.compile(r"(?!eu)[aeiou]|R&B", re.IGNORECASE)  # as it sounds: an R&B song, a euphoric one
_PARTS = {"said", "light", "palette", "same", "different", "links"}


class GrammarError(ValueError):
    """The table of the grammar breaks a rule; the message says where."""


@dataclass(frozen=True, slots=True)
class Shade:
    """What light or which colours a picture has, and how that moves its valence and energy."""

    words: str
    valence: float
    energy: float


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences with slots, to be said to the picture model and to the sound model."""

    picture: tuple[str, ...]
    music: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sentences, the words to fill them with, and which music goes with what is shown.

    `said_to_pictures` and `said_to_music` map ids of concepts to words that fit a sentence better than the concept's
    name; `links` maps ids of scenes and activities to ids of genres, moods, instruments and textures.
    """

    said_to_pictures: Mapping[str, str]
    said_to_music: Mapping[str, str]
    lights: tuple[Shade, ...]
    palettes: tuple[Shade, ...]
    same: Mapping[ConceptKind, Sentences]
    different: Sentences
    links: Mapping[str, tuple[str, ...]]

    def to_pictures(self, concept: Concept) -> str:
        """A concept in words for the picture model."""
        return self.said_to_pictures.get(concept.id, concept.name)

    def to_music(self, concept: Concept) -> str:
        """A concept in words for the sound model; what is shown is called as it is to the picture model."""
        shown = concept.kind in (ConceptKind.SCENE, ConceptKind.ACTIVITY)
        return self.said_to_music.get(concept.id, self.to_pictures(concept) if shown else concept.name)


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """A sentence with its slots filled: "{a mood} song" becomes "an eerie song". Raises KeyError for a slot without."""

    def word(slot: re.Match[str]) -> str:
        said = words[slot[2]]
        return f"{_article(said)} {said}" if slot[1] else said

    return _SLOT.sub(word, sentence)


def slots(sentence: str) -> frozenset[str]:
    """The names of a sentence's slots."""
    return frozenset(slot[2] for slot in _SLOT.finditer(sentence))


def _article(word: str) -> str:
    return "an" if _VOWEL.match(word) else "a"


@cache
def load_grammar(path: Path | None = None) -> Grammar:
    """The grammar of a table, by default `resources/bridge.toml`. Raises GrammarError."""
    table = path or paths.resources() / "bridge.toml"
    try:
        document = tomllib.loads(table.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GrammarError(f"{table.name} cannot be read: {error}") from error
    if document.keys() != _PARTS:
        raise GrammarError(f"{table.name}: missing or unknown: {', '.join(sorted(_PARTS ^ document.keys()))}")
    try:
        return _grammar(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GrammarError(f"{table.name} is not written as it should be: {error!r}") from error


def _grammar(document: Mapping[str, Any]) -> Grammar:
    return Grammar(
        said_to_pictures=dict(document["said"]["picture"]),
        said_to_music=dict(document["said"]["music"]),
        lights=_shades(document["light"]),
        palettes=_shades(document["palette"]),
        same={kind: _sentences(document["same"][kind.value]) for kind in ConceptKind},
        different=_sentences(document["different"]),
        links={shown: tuple(music) for shown, music in document["links"].items()},
    )


def _sentences(entry: Mapping[str, list[str]]) -> Sentences:
    return Sentences(tuple(entry["picture"]), tuple(entry["music"]))


def _shades(entries: Mapping[str, Mapping[str, float]]) -> tuple[Shade, ...]:
    return tuple(Shade(words, float(moves["valence"]), float(moves["energy"])) for words, moves in entries.items())
