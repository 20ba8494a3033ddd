"""Stage "gain": what the tags of each track say of its loudness, for whoever plays it."""

from __future__ import annotations

from collections.abc import Sequence

from vectorbeats_desktop.engine.analysis.file_stage import FileStage
from vectorbeats_desktop.engine.analysis.jobs import replay_gain
from vectorbeats_desktop.engine.library.catalog import Catalog
from vectorbeats_desktop.engine.library.gain_tags import GAIN_VERSION
from vectorbeats_desktop.engine.library.replay_gain import STAGE
from vectorbeats_desktop.engine.records import ReplayGain


class GainStage(FileStage[ReplayGain]):
    """Reads the tags of every track of which that is missing, or whose file has other tags now."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__(catalog, STAGE, GAIN_VERSION, replay_gain)

    def _write(self, found: Sequence[tuple[str, ReplayGain]]) -> int:
        self._catalog.gain_done(self.version, found)
        return len(found)
