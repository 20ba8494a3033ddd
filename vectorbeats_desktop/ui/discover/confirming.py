"""“That's it”: what a person tells of a hit that a hum has found."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.records import Hit
from vectorbeats_desktop.ui.discover.asking import Asker
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.workers.actions import Actions


class Confirming(QObject):
    """Keeps the hums of the query as further references of a track."""

    said = Signal(str)

    def __init__(self, actions: Actions, asker: Asker, results: ResultsView, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._asker, self._results = actions, asker, results
        self._done: set[tuple[tuple[Path, ...], str]] = set()
        results.confirm_requested.connect(self.confirm)
        asker.answered.connect(self._mark)

    def confirm(self, hit: Hit) -> None:
        """Remember that these hums are of this track."""
        hums, track = self._asker.hums(), hit.track
        if not hums or hit.melody is None or not track.track_id or (hums, track.track_id) in self._done:
            return
        self._done.add((hums, track.track_id))  # a second click, while it is being kept, keeps nothing twice
        self._mark()
        job = self._actions.confirm_hum(hums, track.track_id)
        job.succeeded.connect(partial(self._on_kept, len(hums), track.name))
        job.failed.connect(partial(self._on_failed, hums, track.track_id))

    def _on_kept(self, hums: int, name: str, _kept: object) -> None:
        self.said.emit(
            (
                self.tr("Remembered: this hum will find “{0}” at once.")
                if hums == 1
                else self.tr("Remembered: these hums will find “{0}” at once.")
            ).format(name)
        )

    def _on_failed(self, hums: tuple[Path, ...], track_id: str, _error: object) -> None:
        self._done.discard((hums, track_id))
        self._mark()

    def _mark(self) -> None:
        """Show which hits have been confirmed for the hums of this query."""
        hums = self._asker.hums()
        self._results.mark_confirmed({track_id for of, track_id in self._done if of == hums})
