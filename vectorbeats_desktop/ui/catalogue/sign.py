"""A quiet sign beside the page's name in the rail when the remote catalogue needs a person."""

from __future__ import annotations

from PySide6.QtCore import QObject

from vectorbeats_desktop.engine.remote.errors import RemoteError
from vectorbeats_desktop.ui.catalogue import words
from vectorbeats_desktop.ui.pages import CATALOGUE
from vectorbeats_desktop.ui.rail import NavigationRail
from vectorbeats_desktop.workers.actions import Actions

SWITCH = "network.remote"
OF_SETTING_UP = ("remote_not_agreed", "remote_not_set")  # who is about to do that needs no sign


class CatalogueSign(QObject):
    """Marks what stops a sync until somebody does something; that a server is away passes by itself."""

    def __init__(self, actions: Actions, rail: NavigationRail) -> None:
        super().__init__(rail)
        self._actions, self._rail = actions, rail
        actions.remote.changed.connect(self._show)
        actions.preferences.changed.connect(self._on_setting)

    def _on_setting(self, name: str) -> None:
        if name == SWITCH:
            self._show()

    def _show(self) -> None:
        problem = self._actions.remote.problem
        on = self._actions.preferences.settings.flag(SWITCH)
        stopped = isinstance(problem, RemoteError) and problem.lasting and problem.code not in OF_SETTING_UP
        self._rail.mark(CATALOGUE, words.problem(problem)[0] if on and stopped and problem is not None else "")
