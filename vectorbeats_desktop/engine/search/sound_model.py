"""Channels of the sound model: music as words describe it, and music that sounds alike."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.hubness import NEIGHBOURS, crowding, soft_crowding
from vectorbeats_desktop.engine.encoders.bridge.rows import centred, mean_of
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.vectors import LEAST_SPREAD, Background, TrackVectors, VectorScores, unit
from vectorbeats_desktop.engine.task import TaskContext

WORDS, SOUNDS = "words in music", "music model"
WORDS_WEIGHT = 1.0
SOUNDS_WEIGHT = 1.5  # it was taught what music is; the descriptors beside it were not
FEWEST_TRACKS = 2  # in the sample; one track has nothing to be centred by
WIDER = 2  # times as many are asked of the store, which knows nothing of the centre and of hubs
SAME = 0.9999  # cosine of a track with itself, which is no neighbour
NAMED_FROM = 1.0  # deviations above the library from which on nearness is worth telling

Floats = NDArray[np.float32]
Vectors = Callable[[], TrackVectors | None]
"""The library's vectors by the sound model that searches run on; None while there are none."""


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """What a part is compared by, (d,), and what to say of a track that is near.

    `bank`, (b, d), are directions of other words, by which it is seen which tracks are near to whatever is said;
    None for a sound, which is centred by the mean of the library and compared with other sounds.
    """

    vector: Floats
    text: str
    bank: Floats | None = None


class SoundModelChannel:
    """Compares what the sound model makes of a part with what it made of each track. Hubs are believed less."""

    def __init__(self, name: str, weight: float, probe: Callable[[ReadPart], Probe | None], vectors: Vectors) -> None:
        self._name = name
        self._weight = weight
        self._probe = probe
        self._vectors = vectors
        self._lock = threading.Lock()
        self._library: HeardLibrary | None = None

    @classmethod
    def of_words(cls, vectors: Vectors) -> SoundModelChannel:
        """Music as words describe it."""
        return cls(WORDS, WORDS_WEIGHT, _said, vectors)

    @classmethod
    def of_sounds(cls, vectors: Vectors) -> SoundModelChannel:
        """Music that sounds alike."""
        return cls(SOUNDS, SOUNDS_WEIGHT, _heard, vectors)

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> SoundModelEvidence | None:
        """Evidence for a part that the model has read. Raises StoreUnavailable."""
        probe, vectors = self._probe(part), self._vectors()
        if probe is None or vectors is None or len(probe.vector) != vectors.size:
            return None
        background = vectors.background(view)
        ctx.checkpoint()
        if len(background.vectors) < FEWEST_TRACKS:
            return None
        library = self._of(background, probe.bank)
        query = probe.vector if probe.bank is not None else unit(probe.vector - library.mean)
        if not query.any():
            return None
        scores = VectorScores(vectors, query, view, allowed)
        heard = vectors.store.count(vectors.collection, using=vectors.using)
        return SoundModelEvidence(self._name, self._weight, library, scores, probe.text, heard)

    def _of(self, background: Background, bank: Floats | None) -> HeardLibrary:
        with self._lock:
            known = self._library
            if known is None or known.background is not background or known.words is not bank:
                known = self._library = HeardLibrary.of(background, bank)
            return known


def _said(part: ReadPart) -> Probe | None:
    said = part.said
    return None if said is None else Probe(said.direction, f"sounds as {part.about} says", said.bank)


def _heard(part: ReadPart) -> Probe | None:
    heard = part.heard
    return None if heard is None else Probe(heard, f"is music like {part.about}")


@dataclass(frozen=True, slots=True, eq=False)
class HeardLibrary:
    """The library's sample as the model heard it: its mean (d,), its centred rows (n, d), how crowded each is."""

    background: Background
    words: Floats | None
    mean: Floats
    rows: Floats
    crowded: Floats

    @classmethod
    def of(cls, background: Background, words: Floats | None) -> HeardLibrary:
        """Takes some hundredths of a second for a sample of 1,000."""
        mean = mean_of(background.vectors)
        rows = centred(background.vectors, mean)
        return cls(background, words, mean, rows, _crowded(rows, rows, words))

    def scores(self, tracks: Floats, query: Floats) -> Floats:
        """How near unit rows of tracks, (n, d), are to a query, (d,), less what they are near to anything: (n,)."""
        placed = centred(tracks, self.mean)
        nearness: Floats = placed @ query - _crowded(placed, self.rows, self.words)
        return nearness


def _crowded(rows: Floats, sample: Floats, words: Floats | None) -> Floats:
    """By other words where words are asked with; else by their neighbours in the library, without themselves."""
    if words is not None:
        return soft_crowding(rows, words)
    return (_near_others(rows, sample) / 2).astype(np.float32)


def _near_others(rows: Floats, sample: Floats) -> Floats:
    own = (rows @ sample.T).max(axis=1) > SAME
    near = min(NEIGHBOURS + 1, len(sample))
    with_itself = crowding(rows, sample, neighbours=near) * near
    # A track of the sample is its own nearest neighbour, at a cosine of 1.
    others: Floats = np.where(own, (with_itself - 1) / max(near - 1, 1), with_itself / near).astype(np.float32)
    return others


class SoundModelEvidence:
    """How near each track is to what was said or heard."""

    def __init__(
        self, channel: str, weight: float, library: HeardLibrary, scores: VectorScores, text: str, heard: int
    ) -> None:
        """`heard` is how many tracks the model has heard."""
        self.channel = channel
        self.weight = weight
        self._library = library
        self._vectors = scores
        self._text = text
        self.heard = heard
        usual = library.rows @ scores.query - library.crowded
        self._mean, self._spread = float(usual.mean()), float(usual.std())

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The tracks of the store that it favours most, or least."""
        found = self._vectors.candidates(WIDER * limit, fewest=fewest)
        scores = self.scores(found)
        order = np.argsort(scores if fewest else -scores, kind="stable")[:limit]
        return [found[place] for place in order]

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Deviations above the library's sample, (n,); 0 for a track that the model has not heard."""
        rows = self._vectors.rows(track_ids)
        scores = np.zeros(len(rows), np.float32)
        present = [place for place, row in enumerate(rows) if row is not None]
        if present and self._spread >= LEAST_SPREAD:
            heard = np.stack([row for row in rows if row is not None])
            scores[present] = (self._library.scores(heard, self._vectors.query) - self._mean) / self._spread
        return scores

    def grounds(self, track_id: str) -> Grounds | None:
        """That the model finds it near, where it does; a model does not say why."""
        return Grounds(self._text) if float(self.scores([track_id])[0]) >= NAMED_FROM else None
