"""A hum over the melody of the track that was found by it, where the two are alike, while that track plays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import MelodyMatch, MelodyPoint, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.bar_overlay import BarOverlay
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.theme import colours
from vectorbeats_desktop.ui.traits.melody_lines import PitchPoint, span, strands, stroke
from vectorbeats_desktop.ui.traits.melody_strip import LONGEST_GAP_S, RADIUS
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands
    from vectorbeats_desktop.ui.player import Player

WIDTH = 420
LINES_HEIGHT = 72
AROUND_S = 2.0  # of the melody before and after the hum


class HumLines(QWidget):
    """The melody, wide and quiet; the hum over it; and a line where the player is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._match = MelodyMatch(0.0, 0.0, 0, 1.0, 1.0)
        self._melody: Sequence[PitchPoint] = ()
        self._position_s = 0.0

    def show_match(self, match: MelodyMatch) -> None:
        """Show a hum and what it was found to be like."""
        self._match, self._melody = match, _timed(match, match.heard)
        self.update()

    def show_melody(self, points: Iterable[MelodyPoint]) -> None:
        """Show the track's melody as far as it goes, and not only under the hum."""
        first, last = self.shown_s()
        within = [(point.second, point.midi) for point in points if first <= point.second <= last]
        self._melody = within or self._melody
        self.update()

    def show_position(self, position_s: float) -> None:
        """Move the line to where the player is."""
        before, self._position_s = self.playhead(), position_s
        if self.playhead() != before:
            self.update()

    def shown_s(self) -> tuple[float, float]:
        """The seconds of the track at the left and the right end."""
        return max(0.0, self._match.start_s - AROUND_S), self._match.end_s + AROUND_S

    def playhead(self) -> int | None:
        """The pixel of the line; None while the player is elsewhere in the track."""
        first, last = self.shown_s()
        if not first <= self._position_s <= last:
            return None
        return round(self._x(self._position_s))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, LINES_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, room, match = colours(), QRectF(self.rect()), self._match
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.ground))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        left, right = self._x(match.start_s), self._x(match.end_s)
        painter.fillRect(QRectF(left, 1, right - left, room.height() - 2), QColor(theme.accent_soft))
        low, high = span([*match.hummed, *(midi for _, midi in self._melody)])
        inner = room.adjusted(0, 8, 0, -8)

        def place(second: float, midi: float) -> QPointF:
            within = min(max((midi - low) / (high - low), 0.0), 1.0)
            return QPointF(self._x(second), inner.bottom() - within * inner.height())

        quiet = QColor(theme.muted)
        quiet.setAlpha(150)
        for points, pen in (
            (self._melody, QPen(quiet, 5.0)),
            (_timed(match, match.hummed), QPen(QColor(theme.accent_text), 2.0)),
        ):
            stroke(painter, strands(points, LONGEST_GAP_S), place, pen)
        if (x := self.playhead()) is not None:
            painter.fillRect(QRectF(x - 1, 2, 2, room.height() - 4), QColor(theme.text))

    def _x(self, second: float) -> float:
        first, last = self.shown_s()
        return 6 + (second - first) / max(last - first, 1e-6) * (self.width() - 12)


class HumOverlay(BarOverlay):
    """Comes with a track that was found by a hum, and goes with the next one, or when it is put away."""

    def __init__(self, player: Player, actions: Actions, bar: QWidget) -> None:
        super().__init__(bar.window())
        self.setObjectName("humOverlay")
        self._player, self._actions, self._above = player, actions, bar
        self._job: Job | None = None
        self.title = QLabel(self)
        self.title.setObjectName("muted")
        self.away = IconButton("close", self.tr("Put the hum away"), self, 14)
        self.lines = HumLines(self)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.away)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 12)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.lines)
        self.away.clicked.connect(self.hide)
        player.track_changed.connect(self._on_track)
        player.position_changed.connect(self._on_position)

    def room(self, space: QRect) -> QRect:
        """In the middle, over the position in the track."""
        size = self.sizeHint()
        width = min(max(WIDTH, size.width()), space.width())
        left = space.center().x() - width // 2
        return QRect(left, space.bottom() + 1 - size.height(), width, size.height())

    def _on_track(self, track: Track | None) -> None:
        entry = self._player.queue.current
        match = entry.match.melody if entry is not None and entry.match is not None else None
        self._job = None
        if track is None or match is None:
            self.hide()
            return
        self._show(match)
        if (session := self._actions.session) is not None:
            job = self._job = self._actions.run("melody", lambda _ctx: session.details.of(track).melody)
            job.succeeded.connect(lambda melody: self._on_melody(job, melody))

    def _show(self, match: MelodyMatch) -> None:
        where = wording.span(match.start_s, match.end_s)
        said = self.tr("Where you hummed: {0}") if match.remembered else self.tr("Your hum over the melody: {0}")
        self.title.setText(said.format(where))
        self.setAccessibleName(said.format(where))
        self.lines.setAccessibleName(said.format(where))
        self.lines.show_match(match)
        self.lie_above(self._above)

    def _on_melody(self, job: Job, melody: Sequence[MelodyPoint]) -> None:
        if job is self._job:
            self.lines.show_melody(melody)

    def _on_position(self, position_s: float, _duration_s: float) -> None:
        if self.isVisible():
            self.lines.show_position(position_s)


def _timed(match: MelodyMatch, line: Sequence[float | None]) -> list[PitchPoint]:
    """A line's values with the seconds of the track at which they are."""
    return [(match.start_s + step * match.step_s, midi) for step, midi in enumerate(line)]
