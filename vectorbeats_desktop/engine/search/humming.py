"""Channel: tracks in which the melody of a hum is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.errors import ModelUnavailable
from vectorbeats_desktop.engine.records import Confidence, LibraryStatus, MelodyMatch
from vectorbeats_desktop.engine.search.channel import Grounds, ReadPart
from vectorbeats_desktop.engine.search.confidence import LIKELY, bounded, of_sureness
from vectorbeats_desktop.engine.search.fusion import Weighed
from vectorbeats_desktop.engine.search.library_view import LibraryView
from vectorbeats_desktop.engine.search.recent import Recent
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.melody.contour import Contour
    from vectorbeats_desktop.engine.melody.matches import HumMatches

Floats = NDArray[np.float32]

NAME = "humming"
KEPT = 3  # hums whose matches are remembered while the library stays the same
WEIGHT = 1.5  # a tune is one track's, a mood is many tracks'; a name that was typed says even more
NO_MELODIES = "No melody is known yet, so a hum finds nothing. Melodies are listened for when all else is done."
UNSURE = (
    "None of these is surely what was hummed. Hum for 10 to 15 seconds, try another passage of the tune, "
    "or add a second take."
)


class Matcher(Protocol):
    """Compares a hum with the melody of every track."""

    def search(self, contour: Contour, ctx: TaskContext) -> HumMatches:
        """Every track, best first. Raises ModelUnavailable, Cancelled."""
        ...


class Melodies(Protocol):
    """What the catalogue says of melodies; `revision` rises when there are others."""

    def has_melodies(self) -> bool: ...

    def revision(self) -> int: ...


class HumChannel:
    """Asks the matcher once for each hum."""

    def __init__(self, matcher: Matcher, melodies: Melodies) -> None:
        self._matcher = matcher
        self._melodies = melodies
        self._recent: Recent[HumMatches] = Recent(KEPT)

    def matches(self, contour: Contour, ctx: TaskContext) -> HumMatches:
        """How a hum fits every track, as the library is now. Raises ModelUnavailable, Cancelled."""
        key = (self._melodies.revision(), contour.to_bytes())
        return self._recent.get(key, lambda: self._matcher.search(contour, ctx))

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> HumEvidence | HumUnheard | None:
        """Evidence for a part that is a hum, or why there is none: other parts may answer. Raises Cancelled."""
        if part.hum is None or not self._melodies.has_melodies():
            return None
        try:
            return HumEvidence(self.matches(part.hum.contour, ctx), part.about, allowed)
        except ModelUnavailable as error:
            return HumUnheard(part.about, error)


class HumUnheard:
    """In place of evidence: the matcher did not answer, and why. It weighs nothing and knows no track."""

    channel = NAME
    weight = 0.0

    def __init__(self, about: str, error: ModelUnavailable) -> None:
        self.error = error
        self.notice = f"{about} was left out: {error}"

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        return ()

    def scores(self, track_ids: Sequence[str]) -> Floats:
        return np.zeros(len(track_ids), np.float32)

    def grounds(self, track_id: str) -> Grounds | None:
        return None


class HumEvidence:
    """How well each track's melody fits a hum, where, and how sure that is."""

    channel = NAME
    weight = WEIGHT

    def __init__(self, matches: HumMatches, about: str, allowed: frozenset[str] | None) -> None:
        self._matches = matches
        self._about = about
        self._allowed = allowed
        self._row = {track_id: row for row, track_id in enumerate(matches.track_ids)}

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The tracks that fit best; "not this tune" proposes none, since nearly all tracks are not."""
        if fewest:
            return ()
        kept = (track for track in self._matches.track_ids if self._allowed is None or track in self._allowed)
        return list(islice(kept, limit))

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated scores, (n,) float32; 0 for a track whose melody is not known."""
        return self._values(self._matches.scores, track_ids)

    def grounds(self, track_id: str) -> Grounds | None:
        """Where in the track the melody is, or that a person has said so."""
        place = self.place(track_id)
        if place is None:
            return None
        where = f" from {clock(place.start_s)} to {clock(place.end_s)}" if place.end_s > place.start_s else ""
        if place.remembered:
            return Grounds(f"the melody of {self._about}{where}: you said so before")
        likeness = "" if self.sure(track_id) >= LIKELY else "something like "
        return Grounds(f"{likeness}the melody of {self._about}{where}")

    def knows(self, track_id: str) -> bool:
        """Whether the track's melody was compared."""
        return track_id in self._row

    def sure(self, track_id: str) -> float:
        """How sure it is that this is the track, in [0, 1]."""
        return float(self._values(self._matches.sure, [track_id])[0])

    def place(self, track_id: str) -> MelodyMatch | None:
        """Where in the track the hum was found; known of the best tracks."""
        return self._matches.places.get(track_id)

    def _values(self, of: Floats, track_ids: Sequence[str]) -> Floats:
        rows = np.array([self._row.get(track_id, -1) for track_id in track_ids], dtype=np.intp)
        values = np.zeros(len(rows), np.float32)
        values[rows >= 0] = of[rows[rows >= 0]]
        return values


@dataclass(frozen=True, slots=True)
class Hummed:
    """What the hums of a query say together. `alone`: nothing else was asked for.

    `unheard` are notices of those that could not be compared.
    """

    hums: tuple[HumEvidence, ...]
    alone: bool
    unheard: tuple[str, ...] = ()

    @classmethod
    def of(cls, evidence: Iterable[Weighed]) -> Hummed:
        """The hums among the evidence that is wanted; what is unwanted finds no tune.

        Raises ModelUnavailable when there is no evidence but hums that could not be compared.
        """
        every = list(evidence)
        unheard = [weighed.evidence for weighed in every if isinstance(weighed.evidence, HumUnheard)]
        if unheard and len(unheard) == len(every):
            raise unheard[0].error
        wanted = [weighed.evidence for weighed in every if weighed.weight > 0]
        hums = tuple(each for each in wanted if isinstance(each, HumEvidence))
        return cls(hums, bool(hums) and len(hums) == len(wanted), tuple(each.notice for each in unheard))

    def permits(self, track_id: str) -> bool:
        """False for a track that no hum was compared with, where nothing but hums could have found it."""
        return not self.alone or any(hum.knows(track_id) for hum in self.hums)

    def place(self, track_id: str) -> MelodyMatch | None:
        """Where the first hum that has a place in the track was found."""
        return next((place for hum in self.hums if (place := hum.place(track_id)) is not None), None)

    def sure(self, track_id: str) -> float:
        """As sure as the surest hum: two takes of a tune err alike, so they do not add up to certainty."""
        return max((hum.sure(track_id) for hum in self.hums), default=0.0)

    def confidence(self, track_id: str, by_score: Confidence) -> Confidence:
        """What the hums say; among other parts they bound what the fused score says."""
        if not self.hums:
            return by_score
        said = of_sureness(self.sure(track_id))
        return said if self.alone else bounded(by_score, said)

    def notices(self, track_ids: Sequence[str], status: LibraryStatus) -> tuple[str, ...]:
        """What to know of the answer to a query with hums; `track_ids` are its hits."""
        if not status.melodies:
            return (NO_MELODIES,)
        said = list(self.unheard)
        if status.melodies < status.tracks:
            said.append(
                f"Melodies of {status.melodies:,} of {status.tracks:,} tracks are known so far; "
                "a hum cannot find the others."
            )
        if self.hums and track_ids and max(map(self.sure, track_ids)) < LIKELY:
            said.append(UNSURE)
        return tuple(said)


def clock(seconds: float) -> str:
    """A place in a track, such as 1:23."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
