"""Keeps what a page knows of the library up to date, without asking in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:  # importing it takes longer than showing the window does
    from vectorbeats_desktop.engine.session import Session


class LibraryWatch(QObject):
    """Asks one thing of the library when it opens and whenever it changes; one question at a time.

    What only `seen_in` shows is not asked while nobody sees that; it calls `catch_up` when it is shown.
    """

    changed = Signal(object)  # what `ask` returned

    def __init__(
        self,
        actions: Actions,
        name: str,
        ask: Callable[[Session], object],
        parent: QObject | None = None,
        seen_in: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._seen_in = seen_in
        self._actions, self._name, self._ask = actions, name, ask
        self._asking = False
        self._stale = False
        actions.session_ready.connect(self.refresh)
        actions.library_changed.connect(self.refresh)
        if actions.session is not None:
            self.refresh()

    def refresh(self) -> None:
        session = self._actions.session
        if session is None:
            return
        if self._asking or (self._seen_in is not None and not self._seen_in.isVisible()):
            self._stale = True
            return
        self._asking, self._stale = True, False
        job = self._actions.run(self._name, lambda _context: self._ask(session))
        job.succeeded.connect(self.changed)
        # Not `finished`: a quick job has sent it before this line is reached.
        for ended in (job.succeeded, job.failed, job.cancelled):
            ended.connect(self._on_ended)

    def catch_up(self) -> None:
        """Ask what was put off."""
        if self._stale:
            self.refresh()

    def _on_ended(self, _outcome: object = None) -> None:
        self._asking = False
        self.catch_up()
