"""The card beside a point: cover, title, artist, and what is known in a few words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.covers import CoverCache

COVER = 56
WIDTH = 300
ASIDE = 14  # pixels between the point and its card


class HoverCard(QFrame):
    """Lies over the map and lets the pointer through."""

    def __init__(self, covers: CoverCache, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mapCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._covers, self._over = covers, parent
        self.track: Track | None = None
        self.cover = QLabel(self)
        self.cover.setFixedSize(COVER, COVER)
        self.name = self._line("cardTitle")
        self.artist = self._line("mapCardLine")
        self.details = self._line("cardDetails")
        words = QVBoxLayout()
        words.setSpacing(1)
        for line in (self.name, self.artist, self.details):
            words.addWidget(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self.cover)
        layout.addLayout(words, 1)
        self.setFixedWidth(WIDTH)
        covers.loaded.connect(self._on_cover)
        self.hide()

    def show_track(self, track: Track, at: QPointF) -> None:
        """Show a track beside a place of the parent, on the side where there is room."""
        self.track = track
        self._draw_cover()
        room = WIDTH - COVER - 34
        for line, text in ((self.name, track.name), (self.artist, track.tags.artist), (self.details, details(track))):
            line.setText(line.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
            line.setVisible(bool(text))
        self.setAccessibleName(", ".join(filter(None, (track.name, track.tags.artist, details(track)))))
        self.adjustSize()
        whole = self._over.rect()
        right, below = at.x() + ASIDE, at.y() + ASIDE
        x = right if right + self.width() <= whole.width() else at.x() - ASIDE - self.width()
        y = below if below + self.height() <= whole.height() else at.y() - ASIDE - self.height()
        self.move(max(0, round(x)), max(0, round(y)))
        self.show()
        self.raise_()

    def _line(self, name: str) -> QLabel:
        line = QLabel(self)
        line.setObjectName(name)
        line.setTextFormat(Qt.TextFormat.PlainText)
        return line

    def _draw_cover(self) -> None:
        if self.track is not None:
            self.cover.setPixmap(self._covers.pixmap(self.track, COVER, self.devicePixelRatioF()))

    def _on_cover(self, cover_id: str) -> None:
        if self.isVisible() and self.track is not None and self.track.cover_id == cover_id:
            self._draw_cover()


def details(track: Track) -> str:
    """Genre, year and tempo, as far as they are known."""
    tempo = "" if track.features is None else f"{round(track.features.tempo_bpm)} bpm"
    year = "" if track.tags.year is None else str(track.tags.year)
    return " · ".join(filter(None, (track.tags.genre, year, tempo)))
