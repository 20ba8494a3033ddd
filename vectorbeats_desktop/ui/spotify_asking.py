"""A track looked for on Spotify where no details are shown: its page is opened, what else happens told in a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.library.spotify_part import SIGN_IN_HELPS
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # the network's libraries come with the first question
    from vectorbeats_desktop.engine.remote.spotify.records import Found


class SpotifyAsking(QObject):
    """Asks when it is told to, one track at a time."""

    def __init__(self, actions: Actions, hint: HintBar, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._hint = actions, hint
        self._wanted: Track | None = None
        self._finding: Job | None = None
        self._signing_in: Job | None = None
        actions.spotify.page_wanted.connect(self._on_page)

    def find(self, track: Track) -> None:
        """Look for a track; a newer question takes the place of this one."""
        self._wanted = track
        self._hint.say(self.tr("Asking Spotify…"))
        job = self._finding = self._actions.spotify.find(track)
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(partial(self._on_not_wanted, job))

    def _on_not_wanted(self, job: Job) -> None:
        """Another page asks for another track."""
        if job is self._finding:
            self._hint.hide()

    def _on_found(self, found: Found | None) -> None:
        if found is None:
            self._hint.say(self.tr("Nothing there is surely this track."))
        else:
            self._hint.hide()
            QDesktopServices.openUrl(QUrl(found.spotify.url))

    def _on_failed(self, error: Exception) -> None:
        self._signing_in = None
        if isinstance(error, KnownError) and error.code in SIGN_IN_HELPS:
            self._hint.say(error.message, self.tr("Sign in"), self._sign_in)
        else:
            self._hint.say(str(error) if isinstance(error, KnownError) else self.tr("Spotify could not be asked."))

    def _sign_in(self) -> None:
        self._hint.say(self.tr("Sign in on the page in your browser…"))
        job = self._signing_in = self._actions.spotify.sign_in()
        job.succeeded.connect(self._on_signed_in)
        job.failed.connect(self._on_failed)

    def _on_page(self, address: str) -> None:
        if self._signing_in is not None:
            QDesktopServices.openUrl(QUrl(address))

    def _on_signed_in(self, _name: str) -> None:
        self._signing_in = None
        if self._wanted is not None:
            self.find(self._wanted)
