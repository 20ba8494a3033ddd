"""How one hit is laid out and painted as a cell of the grid: its cover, and below it what it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.hit_delegate import PLAY_RADIUS, HitDelegate
from vectorbeats_desktop.ui.discover.hit_ink import BYLINE_PX, SMALL_PX, TITLE_PX, faint, sized
from vectorbeats_desktop.ui.discover.results_model import start_of
from vectorbeats_desktop.ui.discover.row_places import CHIP_PADDING, PADDING, PILL_HEIGHT
from vectorbeats_desktop.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
COVER = 160
NARROWEST = COVER + 2 * PADDING
TITLE_HEIGHT, BYLINE_HEIGHT = 22, 20
GAP = 8
HEIGHT = PADDING + COVER + GAP + TITLE_HEIGHT + BYLINE_HEIGHT + 4 + PILL_HEIGHT + PADDING
BADGE_HEIGHT = 20


@dataclass(frozen=True, slots=True)
class CellPlaces:
    """Where the pieces of a cell lie, in the view's coordinates."""

    cover: QRect
    play: QRect
    title: QRect
    byline: QRect
    pill: QRect


def places(cell: QRect, pill_width: int) -> CellPlaces:
    """Lay a cell out: all of it in a column as wide as the cover, in the middle of the cell."""
    cover = QRect(cell.left() + (cell.width() - COVER) // 2, cell.top() + PADDING, COVER, COVER)
    play = QRect(0, 0, 2 * PLAY_RADIUS, 2 * PLAY_RADIUS)
    play.moveCenter(cover.center())
    title = QRect(cover.left(), cover.bottom() + 1 + GAP, COVER, TITLE_HEIGHT)
    byline = QRect(cover.left(), title.bottom() + 1, COVER, BYLINE_HEIGHT)
    pill = QRect(cover.left(), byline.bottom() + 5, min(pill_width, COVER), PILL_HEIGHT)
    return CellPlaces(cover, play, title, byline, pill)


class CellDelegate(HitDelegate):
    """A hit as a cell of the grid. What was said of it stands where its confidence would."""

    width = NARROWEST  # of a cell; the view shares its width out among them

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self.width, HEIGHT)

    def card(self, item: QRect) -> QRect:
        return item.adjusted(2, 2, -2, -2)

    def play_area(self, item: QRect) -> QRect:
        """The sign in the middle of the cover: the rest of it chooses the cell."""
        return places(item, 0).play

    def paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        place = places(option.rect, self.pill_width(option.font) + 2 * CHIP_PADDING + 4)
        self.paint_cover(painter, option, place.cover, hit)
        if start := start_of(hit):
            self._paint_badge(painter, option.font, place.cover, wording.duration(start))
        elif hit.track.elsewhere:
            self._paint_badge(painter, option.font, place.cover, wording.elsewhere())
        title = sized(option.font, TITLE_PX, QFont.Weight.DemiBold)
        self.paint_line(painter, place.title, wording.title(hit.track), title, self.ink_of_title(hit))
        artist = self.with_stars(hit, wording.artist(hit.track))
        self.paint_line(painter, place.byline, artist, sized(option.font, BYLINE_PX), colours().muted)
        if known := self.known(hit):
            said = sized(option.font, SMALL_PX, QFont.Weight.Medium)
            self.paint_line(painter, place.pill.adjusted(CHIP_PADDING, 0, 0, 0), known, said, colours().good)
        else:
            self.paint_pill(painter, option.font, place.pill, hit.confidence)

    def _paint_badge(self, painter: QPainter, font: QFont, cover: QRect, text: str) -> None:
        """Where in the track it plays from, or that it is not here, in the lower corner of the cover."""
        small = sized(font, SMALL_PX, QFont.Weight.Medium)
        width = min(QFontMetrics(small).horizontalAdvance(text) + 2 * CHIP_PADDING, cover.width() - 10)
        badge = QRect(cover.right() - width - 5, cover.bottom() - BADGE_HEIGHT - 5, width, BADGE_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint(QColor(Qt.GlobalColor.black), 170))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setPen(QColor(Qt.GlobalColor.white))
        painter.setFont(small)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), shown)
