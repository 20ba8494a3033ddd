"""Groups as a grid of covers. One view paints all of them; none is a widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vectorbeats_desktop.engine.library.groups import Group
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.library.group_model import GROUP_ROLE, GroupModel, byline
from vectorbeats_desktop.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
COVER = 156
MARGIN = 10
LINE_GAP = 4
RADIUS = 12
OPEN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GroupDelegate(QStyledItemDelegate):
    """A cover, and below it a title and a second line."""

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = QFontMetrics(option.font).height()
        return QSize(COVER + 2 * MARGIN, COVER + 2 * MARGIN + LINE_GAP + 2 * line + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group = index.data(GROUP_ROLE)
        if not isinstance(group, Group):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        left = option.rect.x() + (option.rect.width() - COVER) // 2
        cover = QRect(left, option.rect.y() + MARGIN, COVER, COVER)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(cover.topLeft(), self._covers.picture(group.cover_id, group.title, COVER, ratio))
        self._paint_words(painter, option, cover, group)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        area = option.rect.adjusted(1, 1, -1, -1)
        theme = colours()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.hover))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QPen(QColor(theme.accent), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, RADIUS, RADIUS)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, cover: QRect, group: Group) -> None:
        font = option.font
        font.setWeight(font.Weight.DemiBold)
        theme, metrics = colours(), QFontMetrics(font)
        line = QRect(cover.x(), cover.bottom() + 1 + LINE_GAP + 2, COVER, metrics.height())
        for text, colour, weight in (
            (group.title, theme.text, font.Weight.DemiBold),
            (byline(group), theme.muted, font.Weight.Normal),
        ):
            font.setWeight(weight)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, COVER)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), short)
            line.translate(0, metrics.height())


class GroupGrid(QListView):
    """Shows a GroupModel; Enter or a double click opens a group, the menu key asks what can be done with it."""

    opened = Signal(object)  # Group
    menu_requested = Signal(object, object)  # Group, QPoint on the screen

    def __init__(self, model: GroupModel, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("groupGrid")
        self.groups = model
        self.setModel(model)
        self.setItemDelegate(GroupDelegate(covers, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)  # else every one is measured
        self.setSpacing(4)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.group(index.row())))
        covers.loaded.connect(self._on_cover)

    def _on_cover(self, _cover_id: str) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPEN_KEYS and self.currentIndex().isValid():
            self.opened.emit(self.groups.group(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_requested.emit(self.groups.group(index.row()), place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
