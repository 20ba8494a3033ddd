"""Tracks in an order of their own, as a playlist or a path has it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.track_model import ReadRows
from vectorbeats_desktop.ui.library.track_table import TrackTable

FROM_WIDTHS = {"title": 0, "artist": 0, "duration": 0, "tempo": 460, "key": 540, "album": 700, "mood": 900}


class TrackList(TrackTable):
    """The library's table for tracks that are given to it; their order cannot be changed by its headers.

    Of a long list only the files may be given: their tracks are then read when they are looked at.
    """

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        self._given: list[Track] = []
        self._by_id: dict[int, Track] = {}
        self._read_files: ReadRows | None = None
        super().__init__(self._read, covers, parent, from_widths=FROM_WIDTHS, reveal=True)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(False)
        header.setAccessibleName(self.tr("Columns"))

    @property
    def given(self) -> list[Track]:
        """All tracks that were given to it, in order; none where only files were."""
        return list(self._given)

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Show these instead; the same ones keep selection and place."""
        self._read_files = None
        self._given = list(tracks)
        self._by_id = {track.file_id: track for track in tracks}
        self.show_ids(array("q", [track.file_id for track in tracks]), keep_place=True)

    def show_files(self, ids: array[int], read: ReadRows) -> None:
        """Show these files instead, whose tracks are read page by page; the same ones keep selection and place."""
        self._given, self._by_id, self._read_files = [], {}, read
        self.show_ids(ids, keep_place=True)

    def play_from(self, row: int) -> None:
        """Play this row and go on below it; with several rows selected, play those."""
        if self._read_files is not None:
            super().play_from(row)
            return
        selected = self.selected_rows()
        rows = selected if len(selected) > 1 and row in selected else list(range(len(self._given)))
        if row in rows:
            self.wishes.play_requested.emit([self._given[one] for one in rows], rows.index(row), 0.0)

    def _read(self, ids: Sequence[int]) -> list[Track]:
        if self._read_files is not None:
            return self._read_files(ids)
        return [self._by_id[file_id] for file_id in ids]
