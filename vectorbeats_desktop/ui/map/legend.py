"""What the colours of the map mean, in one line under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from vectorbeats_desktop.ui.flow_layout import FlowLayout
from vectorbeats_desktop.ui.map.colouring import Legend

DOT = 10
RAMP = QSize(140, 10)


class LegendLine(QWidget):
    """Swatches with words, or a ramp with a word at each end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the colours mean"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self, 14)
        self._entries: list[QWidget] = []

    def show_legend(self, legend: Legend) -> None:
        """Replace what is shown."""
        for entry in self._entries:
            self._flow.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries = []
        if legend.ramp:
            self._add(_label(legend.low, self), _Band(legend.ramp, RAMP, self), _label(legend.high, self))
        for colour, words in legend.swatches:
            self._add(_Band((colour,), QSize(DOT, DOT), self), _label(words, self))
        said = [words for _, words in legend.swatches] + [f"{legend.low} – {legend.high}"] * bool(legend.ramp)
        self.setAccessibleDescription(", ".join(said))

    def _add(self, *parts: QWidget) -> None:
        entry = QWidget(self)
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in parts:
            row.addWidget(part)
        self._flow.addWidget(entry)
        self._entries.append(entry)
        entry.show()


def _label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("mapLegend")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class _Band(QWidget):
    """A rounded patch of one colour, or of several that pass into each other."""

    def __init__(self, tones: tuple[str, ...], size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._tones = tones
        self.setFixedSize(size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        blend = QLinearGradient(0, 0, self.width(), 0)
        for number, tone in enumerate(self._tones):
            blend.setColorAt(number / max(len(self._tones) - 1, 1), QColor(tone))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend)
        half = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), half, half)
