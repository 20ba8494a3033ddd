"""The voice as a line, while it is recorded: the last seconds, on a grid of notes."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.ui.traits.melody_lines import PitchPoint, span, strands, stroke

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.recording.take import Heard

WINDOW_S = 12.0
FRAME_MS = 33
LONGEST_GUESS_S = 0.25  # how far the picture runs on by itself when no news come
EASE = 0.15  # of the way to the wanted range of notes, each frame
LEAST_SPAN = 17.0  # semitones
LABELS = 34  # pixels for the names of notes
AHEAD = 28  # pixels between the voice of this moment and the right edge
RADIUS = 10
LINE = 3.0
FADING = 0.2  # of the width
SCALE = {0: "C", 2: "D", 4: "E", 5: "F", 7: "G", 9: "A", 11: "B"}
LEAST_NOTE_PX = 11


class PitchView(QWidget):
    """Scrolls while it is told what is heard. Pitch is logarithmic: a semitone is as high everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The pitch of your voice"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._points: deque[PitchPoint] = deque()
        self._low, self._high = span((), LEAST_SPAN)
        self._elapsed_s = 0.0
        self._words = ""
        self._since = QElapsedTimer()
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._on_frame)

    @property
    def points(self) -> tuple[PitchPoint, ...]:
        """What is shown: seconds from the beginning of the take, and MIDI numbers."""
        return tuple(self._points)

    @property
    def running(self) -> bool:
        return self._frames.isActive()

    def begin(self) -> None:
        """Begin a new line."""
        self._points.clear()
        self._elapsed_s = 0.0
        self._low, self._high = span((), LEAST_SPAN)
        self._since.invalidate()
        self._frames.start()
        self.say("")

    def hear(self, heard: Heard) -> None:
        """Draw the line on."""
        self._points.extend(heard.pitch)
        self._elapsed_s = heard.elapsed_s
        while self._points and self._points[0][0] < self._elapsed_s - WINDOW_S - 1:
            self._points.popleft()
        self._since.start()

    def rest(self, words: str = "") -> None:
        """Stand still, and say `words` where the line would be."""
        self._frames.stop()
        self._points.clear()
        self.say(words)

    def say(self, words: str) -> None:
        self._words = words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().line), 1))
        painter.setBrush(QColor(colours().ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._words:
            painter.setPen(QColor(colours().muted))
            room = self.rect().adjusted(24, 8, -24, -8)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
            return
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        self._paint_grid(painter)
        self._paint_line(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        semitone = self.height() / (self._high - self._low)
        faint, strong = QColor(colours().line), QColor(colours().line_strong)
        for note in range(int(self._low) - 1, int(self._high) + 2):
            name = SCALE.get(note % 12)
            if name is None:
                continue
            y = self._y(note)
            painter.setPen(QPen(strong if name == "C" else faint, 1))
            painter.drawLine(QPointF(LABELS, y), QPointF(self.width(), y))
            if name == "C" or (name in "EGA" and 2 * semitone >= LEAST_NOTE_PX):
                painter.setPen(QColor(colours().muted))
                room = QRectF(4, y - 8, LABELS - 10, 16)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignRight), f"{name}{note // 12 - 1}")

    def _paint_line(self, painter: QPainter) -> None:
        now, right = self._now(), self.width() - AHEAD
        scale = (right - LABELS) / WINDOW_S

        def place(time_s: float, midi: float) -> QPointF:
            return QPointF(right - (now - time_s) * scale, self._y(midi))

        accent = QColor(colours().accent_text)
        found = strands(self._points)
        stroke(painter, found, place, QPen(accent, LINE))
        self._paint_fading(painter, right)
        if found and now - found[-1][-1][0] < 3 * LONGEST_GUESS_S:
            head = place(*found[-1][-1])
            glow = QColor(accent)
            glow.setAlpha(60)
            painter.setPen(Qt.PenStyle.NoPen)
            for colour, radius in ((glow, 9.0), (accent, 4.5)):
                painter.setBrush(colour)
                painter.drawEllipse(head, radius, radius)

    def _paint_fading(self, painter: QPainter, right: float) -> None:
        """Let the line come out of nothing on the left; a veil is drawn faster than a line of many colours."""
        ground, clear = QColor(colours().ground), QColor(colours().ground)
        clear.setAlphaF(0.0)
        veil = QLinearGradient(LABELS, 0, LABELS + (right - LABELS) * FADING, 0)
        veil.setColorAt(0, ground)
        veil.setColorAt(1, clear)
        painter.fillRect(QRectF(LABELS, 2, (right - LABELS) * FADING, self.height() - 4), veil)

    def _y(self, midi: float) -> float:
        return self.height() * (self._high - midi) / (self._high - self._low)

    def _now(self) -> float:
        """Where the take is by now, also between two pieces of news, so that the line glides."""
        since = self._since.elapsed() / 1000 if self._since.isValid() else 0.0
        return self._elapsed_s + min(since, LONGEST_GUESS_S)

    def _on_frame(self) -> None:
        low, high = span((midi for _time, midi in self._points), LEAST_SPAN)
        self._low += (low - self._low) * EASE
        self._high += (high - self._high) * EASE
        self.update()
