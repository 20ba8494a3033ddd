"""Two small meters of a recording: how loud it is, and how many seconds of melody there are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from vectorbeats_desktop.engine.recording.take import AIM_VOICED_S, LEAST_VOICED_S, LONGEST_S
from vectorbeats_desktop.ui.theme import colours

STEPS = 10  # a second's
SILENCE_DB, LOUD_DB = -60, -9  # from there to full scale the level is shown as loud
BAR = 8
MARKS = (LEAST_VOICED_S, AIM_VOICED_S)


class Meter(QProgressBar):
    """A bar with round ends, painted in the theme's colours; its value is told to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def ink(self) -> QColor:
        return QColor(colours().accent)

    def bar(self) -> QRectF:
        """Where the bar lies."""
        return QRectF(0, (self.height() - BAR) / 2, self.width(), BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = self.bar()
        painter.setBrush(QColor(colours().pressed))
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        if share > 0:
            filled = QRectF(bar)
            filled.setWidth(max(BAR, bar.width() * min(share, 1.0)))
            painter.setBrush(self.ink())
            painter.drawRoundedRect(filled, BAR / 2, BAR / 2)
        self.paint_over(painter, bar)

    def paint_over(self, painter: QPainter, bar: QRectF) -> None:
        """Paint what lies above the bar."""


class VoicedMeter(Meter):
    """Seconds of melody, with marks where searching becomes possible and where it becomes good."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("voicedMeter")
        self.setAccessibleName(self.tr("Seconds of melody"))
        self.setRange(0, round(LONGEST_S * STEPS))
        self.setFixedHeight(32)

    def show_seconds(self, voiced_s: float) -> None:
        self.setValue(min(round(voiced_s * STEPS), self.maximum()))
        self.setAccessibleDescription(self.tr("{0} seconds of melody").format(f"{voiced_s:.0f}"))

    def sizeHint(self) -> QSize:
        return QSize(320, 32)

    def bar(self) -> QRectF:
        return QRectF(0, 4, self.width(), BAR)

    def ink(self) -> QColor:
        seconds = self.value() / STEPS
        if seconds < LEAST_VOICED_S:
            return QColor(colours().muted)
        return QColor(colours().accent if seconds < AIM_VOICED_S else colours().good)

    def paint_over(self, painter: QPainter, bar: QRectF) -> None:
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        for mark in (*MARKS, LONGEST_S):
            x = min(bar.width() * mark / LONGEST_S, bar.width() - 1)
            reached = self.value() >= mark * STEPS
            painter.setPen(QColor(colours().text if reached else colours().muted))
            painter.drawLine(QPointF(x, 0), QPointF(x, bar.bottom() + 4))
            last = mark == LONGEST_S
            across = Qt.AlignmentFlag.AlignRight if last else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(
                QRectF(x - 60 if last else x - 30, bar.bottom() + 4, 60, 16),
                int(across | Qt.AlignmentFlag.AlignTop),
                self.tr("{0} s").format(f"{mark:.0f}"),
            )


class LevelMeter(Meter):
    """The level of the microphone, from silence to full scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("levelMeter")
        self.setAccessibleName(self.tr("Level of the microphone"))
        self.setRange(SILENCE_DB, 0)
        self.setFixedHeight(16)
        self._overloaded = False
        self.silence()

    def show_level(self, level_db: float, *, overloaded: bool) -> None:
        """Show dBFS; the bar falls slower than it rises, as the eye likes it."""
        self._overloaded = overloaded
        shown = max(SILENCE_DB, min(0, round(level_db)))
        self.setValue(max(shown, self.value() - 3))

    def silence(self) -> None:
        self._overloaded = False
        self.setValue(SILENCE_DB)

    def sizeHint(self) -> QSize:
        return QSize(140, 16)

    def ink(self) -> QColor:
        if self._overloaded:
            return QColor(colours().bad)
        return QColor(colours().warn if self.value() > LOUD_DB else colours().good)
