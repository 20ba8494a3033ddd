"""Channel: where the sound model would have the music that goes with a picture, by the fitted bridge."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.bridge.bridge import Bridge
from vectorbeats_desktop.engine.encoders.bridge.explain import PictureConcepts
from vectorbeats_desktop.engine.encoders.bridge.hubness import normalised_by_bank, soft_crowding
from vectorbeats_desktop.engine.encoders.bridge.rows import centred, mean_of, typical
from vectorbeats_desktop.engine.encoders.concepts import ConceptSpace
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.vectors import LEAST_SPREAD, Background, TrackVectors, VectorScores
from vectorbeats_desktop.engine.task import TaskContext

NAME = "linear map"
WEIGHT = 0.3
FEWEST_TRACKS = 2  # in the sample; one track has nothing to be centred by
WIDER = 2  # times as many are asked of the store, which knows nothing of the centre and of hubs

Floats = NDArray[np.float32]


class LinearMapChannel:
    """Maps a picture into the sound model's space and compares it with the tracks there.

    Pictures are centred by the mean of pictures, tracks by the mean of the library. Hubs are believed less, by
    query-bank normalisation; the bank are the concepts as they are mapped. `bridge` gives the map as it is now, or None
    while there is none.
    """

    def __init__(
        self, space: ConceptSpace, vectors: Callable[[], TrackVectors | None], bridge: Callable[[], Bridge | None]
    ) -> None:
        self._space = space
        self._vectors = vectors
        self._bridge = bridge
        self._lock = threading.Lock()
        self._library: MappedLibrary | None = None

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> LinearMapEvidence | None:
        """Evidence for a part that the picture model has seen. Raises StoreUnavailable."""
        if part.picture is None:
            return None
        bridge, vectors = self._bridge(), self._vectors()
        if bridge is None or vectors is None or not bridge.sees_pictures:
            return None
        library = self._of(bridge, vectors.background(view))
        ctx.checkpoint()
        if len(library.rows) < FEWEST_TRACKS:
            return None
        query = bridge.to_music(part.picture[None])[0]
        if not query.any():
            return None
        scores = VectorScores(vectors, query, view, allowed)
        return LinearMapEvidence(self._space, library, scores, PictureConcepts(bridge, part.picture, library.usual))

    def _of(self, bridge: Bridge, background: Background) -> MappedLibrary:
        with self._lock:
            known = self._library
            if known is None or known.bridge is not bridge or known.background is not background:
                known = self._library = MappedLibrary.of(bridge, background)
            return known


@dataclass(frozen=True, slots=True, eq=False)
class MappedLibrary:
    """What a bridge needs of the library's sample: its mean, (m,), its centred rows, (n, m), and how crowded each is.

    `bank`, (b, m), are the queries that crowding is measured by. `usual` is how large the cosines of tracks with the
    concepts' places in the sound model usually are.
    """

    bridge: Bridge
    background: Background
    mean: Floats
    rows: Floats
    bank: Floats
    crowded: Floats
    usual: float

    @classmethod
    def of(cls, bridge: Bridge, background: Background) -> MappedLibrary:
        """Takes some hundredths of a second for a sample of 1,000."""
        mean = mean_of(background.vectors) if len(background.vectors) else np.zeros(bridge.up.shape[1], np.float32)
        rows, bank = centred(background.vectors, mean), bridge.through(bridge.shown)
        return cls(bridge, background, mean, rows, bank, soft_crowding(rows, bank), typical(rows @ bridge.heard.T))


class LinearMapEvidence:
    """How near each track is to where the picture points."""

    channel = NAME
    weight = WEIGHT

    def __init__(
        self, space: ConceptSpace, library: MappedLibrary, scores: VectorScores, concepts: PictureConcepts
    ) -> None:
        self._space = space
        self._library = library
        self._vectors = scores
        self._concepts = concepts
        cosines = library.rows @ scores.query
        usual = normalised_by_bank(cosines[None], library.crowded)
        self._mean, self._spread = float(usual.mean()), float(usual.std())

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The tracks of the store that it favours most, or least."""
        found = self._vectors.candidates(WIDER * limit, fewest=fewest)
        scores = self.scores(found)
        order = np.argsort(scores if fewest else -scores, kind="stable")[:limit]
        return [found[place] for place in order]

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Cosines less those of hubs, calibrated by the library's sample; 0 for a track that has no vector yet."""
        rows = self._vectors.rows(track_ids)
        scores = np.zeros(len(rows), np.float32)
        present = [place for place, row in enumerate(rows) if row is not None]
        if present and self._spread >= LEAST_SPREAD:
            tracks = centred(np.stack([row for row in rows if row is not None]), self._library.mean)
            crowded = soft_crowding(tracks, self._library.bank)
            normalised = normalised_by_bank((tracks @ self._vectors.query)[None], crowded)[0]
            scores[present] = (normalised - self._mean) / self._spread
        return scores

    def grounds(self, track_id: str) -> Grounds | None:
        """The concepts without which the match would be a good part weaker; None where none can be named."""
        row = self._vectors.vector(track_id)
        if row is None:
            return None
        named = self._concepts.named(centred(row[None], self._library.mean)[0])
        known = [self._space.concepts[self._space.index(found.concept)] for found in named]
        if not known:
            return None
        ids, names = tuple(concept.id for concept in known), tuple(concept.name for concept in known)
        return Grounds(f"the picture shows {', '.join(names)}", ids, names)
