"""The row that switches encryption of what is kept on and off, and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.settings import declared
from vectorbeats_desktop.ui.settings.backup import BackupRow
from vectorbeats_desktop.ui.settings.words import PRIVACY, group, tr
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vectorbeats_desktop.engine.sealing import Switched

SETTING = "privacy.encrypt"


class EncryptRow(BackupRow):
    """More than a choice is changed, so it is a button, and takes a moment."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        setting = declared(SETTING)
        super().__init__(tr(setting.title), tr(setting.text), parent)
        self._actions = actions
        self.button = self.add_button("", self._switch)
        self.refresh()

    def refresh(self) -> None:
        """Say what the button does now."""
        on = self._is_on()
        self.button.setText(self.tr("Decrypt") if on else self.tr("Encrypt"))
        self.button.setAccessibleName(f"{self.button.text()}: {self.title.text()}")
        self.button.setEnabled(self._actions.session is not None)

    def fits(self, sought: list[str]) -> bool:
        told = f"{SETTING} {self.title.text()} {self.text.text()} {group(PRIVACY)}".casefold()
        return all(word in told for word in sought)

    def _is_on(self) -> bool:
        session = self._actions.session
        return session is not None and session.settings.flag(SETTING)

    def _switch(self) -> None:
        session = self._actions.session
        if session is None:
            return
        on = not session.settings.flag(SETTING)
        self.button.setEnabled(False)
        self.say(self.tr("Encrypting what is kept…") if on else self.tr("Decrypting what is kept…"))
        job = self._actions.run("encrypt what is kept", lambda ctx: session.sealing.switch(on, ctx))
        job.succeeded.connect(self._tell)
        job.failed.connect(self._on_failed)
        job.finished.connect(self.refresh)

    def _tell(self, switched: Switched) -> None:
        on = self._is_on()
        said = [self.tr("It is encrypted.") if on else self.tr("It is not encrypted any more.")]
        if switched.unreadable:
            said.append(self.tr("{0} things cannot be opened, as their key is lost.").format(switched.unreadable))
        if switched.set_aside:
            said.append(self.tr("Damaged catalogues that were set aside are as they were; see the copies below."))
        self.say(" ".join(said))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):  # a bug is told by the window
            self.say("", f"{error.message} {error.hint}".strip())
