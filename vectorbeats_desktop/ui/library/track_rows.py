"""How the rows of the table of tracks are painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.columns import COLUMNS, STATE_COLUMN
from vectorbeats_desktop.ui.library.track_model import ALIGNMENTS, TrackModel
from vectorbeats_desktop.ui.theme import colours

COVER = 30
STATE_ICON = 16
MARGIN = 9  # on both sides of a cell, as the header has it
GAP = 6  # between the cover and the title
ELIDED_KEPT = 4_000


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a column's text or icon goes, in the viewport."""

    section: int
    left: int
    width: int


class TrackRows:
    """Puts a small cover before each title, and the state's icon in the middle of its column.

    A row is painted at once. Where Qt asks a delegate for each of 170 cells and lays its text out under the style
    sheet, a page takes four times as long, and dragging the scroll bar misses frames.
    """

    def __init__(self, table: QTableView, covers: CoverCache, tracks: TrackModel) -> None:
        self._table, self._covers, self._tracks = table, covers, tracks
        self._elided: dict[tuple[str, int], str] = {}
        self.playing: int | None = None  # the file id of the track that plays

    def forget_widths(self) -> None:
        """The font is another one."""
        self._elided.clear()

    def paint(self, painter: QPainter, top: int, bottom: int) -> None:
        """Paint the rows from one height of the viewport to another."""
        table = self._table
        first, last = table.rowAt(top), table.rowAt(bottom)
        if first < 0:
            return
        if last < 0:
            last = self._tracks.rowCount() - 1
        ink, cells = colours(), self._cells()
        text, playing, chosen = QColor(ink.text), QColor(ink.accent_text), QColor(ink.accent_soft)
        metrics = painter.fontMetrics()
        selection = table.selectionModel()
        width, height = table.viewport().width(), table.rowHeight(first)
        for row in range(first, last + 1):
            place = table.rowViewportPosition(row)
            if selection.isSelected(self._tracks.index(row, 0)):
                painter.fillRect(0, place, width, height, chosen)
            track = self._tracks.track(row)
            if track is None:
                continue
            for cell in cells:
                plays = cell.section == 0 and track.file_id == self.playing
                painter.setPen(playing if plays else text)
                self._paint_cell(painter, metrics, cell, QRect(cell.left, place, cell.width, height), track)

    def _cells(self) -> list[Cell]:
        table = self._table
        return [
            Cell(section, table.columnViewportPosition(section), table.columnWidth(section))
            for section in range(len(COLUMNS))
            if not table.isColumnHidden(section)
        ]

    def _paint_cell(self, painter: QPainter, metrics: QFontMetrics, cell: Cell, room: QRect, track: Track) -> None:
        if cell.section == STATE_COLUMN:
            middle = QRect(0, 0, STATE_ICON, STATE_ICON)
            middle.moveCenter(room.center() + QPoint(1, 1))
            self._tracks.state_icon(track.state).paint(painter, middle)
            return
        left = MARGIN
        if cell.section == 0:
            cover = self._covers.pixmap(track, COVER, self._table.devicePixelRatioF())
            painter.drawPixmap(room.x() + MARGIN, room.y() + (room.height() - COVER) // 2, cover)
            left += COVER + GAP
        if text := COLUMNS[cell.section].text(track):
            room.adjust(left, 0, -MARGIN, 0)
            painter.drawText(room, ALIGNMENTS[cell.section], self._fitting(text, room.width(), metrics))

    def _fitting(self, text: str, width: int, metrics: QFontMetrics) -> str:
        """The text, or as much of it as there is room for; measuring takes as long as painting."""
        key = text, width
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > ELIDED_KEPT:
                self._elided.clear()
            found = self._elided[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return found
