"""The filter button with its panel and chips, and what the library has to offer them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QPushButton, QWidget

from vectorbeats_desktop.ui.discover.filter_chips import FilterChips
from vectorbeats_desktop.ui.discover.filter_panel import FilterPanel
from vectorbeats_desktop.ui.discover.filter_values import genres_in
from vectorbeats_desktop.ui.discover.narrowing import Narrowing
from vectorbeats_desktop.ui.icons import beside_text, icon
from vectorbeats_desktop.workers.actions import Actions

ICON = 16


class Filtering(QObject):
    """Makes the panel when it is first opened; the library is asked for its genres and folders each time."""

    def __init__(self, actions: Actions, narrowing: Narrowing, page: QWidget, place: QBoxLayout) -> None:
        super().__init__(page)
        self._actions, self._narrowing, self._page, self._place = actions, narrowing, page, place
        self._panel: FilterPanel | None = None
        self.button = QPushButton(self.tr("Filter"), page)
        self.button.setProperty("kind", "secondary")
        self.button.setCheckable(True)
        self.button.setIcon(icon("filter"))
        self.button.setIconSize(beside_text(ICON))
        self.button.setToolTip(self.tr("Genre, year, tempo, key, length, folder, rating (Ctrl+Shift+F)"))
        self.chips = FilterChips(narrowing, page)
        self.button.toggled.connect(self._show)

    @property
    def panel(self) -> FilterPanel:
        """The fields, made now unless they stand already."""
        if self._panel is None:
            self._panel = FilterPanel(self._narrowing, self._page)
            self._panel.hide()
            self._panel.left.connect(lambda: self.button.setChecked(False))
            self._place.addWidget(self._panel)
        return self._panel

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
