"""In which order the queue plays: as it is listed, shuffled, or each track like the one before it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.ui.queue import Entry, PlayQueue
from vectorbeats_desktop.workers.actions import Actions
from vectorbeats_desktop.workers.job import Job

SETTING = "player.order"
ALIKE_AT_MOST = 3_000  # entries that are put in order; those behind them stay where they are


class Order(StrEnum):
    """The values of the setting."""

    LISTED = "listed"
    SHUFFLED = "shuffled"
    ALIKE = "alike"


Mix = Callable[[list[Entry]], None]


class QueueOrder(QObject):
    """Puts what follows in the queue in order, now and whenever other tracks are played instead."""

    changed = Signal(str)  # Order

    def __init__(
        self,
        queue: PlayQueue,
        actions: Actions,
        settings: Settings,
        parent: QObject | None = None,
        mix: Mix = random.shuffle,
    ) -> None:
        super().__init__(parent)
        self._queue, self._actions, self._settings, self._mix = queue, actions, settings, mix
        self._job: Job | None = None
        queue.replaced.connect(self._apply)

    @property
    def order(self) -> Order:
        return Order(self._settings.text(SETTING))

    def shuffle(self, shuffled: bool) -> None:
        """Play in another order than the listed one, or as listed. An order by similarity is another one already."""
        if shuffled != (self.order is not Order.LISTED):
            self.choose(Order.SHUFFLED if shuffled else Order.LISTED)

    def choose(self, order: Order) -> None:
        """Play in this order from now on."""
        self._settings.set(SETTING, str(order))
        self._apply()
        self.changed.emit(str(order))

    def _apply(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        if self.order is Order.LISTED:
            self._queue.list_rest()
        elif self.order is Order.SHUFFLED:
            rest = list(self._queue.rest)
            self._mix(rest)
            self._queue.order_rest(rest)
        else:
            self._ask()

    def _ask(self) -> None:
        current, rest = self._queue.current, self._queue.rest[:ALIKE_AT_MOST]
        if current is None or len(rest) < 2:
            return
        ids = [entry.track.track_id for entry in rest if entry.track.track_id]
        job = self._job = self._actions.playlists.by_likeness(current.track.track_id, ids)
        job.succeeded.connect(lambda found: self._on_found(job, found))

    def _on_found(self, job: Job, track_ids: Sequence[str]) -> None:
        if job is not self._job:
            return
        place = {track_id: number for number, track_id in enumerate(track_ids)}
        # What was added meanwhile, and what is not known, follows behind; the sort is stable.
        self._queue.order_rest(sorted(self._queue.rest, key=lambda entry: place.get(entry.track.track_id, len(place))))
