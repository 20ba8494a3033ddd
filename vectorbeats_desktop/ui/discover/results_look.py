"""Whether results are shown as a list or as covers: the button that switches, and the setting that remembers it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton

from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.workers.actions import Actions

SETTING = "search.results_as"
LIST, COVERS = "list", "covers"


class ResultsLook(QObject):
    """Shows the results as the setting says, whoever changes it."""

    def __init__(self, actions: Actions, results: ResultsView, button: QToolButton, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences, self._results, self._button = actions.preferences, results, button
        button.clicked.connect(self.toggle)
        self._preferences.changed.connect(self._on_setting)
        actions.session_ready.connect(self._show)  # with the settings that were kept
        self._show()

    def toggle(self) -> None:
        """Show covers instead of the list, or the list again."""
        self._preferences.choose(SETTING, LIST if self._results.as_covers else COVERS)

    def _on_setting(self, name: str) -> None:
        if name == SETTING:
            self._show()

    def _show(self) -> None:
        covers = self._preferences.value(SETTING) == COVERS
        self._button.setChecked(covers)
        if covers != self._results.as_covers:
            self._results.set_as_covers(covers)
