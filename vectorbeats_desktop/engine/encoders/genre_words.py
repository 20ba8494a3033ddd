"""Which concepts a genre tag names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, ConceptSpace

# Tags hold lists ("Rock; Blues", "Pop/Rock"), numbers of ID3v1 ("(17)Rock") and sloppy spelling.
_SEPARATORS = re.compile(r"[;,/|\\+]|\s&\s|\sand\s|\(\d+\)")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
HEARD = (ConceptKind.GENRE, ConceptKind.MOOD, ConceptKind.INSTRUMENT)
LONGEST_TAG = 200


class GenreWords:
    """Finds the genres, moods and instruments that a tag such as "Indie Folk; Acoustic" names."""

    def __init__(self, space: ConceptSpace) -> None:
        self._by_name: dict[str, int] = {}
        self._by_word: dict[str, int] = {}
        for place, concept in enumerate(space.concepts):
            if concept.kind not in HEARD:
                continue
            self._by_name.setdefault(_plain(concept.name), place)
            self._by_name.setdefault(_plain(concept.id), place)
            for word in concept.words:
                self._by_word.setdefault(_plain(word), place)
        self.concepts_of = lru_cache(maxsize=4_096)(self._concepts_of)

    def _concepts_of(self, tag: str) -> tuple[int, ...]:
        """The places of the concepts that a genre tag names, each once, in the tag's order."""
        found: dict[int, None] = {}
        for piece in _SEPARATORS.split(tag[:LONGEST_TAG]):
            name = _plain(piece)
            if (place := self._by_name.get(name, self._by_word.get(name))) is not None:
                found[place] = None
                continue
            # "Progressive Rock" is rock when there is no concept of its own for it.
            words = [_plain(word) for word in piece.split()]
            for word in words:
                if (place := self._by_name.get(word, self._by_word.get(word))) is not None:
                    found[place] = None
        return tuple(found)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return _NOT_LETTERS.sub("", decomposed)
