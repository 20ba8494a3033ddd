"""From rules to a smart playlist: opens the editor, saves, freezes, and says so."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.engine.playlists.recipe import Recipe
from vectorbeats_desktop.ui.playlists.saving import PlaylistSaver
from vectorbeats_desktop.ui.playlists.smart_editor import SmartEditor
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.smart_actions import Offers

Opened = tuple[Recipe | None, Offers]


class SmartMaker(QObject):
    """Opens its editor above `window`; what was saved is told by the saver."""

    def __init__(self, actions: Actions, saver: PlaylistSaver, window: QWidget) -> None:
        super().__init__(window)
        self._actions, self._saver, self._window = actions, saver, window

    def new(self) -> None:
        """Ask for the rules of a new playlist."""
        self._actions.smart.open().succeeded.connect(lambda opened: self._edit("", opened))

    def edit(self, name: str) -> None:
        """Ask for other rules of a playlist."""
        self._actions.smart.open(name).succeeded.connect(lambda opened: self._edit(name, opened))

    def freeze(self, name: str) -> None:
        """Keep what a smart playlist holds now as an ordinary one."""
        job = self._actions.smart.tracks(name)
        job.succeeded.connect(lambda tracks: self._saver.save(tracks, name))

    def _edit(self, name: str, opened: Opened) -> None:
        recipe, offers = opened
        taken = () if name else offers.playlists
        editor = SmartEditor(self._actions, offers, recipe, name, taken, self._window)
        editor.chosen.connect(lambda kept, made: self._save(kept, made, replace=bool(name)))
        editor.open()

    def _save(self, name: str, recipe: Recipe, *, replace: bool) -> None:
        job = self._actions.smart.save(name, recipe, replace=replace)
        job.succeeded.connect(self._on_saved)

    def _on_saved(self, name: str) -> None:
        self._saver.saved.emit(name)
