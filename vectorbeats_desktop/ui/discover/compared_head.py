"""The head of one of two results that stand side by side: its cover, what it is, and the button that plays it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.results_model import start_of
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.ui.plain_tip import plain_tip

COVER = 100
ICON = 16


class ComparedHead(QWidget):
    """Shows a hit as the first or the second of the two."""

    play_requested = Signal()

    def __init__(self, number: int, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._covers = number, covers
        self.hit: Hit | None = None
        self._cover = QLabel(self)
        self._cover.setFixedSize(COVER, COVER)
        self.title, self.artist, self.fit = (self._line(name) for name in ("cardTitle", "", "cardDetails"))
        self.play = QPushButton(self)
        self.play.setProperty("kind", "secondary")
        self.play.setIcon(icon("play"))
        self.play.setIconSize(beside_text(ICON))
        self.play.clicked.connect(self.play_requested)
        self._build()
        covers.loaded.connect(self._on_cover)

    def show_hit(self, hit: Hit) -> None:
        """Show this one from now on."""
        self.hit = hit
        self.title.setText(f"{self._number} · {hit.track.name}")
        self.artist.setText(wording.byline(hit.track))
        self.fit.setText(wording.confidence(hit.confidence))
        start = start_of(hit)
        at = wording.duration(start)
        self.play.setText(self.tr("From {0}").format(at) if start else self.tr("Play"))
        name = self.tr("Play “{0}” from {1}") if start else self.tr("Play “{0}”")
        self.play.setAccessibleName(name.format(hit.track.name, at))
        self.play.setToolTip(plain_tip(f"{self.play.accessibleName()} ({self._number})"))
        self._show_cover(hit)

    def mark_playing(self, file_id: int | None) -> None:
        """Tell whether it is what plays."""
        plays = self.hit is not None and self.hit.track.file_id == file_id
        fits = wording.confidence(self.hit.confidence) if self.hit is not None else ""
        self.fit.setText(self.tr("{0} · plays now").format(fits) if plays else fits)

    def _show_cover(self, hit: Hit) -> None:
        self._cover.setPixmap(self._covers.pixmap(hit.track, COVER, self.devicePixelRatioF()))

    def _on_cover(self, cover_id: str) -> None:
        if self.hit is not None and self.hit.track.cover_id == cover_id:
            self._show_cover(self.hit)

    def _line(self, name: str) -> ElidedLabel:
        label = ElidedLabel(self)
        label.setObjectName(name)
        return label

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for line in (self.title, self.artist, self.fit):
            words.addWidget(line)
        words.addStretch(1)
        words.addWidget(self.play, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._cover)
        row.addLayout(words, 1)
