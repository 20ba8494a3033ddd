"""What is done with a finished take: heard again, trimmed, kept, used or discarded."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from vectorbeats_desktop.engine.errors import KnownError
from vectorbeats_desktop.ui.discover.recorder_panel import RecorderPanel
from vectorbeats_desktop.ui.discover.recorder_stage import Stage
from vectorbeats_desktop.ui.discover.take_files import TakeFiles
from vectorbeats_desktop.workers.actions import Actions

if TYPE_CHECKING:  # Qt Multimedia is loaded when a take is played
    from vectorbeats_desktop.engine.recording.take import Take
    from vectorbeats_desktop.ui.discover.take_player import TakePlayer
    from vectorbeats_desktop.workers.job import Job

PAUSE_MS = 300  # in trimming, before the trimmed take is written

Trim = tuple[float, float]


class TakeDesk(QObject):
    """Holds one take; its files lie in `TakeFiles`, whole and trimmed."""

    ready = Signal(object, object)  # the Take as it is used, the Path of its file: to be searched with
    kept = Signal(object)  # Path

    def __init__(self, panel: RecorderPanel, files: TakeFiles, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._files, self._actions = panel, files, actions
        self._take: Take | None = None
        self._name = ""
        self._whole: Path | None = None
        self._written: list[Path] = []
        self._player: TakePlayer | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._write)
        panel.take.trimmed.connect(self._on_trimmed)
        panel.play_requested.connect(self.play)
        panel.stop_playing_requested.connect(self.stop_playing)
        panel.buttons.keep_requested.connect(self.keep)

    def show(self, take: Take) -> None:
        """Put a take on the desk; the one before goes."""
        self.clear()
        self._take = take
        self._name = self.tr("Hum {0}.wav").format(time.strftime("%Y-%m-%d %H.%M.%S"))
        self._panel.show_take(take)
        self._write()

    def clear(self) -> None:
        """Forget the take, and its files unless they were taken away by `use`."""
        self._pause.stop()
        self.stop_playing()
        self._files.forget(self._written)
        self._take, self._whole, self._written = None, None, []
        self._panel.take.show_take(None)

    def use(self) -> None:
        """Tell the take as it is trimmed, with its file, by `ready`, as soon as that is written."""
        if self._take is None:
            return
        self._pause.stop()
        self._panel.buttons.allow_search(False)
        take, trim = self._take, self._panel.take.trim
        if self._panel.take.file is not None:
            self._hand_over(take, trim, self._panel.take.file)
        else:
            self._write().succeeded.connect(partial(self._hand_over, take, trim))

    def keep(self) -> None:
        """Ask where to, and write the take there."""
        music = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        dialog = QFileDialog(self._panel, self.tr("Keep the take"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("WAV files (*.wav)"))
        dialog.setDefaultSuffix("wav")
        dialog.selectFile(str(Path(music) / self._name))
        dialog.fileSelected.connect(lambda name: self.keep_as(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep_as(self, path: Path) -> None:
        """Write the take as it is trimmed to a file of the person's choice."""
        if self._take is not None:
            job = self._files.write_to(self._take, self._panel.take.trim, path)
            job.succeeded.connect(self.kept)
            job.failed.connect(self._on_failed)

    def play(self, second: float) -> None:
        """Play what is used of the take, from that second on."""
        if self._whole is None:
            return
        if self._player is None:
            self._player = self._make_player()
        self._player.play(self._whole, second, self._panel.take.trim[1])

    def stop_playing(self) -> None:
        if self._player is not None:
            self._player.stop()

    def _make_player(self) -> TakePlayer:
        from vectorbeats_desktop.ui.discover.take_player import TakePlayer

        player = TakePlayer(self)
        player.playing_changed.connect(self._panel.show_playing)
        player.position_changed.connect(self._panel.take.show_playhead)
        player.failed.connect(self._on_failed)
        return player

    def _write(self) -> Job:
        """Write what is used of the take, for dragging it out and for searching."""
        assert self._take is not None
        take, trim = self._take, self._panel.take.trim
        job = self._files.write(take, trim, self._name)
        job.succeeded.connect(partial(self._on_written, take, trim))
        job.failed.connect(self._on_failed)
        return job

    def _on_written(self, take: Take, trim: Trim, path: Path) -> None:
        if take is not self._take:
            self._files.forget([path])  # discarded meanwhile
            return
        self._written.append(path)
        if self._whole is None:
            self._whole = path
        if trim == self._panel.take.trim:
            self._panel.take.file = path

    def _hand_over(self, take: Take, trim: Trim, path: Path) -> None:
        if take is self._take:
            self._written = [each for each in self._written if each != path]
            self.ready.emit(take.trimmed(*trim), path)

    def _on_trimmed(self, start_s: float, end_s: float) -> None:
        if self._take is not None:
            self._panel.show_used(self._take.trimmed(start_s, end_s))
            self._pause.start()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._actions.failed.emit(error)
            return
        self._panel.show_trouble(error, look_again=False)
        if self._take is not None and self._panel.stage is Stage.TAKE:
            self._panel.show_used(self._take.trimmed(*self._panel.take.trim))
