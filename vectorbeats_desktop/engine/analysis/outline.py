"""The outline of a track's loudness, as a player draws it: decoded once in a worker, then kept in a small file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext

COLUMNS = 500
LONGEST_S = 3 * 3600  # a longer recording would keep the worker from dropped sounds for too long
PIECE_S = 0.05
FULL = 255
MAGIC = b"VBO1"

Levels = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The loudest sample and the RMS level of each of equal pieces of a track, shape (COLUMNS,), in [0, 1]."""

    peaks: Levels
    levels: Levels

    def to_bytes(self) -> bytes:
        """One byte a value, of its square root: quiet places keep their shape."""
        values = np.sqrt(np.clip(np.concatenate([self.peaks, self.levels]), 0, 1)) * FULL
        return MAGIC + bytes(np.rint(values).astype(np.uint8))

    @classmethod
    def from_bytes(cls, kept: bytes) -> Outline | None:
        """What `to_bytes` made; None when it is something else."""
        if len(kept) != len(MAGIC) + 2 * COLUMNS or not kept.startswith(MAGIC):
            return None
        roots = np.frombuffer(kept, np.uint8, offset=len(MAGIC)).astype(np.float32) / np.float32(FULL)
        values: Levels = np.square(roots)
        return cls(values[:COLUMNS], values[COLUMNS:])


class Outlines:
    """Makes and keeps outlines. Safe to use from several threads.

    Args:
        pool: decodes what is not known yet.
        folder: where they are kept, 1,004 bytes a track.
    """

    def __init__(self, pool: WorkerPool, folder: Path) -> None:
        self._pool = pool
        self._folder = folder

    def of(self, track_id: str, path: Path, ctx: TaskContext) -> Outline:
        """The outline of a track, whose file is decoded when it is not known.

        Raises UnreadableFile (also for a recording of more than three hours), WorkerCrashed, Cancelled.
        """
        kept = self._folder / f"{track_id}.outline"
        if track_id and (known := _read(kept)) is not None:
            return known
        made: Outline = result_of(self._pool.submit(heard_outline, path), ctx)
        if track_id:
            _write(kept, made.to_bytes())
        return made


def heard_outline(path: Path) -> Outline:
    """Decode a file and outline it; runs in a worker. Raises UnreadableFile."""
    from vectorbeats_desktop.engine.analysis.decode import RATE, audio_info, decode_mono
    from vectorbeats_desktop.engine.errors import UnreadableFile

    if (audio_info(path).duration_s or 0) > LONGEST_S:
        raise UnreadableFile("This recording is too long to be outlined.")
    size = round(PIECE_S * RATE)
    peaks: list[Levels] = []
    powers: list[Levels] = []
    rest = np.zeros(0, np.float32)
    for block in decode_mono(path, RATE, whole_s=LONGEST_S):
        samples = np.concatenate([rest, block])
        whole = len(samples) // size * size
        pieces, rest = samples[:whole].reshape(-1, size), samples[whole:]
        peaks.append(np.abs(pieces).max(axis=1, initial=0))
        powers.append(np.square(pieces).mean(axis=1))
    if len(rest):
        peaks.append(np.abs(rest).max(keepdims=True))
        powers.append(np.square(rest).mean(keepdims=True))
    return outlined(np.concatenate(peaks), np.concatenate(powers))


def outlined(peaks: Levels, powers: Levels) -> Outline:
    """The outline of pieces of equal length, of which there may be more or fewer than columns.

    Args:
        peaks: the loudest sample of each piece, shape (n,), n > 0.
        powers: the mean square of each piece, shape (n,).
    """
    edges = np.linspace(0, len(peaks), COLUMNS + 1)
    first = np.minimum(edges[:-1].astype(np.intp), len(peaks) - 1)
    last = np.maximum(np.ceil(edges[1:]).astype(np.intp), first + 1)
    spans = list(zip(first.tolist(), last.tolist(), strict=True))
    loudest = np.array([peaks[start:end].max() for start, end in spans], np.float32)
    levels = np.sqrt(np.array([powers[start:end].mean() for start, end in spans], np.float32))
    return Outline(loudest, levels)


def _read(path: Path) -> Outline | None:
    try:
        return Outline.from_bytes(path.read_bytes())
    except FileNotFoundError:
        return None


def _write(path: Path, kept: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    part.write_bytes(kept)
    part.replace(path)
