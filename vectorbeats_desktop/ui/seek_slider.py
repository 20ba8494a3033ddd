"""A slider that goes where it is clicked, and does not fight the hand that holds it.

Where the outline of a track is known, it is drawn instead of the groove.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QToolTip, QWidget

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.ui.track_outline import draw_match, draw_outline

if TYPE_CHECKING:  # it brings the worker pool along
    from vectorbeats_desktop.engine.analysis.outline import Outline

STEPS = 1000
KEY_STEP = 10
EDGE = 7  # half of the handle: the groove begins and ends so far inside
OUTLINE_HEIGHT = 32
RADIUS = 8.0


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
        self.setMouseTracking(True)
        self.setFixedHeight(OUTLINE_HEIGHT)
        self._outline: Outline | None = None
        self._match: tuple[float, float] | None = None
        self._length_s = 0.0
        self._pointer: float | None = None
        self._said = ""
        self.sliderReleased.connect(self._tell)
        self.sliderMoved.connect(lambda value: self.hovering.emit(value / STEPS))
        self.actionTriggered.connect(self._on_action)
        self.valueChanged.connect(self._describe)

    @property
    def outline(self) -> Outline | None:
        return self._outline

    @property
    def match(self) -> tuple[float, float] | None:
        return self._match

    def show_share(self, share: float) -> None:
        """Move the handle, unless it is held."""
        if not self.isSliderDown():
            self.setValue(round(min(max(0.0, share), 1.0) * STEPS))

    def set_outline(self, outline: Outline | None) -> None:
        """Draw this outline; the plain groove without one."""
        self._outline = outline
        self.update()

    def set_match(self, match: tuple[float, float] | None) -> None:
        """Mark the place that was looked for: the seconds of its beginning and end."""
        self._match = match
        self._describe()
        self.update()

    def set_length(self, length_s: float) -> None:
        """How long the whole line is, in seconds; 0 when that is not known."""
        if length_s != self._length_s:
            self._length_s = length_s
            self._describe()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            value = QStyle.sliderValueFromPosition(
                self.minimum(), self.maximum(), round(event.position().x()) - EDGE, max(1, self.width() - 2 * EDGE)
            )
            self.setSliderPosition(value)
        super().mousePressEvent(event)  # the handle is under the pointer now, so a drag goes on from here

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        room = self._room()
        self._pointer = min(max(0.0, (event.position().x() - room.left()) / max(1.0, room.width())), 1.0)
        if self._length_s > 0:
            place = self.mapToGlobal(QPoint(round(event.position().x()), -self.height() - EDGE))
            QToolTip.showText(place, wording.duration(self._pointer * self._length_s), self)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointer = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._outline is None:
            super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room()
        if self._match is not None and self._length_s > 0:
            start, end = self._match
            draw_match(painter, room, start / self._length_s, end / self._length_s)
        if self._outline is None:
            painter.end()
            return
        played = self.sliderPosition() / STEPS
        draw_outline(painter, room, self._outline, played, enabled=self.isEnabled())
        self._draw_lines(painter, room, played)
        if self.hasFocus():
            painter.setPen(QColor(colours().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _draw_lines(self, painter: QPainter, room: QRectF, played: float) -> None:
        """Where it plays, and where the pointer is."""
        if self.isEnabled():
            head = QRectF(room.left() + played * room.width() - 1, room.top(), 2, room.height())
            painter.fillRect(head, QColor(colours().text))
        if self._pointer is not None:
            at = QRectF(room.left() + self._pointer * room.width() - 0.5, room.top(), 1, room.height())
            painter.fillRect(at, QColor(colours().muted))

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, 3, -EDGE, -3)

    def _describe(self) -> None:
        """Say where it is in time, since a share of a thousand says nothing."""
        if self._length_s <= 0:
            said = ""
        else:
            share = self.value() / STEPS
            said = self.tr("{0} of {1}").format(
                wording.duration(share * self._length_s), wording.duration(self._length_s)
            )
            if self._match is not None:
                found = self.tr("what you looked for is from {0} to {1}")
                said += "; " + found.format(*(wording.duration(second) for second in self._match))
        if said != self._said:
            self._said = said
            self.setAccessibleDescription(said)

    def _tell(self) -> None:
        self.chosen.emit(self.value() / STEPS)

    def _on_action(self, action: int) -> None:
        if action != QSlider.SliderAction.SliderMove.value:  # keys and wheel; dragging tells at its end
            self.chosen.emit(self.sliderPosition() / STEPS)
