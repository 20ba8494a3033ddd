"""The hits of the last search, as a list that views and screen readers can ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from vectorbeats_desktop.engine.records import Hit, Reason, Track, Verdict
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.dragging import URI_LIST, tracks_mime
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.ui.queue import Match

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole + 1


class ResultsModel(QAbstractListModel):
    """Rows of hits, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._matches: dict[int, Match] = {}  # by file
        self.faded = False  # they are those of an earlier query
        self.playing: int | None = None  # the file id of the track that plays
        self.confirmed: frozenset[str] = frozenset()  # ids of the tracks that are what was hummed
        self.ratings: Mapping[str, int] = {}  # stars, of the tracks that have some
        self.part_names: tuple[str, ...] = ()  # of the query, in its order

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = tuple(hits)
        self._matches = {hit.track.file_id: match for hit in hits if (match := match_of(hit)) is not None}
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def set_verdict(self, track_id: str, verdict: Verdict) -> None:
        """Show what was just said of a track."""
        for row, hit in enumerate(self._hits):
            if hit.track.track_id == track_id:
                hits = list(self._hits)
                hits[row] = replace(hit, verdict=verdict)
                self._hits = tuple(hits)
                self.dataChanged.emit(self.index(row), self.index(row))

    def remove(self, track_id: str) -> None:
        """Take a track out of the list."""
        for row in reversed(range(len(self._hits))):
            if self._hits[row].track.track_id == track_id:
                self.beginRemoveRows(QModelIndex(), row, row)
                self._hits = self._hits[:row] + self._hits[row + 1 :]
                self.endRemoveRows()

    def match_of(self, file_id: int) -> Match | None:
        """Where a file that is listed is what was searched for."""
        return self._matches.get(file_id)

    def tracks(self) -> list[Track]:
        """Those that are in the library."""
        return [hit.track for hit in self._hits if not hit.track.elsewhere]

    def row_of(self, file_id: int) -> int | None:
        return next((row for row, hit in enumerate(self._hits) if hit.track.file_id == file_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that every hit can be dragged, as the file that it is; the view tells when there is none."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [URI_LIST]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files, for other programs and for playlists."""
        chosen = (self._hits[row].track for row in sorted({index.row() for index in indexes}))
        return tracks_mime(track for track in chosen if not track.elsewhere)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row()) if index.isValid() else None
        if hit is None:
            return None
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.title(hit.track)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(hit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._spoken(hit).replace("; ", "\n"))
        return None

    def _spoken(self, hit: Hit) -> str:
        """All that the row shows, in words."""
        said = [wording.title(hit.track), wording.byline(hit.track), wording.confidence(hit.confidence)]
        if hit.track.elsewhere:
            said.append(wording.elsewhere())
        if rated := self.ratings.get(hit.track.track_id):
            said.append(wording.stars(rated))
        if hit.track.file_id == self.playing:
            said.append(self.tr("plays now"))
        if hit.recording is not None:
            said.append(wording.recording(hit.recording))
        said += [reason.text for reason in reasons_of(hit)]
        if hit.melody is not None:
            said += wording.melody(hit.melody)
        if hit.track.track_id in self.confirmed:
            said.append(self.tr("remembered as what you hummed"))
        elif hit.verdict is Verdict.WANTED:
            said.append(self.tr("what you looked for, as you said"))
        return "; ".join(said)


def is_judged(hit: Hit) -> bool:
    """Whether it can be said of the hit that it is, or is not, what was looked for, and how good it is."""
    return bool(hit.track.track_id) and not hit.track.elsewhere


def reasons_of(hit: Hit) -> list[Reason]:
    """The reasons, each wording once: two channels may say the same."""
    first: dict[str, Reason] = {}
    for reason in hit.reasons:
        first.setdefault(reason.text, reason)
    return list(first.values())


def start_of(hit: Hit) -> float:
    """The second of the track at which to begin: where it matches."""
    if hit.match_start_s is not None:
        return hit.match_start_s
    if hit.recording is not None:
        return hit.recording.start_s
    return hit.melody.start_s if hit.melody is not None else 0.0


def match_of(hit: Hit) -> Match | None:
    """From which to which second of the track it is what was searched for."""
    if hit.match_start_s is not None and hit.match_end_s is not None:
        return Match(hit.match_start_s, hit.match_end_s, hit.melody)
    place = hit.recording or hit.melody
    return Match(place.start_s, place.end_s, hit.melody) if place is not None else None
