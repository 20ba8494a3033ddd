"""What hums and recordings say together of which track it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vectorbeats_desktop.engine.records import Confidence, MelodyMatch, RecordingMatch
from vectorbeats_desktop.engine.search.channel import Identifying
from vectorbeats_desktop.engine.search.confidence import LIKELY, SURE, bounded, of_sureness
from vectorbeats_desktop.engine.search.fusion import NO_PART, Weighed

MOST = 50  # tracks that one recording may be, or one tune: more than anybody has versions of


@dataclass(frozen=True, slots=True)
class Identified:
    """What is wanted of the evidence that identifies. `alone`: nothing else was asked for.

    Each comes with its place among the query's evidence.
    """

    evidence: tuple[tuple[int, Identifying], ...]
    alone: bool

    @classmethod
    def of(cls, evidence: Sequence[Weighed]) -> Identified:
        """Those among the evidence that are wanted; what is unwanted identifies nothing."""
        wanted = [
            (column, weighed.evidence)
            for column, weighed in enumerate(evidence)
            if weighed.weight > 0 and weighed.part != NO_PART
        ]
        found = tuple((column, each) for column, each in wanted if isinstance(each, Identifying))
        return cls(found, bool(found) and len(found) == len(wanted))

    def permits(self, track_id: str) -> bool:
        """False for a track that none was compared with, where nothing else could have found it."""
        return not self.alone or any(each.knows(track_id) for _, each in self.evidence)

    def sure(self, track_id: str) -> float:
        """As sure as the surest: two takes of a tune err alike, so they do not add up to certainty."""
        return max((each.sure(track_id) for _, each in self.evidence), default=0.0)

    def columns(self) -> dict[str, int]:
        """The tracks that surely are what was heard, and by whose word: no mood shall drown them."""
        found: dict[str, tuple[float, int]] = {}
        for column, each in self.evidence:
            for track_id in each.candidates(MOST):
                sure = each.sure(track_id)
                if sure >= max(SURE, found.get(track_id, (0.0, 0))[0]):
                    found[track_id] = (sure, column)
        return {track_id: column for track_id, (_, column) in found.items()}

    def likely(self) -> frozenset[str]:
        """The tracks that probably are what was heard, which therefore nothing hides."""
        return frozenset(
            track_id for _, each in self.evidence for track_id in each.candidates(MOST) if each.sure(track_id) >= LIKELY
        )

    def melody(self, track_id: str) -> MelodyMatch | None:
        """Where the first hum that has a place in the track was found."""
        return next((place for place in self._places(track_id) if isinstance(place, MelodyMatch)), None)

    def recording(self, track_id: str) -> RecordingMatch | None:
        """Where the first recording that was recognised in the track was made."""
        return next((place for place in self._places(track_id) if isinstance(place, RecordingMatch)), None)

    def confidence(self, track_id: str, by_score: Confidence) -> Confidence:
        """How sure it is that this is the track; among other parts that bounds what the fused score says."""
        if not self.evidence:
            return by_score
        said = of_sureness(self.sure(track_id))
        return said if self.alone else bounded(by_score, said)

    def _places(self, track_id: str) -> Iterable[MelodyMatch | RecordingMatch | None]:
        return (each.place(track_id) for _, each in self.evidence)
