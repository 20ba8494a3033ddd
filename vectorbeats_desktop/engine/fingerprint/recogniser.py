"""Which track a recording is of, and where in it: candidates from the index, each then looked at closely."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex, FingerprintSource
from vectorbeats_desktop.engine.fingerprint.landmarks import FRAME_S, Landmarks, QueryPeaks
from vectorbeats_desktop.engine.fingerprint.pairs import pairs_of_query
from vectorbeats_desktop.engine.fingerprint.verifying import Agreement, Verifier
from vectorbeats_desktop.engine.fingerprint.voting import Candidate, candidates
from vectorbeats_desktop.engine.records import RecordingMatch
from vectorbeats_desktop.engine.task import TaskContext

SPEEDS = (1.0075, 0.9925, 1.015, 0.985, 1.0225, 0.9775, 1.03, 0.97)
"""Tried when it is not played at its own; a step of this size loses no pairs of peaks over twelve seconds."""

WINDOW_S = 12.0
"""A longer recording is recognised by one of its pieces of this length."""

LEAST_EVIDENCE = 10.0
"""In nats, in a library of one track. What chance gives grows with the logarithm of what it may be found in: of 500
recordings of unknown music, each nat more was reached by a third as many."""

OTHER_SPEED = 2.0  # nats more: eight speeds are eight times as many places

SMALLEST_LIBRARY = 150  # below it, a small number of tracks makes nothing surer
LEAST_FOUND = 10
LEAST_SHARE = 0.25
LOOKED_AT = 60  # candidates of one speed that are compared closely
WINDOW = round(WINDOW_S / FRAME_S)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A track that a recording is surely of, and where in it; `spare` nats of evidence are more than needed."""

    track_id: str
    match: RecordingMatch
    spare: float

    @property
    def sure(self) -> float:
        """How sure that is, in [0, 1]: one less a bound on the chance to find so much agreement in one track."""
        return 1 - math.exp(-LEAST_EVIDENCE - self.spare)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to look for a query: at a speed, and whether with all that its times may have been rounded to."""

    speed: float
    all_spans: bool


class Recogniser:
    """Recognises recordings by the index. Safe to use from several threads."""

    def __init__(self, index: FingerprintIndex, source: FingerprintSource) -> None:
        self._index, self._source = index, source

    def recognise(self, peaks: QueryPeaks, ctx: TaskContext) -> tuple[Recognised, ...]:
        """The tracks that a recording is surely of, the surest first: none, when it is of none in the index.

        There are several where several files hold the same recording. Raises DataFolderBroken, Cancelled.
        """
        for first, piece in _pieces(peaks):
            for each in attempts():
                ctx.checkpoint()
                if found := self._found(piece, each, ctx):
                    least = least_evidence(self._index.tracks, each.speed)
                    return tuple(_placed(track_id, agreement, first, peaks, least) for track_id, agreement in found)
        return ()

    def best(self, peaks: QueryPeaks, attempt: Attempt, ctx: TaskContext) -> list[tuple[str, Agreement]]:
        """The tracks that agree best with a piece of a recording, sure or not, best first; each once."""
        played = peaks.played_at(attempt.speed)
        voted = candidates(self._index.segments, pairs_of_query(played, all_spans=attempt.all_spans), ctx)
        chosen = sorted(voted, key=lambda each: -each.votes)[:LOOKED_AT]
        return self._compared(chosen, Verifier(peaks, attempt.speed))

    def _found(self, piece: QueryPeaks, attempt: Attempt, ctx: TaskContext) -> list[tuple[str, Agreement]]:
        tracks, speed = self._index.tracks, attempt.speed
        return [(track_id, each) for track_id, each in self.best(piece, attempt, ctx) if is_sure(each, tracks, speed)]

    def _compared(self, chosen: Sequence[Candidate], verifier: Verifier) -> list[tuple[str, Agreement]]:
        kept = self._source.fingerprints_of({each.track_id for each in chosen})
        landmarks = {track_id: Landmarks.from_bytes(blob) for track_id, blob in kept.items()}
        best: dict[str, Agreement] = {}
        for each in chosen:
            if each.track_id in landmarks:
                agreement = verifier.agreement(landmarks[each.track_id], each.first)
                if each.track_id not in best or agreement.evidence > best[each.track_id].evidence:
                    best[each.track_id] = agreement
        return sorted(best.items(), key=lambda pair: (-pair[1].evidence, pair[0]))


def is_sure(agreement: Agreement, tracks: int, speed: float = 1.0) -> bool:
    """Whether, in a library of so many tracks and tried at a speed, nothing but the recording itself agrees so well."""
    enough = agreement.found >= LEAST_FOUND and agreement.share >= LEAST_SHARE
    return enough and agreement.evidence >= least_evidence(tracks, speed)


def least_evidence(tracks: int, speed: float = 1.0) -> float:
    """The evidence, in nats, that chance does not give in a library of so many tracks; see docs/QUALITY.md."""
    rarer = OTHER_SPEED if speed != 1.0 else 0.0
    return LEAST_EVIDENCE + rarer + math.log(max(SMALLEST_LIBRARY, tracks))


def attempts() -> Iterator[Attempt]:
    """The ways to look, the likeliest and cheapest first."""
    yield Attempt(1.0, all_spans=False)
    yield Attempt(1.0, all_spans=True)
    for speed in SPEEDS:
        yield Attempt(speed, all_spans=True)


def _pieces(peaks: QueryPeaks) -> Iterator[tuple[int, QueryPeaks]]:
    """The recording in pieces of some seconds, and the frame at which each begins; a short rest goes with the last."""
    count = max(1, peaks.length // WINDOW)
    for number in range(count):
        first = number * WINDOW
        last = peaks.length if number == count - 1 else first + WINDOW
        yield first, peaks.between(first, last)


def _placed(track_id: str, agreement: Agreement, first: int, peaks: QueryPeaks, least: float) -> Recognised:
    """Where all of the recording lies in the track, from where a piece of it does."""
    begin = agreement.first - first * agreement.speed
    start_s = max(0.0, begin * FRAME_S)
    end_s = (begin + peaks.length * agreement.speed) * FRAME_S
    match = RecordingMatch(round(start_s, 2), round(end_s, 2), round(agreement.speed, 4), agreement.found)
    return Recognised(track_id, match, agreement.evidence - least)
