"""One end of what is used of a take: dragged, or moved with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QWidget

from vectorbeats_desktop.ui.theme import colours

WIDTH = 16
STEPS = 100  # a second's
STEP, PAGE = STEPS // 10, STEPS  # the arrow keys move by 0.1 s, page up and down by 1 s
GRIP = 4.0


class TrimHandle(QAbstractSlider):
    """Its value is a time of the take in hundredths of a second."""

    dragged_to = Signal(float)  # x in the parent's coordinates

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSingleStep(STEP)
        self.setPageStep(PAGE)
        self.setFixedWidth(WIDTH)
        self._grabbed_at = 0.0
        self.valueChanged.connect(self._tell)

    @property
    def seconds(self) -> float:
        return self.value() / STEPS

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed_at = event.position().x() - self.width() / 2

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged_to.emit(self.mapToParent(event.position()).x() - self._grabbed_at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(colours().accent)
        middle = self.width() / 2
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, self.height()))
        grip = QRectF(middle - GRIP, self.height() / 2 - 14, 2 * GRIP, 28)
        painter.setBrush(ink)
        painter.setPen(QPen(QColor(colours().text), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(grip, GRIP, GRIP)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.tr("{0} s").format(f"{self.seconds:.1f}"))
