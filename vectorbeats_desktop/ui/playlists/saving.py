"""From tracks to a saved playlist: asks for a name, saves, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.engine.records import Playlist, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.playlists.name_dialog import How, NameDialog
from vectorbeats_desktop.workers.actions import Actions


class PlaylistSaver(QObject):
    """Whoever has tracks to keep gives them to `save`; it opens its dialog above `window`."""

    saved = Signal(str)  # the playlist's name
    said = Signal(str)  # what has been done

    def __init__(self, actions: Actions, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._actions, self._window = actions, window

    def save(self, tracks: Sequence[Track], name: str = "") -> None:
        """Ask under which name to keep these tracks; `name` is what the box begins with."""
        chosen = list(tracks)
        if not chosen:
            self.said.emit(self.tr("There is nothing to keep yet: choose some tracks first."))
            return
        job = self._actions.playlists.all()
        job.succeeded.connect(lambda there: self._ask(chosen, name, there))

    def rename(self, old: str) -> None:
        """Ask for another name for a playlist."""
        self._actions.playlists.names().succeeded.connect(lambda taken: self._ask_new_name(old, taken))

    def _ask(self, tracks: list[Track], name: str, there: list[Playlist]) -> None:
        text = " · ".join(said for said in (wording.tracks(len(tracks)), wording.playing_time(tracks)) if said)
        begin = name or self.tr("My playlist")
        taken = [playlist.name for playlist in there]
        dialog = NameDialog(self.tr("Save as a playlist"), text, begin, taken, self._window, has_tracks=True)
        dialog.refuse_more([playlist.name for playlist in there if playlist.smart])
        dialog.chosen.connect(lambda chosen, how: self._save(chosen, tracks, how))
        dialog.open()

    def _ask_new_name(self, old: str, taken: list[str]) -> None:
        others = [one for one in taken if one != old]
        text = self.tr("It is called “{0}” now.").format(old)
        dialog = NameDialog(self.tr("Rename the playlist"), text, old, others, self._window, has_tracks=False)
        dialog.chosen.connect(lambda new, _how: self._rename(old, new))
        dialog.open()

    def _save(self, name: str, tracks: list[Track], how: How) -> None:
        if how is How.ADD:
            job = self._actions.playlists.append(name, tracks)
            job.succeeded.connect(lambda count: self._on_added(name, count))
        else:
            job = self._actions.playlists.save(name, tracks, replace=how is How.REPLACE)
            job.succeeded.connect(lambda _result: self._on_saved(name))

    def _on_saved(self, name: str) -> None:
        self.saved.emit(name)
        self.said.emit(self.tr("“{0}” is among your playlists now.").format(name))

    def _on_added(self, name: str, count: int) -> None:
        self.saved.emit(name)
        if count:
            self.said.emit(self.tr("{0} added to “{1}”.").format(wording.tracks(count), name))
        else:
            self.said.emit(self.tr("“{0}” holds all of that already.").format(name))

    def _rename(self, old: str, new: str) -> None:
        if new != old:
            self._actions.playlists.rename(old, new).succeeded.connect(lambda _result: self.saved.emit(new))
