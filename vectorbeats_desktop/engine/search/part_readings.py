"""What the parts of a query were taken for, as it is told."""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.records import Kind, PartReading, SoundSort
from vectorbeats_desktop.engine.search.channel import ReadPart
from vectorbeats_desktop.engine.search.fusion import Weighed
from vectorbeats_desktop.engine.search.recognising import RecordingEvidence

NumberedParts = Sequence[tuple[int, ReadPart]]


def readings_of(parts: NumberedParts, evidence: Sequence[Weighed]) -> tuple[PartReading, ...]:
    """What each part was taken for. What was recognised is music, whatever it was heard to be before."""
    recognised = _recognised(evidence)
    return tuple(_reading(number, part, number in recognised) for number, part in parts)


def notices_of(parts: NumberedParts, evidence: Sequence[Weighed]) -> list[str]:
    """What is to be said of parts; not how unsure it was what a sound is, when it has been recognised."""
    recognised = _recognised(evidence)
    return [
        notice for number, part in parts if part.sort is None or number not in recognised for notice in part.notices
    ]


def _reading(number: int, part: ReadPart, recognised: bool) -> PartReading:
    models = _models(part)
    if part.sort is None or not recognised:
        return PartReading(number, part.kinds, part.sort, part.sure, models)
    others = tuple(kind for kind in part.kinds if kind is not Kind.RECOGNISE)
    return PartReading(number, (Kind.RECOGNISE, *others), SoundSort.MUSIC, models=models)


def _models(part: ReadPart) -> tuple[str, ...]:
    """The models that had something to say of a part."""
    seen = ("picture model",) if part.picture is not None else ()
    return seen if part.heard is None and part.said is None else (*seen, "music model")


def _recognised(evidence: Sequence[Weighed]) -> set[int]:
    """The numbers of the parts of which a track was recognised."""
    return {
        weighed.part
        for weighed in evidence
        if isinstance(weighed.evidence, RecordingEvidence) and weighed.evidence.recognised
    }
