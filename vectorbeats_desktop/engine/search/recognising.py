"""Channel: the track that a recording is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.records import LibraryStatus, RecordingMatch
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
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
SURE_SCORE = 8.0
"""Deviations above the mean, about those of the surest hum. No mood outweighs what is sure; see Identified."""

NOT_HERE = "The recording {0} is not in your library."
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
        self._found = {each.track_id: each for each in found}
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
        match = self.place(track_id)
        if match is None:
            return None
        return Grounds(f"the recording {self._about} from {clock(match.start_s)} to {clock(match.end_s)}")

    def knows(self, track_id: str) -> bool:
        """Whether the recording is of the track: there are no guesses."""
        return track_id in self._found

    def sure(self, track_id: str) -> float:
        """How sure it is that this is the track, in [0, 1]."""
        return self._found[track_id].sure if track_id in self._found else 0.0

    def place(self, track_id: str) -> RecordingMatch | None:
        """Where in the track the recording lies; None when it is not of it."""
        return self._found[track_id].match if track_id in self._found else None

    @property
    def about(self) -> str:
        """The recording, as a sentence refers to it."""
        return self._about

    @property
    def recognised(self) -> bool:
        """Whether it is of any track."""
        return bool(self._found)


def recognition_notices(recordings: Sequence[RecordingEvidence], status: LibraryStatus) -> tuple[str, ...]:
    """What to know of the answer to a query with recordings; `recordings` are those that are wanted."""
    unknown = tuple(NOT_HERE.format(each.about) for each in recordings if not each.recognised)
    if not unknown:
        return ()
    if not status.fingerprints:
        return (NO_FINGERPRINTS,)
    if status.fingerprints < status.tracks:
        known = f"{status.fingerprints:,} of {status.tracks:,}"
        return (*unknown, f"{known} tracks can be recognised so far.")
    return unknown
