"""Writes what the person chose beside the window's thread, and tells the window what changed."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.engine.setting import Value
from vectorbeats_desktop.engine.settings import Settings
from vectorbeats_desktop.engine.task import TaskContext
from vectorbeats_desktop.workers.job import Job
from vectorbeats_desktop.workers.lanes import Lane

WRITE_AFTER_MS = 300  # who moves a slider chooses many values in a second

log = logging.getLogger(__name__)


class SettingsNotWritten(KnownError):
    """What was chosen counts, but would be forgotten when the program ends."""

    code = "settings_not_written"


class Preferences(QObject):
    """The settings of the window. A choice counts at once; the disk is written soon after, in a thread.

    What could not be written is kept, and tried again with the next choice, by `save`, and at the end.
    """

    changed = Signal(str)  # a setting's name, also when a command changed it
    failed = Signal(object)  # SettingsNotWritten; once, until writing has succeeded again
    saved = Signal()

    _touched = Signal(str)
    _wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = Settings()
        # The disk may be slow, and nothing else shall wait behind it.
        self._lane = Lane("settings", opened=True)
        self._soon = QTimer(self, interval=WRITE_AFTER_MS, singleShot=True)
        self._soon.timeout.connect(self.save)
        self._told = False
        self._attached = False
        # Other threads change settings too, such as the one that answers commands.
        self._touched.connect(self.changed)
        self._wanted.connect(self._soon.start)

    def attach(self, settings: Settings) -> None:
        """Look after these settings from now on; the first ones that are given stay."""
        if self._attached:
            return
        self._attached = True
        self.settings = settings
        settings.watch(self._touched.emit)
        settings.write_by(self._wanted.emit)

    def choose(self, name: str, value: object) -> None:
        """Choose a value. Raises BadSetting."""
        self.settings.set(name, value)

    def reset(self, name: str) -> None:
        """Go back to the default value."""
        self.settings.reset(name)

    def value(self, name: str) -> Value:
        """What counts now."""
        return self.settings.get(name)

    def save(self) -> None:
        """Write what is not written yet."""
        if not self.settings.unsaved:
            return
        job = Job("write settings", self._write)
        job.failed.connect(self._on_failed)
        job.succeeded.connect(self._on_saved)
        self._lane.add(job)

    def shut(self, wait_ms: int) -> bool:
        """Write what is left, and say whether the thread has ended."""
        self._soon.stop()
        ended = self._lane.shut(wait_ms)
        self.settings.write_by(None)
        try:
            if self.settings.unsaved:
                self.settings.save()
        except OSError:
            log.warning("the settings could not be written", exc_info=True)
        return ended

    def _write(self, _context: TaskContext) -> None:
        try:
            self.settings.save()
        except OSError as error:
            raise SettingsNotWritten(
                self.tr("Your choice counts, but it could not be written: {0}.").format(error.strerror or str(error)),
                self.tr("Make room on the disk, or see that the folder of the settings can be written."),
            ) from error

    def _on_failed(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            self.failed.emit(error)

    def _on_saved(self) -> None:
        self._told = False
        self.saved.emit()
