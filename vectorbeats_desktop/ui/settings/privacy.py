"""The Privacy section: all that the program asks of a network, and all that it keeps of a person's doings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.engine.privacy import NETWORK
from vectorbeats_desktop.engine.setting import Setting
from vectorbeats_desktop.engine.settings import SETTINGS
from vectorbeats_desktop.ui.settings import words
from vectorbeats_desktop.ui.settings.encrypt_row import EncryptRow
from vectorbeats_desktop.ui.settings.kept_row import KeptRow
from vectorbeats_desktop.ui.settings.network_row import NetworkRow
from vectorbeats_desktop.ui.settings.row import SettingRow
from vectorbeats_desktop.ui.settings.section import Section
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session


class PrivacySection(Section):
    """Made from the tables engine/privacy.py and engine/kept.py."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(words.PRIVACY, words.group(words.PRIVACY), parent)
        self._actions = actions
        self.uses = [NetworkRow(use, actions.preferences, self) for use in NETWORK]
        self.others = [SettingRow(setting, actions.preferences, self) for setting in _without_a_line()]
        self.add_card(
            [*self.uses, *self.others],
            self.tr(
                "Everything runs on this computer. This is all that the program can ask of a network; what is switched "
                "off is asked of nobody."
            ),
        )
        self.encrypt = EncryptRow(actions, self)
        self.add_card(
            [self.encrypt],
            self.tr(
                "Whoever gets hold of this computer's disk can read what is kept, unless the disk, or this, is "
                "encrypted. Copies of the library are then of use on this computer alone; a backup that you write is "
                "not encrypted."
            ),
        )
        self.kept: list[KeptRow] = []
        self._sought: list[str] = []
        actions.session_ready.connect(self.refresh)

    def refresh(self) -> None:
        """Count anew what is kept."""
        session = self._actions.session
        if session is None:
            return
        self.encrypt.refresh()
        if not self.kept:
            self._add_kept()
        job = self._actions.run("count what is kept", lambda _ctx: _counts(session))
        job.succeeded.connect(self._show)

    def look_for(self, sought: list[str]) -> int:
        self._sought = sought
        return super().look_for(sought)

    def _add_kept(self) -> None:
        from vectorbeats_desktop.engine.kept import KEPT  # with the engine, which is there once a session is

        self.kept = [KeptRow(one, self) for one in KEPT]
        for row in self.kept:
            row.forget_requested.connect(partial(self._forget, row))
            row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        said = self.tr("This is kept on this computer, for you alone. What you delete here is gone for good.")
        self.add_card([*self.kept], said)
        super().look_for(self._sought)

    def _show(self, counts: dict[str, int]) -> None:
        for row in self.kept:
            row.show_count(counts[row.kept.name])

    def _forget(self, row: KeptRow) -> None:
        session = self._actions.session
        if session is None:
            return
        job = self._actions.run("forget what is kept", lambda _ctx: row.kept.forget(session))
        job.succeeded.connect(self.refresh)
        job.succeeded.connect(self._actions.backup.changed)  # the copies may be what was forgotten
        job.failed.connect(lambda _error: self.refresh())


def _counts(session: Session) -> dict[str, int]:
    from vectorbeats_desktop.engine.kept import KEPT

    return {one.name: one.count(session) for one in KEPT}


def _without_a_line() -> list[Setting]:
    """Settings of the network that switch nothing off, such as an address."""
    switches = {use.setting for use in NETWORK}
    return [
        setting
        for setting in SETTINGS
        if setting.group == words.OF_PRIVACY and not setting.hidden and setting.name not in switches
    ]
