"""One immutable file of the index: which pairs of peaks lie where in some thousand tracks.

Layout, little-endian: a header, the tracks (identity, first frame), a table of where the pairs of each group of
hashes begin, the hashes' low bits (one byte a pair; none where each hash is its own group), and the places (four bytes
a pair): frames on one axis on which the tracks lie one after the other. Pairs are sorted by hash. A file is written
under another name, made durable, and then named; it is never changed.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.fingerprint.pairs import HASHES, Pairs

Ints = NDArray[np.int64]

MAGIC = b"VBFP"
FORMAT = 1
ID_BYTES = 40
GAP = 4_096  # frames between two tracks, of which half belongs to either: more than a query is long

HASH_BITS = (HASHES - 1).bit_length()
LEAST_GROUP_BITS, PAIRS_PER_GROUP = 11, 8
LARGEST = 64_000_000  # pairs; what is larger is not merged any further
_HEADER = struct.Struct(
    "<4sBBxxIQIII"
)  # magic, format, low bits, tracks, pairs, CRCs: tables, low bits and places; own


class Damaged(Exception):
    """The file is not what was written."""


@dataclass(frozen=True, slots=True, eq=False)
class SegmentTracks:
    """The tracks of a segment in the order they lie: their ids, and the frames at which they begin.

    `starts` is (n + 1,) int64: the last one is where a further track would begin.
    """

    ids: tuple[str, ...]
    starts: Ints

    @classmethod
    def placed(cls, ids: Sequence[str], lengths: Sequence[int]) -> SegmentTracks:
        """Tracks of some lengths (frames), one after the other, each after a gap."""
        return cls(tuple(ids), np.cumsum([GAP, *(length + GAP for length in lengths)], dtype=np.int64))

    @property
    def lengths(self) -> Ints:
        """The tracks' lengths in frames, (n,)."""
        return np.diff(self.starts) - GAP

    def at(self, places: Ints) -> Ints:
        """The number of the track in which each place lies, or to which it is nearest, (n,)."""
        after = np.searchsorted(self.starts[:-1], places + GAP // 2, side="right")
        return np.asarray(np.maximum(after - 1, 0), np.int64)


class Segment:
    """An open segment. Raises Damaged, OSError when it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _HEADER.size:
                raise Damaged(path.name)
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = self._map[: _HEADER.size]
        magic, version, self._low_bits, tracks, self.pairs, table_crc, self._rest_crc, own = _HEADER.unpack(head)
        if magic != MAGIC or version != FORMAT or own != zlib.crc32(head[:-4]) or self._low_bits > 8:
            raise Damaged(path.name)
        groups = 1 << (HASH_BITS - self._low_bits)
        lows = self.pairs if self._low_bits else 0
        ids_at = _HEADER.size
        starts_at = ids_at + tracks * ID_BYTES
        groups_at = starts_at + (tracks + 1) * 8
        self._lows_at = groups_at + (groups + 1) * 4
        places_at = self._lows_at + lows + -lows % 4
        if size != places_at + self.pairs * 4 or table_crc != zlib.crc32(self._map[ids_at : self._lows_at]):
            raise Damaged(path.name)
        ids = np.frombuffer(self._map, f"S{ID_BYTES}", tracks, ids_at)
        starts = np.frombuffer(self._map, "<i8", tracks + 1, starts_at)
        self.tracks = SegmentTracks(tuple(ids.astype(str).tolist()), starts)
        self._groups = np.frombuffer(self._map, "<u4", groups + 1, groups_at)
        self._lows = np.frombuffer(self._map, np.uint8, lows, self._lows_at)
        self._places = np.frombuffer(self._map, "<u4", self.pairs, places_at)

    @property
    def size_bytes(self) -> int:
        return len(self._map)

    def check(self) -> None:
        """Read all of it, and raise Damaged when that is not what was written."""
        view = memoryview(self._map)[self._lows_at :]
        found = zlib.crc32(view)
        view.release()
        if found != self._rest_crc:
            raise Damaged(self.path.name)

    def ranges(self, hashes: Ints) -> tuple[Ints, Ints]:
        """Where the pairs of each hash begin and end, both (n,); a hash need not be there."""
        groups = hashes >> self._low_bits
        first, last = self._groups[groups].astype(np.int64), self._groups[groups + 1].astype(np.int64)
        if not self._low_bits:
            return first, last
        low = (hashes & ((1 << self._low_bits) - 1)).astype(np.uint8)
        return self._bound(first, last, low, after=False), self._bound(first, last, low, after=True)

    def places(self, first: Ints, counts: Ints) -> Ints:
        """The places of some ranges, one range after the other: (sum of counts,) int64."""
        before = np.cumsum(counts) - counts
        rows = np.arange(int(counts.sum()), dtype=np.int64) + np.repeat(first - before, counts)
        return np.asarray(self._places[rows], np.int64)

    def between(self, low_hash: int, high_hash: int) -> Pairs:
        """All pairs from one hash to another, without it, sorted by hash; both divisible by 256."""
        group, end = low_hash >> self._low_bits, high_hash >> self._low_bits
        bounds = self._groups[group : end + 1].astype(np.int64)
        first, last = int(bounds[0]), int(bounds[-1])
        numbers = np.arange(group, group + len(bounds) - 1, dtype=np.int64)
        hashes = np.repeat(numbers, np.diff(bounds)) << self._low_bits
        if self._low_bits:
            hashes |= self._lows[first:last]
        return Pairs(hashes, self._places[first:last].astype(np.int64))

    def _bound(self, first: Ints, last: Ints, low: NDArray[np.uint8], *, after: bool) -> Ints:
        """Binary search for a byte in many sorted ranges at once."""
        left, right = first.copy(), last.copy()
        for _ in range(int((last - first).max(initial=0)).bit_length()):
            unsettled = left < right
            middle = (left + right) >> 1
            values = self._lows[np.minimum(middle, max(0, self.pairs - 1))]
            goes_on = unsettled & ((values <= low) if after else (values < low))
            left = np.where(goes_on, middle + 1, left)
            right = np.where(unsettled & ~goes_on, middle, right)
        return left


def write_segment(path: Path, tracks: SegmentTracks, count: int, parts: Iterator[Pairs]) -> None:
    """Write a segment of `count` pairs that come sorted by hash, part by part, and make it durable.

    A part's hashes are larger than those before. Raises OSError.
    """
    low_bits = max(0, HASH_BITS - max(LEAST_GROUP_BITS, (count // PAIRS_PER_GROUP).bit_length()))
    groups = np.zeros((1 << (HASH_BITS - low_bits)) + 1, np.int64)
    lows_name, places_name = path.with_suffix(".lows"), path.with_suffix(".places")
    with lows_name.open("w+b") as lows, places_name.open("w+b") as places:
        for part in parts:
            numbers, sizes = np.unique(part.hashes >> low_bits, return_counts=True)
            groups[numbers + 1] += sizes
            if low_bits:
                lows.write((part.hashes & ((1 << low_bits) - 1)).astype(np.uint8).tobytes())
            places.write(part.frames.astype("<u4").tobytes())
        lows.write(b"\0" * (-lows.tell() % 4))
        ids = np.array([track_id.encode() for track_id in tracks.ids], f"S{ID_BYTES}")
        table = ids.tobytes() + tracks.starts.astype("<i8").tobytes() + np.cumsum(groups).astype("<u4").tobytes()
        with path.open("wb") as file:
            file.write(b"\0" * _HEADER.size + table)
            crc = _append(file, places, _append(file, lows, 0))
            fields = (MAGIC, FORMAT, low_bits, len(tracks.ids), count, zlib.crc32(table), crc)
            head = _HEADER.pack(*fields, 0)[:-4]
            file.seek(0)
            file.write(head + struct.pack("<I", zlib.crc32(head)))
            file.flush()
            os.fsync(file.fileno())
    lows_name.unlink()
    places_name.unlink()


def _append(target: BinaryIO, source: BinaryIO, crc: int) -> int:
    """Copy what was written to a file behind another; returns the CRC, carried on."""
    source.seek(0)
    while block := source.read(1 << 20):
        crc = zlib.crc32(block, crc)
        target.write(block)
    return crc
