"""What is known of the chosen track, beside the table; what analysis got wrong can be put right here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.records import Correction, FileState, SearchResult, Track, TrackDetails
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.elided_label import ElidedLabel
from vectorbeats_desktop.ui.icons import IconButton
from vectorbeats_desktop.ui.library.alike_list import AlikeList
from vectorbeats_desktop.ui.library.spotify_part import SpotifyPart
from vectorbeats_desktop.ui.plain_tip import plain_tip
from vectorbeats_desktop.ui.reveal import reveal
from vectorbeats_desktop.ui.traits.details_words import fact_lines, moods, places, tempo
from vectorbeats_desktop.ui.traits.melody_strip import MelodyStrip
from vectorbeats_desktop.ui.traits.mood_plane import MoodPlane
from vectorbeats_desktop.workers.actions import Actions

WIDTH = 320
COVER = 88
PAUSE_MS = 200  # who walks down the list wants no details of what they pass
SLOWEST, FASTEST = 20.0, 400.0


class DetailsPanel(QFrame):
    """Shows one track at a time, as soon as the person rests on it."""

    play_requested = Signal(object, int, float)
    retry_requested = Signal(object)  # list of file ids
    closed = Signal()

    def __init__(self, actions: Actions, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Details"))
        self.setMaximumWidth(WIDTH)
        self.setMinimumWidth(1)  # else the window could not become so small that the panel goes
        self._actions, self._covers = actions, covers
        self.details: TrackDetails | None = None
        self._track: Track | None = None
        self._to_find: int | None = None  # a file to be looked for on Spotify once it is shown
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self.close_button = IconButton("close", self.tr("Close the details"), self, 16)
        self._nothing = QLabel(self.tr("Choose a track to see what is known of it."), self)
        self._inner = QWidget(self)
        self._cover = QLabel(self._inner)
        self.title, self.artist, self.album = (self._line(name) for name in ("cardTitle", "", "cardDetails"))
        self.facts = self._words("cardDetails")
        self.tempo = self._words("")
        self.halve = self._small(self.tr("÷ 2"), self.tr("The tempo is half of that"))
        self.double = self._small(self.tr("× 2"), self.tr("The tempo is twice that"))
        self.undo_tempo = self._small(self.tr("As heard"), self.tr("Take the correction of the tempo back"))
        self.plane = MoodPlane(self._inner)
        self.mood = self._words("cardDetails")
        self.undo_mood = self._small(self.tr("As heard"), self.tr("Take the correction of the mood back"))
        self.melody = MelodyStrip(self._inner)
        self.melody_title = self._heading(self.tr("Melody"))
        self.alike = AlikeList(covers, self._inner)
        self.alike_title = self._heading(self.tr("Sounds like it"))
        self.spotify = SpotifyPart(actions, self._inner)
        self.place = self._words("cardDetails")
        self.open_folder = QPushButton(self.tr("Show in the file manager"), self._inner)
        self.problem = self._words("cardSaid")
        self.retry = QPushButton(self.tr("Try again"), self._inner)
        self._build()
        self._connect()
        self._clear()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def show_track(self, track: Track | None) -> None:
        """Show this track soon; None when none is chosen."""
        self._track = track
        if track is None or track.file_id != self._to_find:
            self._to_find = None
        if track is None:
            self._clear()
        else:
            self._pause.start()

    def find_on_spotify(self, track: Track) -> None:
        """Show this track, and ask Spotify for it."""
        self._to_find = track.file_id
        self.show_track(track)

    def refresh(self) -> None:
        """Ask anew, as the library has changed."""
        if self._track is not None and self.isVisible():
            self._pause.start()

    def _ask(self) -> None:
        track = self._track
        if track is None or not self.isVisible() or self._actions.session is None:
            return
        job = self._actions.details(track)  # a newer question cancels this one
        job.succeeded.connect(self._on_details)
        job.failed.connect(self._on_failed)

    def _on_details(self, found: tuple[TrackDetails, SearchResult | None]) -> None:
        if self._track is None:
            return
        details, alike = found
        same = self.details is not None and self.details.track.track_id == details.track.track_id
        if same and self.plane.choosing:
            self._pause.start()  # what they are choosing is asked for anew once they have
            return
        self.details = details
        self._scroll.show()
        self._nothing.hide()
        self._show_head(details.track)
        self.facts.setText(fact_lines(details))
        self._show_tempo(details)
        self._show_mood(details)
        shown = bool(details.melody)
        self.melody.setVisible(shown)
        self.melody_title.setVisible(shown)
        self.melody.show_melody(details.melody, details.track.tags.duration_s or 0.0)
        tracks = [hit.track for hit in alike.hits if hit.track.track_id != details.track.track_id] if alike else []
        self.alike.show_tracks(tracks)
        self.alike.setVisible(bool(tracks))
        self.alike_title.setVisible(bool(tracks))
        self.spotify.show_track(details.track)
        self.place.setText(places(details))
        failed = details.track.state is FileState.FAILED
        self.problem.setText(details.track.error)
        self.problem.setVisible(failed)
        self.retry.setVisible(failed)
        if self._to_find == details.track.file_id:
            self._to_find = None
            self.spotify.look_up()

    def _on_failed(self, _error: Exception) -> None:
        """Show no other track's details beside the one that is chosen: what is corrected there would be that one's."""
        self._clear()

    def _show_head(self, track: Track) -> None:
        self.title.setText(track.name)
        self.artist.setText(wording.artist(track))
        year = str(track.tags.year) if track.tags.year else ""
        self.album.setText(" · ".join(text for text in (track.tags.album, year) if text))
        self._cover.setPixmap(self._covers.pixmap(track, COVER, self.devicePixelRatioF()))

    def _show_tempo(self, details: TrackDetails) -> None:
        features, said = details.track.features, details.correction.tempo_bpm
        known = features is not None
        self.tempo.setText(tempo(details))
        self.halve.setEnabled(features is not None and features.tempo_bpm / 2 >= SLOWEST)
        self.double.setEnabled(features is not None and features.tempo_bpm * 2 <= FASTEST)
        for button in (self.halve, self.double):
            button.setVisible(known)
        self.undo_tempo.setVisible(said is not None)

    def _show_mood(self, details: TrackDetails) -> None:
        mood, said = details.track.mood, details.correction.valence is not None
        self.mood.setText(moods(details))
        self.undo_mood.setVisible(said)
        if mood is None:
            self.plane.show_nothing()
        else:
            self.plane.show_mood(mood.valence, mood.energy, corrected=said)

    def _correct_tempo(self, times: float) -> None:
        details = self.details
        if details is None or details.track.features is None:
            return
        tempo = None if times == 0 else round(details.track.features.tempo_bpm * times, 2)
        self._correct(Correction(details.correction.valence, details.correction.energy, tempo))

    def _correct_mood(self, valence: float | None, energy: float | None) -> None:
        if self.details is not None:
            self._correct(Correction(valence, energy, self.details.correction.tempo_bpm))

    def _correct(self, correction: Correction) -> None:
        if self.details is not None:
            job = self._actions.correct(self.details.track.track_id, correction)
            job.succeeded.connect(self._ask)

    def _bring_spotify(self) -> None:
        """Keep in sight what was asked for: the answer is longer than the question."""
        self._scroll.ensureWidgetVisible(self.spotify, 0, 8)

    def _clear(self) -> None:
        self._pause.stop()
        self.details = None
        self._scroll.hide()
        self._nothing.show()

    def _on_cover(self, cover_id: str) -> None:
        if self.details is not None and self.details.track.cover_id == cover_id:
            self._show_head(self.details.track)

    def _on_alike(self, track: Track) -> None:
        self.play_requested.emit([track], 0, 0.0)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.halve.clicked.connect(lambda: self._correct_tempo(0.5))
        self.double.clicked.connect(lambda: self._correct_tempo(2.0))
        self.undo_tempo.clicked.connect(lambda: self._correct_tempo(0))
        self.plane.chosen.connect(self._correct_mood)
        self.undo_mood.clicked.connect(lambda: self._correct_mood(None, None))
        self.alike.chosen.connect(self._on_alike)
        self.open_folder.clicked.connect(lambda: reveal(self.details.track.path) if self.details else None)
        self.retry.clicked.connect(
            lambda: self.retry_requested.emit([self.details.track.file_id]) if self.details else None
        )
        self.spotify.told.connect(self._laid_out.start)
        self._laid_out.timeout.connect(self._bring_spotify)
        self._covers.loaded.connect(self._on_cover)
        self._actions.library_changed.connect(self.refresh)

    def _build(self) -> None:
        self._nothing.setObjectName("cardDetails")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._cover.setFixedSize(COVER, COVER)
        self._cover.setPixmap(QPixmap())
        names = QVBoxLayout()
        names.setSpacing(2)
        for line in (self.title, self.artist, self.album):
            names.addWidget(line)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._cover)
        head.addLayout(names, 1)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._heading(self.tr("Tempo")))
        column.addLayout(self._row(self.tempo, self.halve, self.double, self.undo_tempo))
        column.addWidget(self._heading(self.tr("Mood")))
        column.addWidget(self.plane)
        column.addLayout(self._row(self.mood, self.undo_mood))
        for widget in (self.melody_title, self.melody, self.alike_title, self.alike, self.spotify):
            column.addWidget(widget)
        column.addWidget(self._heading(self.tr("File")))
        column.addWidget(self.facts)
        column.addWidget(self.place)
        column.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = self._scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inner)
        scroll.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        bar = QHBoxLayout()
        bar.addWidget(self._heading(self.tr("Details")))
        bar.addStretch(1)
        bar.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 12)
        layout.setSpacing(6)
        layout.addLayout(bar)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(scroll, 1)

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, widget in enumerate(widgets):
            row.addWidget(widget, 0 if place else 1)
        return row

    def _line(self, name: str) -> ElidedLabel:
        label = ElidedLabel(self._inner)
        label.setObjectName(name)
        return label

    def _words(self, name: str) -> QLabel:
        label = QLabel(self._inner)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName("fieldTitle")
        return label

    def _small(self, text: str, what: str) -> QPushButton:
        button = QPushButton(text, self._inner)
        button.setProperty("kind", "quiet")
        button.setToolTip(plain_tip(what))
        button.setAccessibleName(what)
        return button
