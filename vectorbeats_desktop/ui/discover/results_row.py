"""How one hit is laid out and painted as a row: cover, title, byline, reasons, and how well it fits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from vectorbeats_desktop.engine.records import Hit, MelodyMatch
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.hit_delegate import HitDelegate
from vectorbeats_desktop.ui.discover.hit_ink import BYLINE_PX, SMALL_PX, TITLE_PX, sized
from vectorbeats_desktop.ui.discover.reason_chips import Chip, chips_of, draw_chips
from vectorbeats_desktop.ui.discover.results_model import is_judged
from vectorbeats_desktop.ui.discover.row_places import CHIP_PADDING, ROW_HEIGHT, RowPlaces, places
from vectorbeats_desktop.ui.discover.shares import draw_shares, shares
from vectorbeats_desktop.ui.icons import pixmap
from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.ui.traits.melody_lines import draw_match

Index = QModelIndex | QPersistentModelIndex
CROSS = 14
POINTED_OR_CHOSEN = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected


class RowDelegate(HitDelegate):
    """A hit as a row of the list."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(320, ROW_HEIGHT)

    def play_area(self, item: QRect) -> QRect:
        """The cover."""
        return places(self.card(item), 0).cover

    def confirm_area(self, item: QRect, hit: Hit, font: QFont) -> QRect:
        return self._places(item, hit, font).confirm if is_judged(hit) else QRect()

    def reject_area(self, item: QRect, hit: Hit, font: QFont) -> QRect:
        return QRect() if not is_judged(hit) or self.known(hit) else self._places(item, hit, font).reject

    def chips(self, item: QRect, hit: Hit, font: QFont) -> list[Chip]:
        return chips_of(hit, self._places(item, hit, font).reasons, sized(font, SMALL_PX))

    def paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        place = self._places(option.rect, hit, option.font)
        self.paint_cover(painter, option, place.cover, hit)
        title = sized(option.font, TITLE_PX, QFont.Weight.DemiBold)
        self.paint_line(painter, place.title, wording.title(hit.track), title, self.ink_of_title(hit))
        byline = self.with_stars(hit, wording.byline(hit.track))
        self.paint_line(painter, place.byline, byline, sized(option.font, BYLINE_PX), colours().muted)
        self.paint_pill(painter, option.font, place.pill, hit.confidence)
        draw_chips(painter, self.chips(option.rect, hit, option.font), self.pointer)
        draw_shares(painter, QRectF(place.bar), shares(hit.reasons))
        if hit.melody is not None:
            draw_match(painter, place.melody, hit.melody)
            self._paint_span(painter, option, place.span, hit.melody)
        self._paint_buttons(painter, option, place, hit)

    def _places(self, item: QRect, hit: Hit, font: QFont) -> RowPlaces:
        return places(self.card(item), self.pill_width(font) + 2 * CHIP_PADDING + 4, melody=hit.melody is not None)

    def _paint_span(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, match: MelodyMatch) -> None:
        painter.setFont(sized(option.font, SMALL_PX))
        painter.setPen(QColor(colours().muted))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), wording.span(match.start_s, match.end_s))

    def _paint_buttons(self, painter: QPainter, option: QStyleOptionViewItem, place: RowPlaces, hit: Hit) -> None:
        """Two buttons where the pointer or the selection is; a word where something was said."""
        known = self.known(hit)
        if not is_judged(hit) or not (known or option.state & POINTED_OR_CHOSEN):
            return
        painter.setFont(sized(option.font, SMALL_PX, QFont.Weight.Medium))
        if known:
            painter.setPen(QColor(colours().good))
            painter.drawText(place.confirm.united(place.reject), int(Qt.AlignmentFlag.AlignCenter), known)
            return
        painter.setBrush(QColor(colours().surface))
        for button, ink in ((place.confirm, colours().accent), (place.reject, colours().line_strong)):
            painter.setPen(QColor(ink))
            painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(QColor(colours().accent_text))
        painter.drawText(place.confirm, int(Qt.AlignmentFlag.AlignCenter), self.tr("That’s it"))
        cross = QRect(0, 0, CROSS, CROSS)
        cross.moveCenter(place.reject.center())
        painter.drawPixmap(cross, pixmap("close", CROSS, "muted", painter.device().devicePixelRatio()))
