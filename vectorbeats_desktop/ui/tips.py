"""Hints that are told once, when a page is first seen, and go away for good."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject

from vectorbeats_desktop.ui.banner import Banner
from vectorbeats_desktop.workers.preferences import Preferences

CONTEXT = "Tips"
SEEN = "window.tips_seen"
LEAST_HEIGHT = 700  # pixels of the window; in less the page needs the room itself


def _mark(text: str) -> str:
    """Mark a text of the table for translation, which happens where it is shown."""
    return text


TIPS: Mapping[str, str] = {
    "library": _mark("Alt+Enter shows what is known of a track, and lets you put it right. Tracks can be dragged out."),
    "map": _mark("Draw around tracks with Shift and the mouse to play or keep them. Searches light up their results."),
    "playlists": _mark("Ctrl+P finds a smooth path from one track to another, and keeps it as a playlist."),
    "models": _mark("Nothing on this page is downloaded before you have read how much it is, and said yes."),
}
"""By the name of a page."""


class Tips(QObject):
    """Says a page's hint in the banner, unless that has something else to say."""

    def __init__(self, banner: Banner, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner, self._preferences = banner, preferences
        self._told = ""

    def page_shown(self, name: str) -> None:
        """Tell the hint of a page that is seen for the first time."""
        if self._told and self._banner.message.text() == self._told:
            self._banner.hide()  # it was of the page before
        self._told = ""
        seen = set(str(self._preferences.value(SEEN)).split())
        small = self._banner.window().height() < LEAST_HEIGHT
        if name not in TIPS or name in seen or self._banner.isVisible() or small:
            return
        self._preferences.choose(SEEN, " ".join(sorted({*seen, name})))
        self._told = QCoreApplication.translate(CONTEXT, TIPS[name])
        self._banner.say(self._told)
