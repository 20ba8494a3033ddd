"""The filter button with its panel and chips, and what the library has to offer them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from vectorbeats_desktop.ui.discover.filter_chips import FilterChips
from vectorbeats_desktop.ui.discover.filter_panel import FilterPanel
from vectorbeats_desktop.ui.discover.filter_values import genres_in
from vectorbeats_desktop.ui.discover.narrowing import Narrowing
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.workers.actions import Actions

ICON = 16


class Filtering(QObject):
    """Opens and closes the panel; the library is asked for its genres and folders each time it opens."""

    def __init__(self, actions: Actions, narrowing: Narrowing, page: QWidget) -> None:
        super().__init__(page)
        self._actions = actions
        self.button = QPushButton(self.tr("Filter"), page)
        self.button.setProperty("kind", "secondary")
        self.button.setCheckable(True)
        self.button.setIcon(icon("filter"))
        self.button.setIconSize(beside_text(ICON))
        self.button.setToolTip(self.tr("Genre, year, tempo, key, length, folder, rating (Ctrl+Shift+F)"))
        self.panel = FilterPanel(narrowing, page)
        self.panel.hide()
        self.chips = FilterChips(narrowing, page)
        self.button.toggled.connect(self._show)
        self.panel.left.connect(self._leave)

    def toggle(self) -> None:
        """Open the panel, or close it."""
        self.button.toggle()

    def _show(self, shown: bool) -> None:
        focus = QApplication.focusWidget()
        if not shown and focus is not None and self.panel.isAncestorOf(focus):
            self.button.setFocus()
        self.panel.setVisible(shown)
        self.chips.set_panel_open(shown)
        if not shown:
            return
        self.panel.genre.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        job = self._actions.run("look at genres", lambda _ctx: self._known())
        job.succeeded.connect(lambda known: self.panel.know(*known))

    def _known(self) -> tuple[list[str], list[Path]]:
        session = self._actions.session
        if session is None:
            return [], []
        genres = {genre for tag in set(session.catalog.genres().values()) for genre in genres_in(tag)}
        return sorted(genres), [folder.path for folder in session.folders()]

    def _leave(self) -> None:
        self.button.setChecked(False)
