"""The command palette of the main window: what it offers there, and what that does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from vectorbeats_desktop.ui.about import AboutBox
from vectorbeats_desktop.ui.command_palette import CommandPalette
from vectorbeats_desktop.ui.commands import Act, Command, commands_of_keys, commands_of_settings
from vectorbeats_desktop.ui.pages import CATALOGUE, DISCOVER, LIBRARY, SETTINGS
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:
    from vectorbeats_desktop.ui.catalogue.page import CataloguePage
    from vectorbeats_desktop.ui.settings.page import SettingsPage
    from vectorbeats_desktop.ui.window import MainWindow


class WindowCommands(QObject):
    """Opens the palette over the window; playlists join it as soon as they have been listed."""

    def __init__(self, window: MainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._palette: CommandPalette | None = None

    def open(self) -> None:
        """Show everything that can be done."""
        palette = self._palette = CommandPalette(self.all(), self._window)
        palette.finished.connect(self._on_closed)
        self._actions.playlists.names().succeeded.connect(self._offer_playlists)
        palette.open()

    def all(self) -> list[Command]:
        """Every action that can be asked for from anywhere, the themes, and the settings."""
        discover, library = self._window.discover, self._window.library
        everywhere: dict[str, Act] = {
            **self._window.keys(),
            "filters": self._on_page(DISCOVER, discover.filtering.toggle),
            "compare": self._on_page(DISCOVER, discover.comparing.open),
            "covers": self._on_page(DISCOVER, discover.look.toggle),
            "searches": self._on_page(DISCOVER, discover.searches.open),
            "undo": self._on_page(DISCOVER, discover.undoing.undo),
            "redo": self._on_page(DISCOVER, discover.undoing.redo),
            "details": self._on_page(LIBRARY, library.browser.toggle_details),
        }
        themes = {"system": self.tr("as the system"), "light": self.tr("light"), "dark": self.tr("dark")}
        return [
            *commands_of_keys(everywhere, leave_out=("commands",)),
            Command(self.tr("Sync with the catalogue"), self.tr("Catalogue"), self._sync),
            Command(self.tr("New smart playlist…"), self.tr("Playlist"), self._window.make_smart),
            *(
                Command(self.tr("Theme: {0}").format(said), "VectorBeats", partial(self._window.choose_theme, mode))
                for mode, said in themes.items()
            ),
            Command(self.tr("About VectorBeats"), "VectorBeats", self._tell_about),
            *commands_of_settings(self._show_setting),
        ]

    def _tell_about(self) -> None:
        AboutBox(self._window).open()

    def _on_page(self, page: str, act: Callable[[], object]) -> Act:
        def go_and_act() -> None:
            self._window.show_page(page)
            act()

        return go_and_act

    def _on_closed(self) -> None:
        self._palette = None

    def _offer_playlists(self, names: list[str]) -> None:
        if self._palette is not None:
            self._palette.add([self._playlist_command(name) for name in names])

    def _playlist_command(self, name: str) -> Command:
        return Command(self.tr("Play “{0}”").format(name), self.tr("Playlist"), partial(self._play, name))

    def _play(self, name: str) -> None:
        job = self._actions.playlists.tracks(name)
        job.succeeded.connect(lambda tracks: self._window.playback.play(tracks, 0) if tracks else None)

    def _sync(self) -> None:
        self._window.show_page(CATALOGUE)
        cast("CataloguePage", self._window.pages.get(CATALOGUE)).sync_now()

    def _show_setting(self, title: str) -> None:
        self._window.show_page(SETTINGS)
        cast("SettingsPage", self._window.pages.get(SETTINGS)).search.setText(title)
