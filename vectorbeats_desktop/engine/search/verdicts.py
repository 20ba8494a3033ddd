"""What a person said of hits: "that's it" and "not this one", remembered for the query that found them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.folding import fold
from vectorbeats_desktop.engine.records import Kind, Query, QueryPart, Said, Verdict
from vectorbeats_desktop.engine.search.channel import Grounds
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.search.wording import in_words

Floats = NDArray[np.float32]

NAME = "verdicts"
LEARNED_WEIGHT = 0.3  # of what was said for other queries, beside channels of .5 to 2
MOST_SAID = 3  # times that a track was wanted more than not; more count no more
LARGEST_FILE = 64 * 2**20  # bytes, of a file that is known by its content
FILES = 64  # whose hashes are remembered


class Verdicts:
    """Keeps what was said. Safe to use from several threads.

    A query is known by what was asked, with its filters; by how much each part counts, and how many results there
    shall be, it is no other query. `learns` tells whether verdicts count for other queries too.
    """

    def __init__(self, catalog: Catalog, learns: Callable[[], bool]) -> None:
        self._catalog = catalog
        self._learns = learns
        self._hashes: Recent[str] = Recent(FILES)

    def say(self, query: Query, track_id: str, verdict: Verdict | None) -> None:
        """Remember what was said of a hit of this query; None takes it back. Raises BadQuery."""
        key = self._key(query)
        if verdict is None:
            self._catalog.drop_verdict(key, track_id)
        else:
            self._catalog.set_verdict(key, track_id, verdict, in_words(query))

    def of(self, query: Query) -> dict[str, Verdict]:
        """What was said of tracks for this very query."""
        # Naming a query reads its files, which is not done in vain.
        return self._catalog.verdicts(self._key(query)) if self._catalog.has_verdicts() else {}

    def all(self) -> list[Said]:
        """Everything that was said, the latest first."""
        return self._catalog.all_verdicts()

    def forget(self, said: Said) -> None:
        """Take something back that was said."""
        self._catalog.drop_verdict(said.query_key, said.track_id)

    def learned(self) -> LearnedEvidence | None:
        """What all verdicts say together; None where they shall not count for other queries, or nothing was said."""
        leanings = self._catalog.leanings() if self._learns() else {}
        return LearnedEvidence(leanings) if leanings else None

    def _key(self, query: Query) -> str:
        parts = sorted(self._part(part) for part in query.parts)
        filters = sorted((field, repr(value)) for field, value in query.filters.items())
        return hashlib.sha256(json.dumps([parts, filters]).encode()).hexdigest()

    def _part(self, part: QueryPart) -> list[str]:
        span = f"{part.start_s}-{part.end_s}-{part.emphasis}"
        if part.kind is Kind.TEXT:
            return [str(part.kind), fold(part.value), span]
        return [str(part.kind), self._content(part.value), span]

    def _content(self, value: str) -> str:
        """A file's content, wherever it lies; its name where it is large, or is none, such as a playlist's name."""
        path = Path(value)
        try:
            seen = path.stat()
            if not path.is_file() or seen.st_size > LARGEST_FILE:
                return ascii(value)
            return self._hashes.get((value, seen.st_size, seen.st_mtime_ns), lambda: _hash(path))
        except (OSError, ValueError):
            return ascii(value)  # gone by now, or no path at all


class SaidEvidence:
    """That the person said which tracks this query looks for. It does not argue, so it has no weight."""

    channel = NAME
    weight = 0.0

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """None: the search knows what was wanted."""
        return ()

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """All alike."""
        return np.zeros(len(track_ids), np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        """Who said it."""
        return Grounds("you said so")


class LearnedEvidence:
    """That the person wanted a track for other queries, or did not: a little more, or less, for each time."""

    channel = NAME
    weight = LEARNED_WEIGHT

    def __init__(self, leanings: Mapping[str, int]) -> None:
        self._leanings = {track: max(-MOST_SAID, min(MOST_SAID, times)) for track, times in leanings.items()}

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """None: having been wanted elsewhere makes no track an answer."""
        return ()

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """How many times more it was wanted than not, up to three."""
        return np.array([self._leanings.get(track_id, 0) for track_id in track_ids], np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        """That it was wanted before."""
        return Grounds("you wanted it before")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
