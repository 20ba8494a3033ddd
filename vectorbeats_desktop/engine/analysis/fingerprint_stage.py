"""Stage "fingerprint": what a recording of each track is recognised by.

A new track's fingerprint is heard while its sound is described, since decoding costs more than both. Here come those
that this was not so for: long recordings, of which the sound is heard in excerpts and the fingerprint whole, and
libraries that were analysed before.
"""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
from vectorbeats_desktop.engine.analysis.file_stage import FileStage
from vectorbeats_desktop.engine.analysis.jobs import fingerprint
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION, Landmarks
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import FingerprintRow
from vectorbeats_desktop.engine.library.fingerprints import STAGE

SAME_PEAKS = 0.8  # of all that one or the other heard


class FingerprintStage(FileStage[bytes]):
    """Hears the landmarks of every track whose sound could be described and that has none yet."""

    def __init__(self, catalog: Catalog, elsewhere: Elsewhere | None = None) -> None:
        after = ("sound", SOUND_VERSION)
        super().__init__(catalog, STAGE, FINGERPRINT_VERSION, fingerprint, after, elsewhere=elsewhere)

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
