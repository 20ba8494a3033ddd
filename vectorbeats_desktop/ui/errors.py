"""The single place that tells a person of an error."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui import error_details
from vectorbeats_desktop.ui.banner import Banner

log = logging.getLogger(__name__)


class ErrorPresenter(QObject):
    """Shows known errors with what to do, and each bug once; a bug has been logged where it was met."""

    _escaped = Signal(object)

    def __init__(self, banner: Banner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner = banner
        self._bugs: set[str] = set()
        self._hook_before = sys.excepthook
        self._escaped.connect(self.show)

    def show(self, error: Exception) -> None:
        """Tell of an error that an action or the player met."""
        if isinstance(error, KnownError):
            self._banner.say(error.message, error.hint, "error", details=error_details.of_error(error))
            return
        place = _place(error)
        if place in self._bugs:
            return
        self._bugs.add(place)
        self._banner.say(
            self.tr("Something went wrong inside the program."),
            self.tr("It has been written to the log, and the rest goes on ({0}).").format(type(error).__name__),
            "error",
            details=error_details.of_error(error),
        )

    def watch_slots(self) -> None:
        """Log and show exceptions that leave a slot, which Qt would only print."""
        self._hook_before, sys.excepthook = sys.excepthook, self._on_escaped

    def unwatch_slots(self) -> None:
        """Leave it to whoever had that task before."""
        sys.excepthook = self._hook_before

    def _on_escaped(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            self._hook_before(kind, error, trace)
            return
        log.error("a bug left a slot", exc_info=(kind, error, trace))
        self._escaped.emit(error)  # it may have been met in another thread


def _place(error: Exception) -> str:
    """Where in the code an exception was raised, so that the same bug is told once."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(error)
    return f"{type(error).__name__} {where}"
