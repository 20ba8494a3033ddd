"""Names of artists, titles, albums and genres found in what was typed: accents, case and typos forgiven.

Words of the query are matched with the words of all names, weighted by how rare they are in
this library (inverse document frequency, Spärck Jones 1972), and a name is scored by how much
of the query it covers *and* how much of it the query covers. So "the best of bach" finds Bach,
while "sad" barely moves a long title that contains it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from vectorbeats_desktop.engine.encoders.concepts import ConceptKind, load_concepts
from vectorbeats_desktop.engine.encoders.lexicon import MUSIC_WORDS, STOPWORDS, affect_words

TITLE, ARTIST, ALBUM, GENRE = FIELDS = ("title", "artist", "album", "genre")
FLOOR = 0.4  # below this a match says less than chance
LIMIT = 5000
MAX_WORDS = 16
TYPO_LENGTH = 4  # shorter words must be right
LOOSE, STRICT = 0.7, 0.85  # least similarity of a word nobody knows, and of one that some name has
WHOLE = 0.88  # of the whole text without spaces: "sigurros"
WHOLE_LENGTH = 6
EVERYDAY = 0.35  # weight of a word that is as likely a mood or a scene as a name
MUSIC = 0.2
FUNCTION = 0.08
SURNAME = 0.75  # part of an artist's name is nearly as good as all of it
GENRE_TOP = 0.7  # a genre is shared by many tracks, so it never outranks a title

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "’": "'"}
)
_YEAR_LIKE = re.compile(r"(?:19|20)?\d0'?s|(?:19|20)\d\d")

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Names(Protocol):
    """What is needed of a catalogue row."""

    @property
    def track_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def artist(self) -> str: ...
    @property
    def album(self) -> str: ...
    @property
    def genre(self) -> str: ...


class NameMatch(NamedTuple):
    """A track whose names fit; `score` in (0, 1], `field` says which name, `text` is that name as tagged."""

    track_id: str
    score: float
    field: str
    text: str


def fold(text: str) -> str:
    """Return text without accents and case: "Björk" → "bjork", "Motörhead" → "motorhead"."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """Return the folded words of a name or a query, without apostrophes."""
    return [word.replace("'", "") for word in _WORD.findall(fold(text))]


@dataclass(frozen=True, slots=True)
class _Field:
    """The unique names of one field, as words in a compressed sparse layout."""

    texts: list[str]
    squeezed: list[str]  # folded, without spaces
    of_track: Ints  # (tracks,): which name each track has
    words: Ints  # all names' word numbers, one after another
    owner: Ints  # (words,): which name each of these belongs to
    weight: Floats  # (names,): sum of its words' weights


class NameIndex:
    """All names of a library, ready to be searched; immutable, so safe from any thread."""

    def __init__(self, rows: Iterable[Names]) -> None:
        rows = list(rows)
        self._track_ids = [row.track_id for row in rows]
        self._ranks = _ranks(self._track_ids)
        unique = {field: _unique([getattr(row, field) for row in rows]) for field in FIELDS}
        split = {field: [words_of(name) for name in names] for field, (names, _) in unique.items()}
        self._vocabulary, counts = _vocabulary(split.values())
        self._numbers = {word: number for number, word in enumerate(self._vocabulary)}
        self._weights = _word_weights(self._vocabulary, counts)
        self._fields = {field: self._layout(*unique[field], split[field]) for field in FIELDS}

    def __len__(self) -> int:
        return len(self._track_ids)

    def match(self, text: str, limit: int = LIMIT) -> list[NameMatch]:
        """Return tracks whose names fit `text`, best first, ties by track id; at most `limit`.

        A score of 1 is a name written out in full with nothing else; matches below 0.4 are left
        out. Years and decades are not names and match nothing by themselves.
        """
        query = list(dict.fromkeys(words_of(text)))[:MAX_WORDS]
        if not self._track_ids or not query or all(_YEAR_LIKE.fullmatch(word) for word in query):
            return []
        return _Search(self, text, query).run(limit)

    def _layout(self, names: list[str], of_track: Ints, split: list[list[str]]) -> _Field:
        lengths = [len(words) for words in split]
        words = np.fromiter((self._numbers[word] for words in split for word in words), np.int32, sum(lengths))
        owner = np.repeat(np.arange(len(names), dtype=np.int32), lengths)
        squeezed = ["".join(words) for words in split]
        weight = np.bincount(owner, self._weights[words], len(names)).astype(np.float32)
        return _Field(names, squeezed, of_track, words, owner, weight)


class _Search:
    """One query against the index."""

    def __init__(self, index: NameIndex, text: str, query: list[str]) -> None:
        self._index = index
        self._text = text
        self._query = query
        self._query_weights = np.array([self._weight(word) for word in query], np.float32)
        self._similar = self._similarities()

    def run(self, limit: int) -> list[NameMatch]:
        per_field = {field: self._field_scores(field) for field in FIELDS}
        tracks = len(self._index)
        best, which = np.zeros(tracks, np.float32), np.zeros(tracks, np.int8)
        for number, field in enumerate(FIELDS):
            scores = per_field[field].score[self._index._fields[field].of_track]
            better = scores > best
            best[better], which[better] = scores[better], number
        for other in (TITLE, ALBUM):
            best = np.maximum(best, self._together(per_field[ARTIST], per_field[other], other))
        found = np.flatnonzero(best >= FLOOR)
        order = np.lexsort((self._index._ranks[found], -best[found]))[:limit]
        return [self._match(int(track), float(best[track]), FIELDS[which[track]]) for track in found[order]]

    def _match(self, track: int, score: float, field: str) -> NameMatch:
        names = self._index._fields[field]
        return NameMatch(self._index._track_ids[track], min(score, 1.0), field, names.texts[names.of_track[track]])

    def _weight(self, word: str) -> float:
        number = self._index._numbers.get(word)
        return float(self._index._weights[number]) if number is not None else _kind_weight(word)

    def _similarities(self) -> Floats:
        """Return how alike each query word and each word of the names are, (Q, V): 1, a typo's share, or 0."""
        index = self._index
        similar = np.zeros((len(self._query), len(index._vocabulary)), np.float32)
        for row, word in enumerate(self._query):
            number = index._numbers.get(word)
            if number is not None:
                similar[row, number] = 1
            if len(word) >= TYPO_LENGTH and _kind_weight(word) == 1:
                similar[row] = np.maximum(similar[row], self._typos(word, known=number is not None))
        return similar

    def _typos(self, word: str, known: bool) -> Floats:
        """Return likeness to all names' words, squared so that a typo costs something (optimal string alignment)."""
        least = STRICT if known else max(LOOSE, 1 - 1.01 / len(word)) if len(word) < 6 else LOOSE
        near = process.cdist(
            [word], self._index._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=least, dtype=np.float32
        )[0]
        likeness: Floats = near * near
        return likeness

    def _field_scores(self, field: str) -> _Scores:
        names = self._index._fields[field]
        count = len(names.texts)
        hit = self._similar.max(axis=0)[names.words]  # best query word for each word of the names
        places = np.flatnonzero(hit)
        words, owner = names.words[places], names.owner[places]
        matched = np.bincount(owner, self._index._weights[words] * hit[places], count).astype(np.float32)
        by_word = np.zeros((len(self._query), count), np.float32)
        for row, likeness in enumerate(self._similar[:, words]):
            np.maximum.at(by_word[row], owner, likeness)
        cover = np.minimum(matched / np.maximum(names.weight, 1e-6), 1)
        softened = np.where(cover > 0, SURNAME + (1 - SURNAME) * cover, 0) if field == ARTIST else cover
        score = np.sqrt(softened * self._query_cover(by_word)) * self._trust(cover)
        score = np.maximum(score, self._whole(names)).astype(np.float32)
        return _Scores(score * (GENRE_TOP if field == GENRE else 1), matched, by_word)

    def _trust(self, cover: Floats) -> Floats:
        """Return a factor in [0.5, 1]: a query of nothing but moods and numbers means a name only when it is whole."""
        distinctive = bool((self._query_weights > EVERYDAY).any())
        return np.ones_like(cover) if distinctive else ((1 + cover) / 2).astype(np.float32)

    def _query_cover(self, by_word: Floats) -> Floats:
        cover: Floats = self._query_weights @ by_word / max(float(self._query_weights.sum()), 1e-6)
        return cover

    def _together(self, artists: _Scores, others: _Scores, other: str) -> Floats:
        """Return scores of "artist and title" queries: both names together cover the query."""
        artist, name = self._index._fields[ARTIST], self._index._fields[other]
        a, b = artist.of_track, name.of_track
        both = np.flatnonzero((artists.matched[a] > 0) & (others.matched[b] > 0))
        scores = np.zeros(len(self._index), np.float32)
        if not both.size:
            return scores
        a, b = a[both], b[both]
        cover = self._query_cover(np.maximum(artists.by_word[:, a], others.by_word[:, b]))
        whole = np.maximum(artist.weight[a] * (1 - SURNAME) + name.weight[b], 1e-6)
        named = np.minimum((artists.matched[a] * (1 - SURNAME) + others.matched[b]) / whole, 1)
        scores[both] = np.sqrt((1 + named) / 2 * cover) * self._trust(named)  # two names that fit make it likely
        return scores

    def _whole(self, names: _Field) -> Floats:
        """Return likeness of the whole text and whole names, spaces aside: "sigurros", "daft punk" or "daftpunk"."""
        scores = np.zeros(len(names.texts), np.float32)
        squeezed = "".join(self._query)
        if len(squeezed) < WHOLE_LENGTH:
            return scores
        near = process.cdist([squeezed], names.squeezed, scorer=fuzz.ratio, score_cutoff=WHOLE * 100, dtype=np.float32)
        scores[:] = near[0] / 100
        return scores


@dataclass(frozen=True, slots=True)
class _Scores:
    """For the unique names of one field: score (N,), matched weight (N,), and likeness by query word (Q, N)."""

    score: Floats
    matched: Floats
    by_word: Floats


def _ranks(track_ids: list[str]) -> Ints:
    """Return where each track stands when they are sorted by id."""
    ranks = np.empty(len(track_ids), np.int32)
    ranks[sorted(range(len(track_ids)), key=track_ids.__getitem__)] = np.arange(len(track_ids), dtype=np.int32)
    return ranks


def _unique(texts: Sequence[str]) -> tuple[list[str], Ints]:
    numbers: dict[str, int] = {}
    of_track = np.fromiter((numbers.setdefault(text, len(numbers)) for text in texts), np.int32, len(texts))
    return list(numbers), of_track


def _vocabulary(fields: Iterable[list[list[str]]]) -> tuple[list[str], NDArray[np.int64]]:
    """Return all words of the names, and in how many names each occurs."""
    counts = Counter(word for names in fields for words in names for word in set(words))
    return list(counts), np.fromiter(counts.values(), np.int64, len(counts))


def _word_weights(vocabulary: list[str], counts: NDArray[np.int64]) -> Floats:
    """Return (V,) weights in (0, 1]: rare words 1, words in many names less, everyday words least."""
    rarity = 1 / (1 + np.log10(np.maximum(counts, 1)) / 3)
    kinds = np.array([_kind_weight(word) for word in vocabulary], np.float32)
    weights: Floats = (rarity * kinds).astype(np.float32)
    return weights


def _kind_weight(word: str) -> float:
    if word in STOPWORDS:
        return FUNCTION
    if word in MUSIC_WORDS or _YEAR_LIKE.fullmatch(word):
        return MUSIC
    return EVERYDAY if word.isdigit() or word in everyday_words() else 1.0


@cache
def everyday_words() -> frozenset[str]:
    """Return folded words that are as likely a mood or a scene as a name: those of the concepts and the word list.

    A genre's own words are left out but for its name, as they are often names of musicians.
    """
    words = set(affect_words())
    for concept in load_concepts().concepts:
        words.update(words_of(concept.name) if concept.kind is ConceptKind.GENRE else concept.words)
    return frozenset(fold(word) for word in words)
