"""The catalogue: the truth about what exists, and how far each stage of it is."""

from __future__ import annotations

from pathlib import Path

from vectorbeats_desktop.engine.library.arranging import ArrangingQueries
from vectorbeats_desktop.engine.library.columns import ColumnQueries
from vectorbeats_desktop.engine.library.corrections import CorrectionTables
from vectorbeats_desktop.engine.library.embeddings import EmbeddingTables
from vectorbeats_desktop.engine.library.entries import (
    EmbeddingRow,
    FingerprintRow,
    FolderRecord,
    KnownFile,
    MelodyRow,
    MoodRow,
    NameRow,
    PlaylistEntry,
    Presence,
    SearchRow,
    SeenFile,
    SoundRow,
)
from vectorbeats_desktop.engine.library.files import FileTables
from vectorbeats_desktop.engine.library.fingerprints import FingerprintTables
from vectorbeats_desktop.engine.library.folders import FolderTables
from vectorbeats_desktop.engine.library.groups import GroupQueries
from vectorbeats_desktop.engine.library.knowledge import KnowledgeQueries
from vectorbeats_desktop.engine.library.listing import SORTS
from vectorbeats_desktop.engine.library.melodies import MelodyTables
from vectorbeats_desktop.engine.library.ratings import RatingTables
from vectorbeats_desktop.engine.library.replay_gain import ReplayGainTables
from vectorbeats_desktop.engine.library.searches import SearchTables
from vectorbeats_desktop.engine.library.selection import SelectionQueries
from vectorbeats_desktop.engine.library.smart_playlists import SmartPlaylistTables
from vectorbeats_desktop.engine.library.verdicts import VerdictTables
from vectorbeats_desktop.engine.seal import Seal

__all__ = [
    "SORTS",
    "Catalog",
    "EmbeddingRow",
    "FingerprintRow",
    "FolderRecord",
    "KnownFile",
    "MelodyRow",
    "MoodRow",
    "NameRow",
    "PlaylistEntry",
    "Presence",
    "SearchRow",
    "SeenFile",
    "SoundRow",
]


class Catalog(
    FolderTables,
    FileTables,
    FingerprintTables,
    MelodyTables,
    ReplayGainTables,
    EmbeddingTables,
    RatingTables,
    CorrectionTables,
    VerdictTables,
    SmartPlaylistTables,
    SearchTables,
    GroupQueries,
    ArrangingQueries,
    SelectionQueries,
    KnowledgeQueries,
    ColumnQueries,
):
    """Folders, files, tracks, stages, and what a person keeps, in one SQLite file, for use from any thread.

    Raises DataFolderBroken when the file is damaged, cannot be read or written, or was made by
    a newer program.
    """

    def __init__(self, path: Path, seal: Seal | None = None) -> None:
        super().__init__(path)
        self.seal = seal or self.seal
        self._require_default_stages()

    def become(self, source: Path) -> None:
        clock = self.clock_now()
        super().become(source)
        self.saw_clock(clock)  # what is said from now on comes after what was said until now
        self._playlist_writes += 1
        self._rating_writes += 1
        self._verdict_writes += 1
        self._melody_writes += 1

    def said_revision(self) -> int:
        """A number that rises with each change of what a person keeps and says: playlists, ratings, verdicts."""
        return self.playlist_revision() + self.rating_revision() + self.verdict_revision()
