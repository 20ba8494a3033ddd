"""Puts what was dropped on the queue, or on the player's bar, into the queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.dragging import files_of, playlist_of
from vectorbeats_desktop.ui.queue import Entry
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:  # Qt Multimedia is loaded after the window stands, and so is the engine
    from vectorbeats_desktop.engine.playlists.dropped import Dropped
    from vectorbeats_desktop.ui.player import Player


class QueueDrops(QObject):
    """Asks the library what the files are. What it does not have is played too, and told of."""

    said = Signal(str, str, object)  # what happened, what to do, and the folders (of Path) that would help

    def __init__(self, player: Player, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player, self._actions = player, actions

    def take(self, mime: QMimeData, before: Entry | None = None) -> None:
        """Put what is dragged before an entry of the queue, or at its end."""
        if name := playlist_of(mime):
            job = self._actions.playlists.tracks(name)
            job.succeeded.connect(lambda tracks: self._put(tracks, before))
            job.failed.connect(lambda error: self.said.emit(str(error), "", ()))
        elif paths := files_of(mime):
            job = self._actions.playlists.dropped(paths)
            job.succeeded.connect(lambda found: self._on_found(found, before))
        else:
            self._refuse()

    def _on_found(self, found: Dropped, before: Entry | None) -> None:
        self._put(found.tracks, before)
        if found.unknown:
            self.said.emit(self._unknown(found), self.tr("They play, but are not found by searches."), found.folders)

    def _put(self, tracks: Sequence[Track], before: Entry | None) -> None:
        if tracks:
            self._player.put(tracks, before)
        else:
            self._refuse()

    def _refuse(self) -> None:
        self.said.emit(self.tr("There is no music in that."), self.tr("Drop music files, folders or playlists."), ())

    def _unknown(self, found: Dropped) -> str:
        if found.unknown == 1:
            return self.tr("1 of these tracks is not in your library.")
        return self.tr("{0} of these tracks are not in your library.").format(wording.number(found.unknown))
