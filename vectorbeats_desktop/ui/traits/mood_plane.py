"""Where a track lies between dark and bright, calm and energetic; a person can move it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.ui.traits.mood_ground import mood_at, mood_words, paint_ground, point_of

HEIGHT = 150
DOT = 7
STEP = 0.1
SETTLED_MS = 700  # after the last key
MOVES = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, STEP),
    Qt.Key.Key_Down: (0.0, -STEP),
}


class MoodPlane(QWidget):
    """Valence to the right, energy upwards, both from -1 to 1. A click, a drag or the arrow keys move the dot."""

    chosen = Signal(float, float)  # valence, energy; once the person has let go

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Mood"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Click or use the arrow keys to say where it belongs"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._place: tuple[float, float] | None = None
        self._corrected = False
        self._dragging = False
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._tell)

    @property
    def place(self) -> tuple[float, float] | None:
        """Valence and energy as they are shown."""
        return self._place

    @property
    def choosing(self) -> bool:
        """Whether the person is just about to choose: what is shown is theirs."""
        return self._settled.isActive() or self._dragging

    def show_mood(self, valence: float, energy: float, *, corrected: bool) -> None:
        """Show where a track lies, and whether a person said so."""
        self._settled.stop()
        self._place, self._corrected = (valence, energy), corrected
        self._describe()
        self.setEnabled(True)
        self.update()

    def show_nothing(self) -> None:
        """There is no mood yet."""
        self._settled.stop()
        self._place = None
        self.setEnabled(False)
        self.setAccessibleDescription(self.tr("not known yet"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._move_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = MOVES.get(Qt.Key(event.key()))
        if step is None or self._place is None:
            super().keyPressEvent(event)
            return
        self._set(self._place[0] + step[0], self._place[1] + step[1])
        self._settled.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = colours()
        paint_ground(painter, QRectF(self.rect()), self.font(), focused=self.hasFocus())
        if self._place is not None:
            painter.setPen(QPen(QColor(theme.surface), 2))
            painter.setBrush(QColor(theme.good if self._corrected else theme.accent))
            painter.drawEllipse(point_of(QRectF(self.rect()), *self._place), DOT, DOT)

    def _move_to(self, point: QPointF) -> None:
        if self._place is not None:
            self._set(*mood_at(QRectF(self.rect()), point))

    def _set(self, valence: float, energy: float) -> None:
        self._place = round(min(1.0, max(-1.0, valence)), 2), round(min(1.0, max(-1.0, energy)), 2)
        self._describe()
        self.update()

    def _tell(self) -> None:
        if self._place is not None:
            self.chosen.emit(*self._place)

    def _describe(self) -> None:
        if self._place is not None:
            self.setAccessibleDescription(mood_words(*self._place))
