"""Where a track lies between dark and bright, calm and energetic; a person can move it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.ui.theme import SIZES, colours

HEIGHT = 150
RADIUS = 10
DOT = 7
MARGIN = 14  # so that a dot in the corner is whole
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
        theme, room = colours(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.ground))
        painter.drawRoundedRect(room, RADIUS, RADIUS)
        painter.setPen(QPen(QColor(theme.line), 1, Qt.PenStyle.DashLine))
        middle = self._point(0.0, 0.0)
        painter.drawLine(QPointF(room.left() + MARGIN, middle.y()), QPointF(room.right() - MARGIN, middle.y()))
        painter.drawLine(QPointF(middle.x(), room.top() + MARGIN), QPointF(middle.x(), room.bottom() - MARGIN))
        self._paint_words(painter, room)
        if self._place is not None:
            painter.setPen(QPen(QColor(theme.surface), 2))
            painter.setBrush(QColor(theme.good if self._corrected else theme.accent))
            painter.drawEllipse(self._point(*self._place), DOT, DOT)

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        font = QFont(self.font())
        font.setPixelSize(SIZES["tiny"])
        painter.setFont(font)
        painter.setPen(QColor(colours().muted))
        inner = room.adjusted(8, 4, -8, -4)
        centre, middle = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
        for words, where in (
            (self.tr("energetic"), Qt.AlignmentFlag.AlignTop | centre),
            (self.tr("calm"), Qt.AlignmentFlag.AlignBottom | centre),
            (self.tr("dark"), Qt.AlignmentFlag.AlignLeft | middle),
            (self.tr("bright"), Qt.AlignmentFlag.AlignRight | middle),
        ):
            painter.drawText(inner, int(where), words)

    def _point(self, valence: float, energy: float) -> QPointF:
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        return QPointF(room.left() + (valence + 1) / 2 * room.width(), room.bottom() - (energy + 1) / 2 * room.height())

    def _move_to(self, point: QPointF) -> None:
        if self._place is None:
            return
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self._set(2 * (point.x() - room.left()) / room.width() - 1, 2 * (room.bottom() - point.y()) / room.height() - 1)

    def _set(self, valence: float, energy: float) -> None:
        self._place = round(min(1.0, max(-1.0, valence)), 2), round(min(1.0, max(-1.0, energy)), 2)
        self._describe()
        self.update()

    def _tell(self) -> None:
        if self._place is not None:
            self.chosen.emit(*self._place)

    def _describe(self) -> None:
        if self._place is not None:
            valence, energy = (round(100 * value) for value in self._place)
            self.setAccessibleDescription(self.tr("brightness {0} %, energy {1} %").format(valence, energy))
