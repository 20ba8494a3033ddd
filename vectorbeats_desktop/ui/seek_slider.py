"""A slider that goes where it is clicked, and does not fight the hand that holds it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

STEPS = 1000
KEY_STEP = 10


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
        self.sliderReleased.connect(self._tell)
        self.sliderMoved.connect(lambda value: self.hovering.emit(value / STEPS))
        self.actionTriggered.connect(self._on_action)

    def show_share(self, share: float) -> None:
        """Move the handle, unless it is held."""
        if not self.isSliderDown():
            self.setValue(round(min(max(0.0, share), 1.0) * STEPS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            value = QStyle.sliderValueFromPosition(
                self.minimum(), self.maximum(), round(event.position().x()) - 7, max(1, self.width() - 14)
            )
            self.setSliderPosition(value)
        super().mousePressEvent(event)  # the handle is under the pointer now, so a drag goes on from here

    def _tell(self) -> None:
        self.chosen.emit(self.value() / STEPS)

    def _on_action(self, action: int) -> None:
        if action != QSlider.SliderAction.SliderMove.value:  # keys and wheel; dragging tells at its end
            self.chosen.emit(self.sliderPosition() / STEPS)
