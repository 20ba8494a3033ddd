"""Fills the card of the point that is meant, without reading tracks that the pointer only passes over."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, QTimer

from vectorbeats_desktop.engine.records import Track
from vectorbeats_desktop.ui.map.canvas import MapCanvas
from vectorbeats_desktop.ui.map.card import HoverCard
from vectorbeats_desktop.workers.actions import Actions

REST_MS = 40
KEPT = 300


class PointLook(QObject):
    """Shows the card as soon as its track is known, if the point is still meant then."""

    def __init__(self, actions: Actions, card: HoverCard, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._actions, self._card, self._canvas = actions, card, canvas
        self._row = self._file_id = -1
        self._known: OrderedDict[int, Track] = OrderedDict()
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._read)
        actions.library_changed.connect(self._known.clear)

    def point_at(self, row: int, file_id: int) -> None:
        """The point of this row is meant, whose file this is; -1 for none."""
        self._row, self._file_id = row, file_id
        self._rest.stop()
        if row < 0:
            self._card.hide()
        elif file_id in self._known:
            self._show()
        else:
            self._card.hide()
            self._rest.start()

    def _read(self) -> None:
        self._actions.map.look(self._file_id).succeeded.connect(partial(self._on_read, self._file_id))

    def _on_read(self, file_id: int, tracks: list[Track]) -> None:
        if not tracks:
            return
        self._known[file_id] = tracks[0]
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        if file_id == self._file_id:
            self._show()

    def _show(self) -> None:
        self._card.show_track(self._known[self._file_id], self._canvas.position(self._row))
        self._canvas.setAccessibleDescription(self._card.accessibleName())
