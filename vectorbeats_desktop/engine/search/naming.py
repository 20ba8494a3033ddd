"""Channel: titles, artists, albums and genres that the words name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.negation import split
from vectorbeats_desktop.engine.records import Kind
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.names import NameIndex, NameMatch, words_of
from vectorbeats_desktop.engine.task import TaskContext

Floats = NDArray[np.float32]

NAME = "names"
WEIGHT = 2.0  # who types a name wants what bears it
LEAST_RARITY = 1.0
SURE_SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """A name that the words matched. `score` in [0, 1] says how exactly."""

    score: float
    field: str
    text: str


class NamesChannel:
    """Compares words with the names in the library. Names that many tracks bear count less."""

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> NamesEvidence | None:
        """Evidence for words that match some name, else None."""
        if part.kind is not Kind.TEXT:
            return None
        matches = matched(view.names, part.part.value)
        if allowed is not None:
            matches = {track_id: match for track_id, match in matches.items() if track_id in allowed}
        return NamesEvidence(matches, len(view.track_ids)) if matches else None


def matched(names: NameIndex, words: str) -> dict[str, Match]:
    """The best match of each track that has one."""
    matches: dict[str, Match] = {}
    for track_id, score, field, text in _named(names, words):
        known = matches.get(track_id)
        if known is None or score > known.score:
            matches[track_id] = Match(score, field, text)
    return matches


class NamesEvidence:
    """The tracks whose names the words match.

    A mean and a deviation mean little where nearly all scores are 0. A match that n of N tracks
    share is instead taken to be as far out as the n-th of N draws from a normal distribution,
    about sqrt(2 ln(N / n)) standard deviations. Exactness counts squared: half a name is less than
    half as telling as all of it.
    """

    channel = NAME
    weight = WEIGHT

    def __init__(self, matches: dict[str, Match], library_size: int) -> None:
        self.matches = matches
        self._size = library_size
        self._sharing = Counter((match.field, match.text) for match in matches.values())
        self._scores = self._scored(matches)

    def _scored(self, matches: Mapping[str, Match]) -> dict[str, float]:
        return {
            track_id: match.score**2 * rarity(self._sharing[match.field, match.text], self._size)
            for track_id, match in matches.items()
        }

    def joined_by(self, others: Mapping[str, Match]) -> NamesEvidence:
        """The same with tracks that are not in the library. A name that the library has is as rare as it is there."""
        joined = copy(self)
        among_them = Counter((match.field, match.text) for match in others.values())
        joined._sharing = Counter({**among_them, **self._sharing})
        joined.matches = {**self.matches, **others}
        joined._scores = joined._scored(joined.matches)
        return joined

    def asked_for(self) -> set[str]:
        """The tracks that were asked for by title, artist or album; a genre names too many."""
        return {
            track_id for track_id, match in self.matches.items() if match.score >= SURE_SCORE and match.field != "genre"
        }

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The tracks that match best; "not this name" proposes none."""
        if fewest:
            return ()
        return sorted(self._scores, key=lambda track_id: (-self._scores[track_id], track_id))[:limit]

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Squared exactness times rarity; 0 for a track that does not match."""
        return np.array([self._scores.get(track_id, 0.0) for track_id in track_ids], np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        """Which of its names matched."""
        match = self.matches.get(track_id)
        return Grounds(f"{match.field} matches “{match.text}”") if match else None


def _named(names: NameIndex, text: str) -> list[NameMatch]:
    """The names that words match, but for those that they ask not to have: “not sad” means no title “Sad”.

    A name that has the negation in it is meant as it stands.
    """
    request = split(text)
    if not request.unwanted:
        return names.match(text)
    cues = {word for part in request.unwanted for word in words_of(part.cue)}
    whole = [match for match in names.match(text) if cues & set(words_of(match[3]))]
    return [*names.match(request.wanted), *whole]


def rarity(sharing: int, library_size: int) -> float:
    """How many standard deviations out a thing is that `sharing` of `library_size` tracks have."""
    return max(math.sqrt(2 * math.log(max(library_size / sharing, 1.0))), LEAST_RARITY)
