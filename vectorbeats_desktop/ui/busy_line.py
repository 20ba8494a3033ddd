"""A slim line that moves while something is under way, or stands still for those who want nothing to move."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.ui import motion

HEIGHT = 3
SWEEP_MS = 1100
SHARE = 0.28  # of the width, that the moving piece takes


class BusyLine(QWidget):
    """Keeps its place when nothing moves, so that the page does not jump."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._busy = False
        self._sweep = QVariantAnimation(self)
        self._sweep.setStartValue(0.0)
        self._sweep.setEndValue(1.0)
        self._sweep.setDuration(SWEEP_MS)
        self._sweep.setLoopCount(-1)
        self._sweep.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._sweep.valueChanged.connect(self.update)

    @property
    def busy(self) -> bool:
        return self._busy

    @property
    def moving(self) -> bool:
        return self._sweep.state() == QVariantAnimation.State.Running

    def set_busy(self, busy: bool) -> None:
        if busy == self._busy:
            return
        self._busy = busy
        if busy and not motion.reduced():
            self._sweep.start()
        else:
            self._sweep.stop()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.busy:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Accent))
        width = self.width() * (SHARE if self.moving else 1.0)
        left = (self.width() + width) * float(self._sweep.currentValue()) - width if self.moving else 0.0
        painter.drawRoundedRect(QRectF(left, 0, width, HEIGHT), HEIGHT / 2, HEIGHT / 2)
