"""What can be done with a hit, as its context menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from vectorbeats_desktop.engine.records import Hit, Verdict
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.push_menu import push_menu, pushable

if TYPE_CHECKING:
    from vectorbeats_desktop.ui.discover.results_view import ResultsView


class ResultsMenu(QObject):
    """Adds to the menu that every list of tracks has what only hits know."""

    def __init__(self, view: ResultsView) -> None:
        super().__init__(view)
        self._view = view

    def of(self, row: int, hit: Hit) -> QMenu:
        """The menu of a hit; the caller shows it."""
        view = self._view
        chosen = view.chosen_hits() if row in view.chosen_rows() else [hit]
        tracks = [hit.track, *(each.track for each in chosen if each is not hit and not each.track.elsewhere)]
        menu = view.wishes.menu(tracks, view, partial(view.play_row, row), reveal=True)
        actions = menu.actions()
        lines = [place for place, action in enumerate(actions) if action.isSeparator()]
        after_play, after_more, last_line = actions[1], actions[lines[0] + 2], actions[lines[-1]]
        known = bool(hit.track.track_id)
        less = self._action(menu, self.tr("Less like this"), partial(view.less_requested.emit, hit.track), known)
        why = self._action(menu, self.tr("Why this one?"), partial(view.explain_row, row), bool(hit.reasons), "Ctrl+I")
        menu.insertActions(after_play, self._verdicts(menu, row, hit))
        menu.insertAction(after_more, less)
        if words := pushable(hit.reasons):
            menu.insertMenu(last_line, push_menu(words, view.push_requested.emit, menu))
        menu.insertMenu(last_line, self._stars(menu, row, known))
        menu.insertAction(last_line, why)
        two = len(chosen) == len(tracks) == 2
        both = self.tr("Compare the two") if two else self.tr("Compare (choose two results)")
        compare = self._action(menu, both, view.compare_requested.emit, two, "Ctrl+D")
        menu.insertAction(last_line, compare)
        return menu

    def _verdicts(self, menu: QMenu, row: int, hit: Hit) -> list[QAction]:
        view = self._view
        hummed = hit.melody is not None
        words = self.tr("That’s it: remember this hum for it") if hummed else self.tr("That’s it")
        said = hit.track.track_id in view.hits.confirmed or hit.verdict is Verdict.WANTED
        known = bool(hit.track.track_id)
        return [
            self._action(menu, words, partial(view.confirm_row, row), known and not said, "Ctrl+Return"),
            self._action(menu, self.tr("Not this one"), partial(view.reject_row, row), known, "Del"),
        ]

    def _stars(self, menu: QMenu, row: int, known: bool) -> QMenu:
        stars = QMenu(self.tr("Rating"), menu)
        stars.setEnabled(known)
        hit = self._view.hits.hit(row)
        rated = self._view.hits.ratings.get(hit.track.track_id) if hit is not None else None
        for count in range(wording.MOST_STARS, 0, -1):
            rate = self._action(
                stars, wording.stars(count), partial(self._view.rate_row, row, count), known, f"Alt+{count}"
            )
            rate.setToolTip(self.tr("{0} of {1} stars").format(count, wording.MOST_STARS))
            rate.setCheckable(True)
            rate.setChecked(rated == count)
            stars.addAction(rate)
        stars.addSeparator()
        none = self._action(stars, self.tr("No rating"), partial(self._view.rate_row, row, None), known, "Alt+0")
        stars.addAction(none)
        return stars

    def _action(
        self, menu: QMenu, text: str, act: Callable[[], object], enabled: bool, keys: str = ""
    ) -> QAction:  # fmt: skip
        action = QAction(text, menu)
        action.setEnabled(enabled)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: act())
        return action
