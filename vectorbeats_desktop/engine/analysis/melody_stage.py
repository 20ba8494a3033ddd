"""Stage "melody": what is sung or played above all in each track, so that a hum finds it.

It comes last, since it takes longer than everything else together: until then a track is found by
pictures, words and sounds, and without it only a hum does not find it.
"""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.analysis.descriptors import SOUND_VERSION
from vectorbeats_desktop.engine.analysis.elsewhere import Elsewhere
from vectorbeats_desktop.engine.analysis.file_stage import FileStage
from vectorbeats_desktop.engine.analysis.jobs import melody
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.entries import MelodyRow
from vectorbeats_desktop.engine.library.melodies import STAGE
from vectorbeats_desktop.engine.melody.track import MELODY_VERSION, packed_melody

SAME_STEPS = 0.9  # of the melody's line


class MelodyStage(FileStage[bytes]):
    """Hears the melody of every track whose sound could be described."""

    def __init__(self, catalog: Catalog, elsewhere: Elsewhere | None = None) -> None:
        after = ("sound", SOUND_VERSION)
        super().__init__(catalog, STAGE, MELODY_VERSION, melody, after, elsewhere=elsewhere)

    def _alike(self, told: bytes, found: bytes) -> bool:
        theirs, ours = packed_melody(told)[1], packed_melody(found)[1]
        return len(theirs) == len(ours) and float((theirs == ours).mean() if len(ours) else 1.0) >= SAME_STEPS

    def _write(self, found: Sequence[tuple[str, bytes]]) -> int:
        self._catalog.melody_done([MelodyRow(track_id, MELODY_VERSION, frames) for track_id, frames in found])
        return len(found)
