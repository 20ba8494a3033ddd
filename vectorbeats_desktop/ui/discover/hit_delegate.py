"""What a hit's row and its cell have in common: card, cover, names, and how well it fits."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vectorbeats_desktop.engine.records import Confidence, Hit, Verdict
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.hit_ink import SMALL_PX, TINT, faint, sized
from vectorbeats_desktop.ui.discover.reason_chips import Chip
from vectorbeats_desktop.ui.discover.results_model import HIT_ROLE, ResultsModel
from vectorbeats_desktop.ui.discover.row_places import PILL_HEIGHT
from vectorbeats_desktop.ui.icons import pixmap
from vectorbeats_desktop.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
RADIUS = 10
PLAY_RADIUS = 20
FADED = 0.45
MARK, MARK_ICON = 24, 16
POINTED = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus


class HitDelegate(QStyledItemDelegate):
    """Paints hits in the colours of the theme of the moment; what is known of them beside comes from the model."""

    def __init__(self, covers: CoverCache, hits: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers, self.hits = covers, hits
        self.pointer: QPoint | None = None  # over a chip that a click opens

    @abstractmethod
    def play_area(self, item: QRect) -> QRect:
        """Where a click plays."""

    @abstractmethod
    def paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        """Paint what stands on the card."""

    def confirm_area(self, item: QRect, hit: Hit, font: QFont) -> QRect:
        """Where a click says that this is what was looked for; empty where that cannot be said."""
        return QRect()

    def reject_area(self, item: QRect, hit: Hit, font: QFont) -> QRect:
        """Where a click says that this is not what was looked for; empty where that cannot be said."""
        return QRect()

    def chips(self, item: QRect, hit: Hit, font: QFont) -> list[Chip]:
        """The reasons that are shown."""
        return []

    def card(self, item: QRect) -> QRect:
        """What is tinted while it is chosen or under the pointer, with room for the frame of the focus."""
        return item.adjusted(1, 2, -4, -2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_card(painter, option)
        painter.setOpacity(FADED if self.hits.faded else 1.0)
        self.paint_hit(painter, option, hit)
        painter.restore()

    def known(self, hit: Hit) -> str:
        """What was said of the hit, in a word or two; empty when nothing was."""
        if hit.track.track_id in self.hits.confirmed:
            return self.tr("✓ Remembered")
        return self.tr("✓ That’s it") if hit.verdict is Verdict.WANTED else ""

    def pill_width(self, font: QFont) -> int:
        """The widest of what may stand in a pill, so that all of them are alike."""
        metrics = QFontMetrics(sized(font, SMALL_PX, QFont.Weight.Medium))
        words = (*(wording.confidence(value) for value in Confidence), self.tr("✓ Remembered"))
        return max(metrics.horizontalAdvance(text) for text in words)

    def ink_of_title(self, hit: Hit) -> str:
        """The title of what plays stands out."""
        return colours().accent_text if hit.track.file_id == self.hits.playing else colours().text

    def with_stars(self, hit: Hit, line: str) -> str:
        """A line with the hit's stars behind it, where it has some."""
        rated = self.hits.ratings.get(hit.track.track_id)
        return f"{line} · {wording.stars(rated)}" if rated else line

    def paint_cover(self, painter: QPainter, option: QStyleOptionViewItem, cover: QRect, hit: Hit) -> None:
        """Paint the cover, with the sign that a click or Enter plays where the pointer or the focus is.

        That of a track which is in the team's catalogue bears a mark instead.
        """
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(cover, self._covers.pixmap(hit.track, cover.width(), ratio))
        if hit.track.elsewhere:
            self._paint_mark(painter, cover)
            return
        if not option.state & POINTED:
            return
        centre = QPointF(cover.center()) + QPointF(0.5, 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawEllipse(centre, PLAY_RADIUS, PLAY_RADIUS)
        painter.setBrush(QColor(Qt.GlobalColor.white))
        corners = [QPointF(-5, -8), QPointF(-5, 8), QPointF(9, 0)]
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))

    def _paint_mark(self, painter: QPainter, cover: QRect) -> None:
        """The sign of what is in the team's catalogue, in the upper corner of the cover."""
        ground = QRect(cover.left() + 4, cover.top() + 4, MARK, MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().surface))
        painter.drawEllipse(ground)
        inset = (MARK - MARK_ICON) // 2
        sign = pixmap("team", MARK_ICON, "accent_text", painter.device().devicePixelRatio())
        painter.drawPixmap(ground.left() + inset, ground.top() + inset, sign)

    def paint_line(self, painter: QPainter, room: QRect, text: str, font: QFont, ink: str) -> None:
        """Paint one line, shortened to its room."""
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)

    def paint_pill(self, painter: QPainter, font: QFont, pill: QRect, confidence: Confidence) -> None:
        """Say how well the hit fits; the better, the more it stands out."""
        accent = QColor(colours().accent)
        text = QColor(colours().text)
        painter.setPen(Qt.PenStyle.NoPen)
        if confidence is Confidence.STRONG:
            painter.setBrush(accent)
            text = QColor(colours().on_accent)
        elif confidence is Confidence.GOOD:
            painter.setBrush(faint(accent, TINT["good"]))
        else:
            painter.setPen(faint(text, 90))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            text = QColor(colours().muted)
        painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
        painter.setPen(text)
        painter.setFont(sized(font, SMALL_PX, QFont.Weight.Medium))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), wording.confidence(confidence))

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, accent = option.state, QColor(colours().accent)
        text = QColor(colours().text)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(faint(accent, TINT["selected"]))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(faint(text, TINT["hover"]))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(accent if focused else Qt.PenStyle.NoPen)
        if focused:
            pen = painter.pen()
            pen.setWidthF(2)
            painter.setPen(pen)
        painter.drawRoundedRect(self.card(option.rect), RADIUS, RADIUS)
