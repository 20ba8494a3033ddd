"""How much of the library a search could look at, and what is to be told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vectorbeats_desktop.engine.records import LibraryStatus
from vectorbeats_desktop.engine.search.channel import Evidence, ReadPart
from vectorbeats_desktop.engine.search.fusion import Weighed
from vectorbeats_desktop.engine.search.humming import HumEvidence, hum_notices
from vectorbeats_desktop.engine.search.recognising import RecordingEvidence, recognition_notices
from vectorbeats_desktop.engine.search.sound_model import SoundModelEvidence


@dataclass(frozen=True, slots=True)
class Coverage:
    """`searched` of `total` files, or recordings where something was heard; `listened`: a sound was asked with."""

    searched: int
    total: int
    listened: bool = False
    notices: tuple[str, ...] = ()


def coverage(
    parts: Sequence[ReadPart], evidence: Sequence[Weighed], hit_ids: Sequence[str], status: LibraryStatus
) -> Coverage:
    """What a query with these parts could look at; `hit_ids` are the tracks that it found."""
    wanted = [weighed.evidence for weighed in evidence if weighed.weight > 0]
    total = status.tracks or status.files
    recordings = [each for each in wanted if isinstance(each, RecordingEvidence)]
    said = (*recognition_notices(recordings, status), *_unheard(wanted, status))
    if any(part.hum is not None for part in parts):
        hums = [each for each in wanted if isinstance(each, HumEvidence)]
        return Coverage(status.melodies, total, True, (*hum_notices(hums, hit_ids, status), *said))
    if wanted and len(recordings) == len(wanted):
        return Coverage(status.fingerprints, total, True, said)
    return Coverage(status.ready, status.files, bool(recordings), said)


def _unheard(wanted: Sequence[Evidence], status: LibraryStatus) -> tuple[str, ...]:
    """How far a sound model is that hears the library for the first time."""
    heard = max((each.heard for each in wanted if isinstance(each, SoundModelEvidence)), default=status.tracks)
    if heard >= status.tracks:
        return ()
    return (
        f"The music model has heard {heard:,} of {status.tracks:,} tracks so far; the others are compared without.",
    )
