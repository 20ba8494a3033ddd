"""What the shown track is on Spotify, for those who switched it on: asked by a button, and never by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.covers import read_square
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # the network's libraries come with the first question
    from vectorbeats_desktop.engine.remote.spotify.records import Found

SWITCH = "network.spotify"
COVER = 88
SIGN_IN_HELPS = (
    "spotify_not_signed_in",
    "spotify_sign_in_ended",
    "spotify_sign_in_refused",
    "spotify_sign_in_timed_out",
)


class SpotifyPart(QWidget):
    """A part of the details. Hidden while Spotify is switched off."""

    told = Signal()  # something was said or shown

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Spotify")
        self._actions = actions
        self._track: Track | None = None
        self._finding: Job | None = None
        self._fetching: Job | None = None
        self._signing_in: Job | None = None
        self._address = ""
        self.title = QLabel("Spotify", self)
        self.title.setObjectName("fieldTitle")
        self.said = QLabel(self)
        self.said.setObjectName("cardDetails")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.cover = QLabel(self)
        self.cover.setFixedSize(COVER, COVER)
        self.cover.setAccessibleName(self.tr("Cover from Spotify"))
        self.source = QLabel(self)  # of the cover, or that there is none
        self.source.setObjectName("muted")
        self.source.setWordWrap(True)
        self.ask = QPushButton(self.tr("Find on Spotify"), self)
        self.open = QPushButton(self.tr("Open in Spotify"), self)
        self.sign_in = QPushButton(self.tr("Sign in"), self)
        self.sign_in.setAccessibleName(self.tr("Sign in to Spotify"))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.ask, self.open, self.sign_in):
            button.setAutoDefault(True)  # outside of a dialog Enter would not press it
            buttons.addWidget(button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.said)
        words.addWidget(self.source)
        words.addStretch(1)
        answer = QHBoxLayout()
        answer.setSpacing(12)
        answer.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        answer.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(answer)
        column.addLayout(buttons)
        self.ask.clicked.connect(self.look_up)
        self.open.clicked.connect(self._open)
        self.sign_in.clicked.connect(self._sign_in)
        actions.preferences.changed.connect(self._on_chosen)
        actions.spotify.page_wanted.connect(self._on_page)
        actions.session_ready.connect(self._offer)  # with it come the settings
        self._show()
        self._offer()

    def show_track(self, track: Track) -> None:
        """Be about this track; what was found of another one goes."""
        if self._track is None or self._track.file_id != track.file_id:
            if self._finding is not None:
                self._finding.cancel()
            self._finding, self._track = None, track
            self._show()

    def _on_chosen(self, name: str) -> None:
        if name == SWITCH:
            self._offer()

    def _offer(self) -> None:
        self.setVisible(self._actions.preferences.value(SWITCH) is True)

    def look_up(self) -> None:
        """Ask Spotify for the track that is shown."""
        if self._track is None:
            return
        self._show(self.tr("Asking Spotify…"), find=False)
        job = self._finding = self._actions.spotify.find(self._track)
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(partial(self._on_not_wanted, job))

    def _on_not_wanted(self, job: Job) -> None:
        """Another page asks for another track."""
        if job is self._finding:
            self._show()

    def _sign_in(self) -> None:
        self._show(self.tr("Sign in on the page in your browser…"), sign_in=True, find=False)
        job = self._signing_in = self._actions.spotify.sign_in()  # pressed again, it opens the page again
        job.succeeded.connect(self._on_signed_in)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_sign_in_elsewhere)  # no partial: that would outlive the part

    def _on_sign_in_elsewhere(self) -> None:
        """A sign-in was begun in the settings: it opens its page, and this one has none to wait for."""
        if self.sender() is self._signing_in:
            self._signing_in = None
            self._show()

    def _on_page(self, address: str) -> None:
        if self._signing_in is not None:
            QDesktopServices.openUrl(QUrl(address))

    def _on_signed_in(self, _name: str) -> None:
        self._signing_in = None
        self.look_up()

    def _on_found(self, found: Found | None) -> None:
        if found is None:
            self._show(self.tr("Nothing there is surely this track."))
            return
        told = found.spotify
        year = str(told.year) if told.year else ""
        names = f"{told.title} – {', '.join(told.artists)}"
        self._address = told.url
        self._show(
            "\n".join(line for line in (names, " · ".join(filter(None, (told.album, year)))) if line), found=True
        )
        if told.art_url:
            self._fetch(told.art_url)

    def _fetch(self, address: str) -> None:
        pixels = round(COVER * self.devicePixelRatioF())
        job = self._fetching = self._actions.spotify.cover(address, partial(read_square, pixels=pixels))
        job.succeeded.connect(self._on_cover)
        job.failed.connect(self._on_no_cover)

    def _on_cover(self, image: QImage | None) -> None:
        if image is None or image.isNull():
            self._on_no_cover()
            return
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.cover.setPixmap(QPixmap.fromImage(image))
        self.cover.show()
        self._name_source(self.tr("Cover from Spotify"))

    def _on_no_cover(self, _error: Exception | None = None) -> None:
        self._name_source(self.tr("Its cover could not be fetched."))

    def _name_source(self, text: str) -> None:
        self.source.setText(text)
        self.source.show()
        self.told.emit()

    def _on_failed(self, error: Exception) -> None:
        self._signing_in = None
        if isinstance(error, KnownError):
            helps = error.code in SIGN_IN_HELPS
            self._show(error.message if helps else str(error), sign_in=helps, find=not helps)
        else:
            self._show()

    def _show(self, text: str = "", *, find: bool = True, found: bool = False, sign_in: bool = False) -> None:
        focused = any(button.hasFocus() for button in (self.ask, self.open, self.sign_in))
        if self._fetching is not None:
            self._fetching.cancel()
            self._fetching = None
        self.cover.hide()
        self.cover.setPixmap(QPixmap())
        self.source.hide()
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.ask.setVisible(find and not found)
        self.open.setVisible(found)
        self.sign_in.setVisible(sign_in)
        if focused:  # the button that was pressed may have gone
            next((b for b in (self.open, self.sign_in, self.ask) if not b.isHidden()), self).setFocus()
        if text:
            self.told.emit()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address))
