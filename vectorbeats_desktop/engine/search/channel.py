"""What a channel is: one kind of evidence for how well each track fits one part of a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.encoders.reading import Reading
from vectorbeats_desktop.engine.records import Kind, MelodyMatch, QueryPart, RecordingMatch, SoundSort
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.fingerprint.landmarks import QueryPeaks
    from vectorbeats_desktop.engine.melody.contour import Contour
    from vectorbeats_desktop.engine.search.library_view import LibraryView

LEAST_CERTAINTY = 0.1
"""Of a reading; below it the encoder saw nothing it knows, and its numbers mean nothing."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Voice:
    """One reading of a part and its share in what the part means, all shares adding up to 1.

    `medium` is "picture" or "words": readings are centred by the mean of their own medium.
    """

    reading: Reading
    medium: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class SoundProbe:
    """A sound as the sounds channel compares it: (128,) unit vector; its identity when it has one.

    `seconds` is how much of it was heard; None where the library knew it before.
    """

    vector: Floats
    track_id: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class HumProbe:
    """A hum as the channel of humming compares it: its line of pitches."""

    contour: Contour


@dataclass(frozen=True, slots=True)
class RecordingProbe:
    """A recording as the channel of recognition compares it: its spectral peaks."""

    peaks: QueryPeaks


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Words as the sound model takes them: a direction from what all words have in common, (d,).

    `bank`, (b, d), are the directions of other phrases, by which it is seen what is near to anything that is said.
    """

    direction: Floats
    bank: Floats


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part of a query after its encoders have read it. `kind` is never AUTO.

    A sound whose kind nobody stated may be `also` something else; it then has a probe for each. `sort` is what it
    was heard to be, and `sure`, in [0, 1], how sure that is; None where nothing had to be found out. `members` are
    the tracks of a playlist. `picture` is what the picture model sees in it, (p,), where that model is installed;
    `heard`, (d,), and `said` are what the sound model makes of a sound and of words.
    """

    part: QueryPart
    kind: Kind
    voices: tuple[Voice, ...] = ()
    sound: SoundProbe | None = None
    hum: HumProbe | None = None
    recording: RecordingProbe | None = None
    picture: Floats | None = None
    heard: Floats | None = None
    said: Said | None = None
    notices: tuple[str, ...] = ()
    also: tuple[Kind, ...] = ()
    sort: SoundSort | None = None
    sure: float = 1.0
    members: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What the part is looked for as, the likeliest first."""
        return (self.kind, *self.also)

    @property
    def about(self) -> str:
        """The part, as a sentence refers to it."""
        if self.kind is Kind.IMAGE:
            return "the picture"
        if self.kind is Kind.TEXT or (self.kind is Kind.PLAYLIST and not Path(self.part.value).is_absolute()):
            return f"“{self.part.value}”"  # words, or a name
        return f"“{Path(self.part.value).stem}”"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a channel put a track where it is, in words, and the concepts that carried it, with what they are called."""

    text: str
    concepts: tuple[str, ...] = ()
    concept_names: tuple[str, ...] = ()


class Evidence(Protocol):
    """A channel's view of one part of one query.

    `weight` is the channel's own trust in it. Scores are calibrated: standard deviations above
    the mean of this library (for names: their equal in rarity), so that channels may be added.
    """

    @property
    def channel(self) -> str: ...

    @property
    def weight(self) -> float: ...

    def candidates(self, limit: int, *, fewest: bool = False) -> Sequence[str]:
        """The ids of the tracks it favours most, best first; with `fewest` those it favours least."""
        ...

    def scores(self, track_ids: Sequence[str]) -> Floats:
        """Calibrated scores of any tracks, (n,) float32; 0 for those it knows nothing about."""
        ...

    def grounds(self, track_id: str) -> Grounds | None:
        """Why this track, or None when there is nothing to say."""
        ...


@runtime_checkable
class Identifying(Evidence, Protocol):
    """Evidence that says which track it *is*, rather than how well one fits: a melody or a recording, heard again.

    Its best candidates are those that it is surest of.
    """

    def knows(self, track_id: str) -> bool:
        """Whether the track was compared at all."""
        ...

    def sure(self, track_id: str) -> float:
        """How sure it is that this is the track, in [0, 1]."""
        ...

    def place(self, track_id: str) -> MelodyMatch | RecordingMatch | None:
        """Where in the track it was found; None where that is not known."""
        ...


class Channel(Protocol):
    """Turns a part into evidence, or None when the part is no matter of this channel."""

    def weigh(
        self, part: ReadPart, view: LibraryView, allowed: frozenset[str] | None, ctx: TaskContext
    ) -> Evidence | None:
        """Evidence for a part. Only `allowed` tracks are candidates (None allows all). Raises Cancelled."""
        ...
