"""Sees when the sound server goes that Qt plays through, since playing on would end the program.

Qt Multimedia keeps two connections to a PulseAudio server (which PipeWire speaks as well) for the whole process. When
that server ends, one of them is made anew, if the next server comes within some seconds, and one is not: what is then
asked to play runs into an assertion of libpulse, which ends the process (seen with Qt 6.11). So a process that has
lost its server plays nothing any more.
"""

from __future__ import annotations

import shutil
import sys

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, Signal

from vectorbeats_desktop.engine.errors import KnownError

WATCH = ("pactl", "subscribe")
WAS_CONNECTED = "terminated"  # of "Connection terminated"; "Connection refused" is said where there is no server
END_WAIT_MS = 1000


class SoundLink(QObject):
    """Whether Qt's connection to the sound server stands; the application's only one is its child."""

    lost = Signal()

    def __init__(self, parent: QObject, watch: tuple[str, ...] = WATCH) -> None:
        super().__init__(parent)
        self._watch = watch
        self._is_lost = False
        self._process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("LC_ALL", "C.UTF-8")
        self._process.setProcessEnvironment(surroundings)
        self._process.readyReadStandardOutput.connect(self._process.readAllStandardOutput)
        self._process.finished.connect(self._on_end)

    @property
    def is_lost(self) -> bool:
        """Whether nothing may be played any more."""
        return self._is_lost

    def watch(self) -> None:
        """Begin to watch; where there is no PulseAudio, nothing happens."""
        if sys.platform == "linux" and shutil.which(self._watch[0]) is not None:
            self._process.start(self._watch[0], list(self._watch[1:]))

    def close(self) -> None:
        """Watch no more."""
        self._process.finished.disconnect(self._on_end)
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(END_WAIT_MS)
        self.setParent(None)
        self.deleteLater()

    def _on_end(self) -> None:
        told = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        if WAS_CONNECTED in told:
            self._is_lost = True
            self.lost.emit()


def sound_trouble() -> KnownError | None:
    """Why nothing may be played now; None when it may."""
    application = QCoreApplication.instance()
    link = application.findChild(SoundLink) if application is not None else None
    if link is None or not link.is_lost:
        return None
    return KnownError(
        QCoreApplication.translate("SoundLink", "The computer's sound server has ended, so nothing can be played."),
        QCoreApplication.translate("SoundLink", "Close VectorBeats and start it again; nothing is lost by that."),
    )
