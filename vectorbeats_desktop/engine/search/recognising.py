"""Channel: the track that a recording is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import Confidence, LibraryStatus, RecordingMatch
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.fusion import Weighed
from vectorbeats_desktop.engine.search.humming import clock
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.fingerprint.landmarks import QueryPeaks
    from vectorbeats_desktop.engine.fingerprint.recogniser import Recognised

Floats = NDArray[np.float32]

NAME = "recognition"
KEPT = 8  # recordings whose tracks are remembered while the library stays the same
WEIGHT = 2.0
SURE_SCORE = 100.0
"""So many deviations above the mean that no mood or name, at any weight a person can set, outweighs what is sure."""

NOT_HERE = "This recording is not in your library."
NO_FINGERPRINTS = "No track can be recognised yet. Tracks are listened to when their sound is analysed."


class Recognising(Protocol):
    """Says which tracks a recording is surely of."""

    def recognise(self, peaks: QueryPeaks, ctx: TaskContext) -> tuple[Recognised, ...]:
        """The surest first. Raises DataFolderBroken, Cancelled."""
        ...


class Fingerprints(Protocol):
    """What the catalogue says of fingerprints; `revision` rises when there are others."""

    def revision(self) -> int: ...


class RecognitionChannel:
    """Asks the index once for each recording."""

    def __init__(self, recogniser: Recognising, fingerprints: Fingerprints) -> None:
        self._recogniser = recogniser
        self._fingerprints = fingerprints
        self._recent: Recent[tuple[Recognised, ...]] = Recent(KEPT)

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> RecordingEvidence | None:
        """Evidence for a part that is a recording. Raises DataFolderBroken, Cancelled."""
        if part.recording is None:
            return None
        peaks = part.recording.peaks
        key = (self._fingerprints.revision(), peaks.key())
        found = self._recent.get(key, lambda: self._recogniser.recognise(peaks, ctx))
        return RecordingEvidence(found, part.about, allowed)


class RecordingEvidence:
    """The tracks that a recording is surely of, and where in them it lies. Of all others it says nothing."""

    channel = NAME
    weight = WEIGHT

    def __init__(self, found: Sequence[Recognised], about: str, allowed: frozenset[str] | None) -> None:
        self._found = {each.track_id: each.match for each in found}
        self._scores = {each.track_id: SURE_SCORE + each.sure + each.match.aligned / 1_000 for each in found}
        self._about = about
        self._allowed = allowed

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The tracks that it is of; "not this recording" proposes none, since nearly all tracks are not."""
        if fewest:
            return ()
        kept = [track for track in self._found if self._allowed is None or track in self._allowed]
        return kept[:limit]

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """SURE_SCORE and a little more the surer it is; 0 for all that it is not of; (n,) float32."""
        return np.array([self._scores.get(track_id, 0.0) for track_id in track_ids], np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        """Where in the track the recording lies."""
        match = self._found.get(track_id)
        if match is None:
            return None
        return Grounds(f"the recording {self._about} from {clock(match.start_s)} to {clock(match.end_s)}")

    def match(self, track_id: str) -> RecordingMatch | None:
        """Where in the track the recording lies; None when it is not of it."""
        return self._found.get(track_id)

    @property
    def sure(self) -> bool:
        """Whether it is of any track."""
        return bool(self._found)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the recordings of a query say together. `alone`: nothing else was asked for."""

    recordings: tuple[RecordingEvidence, ...]
    alone: bool

    @classmethod
    def of(cls, evidence: Iterable[Weighed]) -> Recognition:
        """The recordings among the evidence that is wanted; what is unwanted recognises nothing."""
        wanted = [weighed.evidence for weighed in evidence if weighed.weight > 0]
        recordings = tuple(each for each in wanted if isinstance(each, RecordingEvidence))
        return cls(recordings, bool(recordings) and len(recordings) == len(wanted))

    def permits(self, track_id: str) -> bool:
        """False, where nothing but recordings was asked, for a track that none is of: there are no guesses."""
        return not self.alone or self.match(track_id) is not None

    def match(self, track_id: str) -> RecordingMatch | None:
        """Where in the track the first recording lies that is of it."""
        return next((match for each in self.recordings if (match := each.match(track_id)) is not None), None)

    def confidence(self, track_id: str, by_score: Confidence) -> Confidence:
        """Strong for what was recognised; of others the rest of the query decides."""
        return Confidence.STRONG if self.match(track_id) is not None else by_score

    def notices(self, status: LibraryStatus) -> tuple[str, ...]:
        """What to know of the answer to a query with recordings."""
        if not self.recordings or all(each.sure for each in self.recordings):
            return ()
        if not status.fingerprints:
            return (NO_FINGERPRINTS,)
        if status.fingerprints < status.tracks:
            known = f"{status.fingerprints:,} of {status.tracks:,}"
            return (NOT_HERE, f"{known} tracks can be recognised so far.")
        return (NOT_HERE,)
