"""Who is signed in to Spotify, with the way in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui.row_pieces import row_button, row_label
from vectorbeats_desktop.ui.settings import words
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

if TYPE_CHECKING:  # the network's libraries come with the first question
    from vectorbeats_desktop.engine.remote.spotify.service import SpotifyStatus

SWITCH = "network.spotify"
FOLLOWED = (SWITCH, "spotify.client_id", "spotify.port")


class SpotifyRow(QWidget):
    """A line of the Spotify section."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingRow")
        self._actions = actions
        self._signing_in: Job | None = None
        self.title = row_label(self.tr("Account"), "settingTitle", self)
        self.text = row_label("", "muted", self)
        self.problem = row_label("", "fieldProblem", self)
        self.enter = row_button(self.tr("Sign in"), "Spotify", self._on_enter, self)
        self.stop = row_button(self.tr("Cancel"), "Spotify", self._on_stop, self)
        self.leave = row_button(self.tr("Sign out"), "Spotify", self._on_leave, self)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.title, self.text, self.problem):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        for button in (self.enter, self.stop, self.leave):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.problem.hide()
        self._offer(self.enter, enabled=False)
        actions.session_ready.connect(self.refresh)
        actions.spotify.changed.connect(self.refresh)
        actions.spotify.page_wanted.connect(self._on_page)
        actions.preferences.changed.connect(self._on_chosen)
        self.refresh()

    def fits(self, sought: list[str]) -> bool:
        """Whether all of the words are in what is told here, or in the title of the section."""
        told = f"spotify account {self.title.text()} {self.enter.text()} {words.group('spotify')}".casefold()
        return all(word in told for word in sought)

    def refresh(self) -> None:
        """Show how things stand; Spotify is not asked, and the keyring only when it is switched on."""
        if self._actions.preferences.value(SWITCH) is not True:
            self.text.setText(self.tr("Switched off, under Privacy."))
            self._offer(self.enter, enabled=False)
        elif self._actions.session is not None and self._signing_in is None:
            self._actions.spotify.status().succeeded.connect(self._show)

    def _show(self, status: SpotifyStatus) -> None:
        if self._signing_in is not None:
            return
        if status.signed_in:
            self.text.setText(self.tr("Signed in."))
            self._offer(self.leave)
        elif status.client_id:
            self.text.setText(self.tr("Nobody is signed in."))
            self._offer(self.enter)
        else:
            said = self.tr("Enter the client ID of an app of yours, whose redirect URI is {0}")
            self.text.setText(said.format(status.redirect))
            self._offer(self.enter, enabled=False)

    def _on_chosen(self, name: str) -> None:
        if name in FOLLOWED:
            self.refresh()

    def _on_enter(self) -> None:
        job = self._signing_in = self._actions.spotify.sign_in()
        self.problem.hide()
        self.text.setText(self.tr("Sign in on the page in your browser…"))
        self._offer(self.stop)
        self.stop.setFocus()
        job.succeeded.connect(self._on_ended)
        job.cancelled.connect(self._on_ended)
        job.failed.connect(self._on_failed)

    def _on_page(self, address: str) -> None:
        if self._signing_in is not None:
            QDesktopServices.openUrl(QUrl(address))

    def _on_stop(self) -> None:
        if self._signing_in is not None:
            self._signing_in.cancel()

    def _on_leave(self) -> None:
        self.problem.hide()
        self._actions.spotify.sign_out()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.problem.setText(str(error))
            self.problem.show()
        self._on_ended()

    def _on_ended(self, *_name: object) -> None:
        self._signing_in = None
        self.refresh()

    def _offer(self, offered: QPushButton, *, enabled: bool = True) -> None:
        for button in (self.enter, self.stop, self.leave):
            button.setVisible(button is offered)
        offered.setEnabled(enabled)
