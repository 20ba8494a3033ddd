"""Files that could not be read or analysed: which, why, what to do, and trying again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vectorbeats_desktop.engine.records import FileProblem
from vectorbeats_desktop.ui.icons import icon
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.ui.theme import colours

Index = QModelIndex | QPersistentModelIndex
PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 64
ICON = 20


class ProblemModel(QAbstractListModel):
    """Problems in the order of the files' paths."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[FileProblem, ...] = ()

    def show_problems(self, problems: Sequence[FileProblem]) -> bool:
        """Show these; say whether they differ from those before."""
        if tuple(problems) == self._problems:
            return False
        self.beginResetModel()
        self._problems = tuple(problems)
        self.endResetModel()
        return True

    def problem(self, row: int) -> FileProblem | None:
        return self._problems[row] if 0 <= row < len(self._problems) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        problem = self.problem(index.row()) if index.isValid() else None
        if problem is None:
            return None
        if role == PROBLEM_ROLE:
            return problem
        if role == Qt.ItemDataRole.DisplayRole:
            return printable(problem.path.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{printable(problem.path.name)}: {problem.message} {problem.hint}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            said = (printable(str(problem.path)), problem.message, problem.hint)
            return plain_tip("\n".join(filter(None, said)))
        return None


class ProblemDelegate(QStyledItemDelegate):
    """Paints the file's name, and under it the reason and the hint."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(320, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem = index.data(PROBLEM_ROLE)
        if not isinstance(problem, FileProblem):
            return
        painter.save()
        palette = colours()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(palette.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(palette.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(palette.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        room = option.rect.adjusted(16, 10, -16, -10)
        icon("error", "bad").paint(painter, QRect(room.left(), room.center().y() - ICON // 2, ICON, ICON))
        room.setLeft(room.left() + ICON + 14)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        top = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        self._line(painter, top, bold, palette.text, printable(problem.path.name))
        why = f"{problem.message} {problem.hint}".strip()
        self._line(painter, top.translated(0, top.height()), option.font, palette.muted, why)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, font: QFont, ink: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class ProblemList(QListView):
    """Problems, several of which can be chosen; Enter tries the chosen ones again."""

    retry_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selectedIndexes():
            self.retry_requested.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            super().keyPressEvent(event)


class ProblemsPane(QWidget):
    """The list, and the buttons that try again."""

    retry_requested = Signal(object)  # list[int] of file ids, or None for all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemModel(self)
        self.list = ProblemList(self)
        self.list.setAccessibleName(self.tr("Problems"))
        self.list.setModel(self.problems)
        self.list.setItemDelegate(ProblemDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.nothing = QLabel(self.tr("Every file could be read."), self)
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.some = QPushButton(self.tr("Try the selected again"), self)
        self.all = QPushButton(self.tr("Try all again"), self)
        self._build()
        self.list.selectionModel().selectionChanged.connect(self._follow_selection)
        self.list.retry_requested.connect(self._retry_selected)
        self.some.clicked.connect(self._retry_selected)
        self.all.clicked.connect(lambda: self.retry_requested.emit(None))
        self.show_problems(())

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.some)
        buttons.addWidget(self.all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.setSpacing(12)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        layout.addLayout(buttons)

    def show_problems(self, problems: Sequence[FileProblem]) -> None:
        self.problems.show_problems(problems)
        for widget in (self.list, self.some, self.all):
            widget.setVisible(bool(problems))
        self.nothing.setVisible(not problems)
        self._follow_selection()

    def _chosen(self) -> list[int]:
        chosen = (self.problems.problem(index.row()) for index in self.list.selectedIndexes())
        return sorted({one.file_id for one in chosen if one is not None and one.file_id is not None})

    def _follow_selection(self) -> None:
        self.some.setEnabled(bool(self._chosen()))

    def _retry_selected(self) -> None:
        if chosen := self._chosen():
            self.retry_requested.emit(chosen)


def printable(name: str) -> str:
    """A file's name on one line: bytes and control characters that cannot be shown become a box."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
