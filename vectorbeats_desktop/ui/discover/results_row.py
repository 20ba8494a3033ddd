"""How one hit is laid out and painted: cover, title, byline, reasons, and how well it fits."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vectorbeats_desktop.engine.records import Confidence, Hit, MelodyMatch, Verdict
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.melody_lines import draw_match
from vectorbeats_desktop.ui.discover.results_model import HIT_ROLE, reasons_of
from vectorbeats_desktop.ui.discover.row_places import (
    CHIP_HEIGHT,
    CHIP_PADDING,
    COVER,
    PILL_HEIGHT,
    ROW_HEIGHT,
    RowPlaces,
    places,
)
from vectorbeats_desktop.ui.discover.shares import colour_of, draw_shares, shares
from vectorbeats_desktop.ui.icons import pixmap
from vectorbeats_desktop.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
RADIUS = 10
LONGEST_CHIP = 360
SHORTEST_CHIP = 72
DOT = 7
CROSS = 14
TITLE_PX, BYLINE_PX, SMALL_PX = 15, 13, 12
TINT = {"hover": 16, "selected": 36, "chip": 22, "good": 48}  # opacity out of 255


class ResultsDelegate(QStyledItemDelegate):
    """Paints hits in the colours of the theme of the moment."""

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self.faded = False  # the hits shown are those of an earlier query
        self.playing: int | None = None  # the file id of the track that plays
        self.confirmed: frozenset[str] = frozenset()  # ids of the tracks that are what was hummed
        self.ratings: Mapping[str, int] = {}  # stars, by the ids of the tracks that have some

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(320, ROW_HEIGHT)

    def play_area(self, row: QRect) -> QRect:
        """Where a click plays: the cover."""
        return places(row, 0).cover

    def confirm_area(self, row: QRect, hit: Hit, font: QFont) -> QRect:
        """Where a click says that this is what was looked for; empty where that cannot be said."""
        return self._places(row, hit, font).confirm if hit.track.track_id else QRect()

    def reject_area(self, row: QRect, hit: Hit, font: QFont) -> QRect:
        """Where a click says that this is not what was looked for; empty where that cannot be said."""
        known = not hit.track.track_id or self._known(hit)
        return QRect() if known else self._places(row, hit, font).reject

    def _places(self, row: QRect, hit: Hit, font: QFont) -> RowPlaces:
        metrics = QFontMetrics(sized(font, SMALL_PX, QFont.Weight.Medium))
        # The widest of what may stand there, so that the pills of all rows are alike.
        words = (*(wording.confidence(value) for value in Confidence), self.tr("✓ Remembered"))
        widest = max(metrics.horizontalAdvance(text) for text in words)
        return places(row, widest + 2 * CHIP_PADDING + 4, melody=hit.melody is not None)

    def _known(self, hit: Hit) -> str:
        """What was said of the hit, in a word or two; empty when nothing was."""
        if hit.track.track_id in self.confirmed:
            return self.tr("✓ Remembered")
        return self.tr("✓ That’s it") if hit.verdict is Verdict.WANTED else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        words = wording.confidence(hit.confidence)
        place = self._places(option.rect, hit, option.font)
        self._paint_card(painter, option, place.card)
        painter.setOpacity(0.45 if self.faded else 1.0)
        self._paint_cover(painter, option, place.cover, hit)
        self._paint_lines(painter, option, place, hit)
        self._paint_pill(painter, option, place.pill, hit.confidence, words)
        self._paint_reasons(painter, option, place.reasons, hit)
        draw_shares(painter, QRectF(place.bar), shares(hit.reasons))
        if hit.melody is not None:
            draw_match(painter, place.melody, hit.melody)
            self._paint_span(painter, option, place.span, hit.melody)
        self._paint_buttons(painter, option, place, hit)
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
        state, accent = option.state, QColor(colours().accent)
        text = QColor(colours().text)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(_faint(accent, TINT["selected"]))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(_faint(text, TINT["hover"]))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(accent if focused else Qt.PenStyle.NoPen)
        if focused:
            pen = painter.pen()
            pen.setWidthF(2)
            painter.setPen(pen)
        painter.drawRoundedRect(card, RADIUS, RADIUS)

    def _paint_cover(self, painter: QPainter, option: QStyleOptionViewItem, cover: QRect, hit: Hit) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(cover, self._covers.pixmap(hit.track, COVER, ratio))
        if not option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus):
            return
        centre = QPointF(cover.center()) + QPointF(0.5, 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawEllipse(centre, 20, 20)
        painter.setBrush(QColor(Qt.GlobalColor.white))
        corners = [QPointF(-5, -8), QPointF(-5, 8), QPointF(9, 0)]
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))

    def _paint_lines(self, painter: QPainter, option: QStyleOptionViewItem, place: RowPlaces, hit: Hit) -> None:
        ink_of_title = colours().accent_text if hit.track.file_id == self.playing else colours().text
        lines = (
            (place.title, hit.track.name, sized(option.font, TITLE_PX, QFont.Weight.DemiBold), ink_of_title),
            (place.byline, self._byline(hit), sized(option.font, BYLINE_PX), colours().muted),
        )
        for rect, text, font, ink in lines:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def _byline(self, hit: Hit) -> str:
        rated = self.ratings.get(hit.track.track_id)
        return f"{wording.byline(hit.track)} · {wording.stars(rated)}" if rated else wording.byline(hit.track)

    def _paint_pill(
        self, painter: QPainter, option: QStyleOptionViewItem, pill: QRect, confidence: Confidence, words: str
    ) -> None:
        accent = QColor(colours().accent)
        text = QColor(colours().text)
        painter.setPen(Qt.PenStyle.NoPen)
        if confidence is Confidence.STRONG:
            painter.setBrush(accent)
            text = QColor(colours().on_accent)
        elif confidence is Confidence.GOOD:
            painter.setBrush(_faint(accent, TINT["good"]))
        else:
            painter.setPen(_faint(text, 90))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            text = QColor(colours().muted)
        painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
        painter.setPen(text)
        painter.setFont(sized(option.font, SMALL_PX, QFont.Weight.Medium))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_span(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, match: MelodyMatch) -> None:
        painter.setFont(sized(option.font, SMALL_PX))
        painter.setPen(QColor(colours().muted))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), wording.span(match.start_s, match.end_s))

    def _paint_buttons(self, painter: QPainter, option: QStyleOptionViewItem, place: RowPlaces, hit: Hit) -> None:
        """Two buttons where the pointer or the selection is; a word where something was said."""
        known = self._known(hit)
        pointed = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        if not hit.track.track_id or not (known or pointed):
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

    def _paint_reasons(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, hit: Hit) -> None:
        """The reasons as chips, each with a dot in the colour that its share has in the bar."""
        font = sized(option.font, SMALL_PX)
        painter.setFont(font)
        among = shares(hit.reasons)
        left = room.left()
        if hit.recording is not None:
            said = wording.recording(hit.recording)
            left += self._paint_chip(painter, QRect(left, room.top(), room.right() - left, CHIP_HEIGHT), said, None)
        for reason in reasons_of(hit):
            against = reason.strength < 0
            dot = QColor(colours().bad) if against else colour_of(reason.part, reason.channel, among)
            rest = QRect(left, room.top(), room.right() - left, CHIP_HEIGHT)
            width = self._paint_chip(painter, rest, reason.text, dot)
            if not width:
                return
            left += width

    def _paint_chip(self, painter: QPainter, room: QRect, words: str, dot: QColor | None) -> int:
        """Paint a chip at the left of the room, accented without a dot; return how much of the room it took."""
        metrics = painter.fontMetrics()
        edges = 2 * CHIP_PADDING + 2 + (DOT + 5 if dot is not None else 0)
        full = metrics.horizontalAdvance(words) + edges
        width = min(full, LONGEST_CHIP, room.width())
        if width < min(full, SHORTEST_CHIP):
            return 0
        chip = QRect(room.left(), room.top(), width, CHIP_HEIGHT)
        text_colour = QColor(colours().text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_faint(text_colour, TINT["chip"]) if dot is not None else QColor(colours().accent_soft))
        painter.drawRoundedRect(chip, 6, 6)
        inner = chip.adjusted(CHIP_PADDING, 0, 1 - CHIP_PADDING, 0)
        if dot is not None:
            painter.setBrush(dot)
            painter.drawEllipse(QRectF(inner.left(), chip.center().y() - DOT / 2 + 0.5, DOT, DOT))
            inner.setLeft(inner.left() + DOT + 5)
        painter.setPen(_faint(text_colour, 215) if dot is not None else QColor(colours().accent_text))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width() + 1)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return width + 6


def sized(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of another size and weight."""
    made = QFont(font)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def _faint(colour: QColor, opacity: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(opacity)
    return faint
