"""A slider that goes where it is clicked, does not fight the hand that holds it, and shows what the track is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QToolTip, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.theme import colours

if TYPE_CHECKING:  # the engine is loaded after the window stands
    from vectorbeats_desktop.engine.waveforms import Waveform

STEPS = 1000
KEY_STEP = 10
EDGE = 7  # pixels from the slider's end to the middle of its handle there
HEIGHT = 30
COLUMN, GAP = 2, 1
LEAST_COLUMN = 2.0  # silence is drawn as a thin line
TIP_ABOVE = 44

Match = tuple[float, float]
"""Seconds of a track from which and to which it is what was searched for."""


class SeekSlider(QSlider):
    """Emits `chosen` once, with a share from 0 to 1, when the person has let go."""

    chosen = Signal(float)
    hovering = Signal(float)  # while the handle is held

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, STEPS)
        self.setSingleStep(KEY_STEP)
        self.setPageStep(KEY_STEP * 5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self._length_s = 0.0
        self._waveform: Waveform | None = None
        self._match: Match | None = None
        self._columns: tuple[tuple[float, float], ...] = ()
        self._hover_x: int | None = None
        self.sliderReleased.connect(self._tell)
        self.sliderMoved.connect(lambda value: self.hovering.emit(value / STEPS))
        self.actionTriggered.connect(self._on_action)

    @property
    def waveform(self) -> Waveform | None:
        return self._waveform

    def show_waveform(self, waveform: Waveform | None) -> None:
        """Draw a track's waveform; a plain groove while there is none."""
        self._waveform, self._columns = waveform, ()
        self.update()

    def show_match(self, match: Match | None) -> None:
        """Mark the part of the track that was searched for."""
        self._match = match
        self.update()

    def show_place(self, position_s: float, length_s: float) -> None:
        """Move the handle to a second of the track, unless it is held."""
        if length_s != self._length_s:
            self._length_s = length_s
            self.update()
        if self.isSliderDown():
            return
        self.setValue(round(min(max(0.0, position_s / length_s if length_s > 0 else 0), 1.0) * STEPS))
        said = f"{wording.duration(position_s)} / {wording.duration(length_s)}" if length_s > 0 else ""
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)  # the value itself is a thousandth of the track

    def match_area(self) -> QRectF:
        """Where the marked part is drawn; empty when none is."""
        if self._match is None or self._length_s <= 0:
            return QRectF()
        start, end = (min(max(0.0, second / self._length_s), 1.0) for second in self._match)
        left = EDGE + start * self._span()
        return QRectF(left, 0, max(float(COLUMN), (end - start) * self._span()), self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderPosition(self._value_at(round(event.position().x())))
        super().mousePressEvent(event)  # the handle is under the pointer now, so a drag goes on from here

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover_x = round(event.position().x())
        if self._length_s > 0 and self.isEnabled():
            seconds = self._value_at(self._hover_x) / STEPS * self._length_s
            QToolTip.showText(self.mapToGlobal(QPoint(self._hover_x, -TIP_ABOVE)), wording.duration(seconds), self)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover_x = None
        QToolTip.hideText()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._waveform is None or not self.isEnabled():
            super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self.isEnabled():
            return
        self._paint_match(painter)
        if self._waveform is not None:
            self._paint_waveform(painter, self._waveform)
        if self.hasFocus():
            painter.setPen(QColor(colours().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0.5, -1, -0.5), 6, 6)

    def _paint_match(self, painter: QPainter) -> None:
        area = self.match_area()
        if area.isEmpty():
            return
        ground = QColor(colours().accent_soft)
        if self._waveform is not None:
            painter.setBrush(ground)
            painter.drawRoundedRect(area, 3, 3)
        painter.setBrush(QColor(colours().accent_text))
        painter.drawRect(QRectF(area.left(), self.height() - 2, area.width(), 2))

    def _paint_waveform(self, painter: QPainter, waveform: Waveform) -> None:
        shown = colours()
        columns = self._columns_of(waveform)
        head = EDGE + self.value() / STEPS * self._span()
        tallest = self.height() - 8
        middle = self.height() / 2
        for number, (peak, level) in enumerate(columns):
            left = EDGE + number * (COLUMN + GAP)
            played = left + COLUMN / 2 <= head
            colour = QColor(shown.accent if played else shown.line_strong)
            high = max(LEAST_COLUMN, peak * tallest)
            painter.setBrush(colour)
            painter.drawRect(QRectF(left, middle - high / 2, COLUMN, high))
            deep = max(LEAST_COLUMN, level * tallest)
            painter.setBrush(QColor(shown.accent_text if played else shown.muted))
            painter.drawRect(QRectF(left, middle - deep / 2, COLUMN, deep))
        painter.setBrush(QColor(shown.text))
        painter.drawRoundedRect(QRectF(head - 1, 1, 2, self.height() - 2), 1, 1)
        if self._hover_x is not None:
            painter.setBrush(QColor(shown.muted))
            painter.drawRect(QRectF(min(max(EDGE, self._hover_x), self.width() - EDGE), 2, 1, self.height() - 4))

    def _columns_of(self, waveform: Waveform) -> tuple[tuple[float, float], ...]:
        """The (peak, level) of each column that fits into the width, from 0 to 1."""
        count = max(1, int(self._span()) // (COLUMN + GAP))
        if len(self._columns) != count:
            size = len(waveform.peaks)
            edges = [
                (number * size // count, max(number * size // count + 1, (number + 1) * size // count))
                for number in range(count)
            ]
            self._columns = tuple(
                (max(waveform.peaks[one:end]) / 255, sum(waveform.levels[one:end]) / (end - one) / 255)
                for one, end in edges
            )
        return self._columns

    def _span(self) -> float:
        return float(max(1, self.width() - 2 * EDGE))

    def _value_at(self, x: int) -> int:
        return QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), x - EDGE, int(self._span()))

    def _tell(self) -> None:
        self.chosen.emit(self.value() / STEPS)

    def _on_action(self, action: int) -> None:
        if action != QSlider.SliderAction.SliderMove.value:  # keys and wheel; dragging tells at its end
            self.chosen.emit(self.sliderPosition() / STEPS)
