"""A field over the window in which everything can be asked for by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.ui.commands import Command, ranked
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.theme import SIZES, colours

Index = QModelIndex | QPersistentModelIndex
COMMAND_ROLE = Qt.ItemDataRole.UserRole + 1
WIDTH, ROW, ROWS = 560, 38, 10
FROM_TOP = 72
MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandModel(QAbstractListModel):
    """The commands that fit what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Command] = []

    def show_commands(self, commands: list[Command]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._shown = commands
        self.endResetModel()

    def command(self, row: int) -> Command:
        return self._shown[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        command = self._shown[index.row()]
        if role == COMMAND_ROLE:
            return command
        if role == Qt.ItemDataRole.DisplayRole:
            return command.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in (command.text, command.group, command.keys) if text)
        return None


class CommandDelegate(QStyledItemDelegate):
    """A command, what kind of thing it is, and its key."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDTH - 40, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command = index.data(COMMAND_ROLE)
        if not isinstance(command, Command):
            return
        theme = colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 8, 8)
        inner = option.rect.adjusted(12, 0, -12, 0)
        small = QFont(option.font)
        small.setPixelSize(SIZES["tiny"])
        painter.setPen(QColor(theme.muted))
        painter.setFont(small)
        right = command.keys or command.group
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(right) - 16
        painter.setFont(option.font)
        painter.setPen(QColor(theme.text))
        shown = painter.fontMetrics().elidedText(command.text, Qt.TextElideMode.ElideRight, room)
        place = QRect(inner.x(), inner.y(), room, inner.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class CommandPalette(QDialog):
    """Type, choose with the arrow keys, Enter does it, Escape closes."""

    def __init__(self, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._over = parent
        self.setObjectName("commandPalette")
        self.setWindowTitle(self.tr("Commands"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = list(commands)
        self.field = QLineEdit(self)
        self.model = CommandModel(self)
        self.list = QListView(self)
        self.nothing = QLabel(self.tr("Nothing is called like that."), self)
        self._build()
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(self._do)
        self.list.clicked.connect(lambda _index: self._do())
        self._show("")

    def add(self, commands: Sequence[Command]) -> None:
        """Offer more, that had to be asked for first."""
        self._commands += commands
        self._show(self.field.text())

    def open(self) -> None:
        """Show it over the upper middle of the window."""
        window = self._over.window()
        self.setFixedWidth(min(WIDTH, window.width() - 40))
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + FROM_TOP)
        super().open()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVING:
            self.list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _show(self, typed: str) -> None:
        fitting = ranked(self._commands, typed)
        self.model.show_commands(fitting)
        self.list.setVisible(bool(fitting))
        self.nothing.setVisible(not fitting)
        self.list.setFixedHeight(ROW * min(ROWS, max(1, len(fitting))) + 4)
        if fitting:
            self.list.setCurrentIndex(self.model.index(0))
        self.adjustSize()

    def _do(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid() or not self.model.rowCount():
            return
        command = self.model.command(index.row())
        self.accept()
        command.act()

    def _build(self) -> None:
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.list.setObjectName("commandList")
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(CommandDelegate(self))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay in the field
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.nothing.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self.field, self.list, self.nothing):
            layout.addWidget(widget)
