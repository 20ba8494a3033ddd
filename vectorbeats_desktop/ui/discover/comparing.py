"""Two chosen results side by side: which they are, what is known of them, and that they follow the query."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.records import Comparison, TrackDetails
from vectorbeats_desktop.ui.covers import CoverCache
from vectorbeats_desktop.ui.discover.compare_panel import ComparePanel
from vectorbeats_desktop.ui.discover.compared_body import Pair
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.results_model import start_of
from vectorbeats_desktop.ui.discover.results_view import ResultsView
from vectorbeats_desktop.workers.actions import Actions


class Comparing(QObject):
    """Opens the panel in its place, fills it, and closes it once one of the two is no result any more."""

    shown = Signal(bool)
    play_requested = Signal(object, int, float)  # list[Track], the first to play, and its second to begin at
    push_requested = Signal(str, bool)  # words, and whether they are to count more

    def __init__(
        self,
        actions: Actions,
        covers: CoverCache,
        results: ResultsView,
        hint: HintBar,
        page: QWidget,
        place: QVBoxLayout,
    ) -> None:
        super().__init__(page)
        self._actions, self._covers, self._results, self._hint = actions, covers, results, hint
        self._page, self._place = page, place
        self.panel: ComparePanel | None = None
        self._hits: Pair | None = None
        self._playing: int | None = None
        results.compare_requested.connect(self.open)

    @property
    def is_open(self) -> bool:
        """Whether two results stand side by side now."""
        return self._hits is not None

    def open(self) -> None:
        """Compare the two results that are chosen, or tell how two are chosen."""
        chosen = self._results.chosen_hits()
        if self.is_open:
            return
        if len(chosen) != 2:
            self._hint.say(
                self.tr("Choose two results to compare them: hold Ctrl and click on each, or hold Shift and press ↓.")
            )
            return
        first, second = chosen
        if first.track.elsewhere or second.track.elsewhere:
            self._hint.say(self.tr("Only tracks that are in your library can be compared."))
            return
        self._show((first, second))
        panel = self._made()
        panel.show()
        self.shown.emit(True)
        panel.take_focus()

    def close(self) -> None:
        """Go back to the results, with both chosen."""
        if self._hits is None:
            return
        chosen = {hit.track.file_id for hit in self._hits}
        self._hits = None
        self._made().hide()
        self._results.choose(chosen)
        self.shown.emit(False)

    def refresh(self) -> None:
        """Show what the new answer says of the two, or go back to it when one of them is not in it."""
        if self._hits is None:
            return
        model = self._results.hits
        rows = [model.row_of(hit.track.file_id) for hit in self._hits]
        first, second = (model.hit(row) if row is not None else None for row in rows)
        if first is None or second is None:
            self.close()
        else:
            self._show((first, second))

    def swap(self) -> None:
        """Let the two change sides."""
        if self._hits is not None:
            first, second = self._hits
            self._show((second, first))

    def play(self, place: int) -> None:
        """Play one of the two from where it matches."""
        if self._hits is not None:
            hit = self._hits[place]
            self.play_requested.emit([hit.track], 0, start_of(hit))

    def mark_playing(self, file_id: int | None) -> None:
        """Let the one that plays stand out."""
        self._playing = file_id
        if self.panel is not None:
            self.panel.mark_playing(file_id)

    def _show(self, hits: Pair) -> None:
        self._hits = hits
        panel = self._made()
        panel.show_heads(hits)
        panel.mark_playing(self._playing)
        job = self._actions.compare(*(hit.track for hit in hits))
        job.succeeded.connect(partial(self._on_compared, hits))
        job.failed.connect(partial(self._on_failed, hits))

    def _on_compared(self, hits: Pair, comparison: Comparison, problem: str = "") -> None:
        if hits == self._hits:
            self._made().show_body(hits, self._results.hits.part_names, comparison, problem)

    def _on_failed(self, hits: Pair, error: Exception) -> None:
        """Without the library's numbers there is still what the answer itself tells."""
        first, second = (TrackDetails(hit.track, (hit.track.path,)) for hit in hits)
        said = error.message if isinstance(error, KnownError) else self.tr("That could not be found out.")
        self._on_compared(hits, Comparison((first, second)), said)

    def _made(self) -> ComparePanel:
        if self.panel is None:
            self.panel = ComparePanel(self._covers, self._page)
            self.panel.hide()
            self.panel.play_requested.connect(self.play)
            self.panel.swap_requested.connect(self.swap)
            self.panel.closed.connect(self.close)
            self.panel.push_requested.connect(self.push_requested)
            self._place.addWidget(self.panel)
        return self.panel
