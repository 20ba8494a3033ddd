"""Hits of the team's catalogue, of which there is no file here: what can be done with them, and what is told else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from vectorbeats_desktop.engine.records import Hit, Track
from vectorbeats_desktop.ui import wording
from vectorbeats_desktop.ui.discover.hint_bar import HintBar
from vectorbeats_desktop.ui.discover.push_menu import push_menu, pushable

if TYPE_CHECKING:
    from vectorbeats_desktop.ui.discover.results_view import ResultsView


class GuestMenu(QObject):
    """The context menu of such a hit: what needs no file."""

    def __init__(self, view: ResultsView) -> None:
        super().__init__(view)
        self._view = view

    def of(self, row: int, hit: Hit) -> QMenu:
        """The menu; the caller shows it."""
        view, menu = self._view, QMenu(self._view)
        menu.addSection(wording.elsewhere())
        why = menu.addAction(self.tr("Why this one?"), partial(view.explain_row, row))
        why.setShortcut("Ctrl+I")
        why.setEnabled(bool(hit.reasons))
        if words := pushable(hit.reasons):
            menu.addMenu(push_menu(words, view.push_requested.emit, menu))
        if hit.track.tags.title:
            menu.addSeparator()
            menu.addAction(self.tr("Copy artist and title"), partial(copy_names, [hit.track])).setShortcut("Ctrl+C")
            if view.wishes.with_spotify:
                menu.addAction(self.tr("Find on Spotify"), partial(view.wishes.spotify_requested.emit, hit.track))
        return menu


class Guests(QObject):
    """Tells what cannot be done with such hits."""

    def __init__(self, results: ResultsView, hint: HintBar, parent: QObject) -> None:
        super().__init__(parent)
        self._hint = hint
        results.no_file_told.connect(self._on_no_file)

    def _on_no_file(self, track: Track) -> None:
        self._hint.say(
            self.tr("“{0}” is in the team’s catalogue. There is no file of it on this computer.").format(
                wording.title(track)
            )
        )


def copy_names(tracks: list[Track]) -> None:
    """Put artists and titles on the clipboard, one track a line."""
    lines = (" – ".join(filter(None, (track.tags.artist, wording.title(track)))) for track in tracks)
    QGuiApplication.clipboard().setText("\n".join(lines))
