"""Stage "fingerprint": what a recording of each track is recognised by.

A new track's fingerprint is heard while its sound is described, since decoding costs more than both. Here come those
that this was not so for: long recordings, of which the sound is heard in excerpts and the fingerprint whole, and
libraries that were analysed before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
from vectorbeats_desktop.engine.analysis.file_stage import FileStage
from vectorbeats_desktop.engine.analysis.jobs import fingerprint
from vectorbeats_desktop.engine.analysis.pool import WorkerPool
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION, Landmarks
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import FingerprintRow
from vectorbeats_desktop.engine.library.fingerprints import STAGE
from vectorbeats_desktop.engine.task import TaskContext

SAME_PEAKS = 0.8  # of all that one or the other heard


class FingerprintStage(FileStage[bytes]):
    """Hears the landmarks of every track whose sound could be described and that has none yet.

    `heard` are the tracks whose sound was worked out for comparison with that of other computers, and so were their
    landmarks: a fair sample, by which those computers' landmarks are judged without decoding others for it.
    """

    def __init__(
        self, catalog: Catalog, elsewhere: Elsewhere | None = None, heard: Collection[str] = frozenset()
    ) -> None:
        self._heard = heard
        after = ("sound", SOUND_VERSION)
        super().__init__(catalog, STAGE, FINGERPRINT_VERSION, fingerprint, after, elsewhere=elsewhere)

    def _reuse(self, pool: WorkerPool, ctx: TaskContext) -> None:
        if self._elsewhere is not None and self._heard:
            mine = self._catalog.fingerprints_of(self._heard)
            for track_id, told in self._elsewhere.ask(self.name, self.version, list(mine), ctx).items():
                self._trust.sampled(told.device)
                self._judge(self._elsewhere, told, mine[track_id])
        super()._reuse(pool, ctx)

    def _alike(self, told: bytes, found: bytes) -> bool:
        theirs, ours = _peaks(told), _peaks(found)
        return len(theirs & ours) >= SAME_PEAKS * len(theirs | ours)

    def _write(self, found: Sequence[tuple[str, bytes]]) -> int:
        self._catalog.fingerprint_done(
            [FingerprintRow(track_id, FINGERPRINT_VERSION, landmarks) for track_id, landmarks in found]
        )
        return len(found)


def _peaks(kept: bytes) -> set[tuple[int, int]]:
    heard = Landmarks.from_bytes(kept)
    return set(zip(heard.frames.tolist(), heard.pitches.tolist(), strict=True))
