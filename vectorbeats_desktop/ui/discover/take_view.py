"""A finished take: its waveform with the pitch line over it, and two handles that trim it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDrag, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from vectorbeats_desktop.ui.discover.trim_handle import STEPS, WIDTH, TrimHandle
from vectorbeats_desktop.ui.discover.waveform import draw_waveform
from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.ui.traits.melody_lines import Strand, span, strands, stroke

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.take import Take

LEAST_LEFT_S = 0.5  # of a take, between the handles
RADIUS = 10


class TakeView(QWidget):
    """Shows one take; pressed between the handles it plays from there, pulled it is a file."""

    trimmed = Signal(float, float)  # seconds: where what is used begins and ends
    play_wanted = Signal(float)  # from that second on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Your take"))
        self.setToolTip(self.tr("Click to hear it from there, or drag it out as a file"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.begin = TrimHandle(self.tr("Where the take begins"), self)
        self.end = TrimHandle(self.tr("Where the take ends"), self)
        self.file: Path | None = None  # what is used of the take, once it is written
        self._take: Take | None = None
        self._strands: list[Strand] = []
        self._span = span(())
        self._picture: QPixmap | None = None
        self._playhead_s: float | None = None
        self._pressed_at: QPointF | None = None
        for handle in (self.begin, self.end):
            handle.valueChanged.connect(self._on_moved)
        self.begin.dragged_to.connect(lambda x: self.begin.setValue(round(self._time_at(x) * STEPS)))
        self.end.dragged_to.connect(lambda x: self.end.setValue(round(self._time_at(x) * STEPS)))

    @property
    def trim(self) -> tuple[float, float]:
        """What is used, in seconds of the take."""
        return self.begin.seconds, self.end.seconds

    def show_take(self, take: Take | None) -> None:
        """Show a take, all of it used; None when there is none."""
        self._take, self.file, self._playhead_s, self._picture = take, None, None, None
        points = take.pitch if take is not None else ()
        self._strands, self._span = strands(points), span(midi for _time, midi in points)
        length = round((take.duration_s if take is not None else 0.0) * STEPS)
        for handle, value in ((self.begin, 0), (self.end, length)):
            handle.blockSignals(True)
            handle.setRange(0, length)
            handle.setValue(value)
            handle.blockSignals(False)
        self._bound()
        self._arrange()
        self.update()

    def show_playhead(self, second: float | None) -> None:
        self._playhead_s = second
        self.update()

    def mime(self) -> QMimeData | None:
        """The take as a file to be dropped elsewhere; None while it is still being written."""
        if self.file is None:
            return None
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(self.file))])
        return mime

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        way = (event.position() - self._pressed_at).manhattanLength()
        if way >= QApplication.startDragDistance() and (mime := self.mime()) is not None:
            self._pressed_at = None
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None and self._take is not None:
            self.play_wanted.emit(min(max(self._time_at(event.position().x()), self.trim[0]), self.trim[1]))
        self._pressed_at = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.setBrush(QColor(colours().ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._take is None:
            return
        painter.drawPixmap(0, 0, self._drawn())
        self._paint_unused(painter)
        if self._playhead_s is not None:
            painter.setPen(QPen(QColor(colours().text), 1.5))
            x = self._x_of(self._playhead_s)
            painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - 2))

    def _drawn(self) -> QPixmap:
        """Waveform and line, drawn once: while it plays, only the playhead moves."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._picture is None or self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._take is not None:
                room = QRectF(WIDTH / 2, 0, self._inner_width(), self.height())
                draw_waveform(painter, room, self._take.samples)
            stroke(painter, self._strands, self._place, QPen(QColor(colours().accent_text), 3.0))
            painter.end()
        return self._picture

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._picture = None

    def _paint_unused(self, painter: QPainter) -> None:
        veil = QColor(colours().ground)
        veil.setAlpha(200)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        begin, end = (self._x_of(second) for second in self.trim)
        painter.drawRect(QRectF(2, 2, begin - 2, self.height() - 4))
        painter.drawRect(QRectF(end, 2, self.width() - end - 2, self.height() - 4))

    def _place(self, second: float, midi: float) -> QPointF:
        low, high = self._span
        within = min(max((midi - low) / (high - low), 0.0), 1.0)
        return QPointF(self._x_of(second), 10 + (self.height() - 20) * (1 - within))

    def _inner_width(self) -> float:
        return max(1.0, self.width() - WIDTH)

    def _x_of(self, second: float) -> float:
        length = self._take.duration_s if self._take is not None else 0.0
        return WIDTH / 2 + (self._inner_width() * second / length if length else 0.0)

    def _time_at(self, x: float) -> float:
        length = self._take.duration_s if self._take is not None else 0.0
        return min(max((x - WIDTH / 2) / self._inner_width(), 0.0), 1.0) * length

    def _on_moved(self) -> None:
        self._bound()
        self._arrange()
        self.file = None
        self.update()
        self.trimmed.emit(*self.trim)

    def _bound(self) -> None:
        """Keep the handles in their order, and something between them."""
        least = round(LEAST_LEFT_S * STEPS)
        self.begin.setMaximum(max(0, self.end.value() - least))
        self.end.setMinimum(min(self.end.maximum(), self.begin.value() + least))

    def _arrange(self) -> None:
        for handle in (self.begin, self.end):
            handle.setVisible(self._take is not None)
            handle.setGeometry(round(self._x_of(handle.seconds) - WIDTH / 2), 0, WIDTH, self.height())
