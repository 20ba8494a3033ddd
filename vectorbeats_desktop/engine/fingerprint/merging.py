"""Segments made: of tracks that are new, and of segments that were made before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.fingerprint.landmarks import Landmarks
from vectorbeats_desktop.engine.fingerprint.pairs import Pairs, pairs_of_track
from vectorbeats_desktop.engine.fingerprint.segment import HASH_BITS, Segment, SegmentTracks, write_segment

MERGED_AT_ONCE = 1_000_000  # pairs, so that a merge needs some tens of megabytes whatever its size

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Living:
    """A segment and which of its tracks are still there, (tracks,) bool."""

    segment: Segment
    alive: NDArray[np.bool_]

    @property
    def pairs(self) -> int:
        """About how many pairs its living tracks have."""
        return round(self.segment.pairs * float(self.alive.mean())) if len(self.alive) else 0

    def ids(self) -> set[str]:
        """The tracks that are still there."""
        ids = self.segment.tracks.ids
        return {ids[number] for number in np.nonzero(self.alive)[0].tolist()}

    def without(self, track_ids: set[str]) -> Living:
        """The same segment after these tracks have gone; itself when it holds none of them."""
        gone = [number for number, track_id in enumerate(self.segment.tracks.ids) if track_id in track_ids]
        if not gone:
            return self
        alive = self.alive.copy()
        alive[gone] = False
        return Living(self.segment, alive)


def write_new(path: Path, tracks: Sequence[tuple[str, Landmarks]]) -> None:
    """Write a segment of tracks that are in none yet. Raises OSError."""
    placed = SegmentTracks.placed([track_id for track_id, _ in tracks], [each.length for _, each in tracks])
    every = [pairs_of_track(landmarks) for _, landmarks in tracks]
    hashes = np.concatenate([pairs.hashes for pairs in every])
    places = np.concatenate([pairs.frames + start for pairs, start in zip(every, placed.starts, strict=False)])
    order = np.argsort(hashes, kind="stable")
    write_segment(path, placed, len(hashes), iter([Pairs(hashes[order], places[order])]))


def write_merged(path: Path, sources: Sequence[Living]) -> None:
    """Write one segment of what is still there of several. Raises OSError."""
    ids = [
        track_id
        for source in sources
        for track_id, alive in zip(source.segment.tracks.ids, source.alive, strict=True)
        if alive
    ]
    lengths = np.concatenate([source.segment.tracks.lengths[source.alive] for source in sources])
    placed = SegmentTracks.placed(ids, lengths.tolist())
    moves = _moves(sources, placed)
    count = sum(len(part) for part in _merged(sources, moves))
    write_segment(path, placed, count, _merged(sources, moves))


def _moves(sources: Sequence[Living], placed: SegmentTracks) -> list[Ints]:
    """How far the places of each track move, (tracks,) for each source."""
    moves, done = [], 0
    for source in sources:
        living = np.nonzero(source.alive)[0]
        move = np.zeros(len(source.alive), np.int64)
        move[living] = placed.starts[done : done + len(living)] - source.segment.tracks.starts[:-1][living]
        moves.append(move)
        done += len(living)
    return moves


def _merged(sources: Sequence[Living], moves: Sequence[Ints]) -> Iterator[Pairs]:
    """All pairs of living tracks, sorted by hash, some at a time."""
    total = sum(source.segment.pairs for source in sources)
    step = max(1, (1 << HASH_BITS - 8) * MERGED_AT_ONCE // max(1, total)) << 8
    for low in range(0, 1 << HASH_BITS, step):
        hashes, places = [], []
        for source, move in zip(sources, moves, strict=True):
            pairs = source.segment.between(low, min(low + step, 1 << HASH_BITS))
            tracks = source.segment.tracks.at(pairs.frames)
            kept = source.alive[tracks]
            hashes.append(pairs.hashes[kept])
            places.append((pairs.frames + move[tracks])[kept])
        joined = np.concatenate(hashes)
        order = np.argsort(joined, kind="stable")
        yield Pairs(joined[order], np.concatenate(places)[order])
