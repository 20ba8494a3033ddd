"""A playlist saved to Spotify, for those who are signed in, with a word on what is not there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # the network's libraries come with the first question
    from vectorbeats_desktop.engine.remote.spotify.service import SpotifyStatus
    from vectorbeats_desktop.workers.spotify_actions import SavedThere

SWITCH = "network.spotify"
NAMED = 3  # tracks that are named where they are not there


class SpotifySaver(QObject):
    """Saves playlists. `offered` tells whether somebody is signed in; Spotify is not asked for it."""

    offered = Signal(bool)
    said = Signal(str, str, object)  # what happened, the name of a button, and what that does

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._saving: Job | None = None
        actions.session_ready.connect(self.refresh)
        actions.spotify.changed.connect(self.refresh)
        actions.spotify.page_wanted.connect(self._on_page)
        actions.preferences.changed.connect(self._on_chosen)

    def refresh(self) -> None:
        """Look whether somebody is signed in; the keyring is only asked when Spotify is switched on."""
        if self._actions.preferences.value(SWITCH) is not True:
            self.offered.emit(False)
        elif self._actions.session is not None:
            self._actions.spotify.status().succeeded.connect(self._on_status)

    def save(self, name: str) -> None:
        """Make a private playlist there; the browser is opened where leave for that is not given yet."""
        if self._saving is not None:
            return
        job = self._saving = self._actions.spotify.save(name)
        self.said.emit(self.tr("Looking for its tracks on Spotify…"), self.tr("Cancel"), job.cancel)
        job.succeeded.connect(partial(self._on_saved, name))
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self._on_ended)

    def _on_status(self, status: SpotifyStatus) -> None:
        self.offered.emit(status.signed_in)

    def _on_chosen(self, name: str) -> None:
        if name == SWITCH:
            self.refresh()

    def _on_page(self, address: str) -> None:
        if self._saving is not None:
            QDesktopServices.openUrl(QUrl(address))

    def _on_saved(self, name: str, there: SavedThere) -> None:
        saved, total = there.saved, there.saved.added + len(there.saved.missing) + there.away
        told = [
            self.tr("“{0}” was saved to Spotify with {1} of {2} tracks.").format(
                name, wording.number(saved.added), wording.number(total)
            )
        ]
        if saved.missing:
            names = [f"{track.name} – {wording.artist(track)}" for track in saved.missing[:NAMED]]
            more = len(saved.missing) - len(names)
            listed = "; ".join(names) + (self.tr(" and {0} more").format(wording.number(more)) if more else "")
            told.append(self.tr("Not surely there: {0}.").format(listed))
        if there.away:
            told.append(self.tr("Not in the library: {0}.").format(wording.number(there.away)))
        opened = partial(QDesktopServices.openUrl, QUrl(saved.url))
        self.said.emit(" ".join(told), self.tr("Open in Spotify"), opened)

    def _on_ended(self, *_outcome: object) -> None:
        self._saving = None
