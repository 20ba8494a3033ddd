"""What can be done with the tracks under the pointer, alike on every page that lists tracks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.reveal import reveal as reveal_file
from vectorbeats_desktop.workers.preferences import Preferences


class TrackActions(QObject):
    """The wishes a list of tracks can send out."""

    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    enqueue_requested = Signal(object, bool)  # list[Track], True: right after the track that plays
    reveal_requested = Signal(object)  # Track: show it in the library
    like_requested = Signal(object)  # Track: find more like it
    path_requested = Signal(object)  # Track: find a path that begins with it
    save_requested = Signal(object, str)  # list[Track] to be kept as a playlist, and a name to begin with
    spotify_requested = Signal(object)  # Track: find it there

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences: Preferences | None = None

    def offer_spotify(self, preferences: Preferences) -> None:
        """Offer to find a track there, while that is switched on."""
        self._preferences = preferences

    @property
    def with_spotify(self) -> bool:
        return self._preferences is not None and self._preferences.value("network.spotify") is True

    def menu(self, tracks: Sequence[Track], parent: QWidget, play: Callable[[], None], *, reveal: bool) -> QMenu:
        """The context menu for these tracks; the caller shows it."""
        menu = QMenu(parent)
        chosen = list(tracks)
        menu.addAction(self.tr("Play"), play)
        menu.addAction(self.tr("Play next"), lambda: self.enqueue_requested.emit(chosen, True))
        menu.addAction(self.tr("Add to the queue"), lambda: self.enqueue_requested.emit(chosen, False))
        menu.addSeparator()
        like = menu.addAction(self.tr("More like this"), lambda: self.like_requested.emit(chosen[0]))
        path = menu.addAction(self.tr("Path from here to…"), lambda: self.path_requested.emit(chosen[0]))
        for needs_sound in (like, path):
            needs_sound.setEnabled(bool(chosen) and bool(chosen[0].track_id))
        if reveal:
            menu.addAction(self.tr("Show in library"), lambda: self.reveal_requested.emit(chosen[0]))
        menu.addAction(self.tr("Save as a playlist…"), lambda: self.save_requested.emit(chosen, ""))
        if self.with_spotify and len(chosen) == 1:
            menu.addAction(self.tr("Find on Spotify"), lambda: self.spotify_requested.emit(chosen[0]))
        menu.addSeparator()
        menu.addAction(self.tr("Show in the file manager"), lambda: reveal_file(chosen[0].path))
        menu.addAction(self.tr("Copy path"), lambda: copy_paths(chosen))
        return menu


def copy_paths(tracks: Sequence[Track]) -> None:
    """Put the paths on the clipboard, one a line."""
    QGuiApplication.clipboard().setText("\n".join(str(track.path) for track in tracks))
