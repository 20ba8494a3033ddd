"""The waveforms of tracks: heard once in a worker process, and kept in the cache, a thousand bytes each."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from vectorbeats_desktop.engine.analysis import jobs
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.paths import file_of_id
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext

HEAD = b"VBW1"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waveform:
    """Equal parts of a track, one byte each: its highest `peaks`, and the mean `levels` of its sound, from 0 to 255."""

    peaks: bytes
    levels: bytes


class Waveforms:
    """Gives the waveform of a track. Safe to use from several threads."""

    def __init__(self, pool: WorkerPool, folder: Path) -> None:
        self._pool, self._folder = pool, folder

    def of(self, track: Track, ctx: TaskContext) -> Waveform:
        """The track's waveform; hearing it takes about a second. Raises UnreadableFile, WorkerCrashed, Cancelled."""
        if (kept := self._kept(track.track_id)) is not None:
            return kept
        made = Waveform(*result_of(self._pool.submit(jobs.outline, track.path), ctx))
        self._keep(track.track_id, made)
        return made

    def _place(self, track_id: str) -> Path | None:
        return file_of_id(self._folder, track_id, ".peaks")

    def _kept(self, track_id: str) -> Waveform | None:
        if (place := self._place(track_id)) is None:
            return None
        try:
            kept = place.read_bytes()
        except OSError:
            return None
        half, odd = divmod(len(kept) - len(HEAD), 2)
        if not kept.startswith(HEAD) or odd or not half:
            return None  # of another version, or damaged
        body = kept[len(HEAD) :]
        return Waveform(body[:half], body[half:])

    def _keep(self, track_id: str, made: Waveform) -> None:
        if (place := self._place(track_id)) is None:
            return
        part = place.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(HEAD + made.peaks + made.levels)
            part.replace(place)
        except OSError as error:  # a full disk is no reason not to show it
            logger.info("a waveform was not kept", extra={"reason": str(error)})
