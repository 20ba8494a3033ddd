"""Stage "fingerprint": what a recording of each track is recognised by.

A new track's fingerprint is heard while its sound is described, since decoding costs more than both. Here come those
that this was not so for: long recordings, of which the sound is heard in excerpts and the fingerprint whole, and
libraries that were analysed before.
"""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.file_stage import FileStage
from vectorbeats_desktop.engine.analysis.jobs import fingerprint
from vectorbeats_desktop.engine.fingerprint.landmarks import FINGERPRINT_VERSION
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import FingerprintRow
from vectorbeats_desktop.engine.library.fingerprints import STAGE


class FingerprintStage(FileStage[bytes]):
    """Hears the landmarks of every track whose sound could be described and that has none yet."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, STAGE, FINGERPRINT_VERSION, fingerprint, after=("sound", SOUND_VERSION))

    def _write(self, found: Sequence[tuple[str, bytes]]) -> int:
        self._catalog.fingerprint_done(
            [FingerprintRow(track_id, FINGERPRINT_VERSION, landmarks) for track_id, landmarks in found]
        )
        return len(found)
