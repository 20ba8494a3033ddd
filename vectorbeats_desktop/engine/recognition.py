"""Everything about recognising recordings that lives as long as a session: hearing them, the index, duplicates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.errors import DataFolderBroken
from vectorbeats_desktop.engine.fingerprint import jobs
from vectorbeats_desktop.engine.fingerprint.duplicates import DuplicateFinder
from vectorbeats_desktop.engine.fingerprint.index import FingerprintIndex
from vectorbeats_desktop.engine.fingerprint.recogniser import Recognised, Recogniser
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.duplicates import Duplicates
from vectorbeats_desktop.engine.records import DuplicateGroup, RecordingMatch
from vectorbeats_desktop.engine.search.recognising import RecognitionChannel
from vectorbeats_desktop.engine.search.recording_reader import PooledRecordingReader
from vectorbeats_desktop.engine.search.waiting import result_of
from vectorbeats_desktop.engine.task import TaskContext

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.fingerprint.landmarks import QueryPeaks

LEAST_HEARD_S = 2.5
"""Below it nothing is recognised surely, and nothing is looked for."""

LISTENED_S = 12.0
"""Of a recording that is still going on, the last seconds that count: the more, the surer, and the slower."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording that is still going on was recognised as, with where in the track all of it lies.

    `sure`, in [0, 1], is how sure that is; what is not sure is not told at all.
    """

    track_id: str
    match: RecordingMatch
    sure: float


class Recognition:
    """The reader of recordings, the index of landmarks, and the channel that asks it.

    `reader` and `channel` are for the search, `index` is for who analyses music.
    """

    def __init__(self, catalog: Catalog, pool: WorkerPool, folder: Path) -> None:
        self._catalog, self._pool = catalog, pool
        self.index = FingerprintIndex(folder, catalog)
        self._recogniser = Recogniser(self.index, catalog)
        self._duplicates = Duplicates(catalog, DuplicateFinder(self.index, catalog, folder))
        self.reader = PooledRecordingReader(pool)
        self.channel = RecognitionChannel(self, catalog)

    def recognise(self, peaks: QueryPeaks, ctx: TaskContext) -> tuple[Recognised, ...]:
        """The tracks of the library, as it is now, that a recording is surely of.

        Raises DataFolderBroken, Cancelled.
        """
        self.index.refresh(ctx, wait=False)
        return self._recogniser.recognise(peaks, ctx)

    def listen(self, samples: NDArray[np.float32], rate_hz: int, ctx: TaskContext) -> Heard | None:
        """What a recording that is going on is of: None as long as that is not sure.

        To be called about each second with all that was recorded so far, mono, (n,); only its last seconds are looked
        at. The match is that of all of it, from its beginning to its end. Raises DataFolderBroken, WorkerCrashed,
        AnalysisBug, Cancelled.
        """
        if len(samples) < LEAST_HEARD_S * rate_hz:
            return None
        first = max(0, len(samples) - round(LISTENED_S * rate_hz))
        recent = np.ascontiguousarray(samples[first:], np.float32)
        peaks = result_of(self._pool.submit(jobs.peaks_of_samples, recent, rate_hz), ctx)
        found = self.recognise(peaks, ctx)
        if not found:
            return None
        return Heard(found[0].track_id, _from_beginning(found[0].match, first / rate_hz), found[0].sure)

    def duplicates(self, ctx: TaskContext) -> tuple[DuplicateGroup, ...]:
        """Recordings that lie in the library several times, in other encodings and lengths.

        Remasters are told apart; nothing is merged or deleted. What was compared before is not compared again, also
        when this was cancelled. Raises DataFolderBroken, Cancelled.
        """
        self.index.refresh(ctx)
        return self._duplicates.find(ctx)

    def problem(self, ctx: TaskContext) -> str:
        """Why recordings cannot be recognised, in plain words; empty when they can. Raises Cancelled."""
        try:
            self.index.refresh(ctx)
            return self.index.check()
        except DataFolderBroken as error:
            return str(error)

    def repair(self, ctx: TaskContext) -> None:
        """Build a damaged index anew out of the catalogue. Raises DataFolderBroken, Cancelled."""
        if self.problem(ctx):
            self.index.rebuild(ctx)

    def close(self) -> None:
        """Let go of the index's files."""
        self.index.close()


def _from_beginning(match: RecordingMatch, before_s: float) -> RecordingMatch:
    """The match of a recording of whose last seconds `match` is, `before_s` after its beginning."""
    start_s = max(0.0, round(match.start_s - before_s * match.speed, 2))
    return RecordingMatch(start_s, match.end_s, match.speed, match.aligned)
