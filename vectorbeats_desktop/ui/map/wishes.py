"""From points to wishes: points are numbers, and what others play and save are tracks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.track_menu import TrackActions
from vectorbeats_desktop.workers.actions import Actions


class PointWishes:
    """Reads the tracks of files, and then asks for what is wished of them."""

    def __init__(self, actions: Actions, page: QWidget) -> None:
        self._read, self._page = actions.map.tracks, page
        self.actions = TrackActions(page)

    def play(self, file_ids: Sequence[int]) -> None:
        self._with(file_ids, lambda tracks: self.actions.play_requested.emit(tracks, 0, 0.0))

    def enqueue(self, file_ids: Sequence[int]) -> None:
        self._with(file_ids, lambda tracks: self.actions.enqueue_requested.emit(tracks, False))

    def save(self, file_ids: Sequence[int]) -> None:
        self._with(file_ids, lambda tracks: self.actions.save_requested.emit(tracks, ""))

    def menu(self, file_ids: Sequence[int], at: QPoint) -> None:
        """Offer what can be done with these at a place of the screen."""
        self._with(file_ids, lambda tracks: self._offer(tracks, at))

    def _offer(self, tracks: list[Track], at: QPoint) -> None:
        menu = self.actions.menu(tracks, self._page, lambda: self.play([tracks[0].file_id]), reveal=True)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _with(self, file_ids: Sequence[int], act: Callable[[list[Track]], None]) -> None:
        def then(tracks: list[Track]) -> None:
            if tracks:
                act(tracks)

        if file_ids:
            self._read(file_ids).succeeded.connect(then)
