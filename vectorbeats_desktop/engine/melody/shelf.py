"""Evidence of many tracks in one buffer, as the compiled loops want it, to which tracks may be added."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PACKED = 6  # bytes a step
SLACK = 1.25  # a buffer that is too small is made larger by so much


@dataclass(frozen=True, slots=True, eq=False)
class Melodies:
    """Evidence of many tracks: `packed` (room, 6) uint8, of which a track has `starts` to `ends`, (tracks,) int64."""

    track_ids: tuple[str, ...]
    packed: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, tracks: Iterable[tuple[str, NDArray[np.uint8]]]) -> Melodies:
        """Join evidence, each (n, 6)."""
        pairs = list(tracks)
        shelf = Shelf()
        shelf.reserve(sum(len(packed) for _, packed in pairs))
        for track_id, packed in pairs:
            shelf.add(track_id, len(packed))[:] = packed
        return shelf.melodies()

    def __len__(self) -> int:
        return len(self.track_ids)


class Shelf:
    """What Melodies are made of. What is dropped leaves a gap, until gaps take half of the buffer."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._packed = np.empty((0, PACKED), np.uint8)
        self._used = 0

    def __len__(self) -> int:
        return len(self._ids)

    def reserve(self, steps: int) -> None:
        """Make room for so many steps more, so that adding them copies nothing."""
        if self._used + steps > len(self._packed):
            room = self._used + steps if not self._used else int(SLACK * (self._used + steps))
            larger = np.empty((room, PACKED), np.uint8)  # pages that are never written take no memory
            larger[: self._used] = self._packed[: self._used]
            self._packed = larger

    def add(self, track_id: str, steps: int) -> NDArray[np.uint8]:
        """A place for the evidence of one more track, (steps, 6), to be filled by the caller."""
        self.reserve(steps)
        start, self._used = self._used, self._used + steps
        self._ids.append(track_id)
        self._starts.append(start)
        self._ends.append(self._used)
        return self._packed[start : self._used]

    def drop(self, gone: Container[str]) -> None:
        """Forget tracks; those that are not there are no matter."""
        self._keep([number for number, track_id in enumerate(self._ids) if track_id not in gone])

    def keep(self, there: Container[str]) -> None:
        """Forget all other tracks."""
        self._keep([number for number, track_id in enumerate(self._ids) if track_id in there])

    def melodies(self) -> Melodies:
        """What is there now; good until the next change."""
        return Melodies(
            tuple(self._ids), self._packed, np.array(self._starts, np.int64), np.array(self._ends, np.int64)
        )

    def _keep(self, numbers: list[int]) -> None:
        if len(numbers) == len(self._ids):
            return
        self._ids = [self._ids[number] for number in numbers]
        self._starts = [self._starts[number] for number in numbers]
        self._ends = [self._ends[number] for number in numbers]
        kept = sum(self._ends) - sum(self._starts)
        if 2 * kept < self._used:
            self._close_gaps(kept)

    def _close_gaps(self, kept: int) -> None:
        closed = np.empty((kept, PACKED), np.uint8)
        at = 0
        for number, (start, end) in enumerate(zip(self._starts, self._ends, strict=True)):
            closed[at : at + end - start] = self._packed[start:end]
            self._starts[number], self._ends[number] = at, at + end - start
            at += end - start
        self._packed, self._used = closed, kept
