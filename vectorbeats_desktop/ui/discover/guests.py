"""Hits of the team's catalogue, of which there is no file here: what can be done with them, and what is told else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Hit, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.push_menu import push_menu, pushable
from vectorbeats_desktop.ui.library.spotify_part import SIGN_IN_HELPS
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # the network's libraries come with the first question
    from vectorbeats_desktop.engine.remote.spotify.records import Found
    from vectorbeats_desktop.ui.discover.results_view import ResultsView

SPOTIFY = "network.spotify"


class GuestMenu(QObject):
    """The context menu of such a hit: what needs no file."""

    def __init__(self, view: ResultsView) -> None:
        super().__init__(view)
        self._view = view
        self.with_spotify = False

    def of(self, row: int, hit: Hit) -> QMenu:
        """The menu; the caller shows it."""
        view, menu = self._view, QMenu(self._view)
        menu.addSection(wording.elsewhere())
        why = menu.addAction(self.tr("Why this one?"), partial(view.explain_row, row))
        why.setShortcut("Ctrl+I")
        why.setEnabled(bool(hit.reasons))
        if words := pushable(hit.reasons):
            menu.addMenu(push_menu(words, view.push_requested.emit, menu))
        if hit.track.tags.title:
            menu.addSeparator()
            menu.addAction(self.tr("Copy artist and title"), partial(copy_names, [hit.track])).setShortcut("Ctrl+C")
            if self.with_spotify:
                menu.addAction(self.tr("Find on Spotify"), partial(view.spotify_requested.emit, hit.track))
        return menu


class Guests(QObject):
    """Tells what cannot be done with such hits, and looks for one on Spotify where that is switched on."""

    def __init__(self, actions: Actions, results: ResultsView, hint: HintBar, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._results, self._hint = actions, results, hint
        results.no_file_told.connect(self._on_no_file)
        self._wanted: Track | None = None  # on Spotify
        self._signing_in: Job | None = None
        results.spotify_requested.connect(self._find)
        actions.spotify.page_wanted.connect(self._on_page)
        actions.preferences.changed.connect(self._on_setting)
        actions.session_ready.connect(self._offer)
        self._offer()

    def _on_no_file(self, track: Track) -> None:
        self._hint.say(
            self.tr("“{0}” is in the team’s catalogue. There is no file of it on this computer.").format(
                wording.title(track)
            )
        )

    def _on_setting(self, name: str) -> None:
        if name == SPOTIFY:
            self._offer()

    def _offer(self) -> None:
        self._results.guest_menu.with_spotify = self._actions.preferences.value(SPOTIFY) is True

    def _find(self, track: Track) -> None:
        self._wanted = track
        self._hint.say(self.tr("Asking Spotify…"))
        job = self._actions.spotify.find(track)
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_failed)

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
            self._find(self._wanted)


def copy_names(tracks: list[Track]) -> None:
    """Put artists and titles on the clipboard, one track a line."""
    lines = (" – ".join(filter(None, (track.tags.artist, wording.title(track)))) for track in tracks)
    QGuiApplication.clipboard().setText("\n".join(lines))
