"""A label that shortens its text to the room there is, and tells the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

from vectorbeats_desktop.ui.plain_tip import plain_tip

SHORTEST_CHARACTERS = 6


class ElidedLabel(QLabel):
    """One line of plain text; `mode` says where it is shortened."""

    def __init__(
        self, parent: QWidget | None = None, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, most: int = 0
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._most = most
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * SHORTEST_CHARACTERS))
        return hint

    def sizeHint(self) -> QSize:
        # Measured from the text: QLabel's own hint follows the style sheet's padding only after polishing.
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(min(width, self._most) if self._most else width, self.fontMetrics().height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        alignment = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(alignment), shown)
