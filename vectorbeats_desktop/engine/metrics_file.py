"""The file that a monitor reads, written anew every so often while a setting names one."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.metrics import measure, openmetrics
from vectorbeats_desktop.engine.whole_file import whole_file

if TYPE_CHECKING:
    from vectorbeats_desktop.engine.session import Session

FILE, EVERY = "monitoring.file", "monitoring.every_s"

logger = logging.getLogger(__name__)


class MetricsFile:
    """Writes on a thread of its own, which is there only while there is something to write to.

    `problem` tells why the file could not be written last, or is empty.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._woken = threading.Event()
        self._closing = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.problem = ""
        session.settings.watch(self._on_changed)
        self._begin()

    def write(self, *, look: bool = False) -> str:
        """Measure, write the file where one is set, and return its text. Raises KnownError."""
        text = openmetrics(measure(self._session, look=look))
        if target := self._session.settings.text(FILE):
            with whole_file(Path(target).expanduser(), replace=True) as part:
                part.write_text(text, encoding="utf-8")
        self.problem = ""
        return text

    @property
    def running(self) -> bool:
        """Whether it writes every so often."""
        return self._thread is not None and self._thread.is_alive()

    def close(self) -> None:
        """Write no more, and wait for what is being written."""
        self._session.settings.unwatch(self._on_changed)
        self._closing = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def _on_changed(self, name: str) -> None:
        if name in (FILE, EVERY):
            self._begin()
            self._woken.set()

    def _begin(self) -> None:
        with self._lock:
            if self._session.settings.text(FILE) and not self.running and not self._closing:
                self._thread = threading.Thread(target=self._run, name="metrics", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        settings = self._session.settings
        while settings.text(FILE) and not self._closing:
            try:
                self.write()
            except KnownError as error:
                if error.message != self.problem:
                    logger.warning("the figures cannot be written: %s", error.message)
                self.problem = error.message
            self._session.journal.counters.save()
            self._woken.wait(settings.number(EVERY))
            self._woken.clear()
