"""Tracks that hold the same recording, found by asking the index for pieces of each of them."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex, FingerprintSource
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION, FRAME_S, Landmarks
from vectorbeats_desktop.engine.fingerprint.likeness import same_recording
from vectorbeats_desktop.engine.fingerprint.pairs import Pairs, pairs_of_track
from vectorbeats_desktop.engine.fingerprint.voting import candidates
from vectorbeats_desktop.engine.task import Progress, TaskContext
from vectorbeats_desktop.engine.untrusted_json import loads

PIECE = round(10 / FRAME_S)
PLACES = (0.2, 0.5, 0.8)
"""Where the pieces lie of which a track is asked for. Of two tracks the shorter one's pieces lie in the other, so three
of each are enough, as long as each is compared with each."""

STEP = round(20 / FRAME_S)
"""From piece to piece of a track that comes to others which were compared before: they are not asked for again, so the
new one's pieces must lie in all that may be cut out of it."""

LEAST_VOTES = 8
MOST = 20  # places that are looked at for a piece
SAVED_EVERY = 200  # tracks, of which a cancelled run repeats the last ones
FILE = "duplicates.json"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SameRecording:
    """Two tracks with the same recording; `other` begins at the frame `offset` of `one`."""

    one: str
    other: str
    offset: int


@dataclass(slots=True)
class _Found:
    """What was compared, and what was found."""

    compared: set[str] = field(default_factory=set)
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)

    def keep_only(self, there: set[str]) -> None:
        self.compared &= there
        self.pairs = {both: offset for both, offset in self.pairs.items() if there.issuperset(both)}


class DuplicateFinder:
    """Compares each track with all others once; what was found is kept beside the index."""

    def __init__(self, index: FingerprintIndex, source: FingerprintSource, folder: Path) -> None:
        self._index, self._source = index, source
        self._file = folder.with_name(FILE)

    def find(self, ctx: TaskContext) -> list[SameRecording]:
        """All pairs of tracks that hold the same recording. The index must be up to date.

        What was compared stays compared when this is cancelled. Raises DataFolderBroken, OSError, Cancelled.
        """
        there = self._source.fingerprint_ids(FINGERPRINT_VERSION)
        found = self._read()
        found.keep_only(there)
        new = sorted(there - found.compared)
        if len(new) > len(found.compared):
            found.compared.clear()
            new = sorted(there)
        whole = bool(found.compared)
        try:
            for number, track_id in enumerate(new):
                ctx.checkpoint()
                ctx.report(Progress("duplicates", number, len(new)))
                self._compare(track_id, found, ctx, whole=whole)
                if number % SAVED_EVERY == SAVED_EVERY - 1:
                    self._write(found)
        finally:
            self._write(found)
        ctx.report(Progress("duplicates", len(new), len(new)))
        return [SameRecording(one, other, offset) for (one, other), offset in sorted(found.pairs.items())]

    def _compare(self, track_id: str, found: _Found, ctx: TaskContext, *, whole: bool) -> None:
        mine = self._landmarks([track_id]).get(track_id)
        if mine is not None:
            places = self._places(track_id, mine, ctx, whole=whole)
            others = self._landmarks({other for other, _ in places})
            for other, offset in places:
                both = (min(track_id, other), max(track_id, other))
                if both not in found.pairs and other in others and same_recording(mine, others[other], offset):
                    found.pairs[both] = offset if both[0] == track_id else -offset
        found.compared.add(track_id)

    def _places(self, track_id: str, mine: Landmarks, ctx: TaskContext, *, whole: bool) -> set[tuple[str, int]]:
        """Where other tracks may begin in this one: (track, frame)."""
        places = set()
        for first, pairs in _pieces(mine, whole=whole):
            for each in candidates(self._index.segments, pairs, ctx, MOST):
                if each.track_id != track_id and each.votes >= LEAST_VOTES:
                    places.add((each.track_id, first - each.first))
        return places

    def _landmarks(self, track_ids: Iterable[str]) -> dict[str, Landmarks]:
        return {track: Landmarks.from_bytes(kept) for track, kept in self._source.fingerprints_of(track_ids).items()}

    def _read(self) -> _Found:
        try:
            told = loads(self._file.read_bytes())
            if told["version"] == FINGERPRINT_VERSION:
                pairs = {(str(one), str(other)): int(offset) for one, other, offset in told["pairs"]}
                return _Found(set(told["compared"]), pairs)
        except FileNotFoundError:
            pass
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            logger.warning("duplicates are looked for anew: %r", error)
        return _Found()

    def _write(self, found: _Found) -> None:
        pairs = [(*both, offset) for both, offset in found.pairs.items()]
        told = {"version": FINGERPRINT_VERSION, "compared": sorted(found.compared), "pairs": pairs}
        written = self._file.with_suffix(".new")
        written.write_text(json.dumps(told))
        written.replace(self._file)


def _pieces(landmarks: Landmarks, *, whole: bool) -> Iterator[tuple[int, Pairs]]:
    """Pieces of a track: where each begins, and its pairs, with frames that count from there."""
    pairs = pairs_of_track(landmarks)
    order = np.argsort(pairs.frames, kind="stable")
    hashes, frames = pairs.hashes[order], pairs.frames[order]
    if whole:
        begins = list(range(0, max(1, landmarks.length - PIECE), STEP))
    else:
        begins = sorted({max(0, round(place * landmarks.length) - PIECE // 2) for place in PLACES})
    for begin in begins:
        part = slice(*np.searchsorted(frames, (begin, begin + PIECE)))
        yield begin, Pairs(hashes[part], frames[part] - begin)


def grouped(pairs: Iterable[SameRecording]) -> list[dict[str, int]]:
    """Tracks that hang together: for each group, each track's first frame on an axis that all of it share."""
    near: dict[str, dict[str, int]] = {}
    for pair in pairs:
        near.setdefault(pair.one, {})[pair.other] = pair.offset
        near.setdefault(pair.other, {})[pair.one] = -pair.offset
    groups, seen = [], set[str]()
    for track_id in near:
        if track_id not in seen:
            groups.append(_connected(track_id, near))
            seen |= groups[-1].keys()
    return groups


def _connected(track_id: str, near: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    begins, waiting = {track_id: 0}, deque([track_id])
    while waiting:
        one = waiting.popleft()
        for other, offset in near[one].items():
            if other not in begins:
                begins[other] = begins[one] + offset
                waiting.append(other)
    return begins
